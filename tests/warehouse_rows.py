"""Rows of every published table, sound unless a test changes them, in the project's own tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import duckdb
import pyarrow as pa

from schemas import contract_of
from tasks.store.queries import read_sql, sql_names, view_names

DAY = date(2024, 6, 4)
BODY = "Ada Lovelace presented a budget for France. The Treasury will vote on it in June."
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def article(article_id: str = "a1", **changes: Any) -> dict[str, Any]:
    """An article."""
    return {
        "article_id": article_id,
        "dump_date": DAY,
        "external_id": f"id-{article_id}",
        "publisher": "Example Wire",
        "url": f"https://example.org/{article_id}",
        "url_key": f"example.org/{article_id}",
        "title": "Budget for France",
        "authors": ["Jane Roe"],
        "category": None,
        "published_at": datetime(2024, 6, 4, 8, tzinfo=UTC),
        "published_at_from": "field",
        "published_at_refused": None,
        "language": "en",
        "body": BODY,
        "word_count": 15,
        "body_sha256": "0" * 64,
        "duplicate_of": None,
        "duplicate_kind": None,
        "is_latest": True,
        "dump_uri": "2024-06-04.jsonl",
        "record_no": 1,
        **changes,
    }


def mention(mention_no: int = 1, text: str = "Ada Lovelace", **changes: Any) -> dict[str, Any]:
    """A mention of the words in BODY."""
    return {
        "article_id": "a1",
        "dump_date": DAY,
        "mention_no": mention_no,
        "kind": "person",
        "entity_id": "ada-lovelace",
        "text": text,
        "start_char": BODY.index(text),
        "end_char": BODY.index(text) + len(text),
        "via": "name",
        **changes,
    }


def occurrence(**changes: Any) -> dict[str, Any]:
    """A row of an article_<kind> table without its entity."""
    return {
        "article_id": "a1",
        "dump_date": DAY,
        "mention_count": 1,
        "first_start_char": 0,
        "is_in_title": False,
        "salience": 0.5,
        **changes,
    }


def counted(**changes: Any) -> dict[str, Any]:
    """The columns that people, countries and agencies share."""
    counts = {"first_dump_date": DAY, "last_dump_date": DAY, "article_count": 1, "mention_count": 1}
    return {"aliases": [], **counts, **changes}


def bullet(section: str = "in_shorts", position: int = 1, **changes: Any) -> dict[str, Any]:
    """An extract of the first sentence of BODY."""
    return {
        "article_id": "a1",
        "dump_date": DAY,
        "section": section,
        "position": position,
        "rank": position,
        "text": "Ada Lovelace presented a budget for France.",
        "method": "extractive",
        "evidence": [{"start_char": 0, "end_char": BODY.index(".") + 1}],
        **changes,
    }


def summary(**changes: Any) -> dict[str, Any]:
    """The summary that lists `bullet()` once in each section."""
    text = bullet()["text"]
    return {
        "article_id": "a1",
        "dump_date": DAY,
        "in_shorts": [text],
        "in_depth": BODY,
        "key_takeaways": [text],
        "method": "extractive",
        **changes,
    }


def run(stage: str, rows_in: int, rows_out: int, **changes: Any) -> dict[str, Any]:
    """What a stage says it did."""
    facts = {"dump_date": DAY, "stage": stage, "part": 0, "fingerprint": "0" * 12, "model": None}
    return {**facts, "rows_in": rows_in, "rows_out": rows_out, **changes}


def sound_rows(**changes: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """One article with all that belongs to it, and a reject; `changes` replace the rows of whole tables."""
    rows: dict[str, list[Mapping[str, Any]]] = {
        "articles": [article()],
        "mentions": [
            mention(1),
            mention(2, "France", kind="country", entity_id="FR"),
            mention(3, "Treasury", kind="agency", entity_id="gb-hm-treasury", via="alias"),
        ],
        "people": [counted(person_id="ada-lovelace", name="Ada Lovelace", wikidata_id=None)],
        "countries": [counted(country_id="FR", name="France", iso_alpha3="FRA", demonym="French", region="Europe")],
        "agencies": [
            counted(
                agency_id="gb-hm-treasury",
                name="HM Treasury",
                acronym="HMT",
                kind="ministry",
                country_id="GB",
                parent_id=None,
                wikidata_id=None,
            )
        ],
        "article_people": [occurrence(person_id="ada-lovelace", role=None)],
        "article_countries": [occurrence(country_id="FR", is_direct=True, first_start_char=BODY.index("France"))],
        "article_agencies": [occurrence(agency_id="gb-hm-treasury", first_start_char=BODY.index("Treasury"))],
        "summaries": [summary()],
        "summary_bullets": [bullet("in_shorts"), bullet("key_takeaways")],
        "rejects": [
            {
                "dump_date": DAY,
                "dump_uri": "2024-06-04.jsonl",
                "record_no": 2,
                "byte_offset": 120,
                "reason": "syntax",
                "detail": "not JSON",
                "excerpt": "{",
            }
        ],
        "inputs": [
            {
                "dump_date": DAY,
                "feed": "default",
                "dump_uri": "2024-06-04.jsonl",
                "is_expected": True,
                "is_received": True,
                "bytes": 900,
                "sha256": "1" * 64,
                "record_count": 2,
                "article_count": 1,
                "reject_count": 1,
            }
        ],
        "runs": [run("plan", 1, 1), run("ingest", 2, 1)],
    }
    return {**rows, **{table: list(given) for table, given in changes.items()}}


@contextmanager
def warehouse_of(rows: Rows) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse in memory with the project's tables and views, and these rows; they are gone at the end."""
    con = _empty_warehouse()
    con.execute("begin transaction")
    try:
        for table, given in rows.items():
            arrow = pa.Table.from_pylist([dict(row) for row in given], schema=contract_of(table).schema)
            con.register("given", arrow)
            con.execute(f"insert into {table} by name select * from given")  # noqa: S608 names of this file
            con.unregister("given")
        yield con
    finally:
        con.execute("rollback")


@lru_cache(maxsize=1)
def _empty_warehouse() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(":memory:")
    con.execute("set timezone = 'UTC'")
    for folder, names in {"tables": sql_names("tables"), "macros": sql_names("macros"), "views": view_names()}.items():
        for name in names:
            con.execute(read_sql(folder, name))
    return con
