"""Finds the later, shorter mentions of agencies: acronyms the article explains, "the Court" after the full name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tasks.text.entity_words import Words
from tasks.text.gazetteer import Agency
from tasks.text.name_words import word_set

if TYPE_CHECKING:
    from tasks.text.agencies import AgencyMention

_SHORT_HEADS = word_set(
    "Ministry Department Office Agency Bureau Authority Commission Council Service Board Court Tribunal Parliament "
    "Senate Assembly Directorate Committee Bank Congress"
)


def echoes(words: Words, found: Sequence[AgencyMention]) -> list[tuple[int, int, Agency, str]]:
    """Words, agency and via of each short form, none inside a mention already found."""
    taken = {index for mention in found for index in range(mention.first, mention.last)}
    acronyms = _explained(words, found)
    heads = _heads(words, found)
    result = []
    for index, form in enumerate(words.forms):
        if index in taken:
            continue
        if form in acronyms:
            result.append((index, index + 1, acronyms[form], "acronym"))
        elif form in heads and index and words.forms[index - 1] == "the":
            places = [place for place, _ in heads[form]]
            named = bisect_left(places, index)
            if named and not _goes_on(words, index):
                result.append((index, index + 1, heads[form][named - 1][1], "alias"))
    return result


def _explained(words: Words, found: Sequence[AgencyMention]) -> dict[str, Agency]:
    """Acronyms in brackets right after a name: "Office of Foreign Assets Control (OFAC)"."""
    acronyms: dict[str, Agency] = {}
    for mention in found:
        inner = words.forms[mention.last : mention.last + 4]
        if mention.last - mention.first > 1 and len(inner) > 2 and inner[0] == "(" and inner[2] in {")", ",", ";"}:
            word = inner[1]
            if 2 <= len(word) <= 8 and word.isalpha() and sum(char.isupper() for char in word) >= 2:
                acronyms.setdefault(word, mention.agency)
    return acronyms


def _heads(words: Words, found: Sequence[AgencyMention]) -> dict[str, list[tuple[int, Agency]]]:
    heads: dict[str, list[tuple[int, Agency]]] = {}
    for mention in found:
        forms = words.forms[mention.first : mention.last]
        for form in forms:
            if form in _SHORT_HEADS and len(forms) > 1:
                heads.setdefault(form, []).append((mention.first, mention.agency))
                break
    return heads


def _goes_on(words: Words, index: int) -> bool:
    return index + 1 < len(words) and words.forms[index + 1][0].isupper() and words.forms[index + 1].isalpha()
