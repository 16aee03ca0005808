"""Finds what tells in which country a story plays without naming it: places, office-holders, bodies of one country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tasks.text.entity_words import Words
from tasks.text.gazetteer import AgencyName, Gazetteer, name_key
from tasks.text.lexicon import Match

# Names of bodies that mean one only in their country, and agree on one country, before they tell it together.
_AGREEING = 2


def find_scenes(
    words: Words, gazetteer: Gazetteer, known: Sequence[Match[AgencyName]], people: frozenset[int]
) -> list[Match[str]]:
    """Countries that places, office-holders and names of bodies point to, each at its words.

    `known` are the names of bodies in the text, `people` the words of persons' names, where no place is looked for.
    """
    places = [scene for scene in gazetteer.scenes.matches(words) if scene.first not in people]
    return [*places, *_holders(words, gazetteer), *_bodies(words, gazetteer, known)]


def _holders(words: Words, gazetteer: Gazetteer) -> list[Match[str]]:
    found = []
    for match in gazetteer.holder_names.matches(words):
        holders = gazetteer.office_holders.get(name_key(match.value[0]), ())
        if len(holders) == 1 and holders[0].country_id:
            found.append(Match(match.first, match.last, holders[0].country_id))
    return found


def _bodies(words: Words, gazetteer: Gazetteer, known: Sequence[Match[AgencyName]]) -> list[Match[str]]:
    """Names that only one country has; those that are words of other meanings as well only where several agree."""
    sure: list[Match[str]] = []
    likely: dict[str, list[Match[str]]] = defaultdict(list)
    for match in known:
        countries = {gazetteer.agencies[agency_id].country_id for agency_id in match.value.agency_ids}
        country_id = next(iter(countries)) if len(countries) == 1 else None
        if country_id and not match.value.is_guarded:
            sure.append(Match(match.first, match.last, country_id))
        elif country_id and (match.last - match.first > 1 or words.forms[match.first].isupper()):
            likely[country_id].append(Match(match.first, match.last, country_id))
    names = {
        country_id: {" ".join(words.forms[match.first : match.last]) for match in matches}
        for country_id, matches in likely.items()
    }
    agreeing = max(names, key=lambda country_id: (len(names[country_id]), country_id), default=None)
    if sure or agreeing is None or len(names[agreeing]) < _AGREEING:
        return sure
    return likely[agreeing]
