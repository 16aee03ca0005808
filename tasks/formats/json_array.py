"""A JSON array of objects, or objects one after another over several lines.

Elements are cut out by brackets and quotes alone and parsed one by one, so that a broken element costs itself and
memory holds one element at a time. No JSON library gives byte offsets and goes on after a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from tasks.formats.json_value import record_from_json, too_large
from tasks.formats.lines import UTF8_BOM
from tasks.formats.record import Found, Refusal, excerpt_of

NAME = "json"
BLOCK_BYTES = 1 << 16
_SIGNS = re.compile(rb'["\\{}\[\],]')


class Element(NamedTuple):
    """The bytes of one element; `is_whole` is false where the stream ended or the limit came inside it."""

    byte_offset: int
    content: bytes
    is_whole: bool
    is_cut: bool


def matches(head: bytes, name: str) -> bool:  # noqa: ARG001 every format has the same signature
    """Whether the first sign opens an array of objects or an object."""
    text = head.removeprefix(UTF8_BOM).lstrip()
    return text.startswith(b"{") or (text.startswith(b"[") and text[1:].lstrip()[:1] in (b"{", b"]", b""))


def read(stream: BinaryIO, *, max_record_bytes: int) -> Iterator[Found]:
    """Records in order, each with the offset of its first byte."""
    for number, element in enumerate(split_elements(stream, max_bytes=max_record_bytes), start=1):
        if element.is_cut:
            yield too_large(
                element.content, record_no=number, byte_offset=element.byte_offset, max_bytes=max_record_bytes
            )
        elif not element.is_whole:
            detail = "the file ends inside this record" if element.content else "the file ends before the array does"
            yield Refusal(number, element.byte_offset, "truncated", detail, excerpt_of(element.content))
        else:
            yield record_from_json(element.content, record_no=number, byte_offset=element.byte_offset)


def split_elements(stream: BinaryIO, *, max_bytes: int) -> Iterator[Element]:
    """The elements of the outer array, or of the sequence of objects, without the commas between them."""
    cutter = _Cutter(max_bytes)
    while block := stream.read1(BLOCK_BYTES):  # type: ignore[attr-defined]
        yield from cutter.feed(block)
    yield from cutter.finish()


class _Cutter:
    """Follows depth and strings over blocks and keeps the bytes of the element under way."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._base: int | None = None
        self._depth = 0
        self._in_string = False
        self._escaped_at = -1
        self._position = 0
        self._start = 0
        self._kept = bytearray()
        self._is_cut = False

    def feed(self, block: bytes) -> Iterator[Element]:
        """Elements that end within this block."""
        if self._base is None:
            block = self._open(block)
        done = 0
        for sign in _SIGNS.finditer(block):
            at = sign.start()
            if not self._is_boundary(sign.group(), self._position + at):
                continue
            self._keep(block[done:at])
            done = at + 1
            if sign.group() == b"}":
                self._keep(b"}")
            yield from self._emit(is_whole=True)
            self._start = self._position + done
        self._keep(block[done:])
        self._position += len(block)

    def finish(self) -> Iterator[Element]:
        """What is left when the stream ends, and an element without content where the array was never closed."""
        is_whole = self._depth <= (self._base or 0) and not self._in_string
        yield from self._emit(is_whole=is_whole)
        if is_whole and self._base == 1 and self._depth == 1:
            yield Element(self._position, b"", is_whole=False, is_cut=False)

    def _open(self, block: bytes) -> bytes:
        text = block.removeprefix(UTF8_BOM).lstrip()
        self._position = self._start = len(block) - len(text)
        self._base = 1 if text.startswith(b"[") else 0
        return text

    def _is_boundary(self, sign: bytes, at: int) -> bool:
        """Follow one sign; true where an element ends at it."""
        base = self._base or 0
        if self._in_string:
            if sign == b"\\" and at != self._escaped_at:
                self._escaped_at = at + 1
            elif sign == b'"' and at != self._escaped_at:
                self._in_string = False
            return False
        if sign == b'"':
            self._in_string = True
        elif sign in b"{[":
            self._depth += 1
            return base == 1 and self._depth == 1
        elif sign in b"}]":
            self._depth = max(self._depth - 1, 0)
            return self._depth < base or (base == 0 and self._depth == 0 and sign == b"}")
        return sign == b"," and self._depth == base

    def _keep(self, content: bytes) -> None:
        room = self._max_bytes + 1 - len(self._kept)
        self._kept += content[: max(room, 0)]
        self._is_cut = self._is_cut or len(content) > room

    def _emit(self, *, is_whole: bool) -> Iterator[Element]:
        content = bytes(self._kept)
        stripped = content.strip()
        if stripped:
            lead = len(content) - len(content.lstrip())
            yield Element(self._start + lead, stripped, is_whole, self._is_cut or len(stripped) > self._max_bytes)
        self._kept.clear()
        self._is_cut = False
