"""Lake parts: Parquet files with the rows of one stage, day and part, and a footer that says how they were made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemas import Contract, contract_of
from tasks.errors import InputError
from tasks.store.home import Home

ROW_GROUP_ROWS = 10_000
FOOTER_KEY = b"daybook.footer"
AS_WRITTEN = -1
"""Row count of a footer that is to hold what was written."""


@dataclass(frozen=True)
class Footer:
    """How a part was made. Holds nothing that differs between machines, homes or runs with equal inputs."""

    stage: str
    part: int
    fingerprint: str
    rows_in: int = 0
    rows_out: int = AS_WRITTEN
    model: str | None = None
    part_count: int = 1
    inputs: Mapping[str, str] = field(default_factory=dict)


def part_name(table: str, day: date, part: int, chunk: int | None = None) -> str:
    """Name of a part under home; ingest numbers the chunks of a group as well."""
    suffix = "" if chunk is None else f"-{chunk:03d}"
    return f"lake/{table}/dump_date={day.isoformat()}/part-{part:05d}{suffix}.parquet"


class PartWriter:
    """Writes rows of one contract to an open Parquet file in row groups of fixed size."""

    def __init__(self, contract: Contract, writer: pq.ParquetWriter) -> None:
        """`writer` is open and belongs to the caller."""
        self.row_count = 0
        self._contract = contract
        self._writer = writer
        self._pending: list[Mapping[str, Any]] = []

    def add(self, row: Mapping[str, Any]) -> None:
        """Queue one row; a full row group is written at once, so memory stays bounded."""
        self._pending.append(row)
        if len(self._pending) >= ROW_GROUP_ROWS:
            self.flush()

    def add_all(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Queue rows in order."""
        for row in rows:
            self.add(row)

    def flush(self) -> None:
        """Write what is queued."""
        self._writer.write_table(table_of(self._contract, self._pending))
        self.row_count += len(self._pending)
        self._pending = []


def table_of(contract: Contract, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows as a table of the contract's types; pyarrow's error names the column that does not fit."""
    return pa.Table.from_pylist([dict(row) for row in rows], schema=contract.schema)


@contextmanager
def parquet_writer(path: Any, contract: Contract) -> Iterator[pq.ParquetWriter]:
    """An open writer with the settings that make equal rows equal bytes: zstd, no time of writing."""
    with pq.ParquetWriter(path, contract.schema, compression="zstd", compression_level=3, version="2.6") as writer:
        yield writer


@contextmanager
def writing_part(home: Home, table: str, name: str, footer: Footer) -> Iterator[PartWriter]:
    """A writer for one part; the file appears under its name when the block ends well.

    `rows_out` of the footer is what was written, unless the caller states another figure.
    """
    contract = contract_of(table)
    with home.creating(name) as temporary, parquet_writer(temporary, contract) as writer:
        part = PartWriter(contract, writer)
        yield part
        part.flush()
        stated = asdict(footer) | {"rows_out": part.row_count if footer.rows_out == AS_WRITTEN else footer.rows_out}
        writer.add_key_value_metadata({FOOTER_KEY.decode(): json.dumps(stated, sort_keys=True)})


def write_part(home: Home, table: str, name: str, rows: Iterable[Mapping[str, Any]], footer: Footer) -> int:
    """Write a part from rows in grain order; returns the row count."""
    with writing_part(home, table, name, footer) as part:
        part.add_all(rows)
    return part.row_count


def read_rows(home: Home, name: str, columns: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """All rows of a part as dictionaries, in file order."""
    with _reading(home, name) as parquet:
        rows: list[dict[str, Any]] = parquet.read(columns=list(columns) if columns else None).to_pylist()
    return rows


def iterate_rows(home: Home, name: str, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Rows of a part one by one, a row group in memory at a time."""
    with _reading(home, name) as parquet:
        for batch in parquet.iter_batches(batch_size=1_000, columns=list(columns) if columns else None):
            yield from batch.to_pylist()


def read_footer(home: Home, name: str) -> Footer | None:
    """The footer of a part; None where the part is missing or was not written by Daybook."""
    end = home.end_of(name)
    if end is None:
        return None
    try:
        metadata = pq.read_metadata(end).metadata or {}
        stated = metadata.get(FOOTER_KEY)
        return Footer(**json.loads(stated)) if stated else None
    except (pa.ArrowException, OSError, ValueError, TypeError):
        return None


def check_part(path: Path) -> None:
    """InputError where a part's content cannot be read to its end."""
    with _explained(path), pq.ParquetFile(path) as parquet:
        for _ in parquet.iter_batches():
            pass


@contextmanager
def _reading(home: Home, name: str) -> Iterator[pq.ParquetFile]:
    path = home.path_of(name)
    with _explained(path), pq.ParquetFile(path) as parquet:
        yield parquet


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Damage is told as such; pyarrow itself does not name the file."""
    try:
        yield
    except FileNotFoundError:
        raise
    except (pa.ArrowException, OSError) as error:
        what = str(error).splitlines()[0]
        raise InputError(f"{path} is damaged ({what}). Remove it and run its day again: it is made anew.") from None
