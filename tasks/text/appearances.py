"""Where a word stands in a text, without compiling a pattern for every word, and what beside it makes a longer name."""

from __future__ import annotations

import re
from collections.abc import Iterator

# What stands before a word, or behind it, that is a part of a longer name.
NAME_BEFORE = re.compile(r"\b(?:[A-Z]\.|[A-Z][\w-]*) $")
CAPITAL_BEHIND = re.compile(r" [A-Z]")
GOES_ON = re.compile(r"(?: of| the| and)? ?[A-Z\[:]|\?| ?&")
_REACH = 60


def appearances(text: str, word: str) -> Iterator[tuple[int, str, str]]:
    """Yield where `word` stands as a whole word, with up to 60 characters before and after it, in order."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield at, text[max(0, at - _REACH) : at], text[end : end + _REACH]
        at = text.find(word, end)
