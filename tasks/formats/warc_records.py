"""Cuts a WARC file (ISO 28500) into its records by their stated lengths, and finds the next one after a fault.

fastwarc ends at the first fault, or passes over it in silence; here every byte is a record's or is told as a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, NamedTuple

from tasks.errors import FaultReason, UnreadableContent
from tasks.formats.lines import read_block

BLOCK_BYTES = 1 << 18
LONGEST_HEADER_BYTES = 1 << 16
# What may stand between a block and the next record: two line ends, a few more from careless writers.
LONGEST_GAP_BYTES = 64
_BEGIN = re.compile(rb"WARC/\d\.\d{1,3}[ \t]*\r?\n")
_NEXT = re.compile(rb"\n(?=WARC/\d\.\d{1,3}[ \t]*\r?\n)")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_FOLDED_LINE = re.compile(r"\r?\n[ \t]+")


class Fault(NamedTuple):
    """Why a stretch of the file is no record."""

    reason: FaultReason
    detail: str


class WarcRecord(NamedTuple):
    """One record. `block` is empty where `is_too_long`; `fault` says why it cannot be read, whatever it was."""

    byte_offset: int
    fields: Mapping[str, str]
    header: bytes
    block: bytes
    is_too_long: bool = False
    fault: Fault | None = None


def split_records(stream: BinaryIO, *, max_bytes: int) -> Iterator[WarcRecord]:
    """Records in order, and faults where there should be one. A block in memory is `max_bytes` long at most."""
    source = _Source(stream)
    while True:
        skipped_from = source.offset
        skipped = source.skip_to_record()
        lost = source.passed_break()
        if lost or skipped:
            detail = lost.detail if lost else "no WARC record begins here"
            yield WarcRecord(skipped_from, {}, skipped, b"", fault=Fault("damaged", detail))
        if source.is_at_end():
            return
        yield _next_record(source, max_bytes)


def _next_record(source: _Source, max_bytes: int) -> WarcRecord:
    offset = source.offset
    header_bytes = source.find(_HEADER_END, LONGEST_HEADER_BYTES)
    fault: Fault | None
    if header_bytes is None:
        is_short = source.wanting(LONGEST_HEADER_BYTES)
        fault = (
            Fault("truncated", "the file ends inside a header") if is_short else Fault("damaged", "no end of header")
        )
        return WarcRecord(offset, {}, source.drop_to_next(5), b"", fault=fault)
    header = source.peek(header_bytes)
    fields = _fields_of(header)
    stated = fields.get("content-length", "")
    if not (stated.isascii() and stated.isdigit() and len(stated) < 19):
        source.drop_to_next(header_bytes)
        return WarcRecord(offset, fields, header, b"", fault=Fault("damaged", f"Content-Length is {stated[:40]!r}"))
    length = int(stated)
    if length > max_bytes:
        source.drop(header_bytes)
        return WarcRecord(offset, fields, header, b"", is_too_long=True, fault=source.skip(length))
    fault = _fault_after(source, header_bytes + length)
    if fault:
        source.drop_to_next(header_bytes)
        return WarcRecord(offset, fields, header, b"", fault=fault)
    return WarcRecord(offset, fields, source.drop(header_bytes), source.drop(length))


def _fault_after(source: _Source, length: int) -> Fault | None:
    """What is wrong where the record should end: there the file ends or another record begins, after empty lines."""
    if source.wanting(length):
        return Fault("truncated", f"the file ends {source.wanting(length)} bytes before the record does")
    gap = source.peek(length + LONGEST_GAP_BYTES)[length:].lstrip(b"\r\n")
    if gap and not gap.startswith(b"WARC/"[: len(gap)]):
        return Fault("damaged", "the record is longer or shorter than its Content-Length says")
    return None


def _fields_of(header: bytes) -> dict[str, str]:
    """Named fields in lower case; of several with one name the first."""
    text = _FOLDED_LINE.sub(" ", header.decode("utf-8", "replace"))
    fields: dict[str, str] = {}
    for line in text.splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields


class _Source:
    """The file from `offset` on: as much of it in memory as was asked for."""

    def __init__(self, stream: BinaryIO) -> None:
        self.offset = 0
        self._breaks: list[tuple[int, UnreadableContent]] = []
        self._stream = stream
        self._buffer = bytearray()

    def peek(self, count: int) -> bytes:
        """The next bytes, fewer at the end of the file."""
        self._fill(count)
        return bytes(memoryview(self._buffer)[:count])

    def drop(self, count: int) -> bytes:
        """The next bytes, which are done with."""
        dropped = bytes(memoryview(self._buffer)[:count])
        del self._buffer[:count]
        self.offset += len(dropped)
        return dropped

    def wanting(self, count: int) -> int:
        """How many of the next bytes the file does not have."""
        self._fill(count)
        return max(count - len(self._buffer), 0)

    def passed_break(self) -> UnreadableContent | None:
        """The first break in the file that has been passed over and not been told."""
        if self._breaks and self._breaks[0][0] <= self.offset:
            return self._breaks.pop(0)[1]
        return None

    def is_at_end(self) -> bool:
        """Whether nothing is left."""
        return self.wanting(1) > 0

    def find(self, pattern: re.Pattern[bytes], limit: int) -> int | None:
        """Where the first match within `limit` bytes ends."""
        for size in (4096, limit):
            self._fill(size)
            found = pattern.search(self._buffer, 0, size)
            if found:
                return found.end()
        return None

    def skip_to_record(self) -> bytes:
        """Pass over empty lines and anything else before the next record; returns the beginning of anything else."""
        while self.peek(2)[:1] in (b"\r", b"\n") and not self.is_at_end():
            self.drop(len(self._buffer) - len(self._buffer.lstrip(b"\r\n")) or 1)
        if self.is_at_end() or _BEGIN.match(self.peek(LONGEST_GAP_BYTES)):
            return b""
        return self.drop_to_next(0)

    def drop_to_next(self, begin: int) -> bytes:
        """Pass over everything up to the next record that begins `begin` bytes from here or later."""
        first = b""
        while True:
            self._fill(begin + BLOCK_BYTES)
            found = _NEXT.search(self._buffer, max(begin - 1, 0))
            at_end = len(self._buffer) < begin + BLOCK_BYTES
            end = found.end() if found else len(self._buffer) if at_end else len(self._buffer) - LONGEST_GAP_BYTES
            dropped = self.drop(end)
            first, begin = first or dropped[:BLOCK_BYTES], 0
            if found or at_end:
                return first

    def skip(self, length: int) -> Fault | None:
        """Pass over a block without keeping it; it ends early where another record begins or the file ends."""
        left = length
        while left > 0:
            self._fill(min(left, BLOCK_BYTES) + LONGEST_GAP_BYTES)
            found = _NEXT.search(self._buffer)
            count = min(found.end() if found else max(len(self._buffer) - LONGEST_GAP_BYTES, 1), left)
            left -= len(self.drop(count))
            if found and left > 0:
                return Fault("damaged", "another record begins inside it")
            if self.is_at_end() and left > 0:
                return Fault("truncated", f"the file ends {left} bytes before the record does")
        return None

    def _fill(self, count: int) -> None:
        while len(self._buffer) < count:
            try:
                block = read_block(self._stream, max(count - len(self._buffer), BLOCK_BYTES))
            except UnreadableContent as fault:
                if not fault.is_passable:
                    raise
                self._breaks.append((self.offset + len(self._buffer), fault))
                continue
            if not block:
                return
            self._buffer += block
