"""JSON Lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from tasks.formats.fields import FIELD_NAMES, FieldNames
from tasks.formats.json_value import record_from_json, too_large
from tasks.formats.lines import UTF8_BOM, read_lines
from tasks.formats.record import Found

NAME = "jsonl"
SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")


def matches(head: bytes, name: str) -> bool:
    """Whether the first line is an object of its own, or the name says so and no array of objects begins here."""
    text = head.removeprefix(UTF8_BOM).lstrip()
    if not text.startswith(b"{"):
        is_array = text.startswith(b"[") and text[1:].lstrip().startswith(b"{")
        return bool(text) and name.endswith(SUFFIXES) and not is_array
    return name.endswith(SUFFIXES) or _is_whole_object(text.split(b"\n", 1)[0])


def read(stream: BinaryIO, *, max_record_bytes: int, names: FieldNames = FIELD_NAMES) -> Iterator[Found]:
    """Records in order; blank lines are not records."""
    record_no = 0
    for line in read_lines(stream, max_bytes=max_record_bytes):
        if not line.content.strip():
            continue
        record_no += 1
        if line.is_cut:
            yield too_large(line.content, record_no=record_no, byte_offset=line.byte_offset, max_bytes=max_record_bytes)
        else:
            yield record_from_json(line.content, record_no=record_no, byte_offset=line.byte_offset, names=names)


def _is_whole_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return len(line) > 4_000 and line.rstrip()[-1:] != b"{"
