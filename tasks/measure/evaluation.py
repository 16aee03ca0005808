"""Evaluation: a gold file as a day of its own, from ingest to link in a scratch home, then scored."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tasks.config import Settings
from tasks.dedupe import article_part_count
from tasks.measure.gold import GoldArticle, read_gold
from tasks.measure.scoring import FoundEntity, FoundInArticle, Scores, score
from tasks.model import model_facts
from tasks.occurrences import DIRECT_VIAS
from tasks.pipeline import STAGES
from tasks.runner import Progress, run_days
from tasks.store.home import Home
from tasks.store.parts import part_name, read_rows
from tasks.store.scratch import scratch_home

GOLD_DATE = date(2024, 1, 1)
"""Day of the scratch dump; no figure depends on it."""


def evaluate(gold: Path, settings: Settings, *, progress: Progress) -> Scores:
    """Scores of the pipeline with the model of the settings. Overrides are not applied: they correct what is published.

    InputError where the gold file is wrong or the model is not installed.
    """
    language = model_facts(settings.model).language
    articles = read_gold(gold)
    with scratch_home() as home:
        home.write_bytes(f"dumps/{GOLD_DATE}.jsonl", _dump_of(articles, language))
        of_scratch = {"home": home.root, "source": str(home.path_of("dumps")), "max_reject_share": 1.0}
        stages = STAGES[: STAGES.index("link") + 1]
        run_days([GOLD_DATE], settings.model_copy(update=of_scratch), progress=progress, stages=stages)
        return score(articles, found_in_day(home, GOLD_DATE))


def found_in_day(home: Home, day: date) -> dict[str, FoundInArticle]:
    """What a linked day holds, by `external_id`; copies within the day have what the article they copy has."""
    parts = range(article_part_count(home, day))
    articles = [
        row
        for part in parts
        for row in read_rows(home, part_name("day_articles", day, part), ("article_id", "external_id", "copy_of"))
    ]
    names = _names_of_day(home, day)
    mentions: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for part in parts:
        for row in read_rows(home, part_name("mentions", day, part)):
            mentions[row["article_id"]].append(row)
    return {str(row["external_id"]): _found(mentions[row["copy_of"] or row["article_id"]], names) for row in articles}


def _names_of_day(home: Home, day: date) -> dict[tuple[str, str], tuple[str, bool]]:
    """Name of each person and agency by (kind, id), the most used one, and whether it is a national body."""
    names: dict[tuple[str, str], tuple[str, bool]] = {}
    for row in read_rows(home, part_name("day_people", day, 0)):
        names.setdefault(("person", row["person_id"]), (row["name"], True))
    for row in read_rows(home, part_name("day_agencies", day, 0)):
        names.setdefault(("agency", row["agency_id"]), (row["name"], row["kind"] != "intergovernmental"))
    return names


def _found(mentions: Sequence[dict[str, Any]], names: dict[tuple[str, str], tuple[str, bool]]) -> FoundInArticle:
    texts: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in mentions:
        if row["kind"] != "country":
            texts[row["kind"], row["entity_id"]].append(row["text"])
    entities = {key: FoundEntity(names[key][0], tuple(found), names[key][1]) for key, found in texts.items()}
    return FoundInArticle(
        tuple(entity for key, entity in entities.items() if key[0] == "person"),
        frozenset(row["entity_id"] for row in mentions if row["kind"] == "country" and row["via"] in DIRECT_VIAS),
        tuple(entity for key, entity in entities.items() if key[0] == "agency"),
    )


def _dump_of(articles: Iterable[GoldArticle], language: str) -> bytes:
    """A JSON Lines dump whose bodies are the gold texts."""
    records = (
        {
            "id": article.gold_id,
            "title": article.title,
            "body": article.text,
            "published_at": GOLD_DATE.isoformat(),
            "publisher": "gold",
            "language": article.language or language,
        }
        for article in articles
    )
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()
