"""Cuts a stream of JSON into the elements of its outer array, or into the objects that stand one after another.

Quotes and brackets alone are followed, so that a broken element costs itself: no JSON library gives byte offsets and
goes on after a fault. A fault is a string that goes on in a line that begins like an object (RFC 8259, section 7,
allows no line ends in strings), a bracket that closes another kind, or an object where a name should stand. Reading
then goes on at the next line that begins with an object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Literal, NamedTuple

from tasks.formats.lines import UTF8_BOM, read_block

BLOCK_BYTES = 1 << 16
DEEPEST = 100_000
_IN_STRING = re.compile(rb'["\\\n]')
_OUTSIDE = re.compile(rb'["{}\[\],]')
_NEXT_LINE = re.compile(rb"\n")
_LINE_START = re.compile(rb"[^ \t\r,]")
_TEXT = re.compile(rb"[^ \t\r\n,]")
_OPENER = {b"}": ord("{"), b"]": ord("[")}

State = Literal["outside", "in_string", "in_string_at_line_start", "lost_in_line", "lost_at_line_start"]


_PATTERNS: dict[State, re.Pattern[bytes]] = {
    "outside": _OUTSIDE,
    "in_string": _IN_STRING,
    "in_string_at_line_start": _TEXT,
    "lost_in_line": _NEXT_LINE,
    "lost_at_line_start": _LINE_START,
}


class Element(NamedTuple):
    """The bytes of one element. `fault` says what is wrong, "end" that the stream ended inside; `is_cut`: too long."""

    byte_offset: int
    content: bytes
    fault: str | None
    is_cut: bool


def split_elements(stream: BinaryIO, *, max_bytes: int, array_from: int | None = None) -> Iterator[Element]:
    """The elements in order, without the commas between them; memory is bounded by `max_bytes`.

    `array_from`: the stream stands at this offset, just inside an array, and is read to the end of that array only.
    """
    cutter = _Cutter(max_bytes, array_from)
    while block := read_block(stream, BLOCK_BYTES):
        yield from cutter.feed(block)
        if cutter.is_done:
            return
    yield from cutter.finish()


class _Cutter:
    """Follows depth and strings over blocks and keeps the bytes of the element under way."""

    def __init__(self, max_bytes: int, array_from: int | None) -> None:
        self.is_done = False
        self._max_bytes = max_bytes
        self._is_one_array = array_from is not None
        self._state: State = "outside"
        self._open = bytearray(b"[" if self._is_one_array else b"")
        self._block = b""
        self._position = array_from or 0
        self._mark = 0
        self._start = self._position
        self._kept = bytearray()
        self._is_cut = False
        self._fault: str | None = None
        self._is_escaping = False

    def feed(self, block: bytes) -> Iterator[Element]:
        """Elements that end within this block."""
        self._block, self._mark = block, 0
        if self._position == 0 and block.startswith(UTF8_BOM):
            self._mark = self._start = len(UTF8_BOM)
        at = self._mark + self._is_escaping
        self._is_escaping = False
        while not self.is_done and (found := self._pattern().search(block, at)):
            at = found.end()
            if self._state == "in_string_at_line_start" and found[0] != b"{":
                self._state, at = "in_string", found.start()
            elif found[0] == b"\\":
                self._is_escaping = at == len(block)
                at += 1
            else:
                yield from self._follow(found[0], at)
        self._keep(len(block))
        self._position += len(block)

    def finish(self) -> Iterator[Element]:
        """What is left when the stream ends; an outer array left open is a fault of its own."""
        self._block, self._mark = b"", 0
        is_open = len(self._open) > self._base() or self._state.startswith("in_string")
        yield from self._emit(0, self._fault or ("end" if is_open else None))
        if self._base() and not is_open and not self._fault:
            yield Element(self._position, b"", "end", is_cut=False)

    def _pattern(self) -> re.Pattern[bytes]:
        return _PATTERNS[self._state]

    def _base(self) -> int:
        """Depth between elements: 1 within an outer array, 0 without."""
        return int(self._open[:1] == b"[")

    def _follow(self, sign: bytes, end: int) -> Iterator[Element]:
        """Take one sign into account; `end` is where it ends in the block."""
        if self._state == "in_string":
            self._state = "outside" if sign == b'"' else "in_string_at_line_start"
        elif self._state == "in_string_at_line_start":
            self._fault = "a string is not closed in its line"
            yield from self._find_again(sign, end)
        elif self._state == "lost_in_line":
            self._state = "lost_at_line_start"
        elif self._state == "lost_at_line_start":
            yield from self._find_again(sign, end)
        elif sign == b'"':
            self._state = "in_string"
        elif sign in b"{[":
            yield from self._descend(sign, end)
        elif sign == b",":
            if len(self._open) == self._base():
                yield from self._emit(end - 1, None)
                self._skip_to(end)
        else:
            yield from self._ascend(sign, end)

    def _descend(self, sign: bytes, end: int) -> Iterator[Element]:
        if not self._open and sign == b"[":
            yield from self._emit(end - 1, None)
            self._skip_to(end)
        elif sign == b"{" and len(self._open) > self._base() and self._open[-1:] == b"{" and self._is_no_value(end - 1):
            yield from self._begin_anew(end - 1, "an object is not closed")
        elif len(self._open) >= DEEPEST:
            self._lose(f"nested more than {DEEPEST} deep", "lost_in_line")
            return
        self._open += sign

    def _ascend(self, sign: bytes, end: int) -> Iterator[Element]:
        base = self._base()
        if not self._open or (len(self._open) == base and sign == b"}"):
            return
        if self._open[-1] != _OPENER[sign]:
            self._lose("brackets do not match", "lost_in_line")
            return
        self._open.pop()
        if len(self._open) < base:
            yield from self._emit(end - 1, None)
            self._skip_to(end)
            self.is_done = self._is_one_array
        elif len(self._open) == base:
            yield from self._emit(end, None)

    def _lose(self, fault: str, state: State) -> None:
        self._fault, self._state = fault, state

    def _find_again(self, sign: bytes, end: int) -> Iterator[Element]:
        if sign == b"{":
            yield from self._begin_anew(end - 1, self._fault)
            self._state = "outside"
            self._open += b"{"
        elif sign != b"\n":
            self._state = "lost_in_line"

    def _begin_anew(self, at: int, fault: str | None) -> Iterator[Element]:
        """Give up the element under way; the next begins at `at`."""
        yield from self._emit(at, fault)
        del self._open[self._base() :]

    def _is_no_value(self, at: int) -> bool:
        """Whether what begins at `at` inside an object is not the value of a name."""
        before = self._block[max(at - 64, self._mark) : at].rstrip() or bytes(self._kept[-64:]).rstrip()
        return before[-1:] not in (b":", b"")

    def _skip_to(self, end: int) -> None:
        self._mark = end
        self._start = self._position + end

    def _keep(self, end: int) -> None:
        piece = self._block[self._mark : end]
        room = self._max_bytes + 1 - len(self._kept)
        self._kept += piece[: max(room, 0)]
        self._is_cut = self._is_cut or len(piece) > room
        self._mark = end

    def _emit(self, end: int, fault: str | None) -> Iterator[Element]:
        self._keep(end)
        content = bytes(self._kept)
        stripped = content.strip()
        if stripped:
            lead = len(content) - len(content.lstrip())
            is_cut = self._is_cut or len(stripped) > self._max_bytes
            yield Element(self._start + lead, stripped, fault, is_cut)
        self._kept.clear()
        self._is_cut = False
        self._fault = None
        self._start = self._position + end
