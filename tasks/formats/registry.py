"""Which format a dump file is in, told by its content first and its name second. A new format is one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import IO, Any, BinaryIO, Protocol

from tasks.errors import UnreadableContent
from tasks.formats import (
    delimited,
    feed,
    html,
    json_array,
    json_feed,
    jsonl,
    parquet,
    plain_text,
    sectioned,
    warc,
    wxr,
)
from tasks.formats.encoding import Encoding, as_utf8, encoding_of, utf8_head
from tasks.formats.fields import FIELD_NAMES, FieldNames
from tasks.formats.record import Found, Refusal, excerpt_of

HEAD_BYTES = 65_536


class Format(Protocol):
    """A source format: `matches` looks at the first bytes, `read` yields every record in order."""

    NAME: str

    def matches(self, head: bytes, name: str) -> bool:
        """Whether a file that begins so and is called so (without its compression suffix) is in this format."""

    def read(self, stream: BinaryIO, *, max_record_bytes: int) -> Iterator[Found]:
        """Records and refusals in order; memory is bounded by `max_record_bytes`."""


FORMATS: tuple[Format, ...] = (
    parquet,
    warc,
    json_feed,
    jsonl,
    json_array,
    wxr,
    feed,
    html,
    delimited,
    sectioned,
    plain_text,
)
# Formats that say themselves how their bytes are to be read; the others get UTF-8.
OWN_ENCODING = frozenset({"parquet", "warc", "html"})
READ_FROM_THE_END = frozenset({"parquet"})
# Formats whose records are named fields; their `read` takes `names`.
OF_NAMED_FIELDS = frozenset({"jsonl", "json", "csv", "parquet"})

Reader = Callable[[BinaryIO], Iterator[Found]]
Seekable = Callable[[BinaryIO], AbstractContextManager[IO[bytes]]]


def format_of(head: bytes, name: str) -> Format | None:
    """The first format that recognises the file; None where none does."""
    return next((one for one in FORMATS if one.matches(head, name)), None)


def read_records(
    stream: BinaryIO,
    *,
    name: str,
    max_record_bytes: int,
    seekable: Seekable = nullcontext,
    names: FieldNames = FIELD_NAMES,
) -> Iterator[Found]:
    """Records of a decompressed dump file in order. A file no format knows, or that breaks off, ends in a refusal.

    `stream` must offer `peek`, as `io.BufferedReader` does; `seekable` makes one that can go back. Text in another
    encoding than UTF-8 is read as such; offsets are left out then, and refusals name the encoding. `names`
    are those of named fields.
    """
    record_no = 0
    try:
        head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]  # type: ignore[attr-defined] # no protocol has peek
        if not head:
            return
        encoding = encoding_of(head)
        found = format_of(utf8_head(head, encoding), name.lower())
        if found is None:
            detail = "not one of " + ", ".join(one.NAME for one in FORMATS)
            yield Refusal(1, 0, "unknown_format", detail, excerpt_of(head))
            return
        options: dict[str, Any] = {"names": names} if found.NAME in OF_NAMED_FIELDS else {}
        read = partial(found.read, max_record_bytes=max_record_bytes, **options)
        for one in _read_as(found.NAME, read, stream, encoding, seekable=seekable):
            record_no = one.record_no
            yield one
    except UnreadableContent as fault:
        detail = f"{fault.detail}; {record_no} records were read before" if record_no else fault.detail
        yield Refusal(record_no + 1, None, fault.reason, detail, "")


def _read_as(
    name: str, read: Reader, stream: BinaryIO, encoding: Encoding | None, *, seekable: Seekable
) -> Iterator[Found]:
    if name in READ_FROM_THE_END:
        with seekable(stream) as content:
            yield from read(content)  # type: ignore[arg-type] # IO[bytes] is one
    elif encoding is None or name in OWN_ENCODING:
        yield from read(stream)
    else:
        for one in read(as_utf8(stream, encoding)):
            yield _without_offset(one, encoding)


def _without_offset(found: Found, encoding: Encoding) -> Found:
    """The same record without its offset, which is not one in the file as delivered."""
    if isinstance(found, Refusal):
        note = f"{found.detail} (read as {encoding.name}: {encoding.evidence})"
        return found._replace(byte_offset=None, detail=note)
    return found._replace(byte_offset=None)
