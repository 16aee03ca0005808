"""The dialect of a table of text (CSV, TSV): separator, quoting and header, told by the first lines."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tasks.formats.fields import FIELD_NAMES, FieldNames, as_column
from tasks.formats.lines import UTF8_BOM

SUFFIXES = (".csv", ".tsv", ".tab")
SEPARATORS = (",", "\t", ";", "|")
SAMPLE_LINES = 200
LONGEST_COLUMN_NAME = 60


class Quoting(NamedTuple):
    """How values that hold the separator are written: quotes doubled, quotes escaped, or no quotes at all."""

    has_quotes: bool
    escape: str | None

    def options(self) -> dict[str, Any]:
        """Options of `csv.reader`."""
        if not self.has_quotes:
            return {"quoting": csv.QUOTE_NONE, "quotechar": None}
        return {"quotechar": '"', "doublequote": self.escape is None, "escapechar": self.escape, "strict": True}


DOUBLED, ESCAPED, NO_QUOTES = Quoting(True, None), Quoting(True, "\\"), Quoting(False, None)


class Dialect(NamedTuple):
    """How a table is written. `columns` are normalised names; `has_header` is false where no name is recognised."""

    separator: str
    quoting: Quoting
    columns: tuple[str, ...]
    has_header: bool
    lines_before: int

    def rows(self, lines: Iterator[str]) -> Iterator[list[str]]:
        """The rows of a table in this dialect; csv.Error where quotes do not match."""
        return csv.reader(lines, delimiter=self.separator, **self.quoting.options())


def dialect_of(head: bytes, name: str, names: FieldNames = FIELD_NAMES) -> Dialect | None:
    """The dialect of a table that begins so; None where it is no table.

    A table is known by its header: at least two recognised names, or one where the file is called `.csv` or `.tsv`.
    A file that is called so and has no recognised header is a table too, without header.
    """
    lines = _sample(head)
    if not lines:
        return None
    is_named = name.endswith(SUFFIXES)
    before = int(lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5)
    headers = {separator: _columns(lines[before : before + 1], separator) for separator in SEPARATORS}
    separator = max(SEPARATORS, key=lambda one: (_recognised(headers[one], names), len(headers[one])))
    columns = headers[separator]
    known = _recognised(columns, names)
    if known < 2 and not is_named:
        return None
    if any(len(column) > LONGEST_COLUMN_NAME for column in columns) and not is_named:
        return None
    quotings = [DOUBLED, ESCAPED, NO_QUOTES] if b'\\"' in head else [DOUBLED, NO_QUOTES]
    quoting = max(quotings, key=lambda one: _full_rows(lines[before:], separator, one, len(columns)))
    return Dialect(separator, quoting, columns, known > 0, before)


def column_name(text: str) -> str:
    """A column name in the spelling of the recognised ones."""
    return as_column(text.strip().strip('"'))


def _sample(head: bytes) -> list[str]:
    """The first whole lines with their ends."""
    lines = head.removeprefix(UTF8_BOM).decode("utf-8", "replace").splitlines(keepends=True)
    whole = lines[:-1] if len(lines) > 1 and not lines[-1].endswith("\n") else lines
    return whole[:SAMPLE_LINES]


def _columns(header: Sequence[str], separator: str) -> tuple[str, ...]:
    try:
        row = next(csv.reader(header, delimiter=separator), [])
    except csv.Error:
        return ()
    return tuple(map(column_name, row))


def _recognised(columns: tuple[str, ...], names: FieldNames) -> int:
    """How many different fields the columns name."""
    return sum(any(name in columns for name in of_field) for of_field in names.values())


def _full_rows(lines: Sequence[str], separator: str, quoting: Quoting, width: int) -> int:
    """Rows of the right width less the faults; 0 where a value would be left in its quotes."""
    rows = csv.reader(iter(lines), delimiter=separator, **quoting.options())
    score = 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return score
        except csv.Error:
            score -= 1
        else:
            if not quoting.has_quotes and any(map(_is_quoted, row)):
                return 0
            score += 1 if len(row) == width else -bool(row)


def _is_quoted(value: str) -> bool:
    return len(value) > 1 and value[0] == value[-1] == '"'
