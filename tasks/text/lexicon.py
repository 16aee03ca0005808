"""Finds the phrases of a gazetteer in a body: longest match at every word, case-sensitive, one pass."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from tasks.text.entity_words import Words, split_words

T = TypeVar("T")


class Match(NamedTuple, Generic[T]):
    """Words `first` up to, not including, `last` and what the lexicon knows of them."""

    first: int
    last: int
    value: T


class _Node(Generic[T]):
    """One word of a phrase: what may follow it, and the value of the phrase that ends here."""

    __slots__ = ("next", "value")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.value: T | None = None


class Lexicon(Generic[T]):
    """Phrases and their values as a tree of words. The first value given for a phrase is kept."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._root: dict[str, _Node[T]] = {}
        for phrase, value in phrases:
            self._add(split_words(phrase).forms, value)

    def _add(self, forms: list[str], value: T) -> None:
        nodes, node = self._root, None
        for form in forms:
            node = nodes.setdefault(form, _Node())
            nodes = node.next
        if node is not None and node.value is None:
            node.value = value

    def get(self, phrase: str) -> T | None:
        """Value of exactly this phrase."""
        forms = split_words(phrase).forms
        found = self._at(forms, 0)
        return found.value if found and found.last == len(forms) else None

    def longest_at(self, words: Words, first: int) -> Match[T] | None:
        """The longest phrase that begins at a word."""
        return self._at(words.forms, first)

    def matches(self, words: Words) -> list[Match[T]]:
        """The longest phrase at each word, left to right; a word inside a match starts no other."""
        found: list[Match[T]] = []
        forms, root = words.forms, self._root
        free = 0
        for first, form in enumerate(forms):
            if form in root and first >= free:
                match = self._at(forms, first)
                if match is not None:
                    found.append(match)
                    free = match.last
        return found

    def _at(self, forms: list[str], first: int) -> Match[T] | None:
        nodes = self._root
        best: Match[T] | None = None
        for index in range(first, len(forms)):
            node = nodes.get(forms[index])
            if node is None:
                break
            if node.value is not None:
                best = Match(first, index + 1, node.value)
            nodes = node.next
        return best
