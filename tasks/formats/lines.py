"""Lines of a binary stream with their byte offsets, each at most so long; the rest of a longer line is passed over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

UTF8_BOM = b"\xef\xbb\xbf"
SKIP_BLOCK_BYTES = 1 << 20


class Line(NamedTuple):
    """A line without its end. `is_cut`: it was longer than the limit and `content` is only its beginning."""

    byte_offset: int
    content: bytes
    is_cut: bool


def read_block(stream: BinaryIO, most_bytes: int) -> bytes:
    """The next bytes, as many as are at hand: `read` would lose them where a fault follows. Empty at the end."""
    block: bytes = stream.read1(most_bytes)  # type: ignore[attr-defined] # BinaryIO does not state it
    return block


def read_lines(stream: BinaryIO, *, max_bytes: int) -> Iterator[Line]:
    """Every line in order; memory is bounded by `max_bytes`. A byte order mark at the start is left out."""
    offset = 0
    while raw := stream.readline(max_bytes + 1):
        is_cut = len(raw) > max_bytes and not raw.endswith(b"\n")
        length = len(raw) + (_skip_rest_of_line(stream) if is_cut else 0)
        content = raw.removeprefix(UTF8_BOM) if offset == 0 else raw
        yield Line(offset, content.rstrip(b"\r\n"), is_cut)
        offset += length


def _skip_rest_of_line(stream: BinaryIO) -> int:
    skipped = 0
    while block := stream.readline(SKIP_BLOCK_BYTES):
        skipped += len(block)
        if block.endswith(b"\n"):
            break
    return skipped
