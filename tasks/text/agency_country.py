"""Says whose agency a name means: its own adjective, its owner, its seat, else the country the article is about."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tasks.text.countries import CountryMention
from tasks.text.entity_words import Words
from tasks.text.gazetteer import Place
from tasks.text.lexicon import Lexicon, Match
from tasks.text.name_words import word_set

_SUPRANATIONAL = word_set(
    "European EU UN U.N. NATO Interpol Inter Pan African Arab Asian Commonwealth Eurasian Nordic Nations "
    "Intergovernmental Multinational"
)
# At the beginning of a name only: a ministry of international trade is one country's.
_WORLDWIDE = word_set("International World Global")

_SENTENCE_WORDS = 30


class Owner(NamedTuple):
    """Country of an agency. `is_explicit` where the name or its owner says so; `bare` is the span without it."""

    country_id: str | None
    is_explicit: bool
    bare_first: int
    bare_last: int


class CountryContext:
    """Countries of one article as evidence for its agencies: those it names, and those of its regions and cities."""

    def __init__(
        self, words: Words, mentions: Sequence[CountryMention], places: Lexicon[Place], scenes: Sequence[Match[str]]
    ) -> None:
        self._words = words
        self._places = places
        self._mentions = mentions
        self._firsts = [mention.first for mention in mentions]
        self._starting = {mention.first: mention for mention in mentions}
        self._ending = {mention.last: mention for mention in mentions}
        self._scenes = {scene.first: scene for scene in scenes}
        counts = Counter(mention.country_id for mention in mentions)
        counts.update(scene.value for scene in scenes)
        self.ranked = [country_id for country_id, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]

    def owner(self, first: int, last: int) -> Owner:
        """Owner of the agency named by words `first` to `last`: told within the name, else right beside it."""
        beside = self._owner_beside(first, last)
        return self._owner_within(first, last) or Owner(beside, beside is not None, first, last)

    def _owner_within(self, first: int, last: int) -> Owner | None:
        forms = self._words.forms
        inside = self._starting.get(first)
        if inside is not None and inside.last < last:
            return Owner(inside.country_id, True, first if inside.via == "capital" else inside.last, last)
        adjective = self._places.longest_at(self._words, first)
        if adjective is not None and adjective.last < last and adjective.value.via in {"name", "alias", "demonym"}:
            return Owner(adjective.value.country_id, True, adjective.last, last)
        tail = self._ending.get(last)
        if tail is not None and tail.first > first + 1:
            cut = tail.first - 1
            while cut > first and forms[cut] in {"the", "of", "for"}:
                cut -= 1
            return Owner(tail.country_id, True, first, cut + 1)
        within = next((self._starting[index] for index in range(first + 1, last) if index in self._starting), None)
        if within is not None and within.via != "capital":
            return Owner(within.country_id, True, first, last)
        scene = next((self._scenes[index] for index in range(first, last) if index in self._scenes), None)
        if scene is not None and scene.last <= last:
            return Owner(scene.value, True, first, last)
        return None

    def _owner_beside(self, first: int, last: int) -> str | None:
        """Country right before a name, "Iran's", or after it, "in Iran"."""
        forms = self._words.forms
        before = self._ending.get(first) or (
            self._ending.get(first - 1) if first and forms[first - 1] == "'s" else None
        )
        if before is None and first > 1 and forms[first - 1] == "'":
            before = self._ending.get(first - 1)
        if before is not None:
            return before.country_id
        if last + 1 < len(forms) and forms[last] in {"in", "of"}:
            seat = self._starting.get(last + 1) or (self._starting.get(last + 2) if forms[last + 1] == "the" else None)
            scene = self._scenes.get(last + 1)
            if seat is not None or scene is not None:
                return seat.country_id if seat else scene.value if scene else None
        return None

    def is_supranational(self, first: int, last: int) -> bool:
        """Whether the name itself says that no single country owns it."""
        forms = self._words.forms[first:last]
        return not _SUPRANATIONAL.isdisjoint(forms) or not _WORLDWIDE.isdisjoint(forms[:2])

    def nearest(self, place: int, *, except_for: str = "") -> str | None:
        """Country mentioned last before a word in the same sentence, else the most mentioned one of the article.

        A capital says less than a country, where something happened and not whose it is.
        """
        capital = None
        for mention in reversed(self._mentions[: bisect_left(self._firsts, place)]):
            if place - mention.last >= _SENTENCE_WORDS or "." in self._words.forms[mention.last : place]:
                break
            if mention.country_id == except_for:
                continue
            if mention.via != "capital":
                return mention.country_id
            capital = capital or mention.country_id
        if capital is not None:
            return capital
        return next((country_id for country_id in self.ranked if country_id != except_for), None)
