"""The search index of a version: an SQLite FTS5 file beside its warehouse, which holds words and no texts.

It is made from the warehouse alone and belongs to no hash. Days that the last version had just so are taken over from
its index; where any day has changed or is gone, all are read anew, so that nothing of a removed article stays behind.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tasks.store.home import Home
from tasks.store.publications import Publication
from tasks.store.queries import read_sql
from tasks.store.warehouse import connection_to_read

if TYPE_CHECKING:
    import duckdb

FORMAT = 1
"""Raised with every change of the index's tables, documents or row numbers: one of another format is made anew."""
_DAY_BITS = 24
_BATCH_DAYS = 32
_ROWS_AT_ONCE = 1_000


def index_name(publication: Publication) -> str:
    """Name of the index under home."""
    return f"search/{publication.version}.sqlite"


def ensure_index(home: Home, publication: Publication, before: Publication | None = None) -> bool:
    """Make the index of a version where it is missing or damaged; returns whether it was there.

    `before` is a version whose index may be carried on. The caller holds the writer's lock.
    """
    name = index_name(publication)
    with connection_to_read(home.path_of(publication.warehouse)) as con:
        digests = read_digests(con)
        if home.exists(name) and _indexed_days(home.path_of(name)) == digests:
            return True
        earlier = index_name(before) if before else ""
        with home.creating(name) as draft:
            build_index(con, draft, digests, home.path_of(earlier) if earlier and home.exists(earlier) else None)
    return False


def has_index(home: Home, publication: Publication) -> bool:
    """Whether a version has its index, readable and of this format."""
    name = index_name(publication)
    return home.exists(name) and _indexed_days(home.path_of(name)) is not None


def rows_of_days(first: date, last: date) -> tuple[int, int]:
    """Lowest and highest row number of the articles of these days. Newer days have lower numbers."""
    lowest = (date.max.toordinal() - last.toordinal()) << _DAY_BITS
    return lowest, ((date.max.toordinal() - first.toordinal() + 1) << _DAY_BITS) - 1


def day_of_row(rowid: int) -> date:
    """The day of an article's row number."""
    return date.fromordinal(date.max.toordinal() - (rowid >> _DAY_BITS))


def build_index(
    con: duckdb.DuckDBPyConnection, draft: Path, digests: Mapping[date, str], earlier: Path | None = None
) -> None:
    """Write the index of a warehouse to `draft`, carrying on `earlier` where all its days are as they were."""
    known = (_indexed_days(earlier) if earlier else None) or {}
    if earlier and known and all(digests.get(day) == digest for day, digest in known.items()):
        shutil.copyfile(earlier, draft)
    else:
        known = {}
    missing = sorted(digests.keys() - known.keys(), reverse=True)
    with closing(sqlite3.connect(draft, isolation_level=None)) as index:
        # The draft is thrown away where anything fails, and synced as a whole when it is done.
        index.executescript(f"pragma journal_mode = off; pragma synchronous = off; pragma user_version = {FORMAT}")
        if not known:
            index.executescript(read_sql("search", "tables"))
        index.execute("begin")
        for start in range(0, len(missing), _BATCH_DAYS):
            _add_days(con, index, missing[start : start + _BATCH_DAYS])
        index.executemany(read_sql("search", "add_day"), [(day.isoformat(), digests[day]) for day in missing])
        index.execute("commit")


def read_digests(con: duckdb.DuckDBPyConnection) -> dict[date, str]:
    """What the index of each day of a warehouse has to be made of, in short."""
    return dict(con.execute(read_sql("queries", "search_digests")).fetchall())


def _add_days(con: duckdb.DuckDBPyConnection, index: sqlite3.Connection, days: Sequence[date]) -> None:
    add_words, add_article = read_sql("search", "add_words"), read_sql("search", "add_article")
    found = con.execute(read_sql("queries", "search_documents"), {"days": list(days)})
    for day, rows in groupby(_rows(found), key=lambda row: row[0]):
        first, _ = rows_of_days(day, day)
        for rowid, (_, article_id, title, bullets, body, marks) in enumerate(rows, start=first):
            index.execute(add_words, (rowid, title, "\n".join(dict.fromkeys(bullets)), body, marks))
            index.execute(add_article, (rowid, article_id))


def _rows(found: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := found.fetchmany(_ROWS_AT_ONCE):
        yield from rows


def _indexed_days(path: Path) -> dict[date, str] | None:
    """Digests of the days of an index; None where there is none, or one that is damaged or of another format."""
    if not path.is_file():
        return None
    try:
        with closing(open_index(path)) as index:
            if index.execute("pragma user_version").fetchone() != (FORMAT,):
                return None
            return {date.fromisoformat(day): digest for day, digest in index.execute(read_sql("search", "days"))}
    except (sqlite3.Error, ValueError):
        return None


def open_index(path: Path) -> sqlite3.Connection:
    """A read-only connection to an index; the file is immutable, so no locks are taken. sqlite3.Error if it is none."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
