"""A JSON array of objects, or objects one after another over several lines.

Elements are cut out by `json_elements` and parsed one by one, so that a broken element costs itself and memory holds
one element at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tasks.formats.fields import FIELD_NAMES, FieldNames
from tasks.formats.json_elements import Element, split_elements
from tasks.formats.json_value import record_from_json, too_large
from tasks.formats.lines import UTF8_BOM
from tasks.formats.record import Found, Refusal, excerpt_of

NAME = "json"


def matches(head: bytes, name: str) -> bool:
    """Whether the first sign opens an array of objects or an object; arrays of other things by name only."""
    text = head.removeprefix(UTF8_BOM).lstrip()
    if text.startswith(b"["):
        return text[1:].lstrip()[:1] in (b"{", b"]", b"") or name.endswith(".json")
    return text.startswith(b"{")


def read(stream: BinaryIO, *, max_record_bytes: int, names: FieldNames = FIELD_NAMES) -> Iterator[Found]:
    """Records in order, each with the offset of its first byte."""
    for number, element in enumerate(split_elements(stream, max_bytes=max_record_bytes), start=1):
        refusal = refusal_of(element, number, max_record_bytes=max_record_bytes)
        yield refusal or record_from_json(
            element.content, record_no=number, byte_offset=element.byte_offset, names=names
        )


def refusal_of(element: Element, record_no: int, *, max_record_bytes: int) -> Refusal | None:
    """The refusal of an element that is broken off, too long or unbalanced; None for one that can be parsed."""
    offset, content = element.byte_offset, element.content
    if element.is_cut:
        return too_large(content, record_no=record_no, byte_offset=offset, max_bytes=max_record_bytes)
    if element.fault == "end":
        return Refusal(record_no, offset, "truncated", "the file ends inside the record or array", excerpt_of(content))
    if element.fault:
        detail = f"{element.fault}; reading goes on where the next object begins"
        return Refusal(record_no, offset, "syntax", detail, excerpt_of(content))
    return None
