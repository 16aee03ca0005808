"""Cuts RSS, Atom and WXR into their items, so that each is parsed alone and a broken one costs itself.

Comments and CDATA sections are followed, nothing else: an XML parser would stop at the first fault. Entities that a
file declares are never expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from tasks.formats.lines import UTF8_BOM, read_block
from tasks.formats.resync import RereadBudget

BLOCK_BYTES = 1 << 16
LONGEST_HEAD_BYTES = 1 << 20
# A token may lie across two blocks: this much of a block is looked at again with the next.
TOKEN_BYTES = 128
_FIRST_ITEM = re.compile(rb"<((?:[\w.-]{1,40}:)?(?:item|entry))(?=[\s/>])")
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(rb"<!ENTITY\s+%?\s*([\w:.-]+)")
_REFERENCE = re.compile(rb"&([\w:.-]{1,200});")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL)
_ROOT = re.compile(rb"<(?:rss|channel|(?:[\w-]{1,40}:)?(?:RDF|feed))(?=[\s>])[^>]{0,16000}>")
_NAMESPACE = re.compile(rb"""\s(xmlns(?::[\w.-]+)?)\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_CDATA_END = re.compile(rb"\]\]>")
_COMMENT_END = re.compile(rb"-->")
_CONTROLS = bytes(sorted(set(range(32)) - {9, 10, 13}))


class Item(NamedTuple):
    """One item as it stands, control characters left out. `fault` says what is wrong with it."""

    byte_offset: int
    content: bytes
    fault: str | None
    is_cut: bool


class Head(NamedTuple):
    """What stands before the first item: the feed's own fields, and the entities it declares."""

    content: bytes
    entities: frozenset[bytes]

    @property
    def root(self) -> bytes:
        """The opening tag of the feed; empty where there is none."""
        found = _ROOT.search(self.content)
        return found[0] if found else b""

    @property
    def namespaces(self) -> bytes:
        """Declarations of namespaces, as attributes."""
        return b"".join({found[1]: found[0] for found in _NAMESPACE.finditer(self.root)}.values())

    def entity_in(self, item: bytes) -> str | None:
        """Name of a declared entity that the item refers to."""
        if not self.entities:
            return None
        names = sorted(self.entities.intersection(found[1] for found in _REFERENCE.finditer(item)))
        return names[0].decode("utf-8", "replace") if names else None


class ItemReader:
    """The head of a feed, then its items; memory is bounded by `max_bytes`, which is the length of an item at most."""

    def __init__(self, stream: BinaryIO, *, max_bytes: int) -> None:
        """`stream` is UTF-8, from its beginning."""
        self._stream = stream
        self._max_bytes = max_bytes
        self._buffer = bytearray()
        self._offset = 0
        self._budget = RereadBudget()
        self._begin = self._end = self._token = _FIRST_ITEM
        self.head = self._read_head()

    def __iter__(self) -> Iterator[Item]:
        """Items in order. Between them the buffer begins with an item, or is empty."""
        while self._buffer:
            yield self._next_item()
            lost = self._skip_to_item()
            if lost:
                yield lost

    def is_empty(self) -> bool:
        """Whether no item begins anywhere; the head is the whole file then."""
        return not self._buffer

    def _read_head(self) -> Head:
        content = bytearray()
        while not (found := _FIRST_ITEM.search(self._buffer)):
            content += self._drop(max(len(self._buffer) - TOKEN_BYTES, 0))[: LONGEST_HEAD_BYTES - len(content)]
            if not self._more():
                content += self._drop(len(self._buffer))
                return _head_of(bytes(content))
        tag = re.escape(bytes(found[1]))  # before the buffer changes, which the match looks into
        content += self._drop(found.start())
        self._begin = re.compile(rb"<" + tag + rb"(?=[\s/>])")
        self._end = re.compile(rb"</" + tag + rb"\s*>")
        self._token = re.compile(rb"<!\[CDATA\[|<!--|" + self._end.pattern + rb"|" + self._begin.pattern)
        return _head_of(bytes(content))

    def _next_item(self) -> Item:
        """Cut off the item that the buffer begins with."""
        at, awaited = 1, self._token
        while True:
            found = awaited.search(self._buffer, at)
            if not found:
                at = max(at, len(self._buffer) - TOKEN_BYTES)
                if len(self._buffer) > self._max_bytes:
                    return self._give_up("the item is too long", is_cut=True)
                if not self._more():
                    return self._give_up("the file ends inside this item", is_cut=False)
                continue
            at = found.end()
            if awaited is not self._token:
                awaited = self._token
            elif found[0].startswith(b"<!"):
                awaited = _CDATA_END if found[0] == b"<![CDATA[" else _COMMENT_END
            elif found[0].startswith(b"</"):
                return self._take(at)
            else:
                return self._take(found.start(), "the item is not closed before the next one begins")

    def _give_up(self, fault: str, *, is_cut: bool) -> Item:
        """The item ends where the next one may begin, though it be inside something that was not closed."""
        following = self._begin.search(self._buffer, 1)
        end = following.start() if following else len(self._buffer)
        is_worth_it = self._budget.spend(len(self._buffer) - end)
        return self._take(end if is_worth_it else len(self._buffer), fault, is_cut=is_cut and not following)

    def _skip_to_item(self) -> Item | None:
        """Pass over what is no item; an item whose beginning is not to be found is told by its end."""
        offset, lost = self._offset, bytearray()
        while True:
            found = self._begin.search(self._buffer)
            end = found.start() if found else max(len(self._buffer) - TOKEN_BYTES, 0)
            lost += self._drop(end)[: self._max_bytes - len(lost)]
            if found:
                break
            if not self._more():
                lost += self._drop(len(self._buffer))
                break
        if not self._end.search(lost):
            return None
        return Item(
            offset, bytes(lost).translate(None, _CONTROLS), "an item ends here that does not begin", is_cut=False
        )

    def _take(self, end: int, fault: str | None = None, *, is_cut: bool = False) -> Item:
        offset = self._offset
        content = self._drop(end)
        if fault is None:
            self._budget.earn(end)
        return Item(offset, content.translate(None, _CONTROLS), fault, is_cut or end > self._max_bytes)

    def _drop(self, count: int) -> bytes:
        dropped = bytes(self._buffer[:count])
        del self._buffer[:count]
        self._offset += count
        return dropped

    def _more(self) -> bool:
        block = read_block(self._stream, BLOCK_BYTES)
        self._buffer += block
        return bool(block)


def without_doctype(content: bytes) -> bytes:
    """XML without its declaration, type declaration and byte order mark, for it is UTF-8 and declares nothing here."""
    plain = _DECLARATION.sub(b"", content.removeprefix(UTF8_BOM))
    at = plain.find(b"<!DOCTYPE")
    found = _DOCTYPE.match(plain, at) if at >= 0 else None
    return plain[:at] + plain[found.end() :] if found else plain


def _head_of(content: bytes) -> Head:
    entities = frozenset(found[1] for found in _ENTITY.finditer(content))
    return Head(without_doctype(content).translate(None, _CONTROLS), entities)
