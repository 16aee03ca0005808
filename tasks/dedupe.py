"""dedupe: the day's records become articles with ids, equal ones found, in parts of equal size.

Which articles repeat one another is decided at load, where the days around are known.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date, datetime
from typing import Any, NamedTuple

from tasks.config import Settings
from tasks.fingerprint import code_sha256
from tasks.ingest import records_parts
from tasks.stage import Making, PartPlan, StageReport, make_part
from tasks.store.home import Home, home_at
from tasks.store.parts import Footer, PartWriter, iterate_rows, part_name, read_footer, writing_part

STAGE = "dedupe"
ID_HEX_DIGITS = 16
_KEY_COLUMNS = (
    "publisher",
    "external_id",
    "url",
    "title",
    "body_sha256",
    "language",
    "published_at",
    "own_in_shorts",
    "own_key_takeaways",
    "authors",
    "category",
    "published_at_from",
    "published_at_refused",
)


class Identified(NamedTuple):
    """What decides about one record: its id, when it was published, and all that tagging and summarizing read."""

    article_id: str
    published_at: datetime
    content_sha256: str


class _Key(NamedTuple):
    identity: tuple[Any, ...]
    rest_sha256: str
    published_at: datetime
    content_sha256: str


def run(dump_date: date, settings: Settings, *, force: bool = False) -> StageReport:
    """Number, compare and reshard the records of a day. Bodies pass through one row group at a time."""
    plan = plan_part(dump_date, 0, settings)
    return make_part(
        home_at(settings.home), plan, lambda making: _dedupe_day(making, settings.shard_records), force=force
    )


def plan_part(dump_date: date, part: int, settings: Settings) -> PartPlan:
    """What the day's articles are made from; InputError where a group is not ingested."""
    inputs = tuple(records_parts(home_at(settings.home), dump_date))
    facts = {"code": code_sha256(__name__), "dump_date": dump_date, "shard_records": settings.shard_records}
    marker = part_name("day_articles", dump_date, part)
    return PartPlan(STAGE, dump_date, part, (marker,), inputs, facts, lambda footer: part_names(dump_date, footer))


def article_part_count(home: Home, dump_date: date) -> int:
    """Number of article parts of a deduplicated day; 0 where it is not deduplicated."""
    footer = read_footer(home, part_name("day_articles", dump_date, 0))
    return footer.part_count if footer else 0


def part_names(dump_date: date, footer: Footer) -> list[str]:
    """Names of the day's article parts, as the footer of the first one counts them."""
    return [part_name("day_articles", dump_date, part) for part in range(footer.part_count)]


def article_id(dump_date: date, row: Mapping[str, Any], repeat: int) -> str:
    """16 hex that do not depend on parts, order or machine; `repeat` numbers records that are equal in all of it."""
    return _id_of(dump_date, _identity(row), repeat)


def identify(dump_date: date, rows: Iterator[Mapping[str, Any]]) -> list[Identified]:
    """Ids and comparison keys of records, in their order.

    Repeats of an identity are numbered in the order of a hash over all else that they say, whatever order they came in.
    """
    keys = [_key_of(row) for row in rows]
    repeats: Counter[tuple[Any, ...]] = Counter()
    ids = [""] * len(keys)
    for at in sorted(range(len(keys)), key=lambda at: keys[at].rest_sha256):
        identity = keys[at].identity
        ids[at] = _id_of(dump_date, identity, repeats[identity])
        repeats[identity] += 1
    return [Identified(one_id, key.published_at, key.content_sha256) for one_id, key in zip(ids, keys, strict=True)]


def first_of_each(identified: list[Identified]) -> dict[str, str]:
    """For each content the article published first; article_id decides between equal times."""
    first: dict[str, Identified] = {}
    for one in identified:
        best = first.setdefault(one.content_sha256, one)
        first[one.content_sha256] = min(best, one, key=lambda each: (each.published_at, each.article_id))
    return {content: one.article_id for content, one in first.items()}


def _dedupe_day(making: Making, shard_records: int) -> Footer:
    home, plan, stamp = making
    keys = (row for name in plan.inputs for row in iterate_rows(home, name, _KEY_COLUMNS))
    identified = identify(plan.dump_date, keys)
    part_count = max(1, -(-len(identified) // shard_records))
    tagged = first_of_each(identified)
    total = Footer(
        STAGE, 0, stamp.fingerprint, len(identified), len(identified), part_count=part_count, inputs=stamp.inputs
    )
    rows = (row for name in plan.inputs for row in iterate_rows(home, name))
    articles = (
        {
            **row,
            "article_id": one.article_id,
            "dump_date": plan.dump_date,
            "copy_of": source if (source := tagged[one.content_sha256]) != one.article_id else None,
        }
        for row, one in zip(rows, identified, strict=True)
    )
    _write_parts(making, articles, total, shard_records)
    return total


def _write_parts(making: Making, articles: Iterator[dict[str, Any]], total: Footer, shard_records: int) -> None:
    """Parts in order, the first one kept open to the end: its name is the mark that the day is complete."""
    home, plan, stamp = making
    with ExitStack() as first_part:
        marker = first_part.enter_context(writing_part(home, "day_articles", plan.outputs[0], total))
        _fill(marker, articles, shard_records)
        for part in range(1, total.part_count):
            footer = Footer(STAGE, part, stamp.fingerprint, part_count=total.part_count, inputs=stamp.inputs)
            with writing_part(home, "day_articles", part_name("day_articles", plan.dump_date, part), footer) as writer:
                _fill(writer, articles, shard_records)


def _fill(writer: PartWriter, articles: Iterator[dict[str, Any]], limit: int) -> None:
    for _, article in zip(range(limit), articles, strict=False):
        writer.add(article)


def _key_of(row: Mapping[str, Any]) -> _Key:
    content = (row[name] for name in ("title", "body_sha256", "language", "own_in_shorts", "own_key_takeaways"))
    rest = (str(row[name]) if name == "published_at" else row[name] for name in _KEY_COLUMNS)
    return _Key(_identity(row), _hash(*rest), row["published_at"], _hash(*content))


def _id_of(dump_date: date, identity: tuple[Any, ...], repeat: int) -> str:
    return _hash(dump_date.isoformat(), *identity, repeat)[:ID_HEX_DIGITS]


def _identity(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (row["publisher"], row["external_id"] or row["url"], row["title"], row["body_sha256"])


def _hash(*values: Any) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
