"""Finds the countries of a body: by the lexicon first, the model's spans only as a veto."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tasks.text.entity_words import Words
from tasks.text.gazetteer import Gazetteer
from tasks.text.lexicon import Match


class CountryMention(NamedTuple):
    """Words `first` up to, not including, `last` name a country."""

    first: int
    last: int
    country_id: str
    via: str


def find_countries(words: Words, gazetteer: Gazetteer, *, taken: Sequence[tuple[int, int]]) -> list[CountryMention]:
    """Countries of a body in order; nothing inside the character spans `taken` (people, for instance)."""
    found = []
    for match in gazetteer.places.matches(words):
        place = match.value
        if place.country_id is None or _is_taken(words, match, taken):
            continue
        found.append(CountryMention(match.first, match.last, place.country_id, place.via))
    return found


def _is_taken(words: Words, match: Match, taken: Sequence[tuple[int, int]]) -> bool:  # type: ignore[type-arg]
    start, end = words.starts[match.first], words.ends[match.last - 1]
    return any(low < end and start < high for low, high in taken)
