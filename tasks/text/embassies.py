"""Finds embassies and consulates: of the country named before, at the place named after."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.text.countries import CountryMention
from tasks.text.entity_words import Words
from tasks.text.gazetteer import Agency, Gazetteer, slug

_MISSIONS = frozenset({"embassy", "Embassy", "consulate", "Consulate", "Commission", "commission"})


def find_embassies(
    words: Words, gazetteer: Gazetteer, countries: Sequence[CountryMention]
) -> list[tuple[int, int, Agency, str]]:
    """Words, agency and via of each mission whose sending country is told: "the Russian embassy in Washington"."""
    ending = {mention.last: mention for mention in countries}
    found = []
    for index, form in enumerate(words.forms):
        if form not in _MISSIONS:
            continue
        noun = index
        if form in {"Commission", "commission"}:
            if words.forms[index - 1] not in {"High", "high"} or not index:
                continue
            noun = index - 1
        owned = noun > 1 and words.forms[noun - 1] in {"'s", "'"}
        sender = ending.get(noun - 1 if owned else noun)
        if sender is None or sender.via == "capital":
            continue
        last = index + 1
        while last < len(words) and words.forms[last] in {"General", "general"}:
            last += 1
        last = _place_end(words, last)
        first = noun if owned else sender.first
        country = gazetteer.countries[sender.country_id]
        mission = " ".join(words.text(noun, last).split())
        name = f"{country.demonym or country.name} {mission[0].lower()}{mission[1:]}"
        agency = Agency(slug(f"{sender.country_id} {mission}"), name, "diplomatic", country_id=sender.country_id)
        found.append((first, last, agency, "pattern"))
    return found


def _place_end(words: Words, last: int) -> int:
    if last + 1 < len(words) and words.forms[last] == "in" and words.forms[last + 1][0].isupper():
        end = last + 2
        while end < len(words) and end - last < 4 and words.forms[end][0].isupper() and words.forms[end].isalpha():
            end += 1
        return end
    return last
