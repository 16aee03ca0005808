"""Readers of formats, given bytes."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from typing import Any

from tasks.formats.record import REASONS, Found, Record, Refusal
from tasks.formats.registry import read_records
from tasks.store.spool import seekable
from tests.reading import read_file

MAX_BYTES = 100_000


def read_with(reader: Any, content: bytes, *, max_record_bytes: int = MAX_BYTES) -> list[Found]:
    """All that one format's reader finds in these bytes."""
    return list(reader.read(io.BytesIO(content), max_record_bytes=max_record_bytes))


def read_bytes(content: bytes, name: str = "dump", *, max_record_bytes: int = MAX_BYTES) -> list[Found]:
    """All records of a dump file with this content, its format told by the registry."""
    stream = io.BufferedReader(io.BytesIO(content), 1 << 17)  # type: ignore[arg-type]
    return list(read_records(stream, name=name, max_record_bytes=max_record_bytes, seekable=seekable))


def read_dump(path: Path, *, max_record_bytes: int = MAX_BYTES) -> list[Found]:
    """All records of a dump file on disk that is no archive, decompressed where it is."""
    (found,) = read_file(path, max_record_bytes=max_record_bytes).values()
    return found


def reasons(found: list[Found]) -> list[str]:
    """The outcome of each record in a word: `ok`, or why it was refused."""
    return [one.reason if isinstance(one, Refusal) else "ok" for one in found]


def bodies(found: list[Found]) -> list[str]:
    """Bodies of the records that were accepted."""
    return [one.article.body for one in found if isinstance(one, Record)]


def offsets(found: list[Found]) -> list[int | None]:
    """Where each record begins."""
    return [one.byte_offset for one in found]


def assert_sound(found: list[Found], content: bytes) -> None:
    """What every reader promises of any bytes: numbers 1..n, offsets that rise within the file, printable refusals."""
    assert [one.record_no for one in found] == list(range(1, len(found) + 1))
    known = [offset for offset in offsets(found) if offset is not None]
    assert known == sorted(known)
    assert all(0 <= offset <= len(content) for offset in known)
    for one in found:
        if isinstance(one, Refusal):
            assert one.reason in REASONS
            assert one.detail
            assert one.excerpt.isprintable()


def gzipped(content: bytes) -> bytes:
    """gzip without a time in it."""
    return gzip.compress(content, mtime=0)
