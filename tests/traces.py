"""Looking for words in every file under a home: raw bytes, Parquet columns and footers, tables of DuckDB and SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq


def files_that_hold(home: Path, words: Iterable[str]) -> dict[str, list[str]]:
    """Names of files that hold one of the words, wherever and however packed, with the words they hold."""
    sought = list(words)
    found = {}
    for path in sorted(path for path in home.rglob("*") if path.is_file()):
        held = {word for text in contents_of(path) for word in sought if word in text}
        if held:
            found[path.relative_to(home).as_posix()] = sorted(held)
    return found


def contents_of(path: Path) -> Iterator[str]:
    """Everything a file says: its bytes as they are, and what its format holds packed; each cell on its own."""
    raw = path.read_bytes()
    yield raw.decode("utf-8", "replace")
    yield raw.decode("utf-16-le", "replace")
    if raw[:4] == b"PAR1":
        yield from _of_parquet(path)
    elif raw[8:12] == b"DUCK":
        yield from _of_duckdb(path)
    elif raw.startswith(b"SQLite format 3"):
        yield from _of_sqlite(path)


def _of_parquet(path: Path) -> Iterator[str]:
    table = pq.read_table(path)
    yield str(table.schema)
    yield str(pq.read_metadata(path).metadata)
    yield from _cells(table)


def _of_duckdb(path: Path) -> Iterator[str]:
    """Every table of every schema, those of search indexes among them, and all that the catalogue says."""
    with duckdb.connect(str(path), read_only=True) as con:
        tables = con.execute("select schema_name, table_name from duckdb_tables()").fetchall()
        assert tables
        for schema, table in tables:
            yield from _cells(con.table(f'"{schema}"."{table}"').to_arrow_table())
        for catalogue in ("from duckdb_columns()", "from duckdb_views()", "from pragma_storage_info('articles')"):
            yield from _cells(con.query(catalogue).to_arrow_table())


def _of_sqlite(path: Path) -> Iterator[str]:
    """Every table, and the vocabulary of those for search, which hold stems and no texts."""
    with sqlite3.connect(path) as con:
        for (table,) in con.execute("select name from sqlite_master where sql like '%using fts5%'").fetchall():
            con.execute(f'create virtual table temp.vocabulary using fts5vocab(main, "{table}", row)')
            yield from (str(term) for (term,) in con.execute("select term from temp.vocabulary"))
            con.execute("drop table temp.vocabulary")
        for (table,) in con.execute("select name from sqlite_master where type = 'table'").fetchall():
            yield from (str(row) for row in con.execute(f'select * from "{table}"'))  # noqa: S608 names of its own


def _cells(table: pa.Table) -> Iterator[str]:
    for column in table.columns:
        yield from (str(value) for value in column.to_pylist() if value is not None)
