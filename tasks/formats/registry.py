"""Which format a dump file is in, told by its content first and its name second. A new format is one line here."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from tasks.formats import html, json_array, jsonl, plain_text, sectioned
from tasks.formats.record import Found, Refusal, excerpt_of

HEAD_BYTES = 65_536


class Format(Protocol):
    """A source format: `matches` looks at the first bytes, `read` yields every record in order."""

    NAME: str

    def matches(self, head: bytes, name: str) -> bool:
        """Whether a file that begins so and is called so (without its compression suffix) is in this format."""

    def read(self, stream: BinaryIO, *, max_record_bytes: int) -> Iterator[Found]:
        """Records and refusals in order; memory is bounded by `max_record_bytes`."""


FORMATS: tuple[Format, ...] = (jsonl, json_array, html, sectioned, plain_text)


def format_of(head: bytes, name: str) -> Format | None:
    """The first format that recognises the file; None where none does."""
    return next((one for one in FORMATS if one.matches(head, name)), None)


def read_records(stream: BinaryIO, *, name: str, max_record_bytes: int) -> Iterator[Found]:
    """Records of a decompressed dump file in order. A file no format knows, or that breaks off, ends in a refusal.

    `stream` must offer `peek`, as `io.BufferedReader` does.
    """
    record_no = 0
    try:
        head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]  # type: ignore[attr-defined]
        if not head:
            return
        found = format_of(head, name.lower())
        if found is None:
            detail = "not one of " + ", ".join(one.NAME for one in FORMATS)
            yield Refusal(1, 0, "unknown_format", detail, excerpt_of(head))
            return
        for one in found.read(stream, max_record_bytes=max_record_bytes):
            record_no = one.record_no
            yield one
    except (EOFError, OSError, zlib.error) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        detail = f"the file breaks off after record {record_no}: {error}"
        yield Refusal(record_no + 1, None, "truncated", detail, "")
