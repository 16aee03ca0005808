"""Finds the countries of a body: by the lexicon first; what surrounds a name, and the model's spans, only take away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tasks.text.country_homonyms import GEORGIA, local_signs, names_georgians, names_home_state
from tasks.text.country_signs import (
    is_before_noun,
    is_language,
    is_lone_prefix,
    is_part_of_place,
    is_surname_or_tribe,
    is_thing,
)
from tasks.text.entity_words import Words
from tasks.text.gazetteer import AgencyName, Gazetteer, Place
from tasks.text.lexicon import Match
from tasks.text.name_words import word_set

DIRECT = frozenset({"name", "alias", "demonym"})


class CountryMention(NamedTuple):
    """Words `first` up to, not including, `last` name a country."""

    first: int
    last: int
    country_id: str
    via: str


def find_countries(
    words: Words, gazetteer: Gazetteer, people: frozenset[int], organisations: frozenset[int]
) -> list[CountryMention]:
    """Countries of a body in order.

    `people` are the words of persons' names: nothing there is a country. `organisations` are the words of names of
    several words that the model takes for an organisation, and are no mentions of a country either.
    """
    bodies = gazetteer.agency_names.matches(words)
    private = {index for body in bodies if not body.value.agency_ids for index in range(body.first, body.last)}
    matches = [match for match in _candidates(words, gazetteer, people) if match.first not in private]
    strong = frozenset(m.value.country_id or "" for m in matches if _is_strong(m, words, organisations))
    evident = strong | _countries_of(bodies, gazetteer)
    abroad = len(strong - {"US"})
    local = local_signs(words, gazetteer) if any(m.value.is_homonym for m in matches) else 0
    found = []
    for match in matches:
        place = match.value
        if _is_lone_states(match, words) and "US" not in strong:
            continue
        if place.country_id is None or _is_in_name(match, words, organisations):
            continue
        if place.country_id in evident or _may_stand(match, words, abroad=abroad, local=local):
            found.append(CountryMention(match.first, match.last, place.country_id, place.via))
    return found


def _candidates(words: Words, gazetteer: Gazetteer, people: frozenset[int]) -> list[Match[Place]]:
    kept: list[Match[Place]] = []
    is_home_state = names_home_state(words)
    languages: set[int] = set()
    for match in gazetteer.places.matches(words):
        first, last, place = match
        if place.country_id is None or first in people or last - 1 in people or is_part_of_place(words, first, last):
            continue
        if is_lone_prefix(words, first, gazetteer):
            continue
        if place.via == "demonym":
            if is_language(words, first, last, languages):
                languages.add(first)
                continue
            if is_thing(words, last):
                continue
        if is_home_state and place.country_id == GEORGIA:
            continue
        if place.is_homonym and place.via != "capital" and is_surname_or_tribe(words, first):
            continue
        kept.append(match)
    return kept


def _countries_of(bodies: Iterable[Match[AgencyName]], gazetteer: Gazetteer) -> frozenset[str]:
    """Countries of the public bodies in the text whose names no other country and nothing else has."""
    return frozenset(
        gazetteer.agencies[body.value.agency_ids[0]].country_id or ""
        for body in bodies
        if len(body.value.agency_ids) == 1 and not body.value.is_guarded
    )


def _is_strong(match: Match[Place], words: Words, organisations: frozenset[int]) -> bool:
    place = match.value
    is_sure = place.via in DIRECT and not place.is_homonym and not _is_lone_states(match, words)
    return is_sure and not _is_in_name(match, words, organisations)


def _is_lone_states(match: Match[Place], words: Words) -> bool:
    """Whether a name is "the States", which are those of other federations as well."""
    return words.forms[match.first : match.last] == ["the", "States"]


def _is_in_name(match: Match[Place], words: Words, organisations: frozenset[int]) -> bool:
    return match.first in organisations and words.forms[match.first] not in _ABBREVIATIONS


# Part of the names of public bodies far more than of clubs and companies: a country wherever they stand.
_ABBREVIATIONS = word_set("US U.S. U.S USA United UK U.K.")


def _may_stand(match: Match[Place], words: Words, *, abroad: int, local: int) -> bool:
    """Whether a doubtful name counts although nothing else in the article names its country past doubt.

    `abroad` is the number of other countries named past doubt, `local` that of signs of local news from the United
    States. One state or street in a story from abroad does not make it local: measured on news of both kinds.
    """
    if match.value.via not in DIRECT:
        return True
    if words.forms[match.first] == "English" and not is_before_noun(words, match.last):
        return False
    if match.value.country_id == GEORGIA and not abroad and not names_georgians(words):
        return False
    return local == 0 or abroad > 1 or (abroad == 1 and local == 1)
