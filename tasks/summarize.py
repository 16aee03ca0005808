"""summarize: In Shorts, In Depth and Key Takeaways of every article of a part, each bullet with its evidence."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from tasks.config import Settings
from tasks.data import read_data
from tasks.fingerprint import code_sha256, data_sha256
from tasks.llm_summaries import Draft, check_language_model, describe_use, facts_of, is_asked, method_of, rewrite_drafts
from tasks.stage import Making, PartPlan, StageReport, make_part
from tasks.store.home import home_at
from tasks.store.parts import AS_WRITTEN, Footer, part_name, read_rows, writing_part
from tasks.tag import check_part
from tasks.text.bullet import Bullet
from tasks.text.phrase import Phrase
from tasks.text.sentences import Sentence, usable_sentences
from tasks.text.summary import Mentioned, Ranker, build_ranker, keep_publisher_bullets, summarize

STAGE = "summarize"
WEIGHTS = "ranker.json"
SECTIONS = ("in_shorts", "key_takeaways")
_log = logging.getLogger(__name__)
_ARTICLE_COLUMNS = ("article_id", "title", "body", "copy_of", "own_in_shorts", "own_key_takeaways")


def run(dump_date: date, part: int, settings: Settings, *, force: bool = False) -> StageReport:
    """Summarize the tagged articles of one part; the publisher's own bullets are kept word for word.

    With a language model the report's `counts` say what its answers took.
    """
    check_language_model(settings)
    counts: list[dict[str, float]] = []

    def make(making: Making) -> Footer:
        footer, use = _summarize_part(making, settings)
        counts.append(use)
        return footer

    report = make_part(home_at(settings.home), plan_part(dump_date, part, settings), make, force=force)
    use = counts[0] if counts else {}
    if use:
        _log.info("%s part %d: %s", dump_date, part, describe_use(use))
    return replace(report, counts=use, detail=describe_use(use))


def plan_part(dump_date: date, part: int, settings: Settings) -> PartPlan:
    """What a part is made from; InputError where the day has no such part."""
    check_part(home_at(settings.home), dump_date, part)
    inputs = tuple(part_name(table, dump_date, part) for table in ("day_articles", "sentences", "mentions", "phrases"))
    facts = {"code": code_sha256(__name__), "data": data_sha256((WEIGHTS,)), **facts_of(settings)}
    outputs = (part_name("summary_bullets", dump_date, part), part_name("summaries", dump_date, part))
    return PartPlan(STAGE, dump_date, part, outputs, inputs, facts)


@lru_cache(maxsize=1)
def _ranker() -> Ranker:
    return build_ranker(read_data(WEIGHTS))


def _summarize_part(making: Making, settings: Settings) -> tuple[Footer, dict[str, float]]:
    home, plan, stamp = making
    articles_name, sentences_name, mentions_name, phrases_name = plan.inputs
    articles = read_rows(home, articles_name, _ARTICLE_COLUMNS)
    boundaries = _by_article(read_rows(home, sentences_name))
    mentions = _by_article(read_rows(home, mentions_name))
    phrases = _by_article(read_rows(home, phrases_name))
    tagged = [row for row in articles if row["article_id"] in boundaries]
    model = method_of(settings) if is_asked(settings) else None
    footer = replace(stamp, rows_in=len(articles), rows_out=len(tagged), model=model)
    made: Iterable[Sequence[Bullet]] = (
        bullets_of(row, boundaries[row["article_id"]], mentions[row["article_id"]], phrases[row["article_id"]])
        for row in tagged
    )
    use: dict[str, float] = {}
    if is_asked(settings):
        drafts = [
            _draft(row, boundaries[row["article_id"]], bullets) for row, bullets in zip(tagged, made, strict=True)
        ]
        made, use = rewrite_drafts(home, drafts, settings)
    with (
        writing_part(home, "summaries", plan.outputs[1], footer) as summaries,
        writing_part(home, "summary_bullets", plan.outputs[0], replace(footer, rows_out=AS_WRITTEN)) as bullets,
    ):
        for row, own in zip(tagged, made, strict=True):
            bullets.add_all(_bullet_rows(row["article_id"], plan.dump_date, own))
            summaries.add(_summary_row(row, plan.dump_date, own))
    return footer, use


def _draft(row: Mapping[str, Any], boundaries: Sequence[Mapping[str, Any]], bullets: Sequence[Bullet]) -> Draft:
    body = row["body"]
    sentences = usable_sentences(body, [(one["start_char"], one["end_char"]) for one in boundaries])
    return Draft(row["title"] or "", body, sentences, bullets)


def bullets_of(
    row: Mapping[str, Any],
    boundaries: Sequence[Mapping[str, Any]],
    mentions: Sequence[Mapping[str, Any]],
    phrases: Sequence[Mapping[str, Any]],
) -> list[Bullet]:
    """Bullets of both sections of one article; a section that the publisher left out is made from the body."""
    body = row["body"]
    sentences: list[Sentence] = usable_sentences(body, [(one["start_char"], one["end_char"]) for one in boundaries])
    own = keep_publisher_bullets(row["own_in_shorts"], row["own_key_takeaways"], body, sentences)
    if row["own_in_shorts"] and row["own_key_takeaways"]:
        return list(own)
    known = [Mentioned(one["kind"], one["entity_id"], one["start_char"], one["end_char"]) for one in mentions]
    parts = [Phrase(**{field: one[field] for field in Phrase._fields}) for one in phrases]
    made = summarize(row["title"] or "", body, sentences, known, _ranker(), parts or None)
    given = {bullet.section for bullet in own}
    return sorted((*own, *(bullet for bullet in made if bullet.section not in given)), key=lambda one: one[:2])


def _by_article(rows: Iterable[dict[str, Any]]) -> defaultdict[str, list[dict[str, Any]]]:
    groups: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row["article_id"]].append(row)
    return groups


def _bullet_rows(article_id: str, day: date, bullets: Iterable[Bullet]) -> Iterable[dict[str, Any]]:
    for bullet in bullets:
        evidence = [span._asdict() for span in bullet.evidence]
        yield {**bullet._asdict(), "article_id": article_id, "dump_date": day, "evidence": evidence}


def _summary_row(row: Mapping[str, Any], day: date, bullets: Sequence[Bullet]) -> dict[str, Any]:
    return {
        "article_id": row["article_id"],
        "dump_date": day,
        **{section: [bullet.text for bullet in bullets if bullet.section == section] for section in SECTIONS},
        "in_depth": row["body"],
        "method": _method_of_all({bullet.method for bullet in bullets}),
    }


def _method_of_all(methods: set[str]) -> str:
    """The method of a summary: of its bullets' methods the one that is least of this project's making."""
    if "publisher" in methods:
        return "publisher"
    return next((method for method in sorted(methods) if method != "extractive"), "extractive")
