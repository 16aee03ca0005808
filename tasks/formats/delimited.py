"""CSV and TSV: a header with recognised names, then a record a row; quoted values may hold line ends (RFC 4180)."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

from tasks.formats.dialect import Dialect, column_name, dialect_of
from tasks.formats.fields import FIELD_NAMES, FieldNames, FieldProblem, article_from_fields
from tasks.formats.lines import Line, read_lines
from tasks.formats.record import Found, Reason, Record, Refusal, excerpt_of
from tasks.formats.resync import RereadBudget

NAME = "csv"
HEAD_BYTES = 65_536
MOST_LINES = 20_000


class Row(NamedTuple):
    """One row and the lines it stood on; `problem` says why it has no values."""

    lines: Sequence[Line]
    values: Sequence[str]
    problem: FieldProblem | None


def matches(head: bytes, name: str) -> bool:
    """Whether the first line is a header of recognised names, or the file is called a table."""
    return b"\0" not in head and dialect_of(head, name) is not None


def read(stream: BinaryIO, *, max_record_bytes: int, names: FieldNames = FIELD_NAMES) -> Iterator[Found]:
    """Records in order; blank lines and a header that comes again are not records."""
    head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]  # type: ignore[attr-defined] # no protocol has peek
    dialect = dialect_of(head, ".csv", names)
    if dialect is None:
        return
    record_no = 0
    for row in _read_rows(stream, dialect, max_record_bytes=max_record_bytes):
        if tuple(map(column_name, row.values)) == dialect.columns and dialect.has_header:
            continue
        record_no += 1
        yield _record_of(row, dialect, record_no, names)


def _record_of(row: Row, dialect: Dialect, record_no: int, names: FieldNames) -> Found:
    offset = row.lines[0].byte_offset
    try:
        if row.problem:
            raise row.problem
        return Record(record_no, offset, article_from_fields(_fields_of(row.values, dialect, names), names))
    except FieldProblem as problem:
        excerpt = excerpt_of(b"\n".join(line.content for line in row.lines[:20]))
        return Refusal(record_no, offset, problem.reason, str(problem), excerpt)


def _fields_of(values: Sequence[str], dialect: Dialect, names: FieldNames) -> dict[str, str]:
    """Values by column name, empty ones left out; an empty body stays, for it is not a missing one."""
    if not dialect.has_header:
        known = ", ".join(names["body"])
        raise FieldProblem("missing_header", f"the first line names no known column; the body would be one of {known}")
    fields: dict[str, str] = {}
    for column, value in zip(dialect.columns, values, strict=True):
        if value.strip():
            fields.setdefault(column, value)
    body_names = [name for name in names["body"] if name in dialect.columns]
    if body_names and not any(name in fields for name in body_names):
        fields[body_names[0]] = ""
    return fields


def _read_rows(stream: BinaryIO, dialect: Dialect, *, max_record_bytes: int) -> Iterator[Row]:
    """Rows in order, each with a problem where its quotes, its width or its encoding are wrong.

    A row that goes wrong over several lines may have swallowed others, by a quote that is not closed: it ends before
    the first of its lines that is a whole row by itself, and reading goes on there.
    """
    csv.field_size_limit(max_record_bytes + 1)
    source = _LineSource(stream, max_record_bytes)
    rows = dialect.rows(source)
    budget = RereadBudget()
    for _ in range(dialect.lines_before):
        next(source, None)
    while True:
        source.taken = []
        values, problem = _next_row(rows, source, dialect, max_record_bytes)
        if values is None and problem is None:
            return
        if problem and len(source.taken) > 1:
            end = _first_whole_row(source.taken, dialect)
            rest = source.taken[end:]
            if budget.spend(sum(len(line.content) for line in rest)):
                source.give_back(rest)
                source.taken = source.taken[:end]
        elif values:
            budget.earn(sum(len(line.content) for line in source.taken))
        if values or problem:
            yield Row(source.taken, values or (), problem)


def _next_row(
    rows: Iterator[list[str]], source: _LineSource, dialect: Dialect, max_record_bytes: int
) -> tuple[list[str] | None, FieldProblem | None]:
    """The values of the next row or its problem; neither at the end of the table, no values for an empty line."""
    try:
        values = next(rows)
    except StopIteration:
        return None, None
    except _TooLong:
        detail = f"row is longer than {max_record_bytes} bytes (max_record_bytes) or {MOST_LINES} lines"
        return None, FieldProblem("too_large", detail)
    except csv.Error as error:
        reason: Reason = "truncated" if source.is_at_end else "syntax"
        return None, FieldProblem(reason, f"quotes do not match: {error}")
    width = len(dialect.columns)
    if not values or not any(line.content.strip() for line in source.taken):
        return [], None
    if len(values) != width and dialect.has_header:
        return values, FieldProblem("wrong_column_count", f"found {len(values)} columns, expected {width}")
    if source.is_undecodable():
        return values, FieldProblem("undecodable", "the row holds bytes that are not UTF-8")
    return values, None


def _first_whole_row(lines: Sequence[Line], dialect: Dialect) -> int:
    """Index of the first line after the first that is a row of the right width by itself; their number without one."""
    for at, line in enumerate(lines[1:], start=1):
        try:
            values = next(dialect.rows(iter([_text(line)])), [])
        except csv.Error:
            continue
        if len(values) == len(dialect.columns) > 1:
            return at
    return len(lines)


def _text(line: Line) -> str:
    return line.content.decode("utf-8", "surrogateescape") + "\n"


class _TooLong(Exception):
    """The row under way is longer than a record may be."""


class _LineSource:
    """Lines for `csv.reader`, which remembers those of the row under way and takes back what was read in vain."""

    def __init__(self, stream: BinaryIO, max_record_bytes: int) -> None:
        self.taken: list[Line] = []
        self.is_at_end = False
        self._lines = read_lines(stream, max_bytes=max_record_bytes)
        self._returned: deque[Line] = deque()
        self._max_bytes = max_record_bytes
        self._bytes = 0

    def __iter__(self) -> _LineSource:
        return self

    def __next__(self) -> str:
        """The next line; _TooLong where it makes the row longer than a record may be."""
        line = self._returned.popleft() if self._returned else next(self._lines, None)
        if line is None:
            self.is_at_end = True
            raise StopIteration
        if not self.taken:
            self._bytes = 0
        self.taken.append(line)
        self._bytes += len(line.content)
        if line.is_cut or self._bytes > self._max_bytes or len(self.taken) > MOST_LINES:
            raise _TooLong
        return _text(line)

    def give_back(self, lines: Sequence[Line]) -> None:
        """Lines to be read again before all others."""
        self._returned.extendleft(reversed(lines))
        self.is_at_end = False

    def is_undecodable(self) -> bool:
        """Whether a line of the row under way is not UTF-8."""
        return any(not line.content.isascii() and not _is_utf8(line.content) for line in self.taken)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
