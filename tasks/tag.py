"""tag: the one spaCy pass over a part: sentences, their phrases, mentions and the entities of each article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tasks.bundled import bundled_gazetteer, gazetteer_sha256
from tasks.config import Settings
from tasks.dedupe import article_part_count
from tasks.errors import InputError
from tasks.fingerprint import code_sha256, library_versions
from tasks.model import load_model, model_facts, parse_bodies
from tasks.stage import Making, PartPlan, StageReport, make_part
from tasks.store.home import Home, home_at
from tasks.store.parts import Footer, part_name, read_rows, writing_part
from tasks.text.entities import COMPONENTS, EntityFinder
from tasks.text.phrases import COMPONENTS as PARSING
from tasks.text.phrases import find_phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from tasks.text.mention import ArticleEntities

STAGE = "tag"
TABLES_OUT = ("sentences", "phrases", "candidates", "spans")
PASS = (*COMPONENTS, *PARSING)
SLICE_ARTICLES = 256


def run(dump_date: date, part: int, settings: Settings, *, force: bool = False) -> StageReport:
    """Tag the articles of one part; those in another language and copies within the day are passed over."""
    plan = plan_part(dump_date, part, settings)
    return make_part(home_at(settings.home), plan, lambda making: _tag_part(making, settings), force=force)


def plan_part(dump_date: date, part: int, settings: Settings) -> PartPlan:
    """What a part is made from; InputError where the day has no such part."""
    check_part(home_at(settings.home), dump_date, part)
    facts = {
        "code": code_sha256(__name__),
        "data": gazetteer_sha256(),
        "libraries": library_versions("spacy", "thinc"),
        "model": model_facts(settings.model).model_id,
    }
    outputs = tuple(part_name(table, dump_date, part) for table in TABLES_OUT)
    return PartPlan(STAGE, dump_date, part, outputs, (part_name("day_articles", dump_date, part),), facts)


def check_part(home: Home, dump_date: date, part: int) -> None:
    """InputError where the day has no such article part."""
    count = article_part_count(home, dump_date)
    if not 0 <= part < count:
        raise InputError(
            f"{dump_date}: no article part {part}, there are {count}. Run `daybook dedupe --date {dump_date}`."
        )


@lru_cache(maxsize=2)
def entity_finder(model: str) -> EntityFinder:
    """The finder with the bundled gazetteers, built once a process."""
    return EntityFinder(load_model(model, PASS), bundled_gazetteer())


def _tag_part(making: Making, settings: Settings) -> Footer:
    home, plan, stamp = making
    model = model_facts(settings.model)
    columns = ("article_id", "title", "body", "language", "copy_of")
    rows = read_rows(home, plan.inputs[0], columns)
    read = [row for row in rows if row["language"] == model.language and row["copy_of"] is None]
    base = Footer(STAGE, plan.part, stamp.fingerprint, len(rows), model=model.model_id, inputs=stamp.inputs)
    with ExitStack() as parts:
        writers = {
            table: parts.enter_context(writing_part(home, table, name, base))
            for table, name in reversed(list(zip(TABLES_OUT, plan.outputs, strict=True)))
        }
        for row, doc in _docs(settings.model, read):
            entities = entity_finder(settings.model).find(doc, row["title"] or "", body=row["body"])
            writers["sentences"].add_all(_sentence_rows(row["article_id"], doc))
            writers["phrases"].add_all(_phrase_rows(row, doc))
            writers["candidates"].add_all(_candidate_rows(row["article_id"], entities))
            writers["spans"].add_all(_span_rows(row["article_id"], entities))
    return replace(base, rows_out=writers["spans"].row_count)


def _docs(model: str, rows: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Doc]]:
    """Articles with their parsed bodies; each distinct body of a slice goes through the model once."""
    nlp = load_model(model, PASS)
    for start in range(0, len(rows), SLICE_ARTICLES):
        taken = rows[start : start + SLICE_ARTICLES]
        bodies = list(dict.fromkeys(row["body"] for row in taken))
        docs = dict(zip(bodies, parse_bodies(nlp, bodies), strict=True))
        yield from ((row, docs[row["body"]]) for row in taken)


def _sentence_rows(article_id: str, doc: Doc) -> Iterable[dict[str, Any]]:
    for number, sentence in enumerate(doc.sents, start=1):
        yield {
            "article_id": article_id,
            "sentence_no": number,
            "start_char": sentence.start_char,
            "end_char": sentence.end_char,
        }


def _phrase_rows(row: dict[str, Any], doc: Doc) -> Iterable[dict[str, Any]]:
    for number, phrase in enumerate(find_phrases(doc, body=row["body"]), start=1):
        yield {"article_id": row["article_id"], "phrase_no": number, **phrase._asdict()}


def _candidate_rows(article_id: str, entities: ArticleEntities) -> Iterable[dict[str, Any]]:
    for candidate in entities.candidates:
        yield {"article_id": article_id, **candidate._asdict()}


def _span_rows(article_id: str, entities: ArticleEntities) -> Iterable[dict[str, Any]]:
    for number, mention in enumerate(entities.mentions, start=1):
        yield {"article_id": article_id, "mention_no": number, **mention._asdict()}
