"""Patterns with the words of which one is in whatever they match, so that texts without them need not be searched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tasks.text.stems import tokens


class Keyed:
    """A verbose regular expression and its key words, in lower case."""

    __slots__ = ("keys", "pattern")

    def __init__(self, keys: str, pattern: str) -> None:
        self.keys = frozenset(keys.split())
        self.pattern = re.compile(pattern, re.VERBOSE)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in `text`."""
        return None if self.keys.isdisjoint(distinct_tokens(text)) else self.pattern.search(text)


def any_in(patterns: Iterable[Keyed], text: str) -> bool:
    """Return whether one of the patterns matches somewhere in `text`."""
    words = distinct_tokens(text)
    return any(not one.keys.isdisjoint(words) and one.pattern.search(text) for one in patterns)


@lru_cache(maxsize=1024)
def distinct_tokens(text: str) -> frozenset[str]:
    """Return the runs of letters and digits of `text` in lower case, each once."""
    return frozenset(tokens(text))
