"""Which sentences, in which trimmed form, go into In Shorts and which into Key Takeaways."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from tasks.text.shelf import Shelf

BULLETS = 5
_BUDGET_WORDS = 77
_OVER_BUDGET_PRICE = 0.43
# The length of the summary that the overlap is measured against; a reader's runs to some 40 to 60 words.
_SUMMARY_WORDS = 42.5
_MOST_EXCHANGES, _LEAST_GAIN = 15, 1e-9
# How much of a unit's faults is left behind the sentence before its own, which explains it.
_FOLLOWING_SHARE = 0.3

_any, _sum, _add_up = np.logical_or.reduce, np.add.reduce, np.add.reduceat


def choose(
    shelf: Shelf, *, barred: Collection[int] = (), opening: Sequence[float] | None = None, most: int = BULLETS
) -> list[int]:
    """Return at most `most` unit numbers of different sentences, most important first.

    Chosen is what is likely to overlap most, as F1 of words and word pairs, with a summary that a reader would write:
    greedily, then by exchanging one unit at a time while that helps. Sentences `barred` are left out. With `opening`
    the first choice tells the event: it is what speaks against each unit for that.
    """
    if not shelf.units:
        return []
    free = np.array([unit.sentence not in barred for unit in shelf.units], dtype=np.bool_)
    lead = None if opening is None else np.array(opening, dtype=np.float64)
    chosen: list[int] = []
    told = _Told(shelf, free)
    while len(chosen) < most:
        values = told.values()
        if lead is not None and not chosen:
            values = values - lead
        best = int(values.argmax())
        if values[best] == -np.inf:
            break
        chosen.append(best)
        told.add(best)
    if not chosen:
        return []
    _exchange(shelf, chosen, free, lead)
    if _split(shelf, chosen, free, lead):
        _exchange(shelf, chosen, free, lead)
    return _by_importance(shelf, chosen, has_lead=lead is not None)


def fault_of_each(shelf: Shelf, chosen: Sequence[int]) -> list[float]:
    """Return what each of the chosen units costs, less behind the sentence that explains it."""
    explained = _any(shelf.follows[chosen], axis=0)[chosen]
    shares = np.where(explained, _FOLLOWING_SHARE, 1.0)
    return [float(fault) for fault in shares * shelf.faults[chosen]]


def values_beside(shelf: Shelf, chosen: Sequence[int]) -> NDArray[np.float64]:
    """Return what all is worth with each unit beside the chosen ones; minus infinity where it cannot be added."""
    return _Told(shelf, np.ones(len(shelf.units), dtype=np.bool_), chosen).values()


class _Told:
    """Units that are told, and what each other one would be worth beside them, one step at a time."""

    __slots__ = ("_closed", "_count", "_fault", "_faults", "_left", "_less", "_shelf", "_total", "_words")

    def __init__(self, shelf: Shelf, free: NDArray[np.bool_], numbers: Iterable[int] = ()) -> None:
        self._shelf = shelf
        self._closed = ~free
        self._left, self._total = shelf.worth.copy(), _sum(shelf.worth)
        self._faults, self._less = shelf.faults.copy(), _FOLLOWING_SHARE * shelf.faults
        self._count, self._words, self._fault = 0, 0.0, 0.0
        for number in numbers:
            self.add(number)

    def add(self, number: int) -> None:
        """Tell one more unit."""
        shelf = self._shelf
        self._left[shelf.has[number]] = 0.0
        np.copyto(self._faults, self._less, where=shelf.follows[number])
        self._closed |= shelf.excludes[number]
        self._count += 1
        self._words += shelf.words[number]
        self._fault += shelf.faults[number]

    def values(self) -> NDArray[np.float64]:
        """Return the value of all with each unit; minus infinity where it cannot be added."""
        overlap = _add_up(self._left.take(self._shelf.items), self._shelf.starts)
        overlap += self._total - _sum(self._left)
        words = self._shelf.words + self._words
        over = np.maximum(words - _BUDGET_WORDS * (self._count + 3) / (BULLETS + 2), 0.0)
        values: NDArray[np.float64] = 2 * overlap / (words + _SUMMARY_WORDS) - _OVER_BUDGET_PRICE / _BUDGET_WORDS * over
        values -= self._faults + self._fault
        values[self._closed] = -np.inf
        return values


def _values_of_each(shelf: Shelf, choices: Sequence[Sequence[int]], free: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return a row for each of `choices`, which have the same length, with the values of all units beside it.

    Arrays as small as these are reduced faster by the methods of the ufuncs than by their own.
    """
    places = np.array(choices, dtype=np.intp).reshape(len(choices), -1)
    gains = shelf.worth
    left = np.where(_any(shelf.has.take(places, axis=0), axis=1), 0.0, gains)
    overlap = _add_up(left.take(shelf.items, axis=1), shelf.starts, axis=1)
    overlap += (_sum(gains) - _sum(left, axis=1))[:, None]
    words = _sum(shelf.words.take(places), axis=1)[:, None] + shelf.words
    # The lead sentence is a long one: the first bullet may take three sevenths of the budget, each other one a seventh.
    share = (places.shape[1] + 3) / (BULLETS + 2)
    over = np.maximum(words - _BUDGET_WORDS * share, 0.0)
    faults = np.where(_any(shelf.follows.take(places, axis=0), axis=1), _FOLLOWING_SHARE * shelf.faults, shelf.faults)
    faults += _sum(shelf.faults.take(places), axis=1)[:, None]
    values: NDArray[np.float64] = 2 * overlap / (words + _SUMMARY_WORDS) - _OVER_BUDGET_PRICE / _BUDGET_WORDS * over
    values -= faults
    values[_any(shelf.excludes.take(places, axis=0), axis=1) | ~free] = -np.inf
    return values


