"""Which sentences, in which trimmed form, go into In Shorts and which into Key Takeaways."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.text.bullet import Evidence
from tasks.text.ranking import Worth
from tasks.text.word_features import Pair, all_stems

BULLETS = 5
# Two words side by side are worth more than one: their order carries what happened. Tuned on held-out articles.
_PAIR_WEIGHT = 2.5
_BUDGET_WORDS = 75
_OVER_BUDGET_PRICE = 0.7
# The length of the summary that the overlap is measured against; a reader's runs to some 40 to 60 words.
_SUMMARY_WORDS = 45
_MOST_ROUNDS = 6


class Unit(NamedTuple):
    """One way to say a sentence in a bullet. `fault` is what it costs a reader, on the scale of a unit's value."""

    sentence: int
    evidence: tuple[Evidence, ...]
    text: str
    fault: float
    leans: bool
    told: tuple[Evidence, ...]


class Shelf(NamedTuple):
    """Units with what they hold: incidence of words and pairs, what those are worth, lengths and faults."""

    units: Sequence[Unit]
    holds: NDArray[np.float64]
    worth: NDArray[np.float64]
    words: NDArray[np.float64]
    faults: NDArray[np.float64]
    sentences: NDArray[np.intp]
    excludes: NDArray[np.bool_]


def build_shelf(units: Sequence[Unit], worth: Worth) -> Shelf:
    """Return the units side by side; a word or pair is worth its chance to be in a reader's summary."""
    columns: dict[str | Pair, int] = {}
    values: list[float] = []
    rows: list[list[int]] = []
    for unit in units:
        stems = all_stems(unit.text)
        row = []
        items: dict[str | Pair, None] = dict.fromkeys(stems)
        items.update(dict.fromkeys(pairwise(stems)))
        for item in items:
            if item not in columns:
                columns[item] = len(columns)
                values.append(_item_worth(item, worth))
            row.append(columns[item])
        rows.append(row)
    holds = np.zeros((len(units), len(columns)))
    for number, row in enumerate(rows):
        holds[number, row] = 1.0
    return Shelf(
        units,
        holds,
        np.array(values),
        np.array([float(unit.text.count(" ") + 1) for unit in units]),
        np.array([unit.fault for unit in units]),
        np.array([unit.sentence for unit in units], dtype=np.intp),
        _exclusions(units),
    )


def _exclusions(units: Sequence[Unit]) -> NDArray[np.bool_]:
    """Return which units tell what another one tells: those of a sentence that have a part in common."""
    excludes = np.zeros((len(units), len(units)), dtype=np.bool_)
    for first, unit in enumerate(units):
        for second in range(first, len(units)):
            if units[second].sentence != unit.sentence:
                break
            excludes[first, second] = excludes[second, first] = _overlap(unit.told, units[second].told)
    return excludes


def _overlap(spans: Sequence[Evidence], others: Sequence[Evidence]) -> bool:
    return any(a.start_char < b.end_char and b.start_char < a.end_char for a in spans for b in others)


def _item_worth(item: str | Pair, worth: Worth) -> float:
    return worth.words.get(item, 0.0) if isinstance(item, str) else _PAIR_WEIGHT * worth.pairs.get(item, 0.0)


def choose(
    shelf: Shelf, *, known: Sequence[int] = (), barred: Sequence[int] = (), opening: Sequence[float] | None = None
) -> list[int]:
    """Return at most five unit numbers of different sentences, most important first.

    Chosen is what is likely to overlap most, as F1 of words and word pairs, with a summary that a reader would write:
    greedily, then by exchanging one unit at a time while that helps. Words in units `known` from elsewhere count
    little; sentences `barred` are left out. With `opening` the first choice tells the event: it is
    what speaks against each sentence for that.
    """
    if not shelf.units:
        return []
    news = np.where(shelf.holds[list(known)].any(axis=0), 0.25, 1.0) if known else np.ones(len(shelf.worth))
    gains = shelf.worth * news
    free = ~np.isin(shelf.sentences, list(barred))
    has_lead = opening is not None
    chosen: list[int] = []
    while len(chosen) < BULLETS:
        values = _values(shelf, gains, chosen, free)
        if opening is not None and not chosen:
            values = values - np.array(opening)[shelf.sentences]
        best = int(values.argmax())
        if values[best] == -np.inf:
            break
        chosen.append(best)
    _exchange(shelf, gains, chosen, free, first=int(has_lead))
    return _by_importance(shelf, gains, chosen, has_lead=has_lead)


def _values(
    shelf: Shelf, gains: NDArray[np.float64], chosen: Sequence[int], free: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return for each unit the value of `chosen` with it; minus infinity where it cannot be added."""
    held = shelf.holds[list(chosen)].any(axis=0)
    overlap = gains[held].sum() + shelf.holds @ np.where(held, 0.0, gains)
    words = shelf.words[list(chosen)].sum() + shelf.words
    # The lead sentence is a long one: the first bullet may take three sevenths of the budget, each other one a seventh.
    share = (len(chosen) + 3) / (BULLETS + 2)
    over = np.maximum(words - _BUDGET_WORDS * share, 0.0) / _BUDGET_WORDS
    told = shelf.excludes[list(chosen)].any(axis=0)
    taken = np.zeros(shelf.sentences.max() + 2, dtype=np.bool_)
    taken[shelf.sentences[list(chosen)]] = True
    follows = np.concatenate([[False], taken])[shelf.sentences]
    faults = shelf.faults * np.where(follows, 0.4, 1.0)
    values = (
        2 * overlap / (words + _SUMMARY_WORDS) - _OVER_BUDGET_PRICE * over - faults - shelf.faults[list(chosen)].sum()
    )
    usable = free & ~told
    result: NDArray[np.float64] = np.where(usable, values, -np.inf)
    return result


def _exchange(
    shelf: Shelf, gains: NDArray[np.float64], chosen: list[int], free: NDArray[np.bool_], *, first: int
) -> None:
    """Exchange units of `chosen` in place, except the `first` ones, for better ones until none is better."""
    for _ in range(_MOST_ROUNDS):
        before = list(chosen)
        for place in range(first, len(chosen)):
            others = chosen[:place] + chosen[place + 1 :]
            values = _values(shelf, gains, others, free)
            best = int(values.argmax())
            if values[best] > values[chosen[place]] + 1e-9:
                chosen[place] = best
        if chosen == before:
            return


def _by_importance(shelf: Shelf, gains: NDArray[np.float64], chosen: Sequence[int], *, has_lead: bool) -> list[int]:
    """Return the chosen units in the order in which each adds most to those before it."""
    only = np.zeros(len(shelf.units), dtype=np.bool_)
    only[list(chosen)] = True
    ranked = list(chosen[:1]) if has_lead else []
    while len(ranked) < len(chosen):
        ranked.append(int(_values(shelf, gains, ranked, only).argmax()))
    return ranked
