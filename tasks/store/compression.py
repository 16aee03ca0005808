"""Compressed dump content as a stream: told by its first bytes, bounded in size, read in blocks.

What cannot be read on becomes `UnreadableContent`, raised only after every byte before the fault has been handed out.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, NamedTuple, Protocol

from tasks.errors import FaultReason, UnreadableContent

BUFFER_BYTES = 1 << 17
BLOCK_BYTES = 1 << 16
# Below this size nothing is called a bomb: a page of blanks compresses a thousandfold and harms nobody.
HARMLESS_BYTES = 64_000_000
XZ_MEMORY_BYTES = 512_000_000
MAGICS: tuple[tuple[str, bytes], ...] = (
    ("gzip", b"\x1f\x8b\x08"),
    ("zstd", b"\x28\xb5\x2f\xfd"),
    ("xz", b"\xfd7zXZ\x00"),
    ("lz4", b"\x04\x22\x4d\x18"),
)
_BZIP2_MAGIC = b"BZh"
_BZIP2_BLOCKS = (b"1AY&SY", b"\x17rE8P\x90")


Block = bytes | UnreadableContent


class Limits(NamedTuple):
    """How far the content of one dump file may unpack."""

    max_member_bytes: int
    max_compression_ratio: int


class Allowance:
    """What one dump file may still unpack to, over all its members: `max_compression_ratio` times its own size."""

    def __init__(self, delivered_bytes: int, limits: Limits) -> None:
        """`delivered_bytes` is the size of the dump file as it came."""
        self.limits = limits
        self._left = max(delivered_bytes * limits.max_compression_ratio, HARMLESS_BYTES)

    def take(self, count: int) -> None:
        """Account for unpacked bytes; UnreadableContent where they are more than the file can honestly hold."""
        self._left -= count
        if self._left < 0:
            ratio = self.limits.max_compression_ratio
            raise UnreadableContent("bomb", f"unpacks to more than {ratio} times its size (max_compression_ratio)")


class _Decoder(Protocol):
    """The interface of `bz2.BZ2Decompressor` and `lzma.LZMADecompressor`."""

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gunzip:
    """`zlib.decompressobj` with the interface of the other decoders."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inflate.eof

    @property
    def needs_input(self) -> bool:
        return not self._inflate.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inflate.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inflate.decompress(self._inflate.unconsumed_tail + data, max_length)


