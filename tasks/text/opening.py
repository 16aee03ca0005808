"""Which bullet opens In Shorts, out of the order of the article if need be: the one that tells the event."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from tasks.text.lost_pronouns import has_lost_pronoun
from tasks.text.naming import Names, has_bare_surname
from tasks.text.shelf import Unit
from tasks.text.telling import dangling_fault, leans
from tasks.text.untold_people import opens_on_nobody

# One that tells it so much worse comes after it.
_LESS_OF_AN_EVENT = 0.01
# How much better the event has to be told to stand first although a word of it is explained by what comes before.
_THE_PRICE, _CONNECTIVE_PRICE, _PRONOUN_PRICE, _SURNAME_PRICE, _QUOTATION_PRICE = 0.04, 0.08, 0.05, 0.03, 0.03
# What it costs that the first bullet says "he" of whom it does not tell.
_NOBODY_PRICE = 0.3
_RELATIVES, _LONGEST_RELATIVE = (["who"], ["which"]), 7


def choose_first(
    told: Mapping[int, Unit],
    first: int,
    against: Sequence[float],
    tell_in_full: Callable[[int], Unit],
    body: str,
    names: Names,
) -> tuple[int, Unit]:
    """Return which of the units `told` opens the section, and how: another one than `first` tells so much better.

    `against` is what speaks against telling the event by each unit. What a sentence says beside its news, behind
    "who" or "which", does not open where the news itself is told.
    """
    main = {unit.sentence: number for number, unit in told.items() if unit.evidence == unit.told}
    if _is_relative(body, told[first]):
        first = main.get(told[first].sentence, first)
    opener = min(told[first], tell_in_full(first), key=lambda way: _opening_price(body, way, names))
    most = 0.0
    start = against[first] + _NOBODY_PRICE * opens_on_nobody(opener.text, opener.sentence, names)
    for number, unit in told.items():
        if unit.sentence in main and _is_relative(body, unit):
            continue
        gain = start - against[number]
        if gain - _LESS_OF_AN_EVENT <= most:
            continue
        for way in (unit, tell_in_full(number)):
            left = gain - _opening_price(body, way, names)
            if left > most:
                first, opener, most = number, way, left
    return first, opener


def _is_relative(body: str, unit: Unit) -> bool:
    """Return whether the unit tells a clause with "who" or "which" alone."""
    start = unit.told[0].start_char
    return unit.evidence != unit.told and body[max(0, start - _LONGEST_RELATIVE) : start].split()[-1:] in _RELATIVES


def _opening_price(body: str, unit: Unit, names: Names) -> float:
    """Return what it costs to open the section with the unit: whom and what it is about may be told elsewhere."""
    opener, _, rest = unit.text.partition(" ")
    if math.isinf(dangling_fault(unit.text)):
        return math.inf
    is_known = opener == "The" and rest[:1].islower()
    return (
        _LESS_OF_AN_EVENT
        + _THE_PRICE * is_known
        + _CONNECTIVE_PRICE * (leans(unit.text) and not is_known)
        + _NOBODY_PRICE * opens_on_nobody(unit.text, unit.sentence, names)
        + _PRONOUN_PRICE * has_lost_pronoun(unit.text, names.words)
        + _SURNAME_PRICE * has_bare_surname(body, unit.evidence, names)
        + _QUOTATION_PRICE * (unit.text[0] in '"“')
    )
