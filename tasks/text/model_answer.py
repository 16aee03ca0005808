"""The bullets in a language model's answer, however badly it kept to the form that it was asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

MOST_STRINGS = 12
# Models write line ends into strings, which strict JSON has not.
_DECODER = json.JSONDecoder(strict=False)
_MOST_CHARS = 50_000
_THOUGHTS = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_SECTION_NAMES = {"in_shorts": r"in[\s_-]?shorts?", "key_takeaways": r"key[\s_-]?takeaways?"}
_LINE = re.compile(r"^\s*(?:[-*\u2022]|\d{1,2}[.)])\s+(?P<text>\S.*?)\s*$")


class ModelAnswer(NamedTuple):
    """Bullets of both sections as the model gave them, in its order; nothing about them is checked."""

    in_shorts: tuple[str, ...] = ()
    key_takeaways: tuple[str, ...] = ()


def parse_answer(text: str) -> ModelAnswer:
    """Return the bullets in an answer: of JSON, of JSON that breaks off or stands in prose, of lists under headings.

    Never raises: what cannot be read has no bullets. Linear in the length of the answer.
    """
    said = _THOUGHTS.sub(" ", _well_formed(text[:_MOST_CHARS]))
    found = {section: tuple(_strings_of(said, name))[:MOST_STRINGS] for section, name in _SECTION_NAMES.items()}
    if not any(found.values()):
        found = {section: tuple(_lines_of(said, name))[:MOST_STRINGS] for section, name in _SECTION_NAMES.items()}
    return ModelAnswer(**found)


def _strings_of(said: str, name: str) -> Iterator[str]:
    """Yield the whole strings of the array behind a key, up to where the array ends or breaks off."""
    key = re.search(rf'"\s*{name}\s*"\s*:\s*\[', said, re.IGNORECASE)
    at = key.end() if key else len(said)
    while at < len(said):
        sign = said[at]
        if sign == '"':
            value, at = _string_at(said, at)
            # The key of an object in place of a string: {"bullet": "..."}.
            if value is not None and not re.match(r"\s*:", said[at:]):
                yield value
        elif sign == "]":
            return
        else:
            at += 1


def _string_at(said: str, at: int) -> tuple[str | None, int]:
    """Return the string that begins here and where it ends; None and the very end where it breaks off."""
    try:
        value, end = _DECODER.raw_decode(said, at)
    except json.JSONDecodeError:
        return None, len(said)
    return _well_formed(str(value)), end


def _well_formed(text: str) -> str:
    """Return the text without halves of surrogate pairs, which JSON may hold and UTF-8 may not."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _lines_of(said: str, name: str) -> Iterator[str]:
    """Yield the list items below a heading, up to the next line that is none."""
    is_inside = False
    for line in said.splitlines():
        item = _LINE.match(line)
        if item and is_inside:
            yield item["text"]
        elif line.strip():
            is_inside = re.match(rf"\W*{name}\b", line, re.IGNORECASE) is not None