def _exchange(
    shelf: Shelf,
    chosen: list[int],
    free: NDArray[np.bool_],
    lead: NDArray[np.float64] | None,
) -> None:
    """Exchange units of `chosen` in place for better ones until none is better; the lead for forms of its sentence."""
    places = np.arange(len(chosen))
    for _ in range(_MOST_EXCHANGES):
        others = [chosen[:place] + chosen[place + 1 :] for place in places]
        values = _values_of_each(shelf, others, free)
        if lead is not None:
            values[0] = np.where(_main_forms(shelf, chosen[0]), values[0] - lead, -np.inf)
        gain = values - values[places, chosen][:, None]
        place, unit = np.unravel_index(int(gain.argmax()), gain.shape)
        if not gain[place, unit] > _LEAST_GAIN:
            return
        chosen[int(place)] = int(unit)


def _main_forms(shelf: Shelf, lead: int) -> NDArray[np.bool_]:
    """Return which units tell the main clause of the sentence of `lead`, or are `lead` itself."""
    is_main: NDArray[np.bool_] = shelf.mains & (shelf.sentences == shelf.sentences[lead])
    is_main[lead] = True
    return is_main


def _split(
    shelf: Shelf,
    chosen: list[int],
    free: NDArray[np.bool_],
    lead: NDArray[np.float64] | None,
) -> bool:
    """Tell a sentence in two bullets in place of the least important other one, where that is worth more.

    Changes `chosen` in place and returns whether it did. One exchange at a time cannot find this: either half alone
    is worth less than the whole.
    """
    ways: list[list[int]] = []
    rests: list[NDArray[np.bool_]] = []
    # Those beside which another part of their sentence may be told.
    partners = (shelf.sentences[:, None] == shelf.sentences) & ~shelf.excludes
    are_halves = free & _any(partners, axis=1)
    if not _any(are_halves):
        return False
    for place, unit in enumerate(chosen):
        is_same = shelf.sentences == shelf.sentences[unit]
        halves = are_halves & is_same
        if lead is not None and place == 0:
            halves &= _main_forms(shelf, unit)
        for half in np.flatnonzero(halves).tolist():
            rest = partners[half]
            clashing = {number for number, one in enumerate(chosen) if number != place and shelf.excludes[half, one]}
            for gone in range(int(lead is not None), len(chosen)):
                if gone != place and clashing <= {gone}:
                    others = [one for number, one in enumerate(chosen) if number not in {place, gone}]
                    ways.append([half, *others] if place == 0 else [*others[:1], half, *others[1:]])
                    rests.append(rest)
    if not ways:
        return False
    values = np.where(rests, _values_of_each(shelf, ways, free), -np.inf)
    *before, last = chosen
    value = _Told(shelf, free, before).values()[last]
    if lead is not None:
        values -= lead[[way[0] for way in ways]][:, None]
        value -= lead[chosen[0]]
    way, other = np.unravel_index(int(values.argmax()), values.shape)
    if not values[way, other] > value + _LEAST_GAIN:
        return False
    chosen[:] = [*ways[int(way)], int(other)]
    return True


def _by_importance(shelf: Shelf, chosen: Sequence[int], *, has_lead: bool) -> list[int]:
    """Return the chosen units in the order in which each adds most to those before it."""
    everywhere = np.ones(len(shelf.units), dtype=np.bool_)
    ranked, rest = list(chosen[: int(has_lead)]), list(chosen[int(has_lead) :])
    told = _Told(shelf, everywhere, ranked)
    while len(rest) > 1:
        values = told.values()
        best = max(rest, key=values.__getitem__)
        ranked.append(best)
        told.add(best)
        rest.remove(best)
    return [*ranked, *rest]
