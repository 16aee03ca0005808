"""Exports: one table of a warehouse as Parquet files that carry its contract, named by their content."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import duckdb
import pyarrow as pa

from schemas import Contract
from tasks.store.diskspace import naming_what_has_no_room
from tasks.store.home import Home, sha256_of_file
from tasks.store.parts import ROW_GROUP_ROWS, parquet_writer

SHA_DIGITS = 12
BATCH_ROWS = 10_000


class ExportFile(NamedTuple):
    """A file of the manifest. `dump_date` is null for tables over all days."""

    table: str
    path: str
    rows: int
    bytes: int
    sha256: str
    schema_version: int
    dump_date: str | None


def export_table(
    home: Home, con: duckdb.DuckDBPyConnection, contract: Contract, *, is_reread: bool = False
) -> Iterator[ExportFile]:
    """Write a table, one file a day where it has days, rows in grain order; memory holds a batch of rows.

    A day without rows in this table has no file. A file that is there with its content is not written again; on S3 its
    content is what was stated when it was written, unless `is_reread`.
    """
    order = ("dump_date", *contract.grain) if contract.is_dated else contract.grain
    relation = con.table(contract.table).order(", ".join(dict.fromkeys(order)))
    batches = relation.select(*contract.schema.names).to_arrow_reader(BATCH_ROWS)
    pending = _Pending(home, contract, is_reread=is_reread)
    for batch in batches:
        for day, rows in _split_by_day(pa.Table.from_batches([batch]), contract):
            if day != pending.day:
                yield from pending.finish()
            pending.add(day, rows)
    yield from pending.finish()


def conform(table: pa.Table, contract: Contract) -> pa.Table:
    """The table in the contract's types with its descriptions; ArrowInvalid where a value does not fit."""
    return table.cast(contract.schema)


class _Pending:
    """Rows of the file under way."""

    def __init__(self, home: Home, contract: Contract, *, is_reread: bool) -> None:
        self.day: date | None = None
        self._is_reread = is_reread
        self._home = home
        self._contract = contract
        self._tables: list[pa.Table] = []

    def add(self, day: date | None, rows: pa.Table) -> None:
        """Add rows of one day."""
        self.day = day
        self._tables.append(rows)

    def finish(self) -> Iterator[ExportFile]:
        """Write the file where there are rows, and start anew."""
        if not self._tables:
            return
        table = conform(pa.concat_tables(self._tables), self._contract)
        self._tables = []
        yield _write(self._home, self._contract, self.day, table, is_reread=self._is_reread)


def _split_by_day(table: pa.Table, contract: Contract) -> Iterator[tuple[date | None, pa.Table]]:
    if not contract.is_dated:
        yield None, table
        return
    days = table.column("dump_date").to_pylist()
    start = 0
    for end in range(1, len(days) + 1):
        if end == len(days) or days[end] != days[start]:
            yield days[start], table.slice(start, end - start)
            start = end


def _write(home: Home, contract: Contract, day: date | None, table: pa.Table, *, is_reread: bool) -> ExportFile:
    folder = f"exports/{contract.table}" + (f"/dump_date={day}" if day else "")
    draft = f"{folder}/{contract.table}.draft.tmp"
    path = home.draft(draft)
    try:
        with naming_what_has_no_room(path), parquet_writer(path, contract) as writer:
            writer.write_table(table, row_group_size=ROW_GROUP_ROWS)
        sha256 = sha256_of_file(path)
        name = f"{folder}/{contract.table}-{sha256[:SHA_DIGITS]}.parquet"
        size = path.stat().st_size
        if not _is_whole(home, name, size, sha256, is_reread=is_reread):
            with home.creating(name) as temporary:
                path.replace(temporary)
    finally:
        path.unlink(missing_ok=True)
    dump_date = day.isoformat() if day else None
    return ExportFile(contract.table, name, table.num_rows, size, sha256, contract.version, dump_date)


def _is_whole(home: Home, name: str, size: int, sha256: str, *, is_reread: bool) -> bool:
    return home.exists(name) and home.size_of(name) == size and home.sha256_of(name, is_reread=is_reread) == sha256