class BlockStream(io.RawIOBase):
    """A raw stream over blocks of bytes. Full reads, so that a BufferedReader over it offers a long look-ahead.

    A fault among the blocks is raised between what was before and behind it; `read1` loses none of either.
    """

    def __init__(self, blocks: Iterator[Block], *, max_bytes: int, allowance: Allowance | None = None) -> None:
        """`max_bytes` bounds the stream, `allowance` all streams of the dump file together."""
        self._blocks = blocks
        self._left = max_bytes
        self._max_bytes = max_bytes
        self._allowance = allowance
        self._pending = memoryview(b"")
        self._fault: UnreadableContent | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as the content goes; a fault met on the way is raised by the next call."""
        filled = 0
        while filled < len(buffer) and self._has_more():
            count = min(len(self._pending), len(buffer) - filled)
            buffer[filled : filled + count] = self._pending[:count]
            self._pending = self._pending[count:]
            filled += count
        if not filled and self._fault:
            fault = self._fault
            self._fault = None if fault.is_passable else fault
            raise fault
        return filled

    def _has_more(self) -> bool:
        if not self._pending and self._fault is None:
            try:
                block = next(self._blocks, b"")
                if isinstance(block, UnreadableContent):
                    raise block
                self._account(len(block))
                self._pending = memoryview(block)
            except UnreadableContent as fault:
                self._pending, self._fault = memoryview(b""), fault
        return bool(self._pending)

    def _account(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise UnreadableContent("bomb", f"unpacks to more than {self._max_bytes} bytes (max_member_bytes)")
        if self._allowance:
            self._allowance.take(count)


def buffered(blocks: Iterator[Block], *, max_bytes: int, allowance: Allowance | None = None) -> io.BufferedReader:
    """A stream with `peek` over blocks of bytes."""
    return io.BufferedReader(BlockStream(blocks, max_bytes=max_bytes, allowance=allowance), BUFFER_BYTES)


def failing(fault: UnreadableContent) -> io.BufferedReader:
    """A stream that raises `fault` at the first look: content that is refused unread."""
    return buffered(_raising(fault), max_bytes=0)


def compression_of(head: bytes) -> str | None:
    """Name of the compression that content beginning so is in; None where it is in none."""
    if head.startswith(_BZIP2_MAGIC) and head[4:10] in _BZIP2_BLOCKS:
        return "bzip2"
    return next((name for name, magic in MAGICS if head.startswith(magic)), None)


def decompressed(raw: BinaryIO, compression: str, allowance: Allowance) -> io.BufferedReader:
    """The content of a compressed stream; several compressed streams one after another read as one."""
    decoders: dict[str, Callable[[], _Decoder]] = {
        "gzip": _Gunzip,
        "bzip2": bz2.BZ2Decompressor,
        "xz": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY_BYTES),
    }
    make = decoders.get(compression)
    blocks = _decoded(raw, compression, make) if make else _decoded_by_arrow(raw, compression)
    return buffered(blocks, max_bytes=allowance.limits.max_member_bytes, allowance=allowance)


def _raising(fault: UnreadableContent) -> Iterator[bytes]:
    yield from ()
    raise fault


def _decoded(raw: Any, name: str, make: Callable[[], _Decoder]) -> Iterator[Block]:
    """Blocks of the content. After damage in gzip data reading goes on at the next stream: WARC files are made of them.

    Not so where nothing came before, for the content could not be told.
    """
    decoder, data, is_begun = make(), raw.read1(BLOCK_BYTES), False
    while True:
        try:
            block = decoder.decompress(data, BUFFER_BYTES)
        except (zlib.error, lzma.LZMAError, OSError, EOFError) as error:
            data = _find_stream(raw, data[1:]) if name == "gzip" and is_begun else b""
            yield UnreadableContent("damaged", f"{name} data is damaged: {error}", is_passable=bool(data))
            decoder = make()
            continue
        if block:
            is_begun = True
            yield block
        if decoder.eof:
            data = _next_stream(raw, decoder.unused_data, name)
            if not data:
                return
            decoder = make()
            continue
        data = raw.read1(BLOCK_BYTES) if decoder.needs_input else b""
        if not data and not block:
            raise UnreadableContent("truncated", f"{name} data ends before its end mark")


def _next_stream(raw: Any, rest: bytes, name: str) -> bytes:
    """Bytes of the compressed stream that follows, without padding; empty at the end of the file."""
    data = rest.lstrip(b"\0")
    while len(data) < 10 and (more := raw.read1(BLOCK_BYTES)):
        data = (data + more).lstrip(b"\0")
    if data and compression_of(data) != name:
        raise UnreadableContent("damaged", f"after the {name} data follows something else: {data[:10].hex(' ')}")
    return data


def _find_stream(raw: Any, data: bytes) -> bytes:
    """Bytes from where the next gzip stream seems to begin; empty where none does."""
    magic = dict(MAGICS)["gzip"]
    while (at := data.find(magic)) < 0:
        more = raw.read1(BLOCK_BYTES)
        if not more:
            return b""
        data = data[-len(magic) :] + more
    return data[at:]


def _decoded_by_arrow(raw: Any, name: Any) -> Iterator[bytes]:
    import pyarrow as pa

    try:
        with pa.CompressedInputStream(pa.PythonFile(raw, mode="r"), name) as stream:
            while block := stream.read(BUFFER_BYTES):
                yield block
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        reason: FaultReason = "truncated" if "runcated" in str(error) else "damaged"
        raise UnreadableContent(reason, f"{name} data cannot be read on: {error}") from None
