"""Parquet: recognised columns as in JSON, a small batch of rows in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.formats.fields import FIELD_NAMES, FieldNames, FieldProblem, article_from_fields, as_column
from tasks.formats.record import Found, Record, Refusal, excerpt_of

NAME = "parquet"
MAGIC = b"PAR1"
# A dictionary page repeats one long value for next to nothing, so a batch is few rows and a file has a limit.
BATCH_ROWS = 32
MOST_EXPANSION = 250
HARMLESS_BYTES = 64_000_000
_FAULTS = (pa.ArrowException, OSError, MemoryError, UnicodeDecodeError)


def matches(head: bytes, name: str) -> bool:  # noqa: ARG001 every format has the same signature
    """Whether the file begins with Parquet's magic bytes."""
    return head.startswith(MAGIC)


def read(stream: BinaryIO, *, max_record_bytes: int, names: FieldNames = FIELD_NAMES) -> Iterator[Found]:
    """Rows in order. `stream` must be seekable. A row group that cannot be read on is one refusal.

    Byte offsets are null: rows have none.
    """
    try:
        content = pq.ParquetFile(stream, buffer_size=1 << 16, page_checksum_verification=True)
    except _FAULTS as error:
        _raise_if_of_disk(error)
        yield Refusal(1, None, "damaged", f"not a Parquet file that can be read: {error}", "")
        return
    with content:
        known = {name for of_field in names.values() for name in of_field}
        present = content.schema_arrow.names
        columns = [name for name in present if as_column(name) in known] or present[:1]
        record_no = 0
        allowance = _Allowance(stream)
        for group in range(content.num_row_groups):
            for found in _read_group(content, group, columns, record_no, names, max_record_bytes=max_record_bytes):
                record_no = found.record_no
                yield found
                if not allowance.take(found):
                    detail = f"unpacks to more than {MOST_EXPANSION} times its size"
                    yield Refusal(record_no + 1, None, "bomb", detail, "")
                    return


class _Allowance:
    """What the values of a file may add up to; every row counts for a hundred bytes at least."""

    def __init__(self, stream: BinaryIO) -> None:
        at = stream.tell()
        self._left = max(stream.seek(0, 2) * MOST_EXPANSION, HARMLESS_BYTES)
        stream.seek(at)

    def take(self, found: Found) -> bool:
        """Account for a row; false where nothing is left."""
        self._left -= 100 + (len(found.article.body) if isinstance(found, Record) else 0)
        return self._left >= 0


def _read_group(
    content: pq.ParquetFile,
    group: int,
    columns: Sequence[str],
    before: int,
    names: FieldNames,
    *,
    max_record_bytes: int,
) -> Iterator[Found]:
    record_no = before
    rows = content.metadata.row_group(group).num_rows
    try:
        batches = content.iter_batches(batch_size=BATCH_ROWS, row_groups=[group], columns=list(columns))
        for batch in batches:
            values = {as_column(name): _as_bytes(column) for name, column in _first_named(batch)}
            for row in range(batch.num_rows):
                record_no += 1
                yield _record_of(values, row, record_no, names, max_record_bytes=max_record_bytes)
    except _FAULTS as error:
        _raise_if_of_disk(error)
        detail = f"row group {group} breaks off after {record_no - before} of {rows} rows: {error}"
        yield Refusal(record_no + 1, None, "damaged", detail, "")


def _first_named(batch: pa.RecordBatch) -> Iterator[tuple[str, Any]]:
    """Columns with their names, of two with one name the first only."""
    return iter(list(zip(batch.schema.names, batch.columns, strict=True))[::-1])


def _raise_if_of_disk(error: BaseException) -> None:
    if isinstance(error, OSError) and error.errno is not None:
        raise error


def _record_of(
    values: Mapping[str, Any], row: int, record_no: int, names: FieldNames, *, max_record_bytes: int
) -> Found:
    fields: dict[str, Any] = {}
    try:
        for name, column in values.items():
            fields[name] = _value(column[row], name)
        size = sum(len(value) for value in fields.values() if isinstance(value, str))
        if size > max_record_bytes:
            raise FieldProblem("too_large", f"record is longer than {max_record_bytes} characters (max_record_bytes)")
        return Record(record_no, None, article_from_fields(fields, names))
    except FieldProblem as problem:
        return Refusal(record_no, None, problem.reason, str(problem), _excerpt_of(fields))


def _as_bytes(column: Any) -> Any:
    """Strings as their bytes, so that one that is not UTF-8 costs its own row and not the batch."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_string(column.type):
        return column.view(pa.binary())
    return column.view(pa.large_binary()) if pa.types.is_large_string(column.type) else column


def _value(scalar: Any, name: str) -> Any:
    """One value as JSON would hold it: moments as ISO 8601, whole decimals as numbers, bytes as UTF-8."""
    try:
        value = scalar.as_py()
        if isinstance(value, bytes):
            value = value.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FieldProblem("undecodable", f"{name} is not UTF-8: {error.reason} at byte {error.start}") from None
    except (ValueError, OverflowError, pa.ArrowException) as error:
        raise FieldProblem("wrong_type", f"{name} holds a value that cannot be read: {error}") from None
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value


def _excerpt_of(fields: Mapping[str, Any]) -> str:
    return excerpt_of(str({name: value for name, value in fields.items() if value is not None}))
