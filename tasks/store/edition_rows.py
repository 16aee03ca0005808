"""The rows that the day as a page is made from: what the queries sql/queries/edition_*.sql find for one day."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import duckdb

from tasks.store.queries import read_sql

Row = dict[str, Any]


class DayRows(NamedTuple):
    """Rows of one day, each list in the order that its query states."""

    dump_date: date
    version: str
    stories: list[Row]
    movers: list[Row]
    entities: list[Row]
    days: list[Row]
    timelines: list[Row]
    partners: list[Row]
    latest: list[Row]


def read_day(con: duckdb.DuckDBPyConnection, version: str, dump_date: date) -> DayRows:
    """What a warehouse of some version knows for the page of a day; no stories where the day is not loaded."""

    def rows(name: str) -> list[Row]:
        found = con.execute(read_sql("queries", f"edition_{name}"), {"dump_date": dump_date})
        columns = [column[0] for column in found.description]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]

    names = [name for name in DayRows._fields if name not in ("dump_date", "version")]
    return DayRows(dump_date, version, **{name: rows(name) for name in names})
