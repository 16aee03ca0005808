"""Rows of the tables: how the editors' tables are laid over derived rows, and how a table is written."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from importlib.resources import files

Row = dict[str, str]


def overlay(
    table: str, derived: Iterable[Row], key: Sequence[str], *, curated_rows: Iterable[Row] | None = None
) -> list[Row]:
    """Derived rows less those the editors leave out, with the editors' rows laid over them; sorted, one row a key.

    The first derived row of a key counts. `curated_rows` stands for `curated_TABLE.csv` where that has other columns.
    """
    dropped = {_key(row, key) for row in curated(f"left_out_{table}")}
    rows: dict[tuple[str, ...], Row] = {}
    for row in derived:
        if _key(row, key) not in dropped:
            rows.setdefault(_key(row, key), row)
    rows |= {_key(row, key): row for row in curated_rows or curated(f"curated_{table}")}
    return sorted(rows.values(), key=lambda row: tuple(row.values()))


def without(rows: Iterable[Row], columns: Collection[str]) -> list[Row]:
    """Rows less some of their columns."""
    return [{column: cell for column, cell in row.items() if column not in columns} for row in rows]


def curated(name: str) -> list[Row]:
    """Rows of one of the editors' tables, none where there is no such table."""
    path = files(__package__).joinpath(f"{name}.csv")
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))) if path.is_file() else []


def write_csv(rows: Sequence[Row]) -> str:
    """A table as CSV text with a header line."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _key(row: Row, key: Sequence[str]) -> tuple[str, ...]:
    return tuple(row[column] for column in key)
