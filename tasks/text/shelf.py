"""Units side by side on a shelf: every form in which a sentence may be told, with the words and pairs that it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, count, pairwise, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.text.bullet import Evidence
from tasks.text.forms import PAIR_WEIGHT
from tasks.text.ranking import Worth
from tasks.text.stems import all_stems
from tasks.text.word_features import Pair

# What a word is worth that another section has told.
OLD_NEWS = 0.25
# Two halves of a sentence that say so much of it in common are told as one.
_MOST_SHARED = 0.6

_any = np.logical_or.reduce


class Unit(NamedTuple):
    """One way to say a sentence in a bullet. `fault` is what it costs a reader, on the scale of a unit's value."""

    sentence: int
    evidence: tuple[Evidence, ...]
    text: str
    fault: float
    leans: bool
    told: tuple[Evidence, ...]


class Shelf(NamedTuple):
    """Units with what they hold: incidence of words and pairs, what those are worth, lengths and faults.

    `items` are the columns of `has` in which each unit has something, one unit behind the other, `starts` where in them
    each begins: to add those up is less work than to multiply, as nine columns in ten of a unit are empty. `excludes`
    says which two tell the same words, `follows` which unit is from the sentence after another's, `mains` which begin
    with the main clause of their sentence.
    """

    units: Sequence[Unit]
    has: NDArray[np.bool_]
    items: NDArray[np.intp]
    starts: NDArray[np.intp]
    worth: NDArray[np.float64]
    words: NDArray[np.float64]
    faults: NDArray[np.float64]
    sentences: NDArray[np.intp]
    excludes: NDArray[np.bool_]
    follows: NDArray[np.bool_]
    mains: NDArray[np.bool_]


def build_shelf(units: Sequence[Unit], worth: Worth) -> Shelf:
    """Return the units side by side; a word or pair is worth its chance to be in a reader's summary."""
    known: Iterator[str | Pair] = chain(worth.words, worth.pairs)
    columns = dict(zip(known, count(), strict=False))
    found = _read_items(units, columns)
    counts = np.array([len(each) for each in found], dtype=np.intp)
    items = np.fromiter(chain.from_iterable(found), dtype=np.intp)
    has = np.zeros((len(units), len(columns) + 1), dtype=np.bool_)
    has[np.repeat(np.arange(len(units)), counts), items] = True
    values = np.array([*worth.words.values(), *worth.pairs.values(), 0.0])
    values[len(worth.words) :] *= PAIR_WEIGHT
    sentences = np.array([unit.sentence for unit in units], dtype=np.intp)
    return Shelf(
        units,
        has,
        items,
        np.cumsum(counts) - counts,
        values,
        np.array([float(unit.text.count(" ") + 1) for unit in units]),
        np.array([unit.fault for unit in units]),
        sentences,
        _exclusions(units),
        sentences[:, None] + 1 == sentences,
        np.array([unit.evidence == unit.told for unit in units], dtype=np.bool_),
    )


def _read_items(units: Sequence[Unit], columns: Mapping[str | Pair, int]) -> list[set[int]]:
    """Return the columns of what each unit says.

    The last column is for all that is worth nothing; every unit has it, so that none is without any.
    """
    nothing = len(columns)
    column_of: Callable[[str | Pair, int], int] = columns.get
    found = []
    for unit in units:
        stems = all_stems(unit.text)
        items: Iterator[str | Pair] = chain(stems, pairwise(stems))
        found.append({nothing, *map(column_of, items, repeat(nothing))})
    return found


def part_of(shelf: Shelf, numbers: Sequence[int], known: Sequence[int]) -> Shelf:
    """Return the shelf of those units alone, in order, with words that the units `known` tell worth little."""
    rows = np.array(numbers, dtype=np.intp)
    square = rows[:, None], rows
    bounds = [*shelf.starts.tolist(), len(shelf.items)]
    held = [shelf.items[bounds[number] : bounds[number + 1]] for number in numbers]
    return Shelf(
        [shelf.units[number] for number in numbers],
        shelf.has[rows],
        np.concatenate(held),
        np.cumsum([0, *map(len, held[:-1])]),
        np.where(_any(shelf.has[list(known)], axis=0), OLD_NEWS, 1.0) * shelf.worth,
        shelf.words[rows],
        shelf.faults[rows],
        shelf.sentences[rows],
        shelf.excludes[square],
        shelf.follows[square],
        shelf.mains[rows],
    )


def _exclusions(units: Sequence[Unit]) -> NDArray[np.bool_]:
    """Return which units tell what another one tells: those of a sentence that have a part in common."""
    excludes = np.eye(len(units), dtype=np.bool_)
    for first, unit in enumerate(units):
        for second in range(first + 1, len(units)):
            if units[second].sentence != unit.sentence:
                break
            excludes[first, second] = excludes[second, first] = _overlap(unit.told, units[second].told) or (
                _shared(unit.evidence, units[second].evidence) > _MOST_SHARED
            )
    return excludes


def _shared(spans: Sequence[Evidence], others: Sequence[Evidence]) -> float:
    """Return which share of the shorter evidence the other one has as well."""
    common = sum(max(0, min(a.end_char, b.end_char) - max(a.start_char, b.start_char)) for a in spans for b in others)
    return common / min(sum(span.end_char - span.start_char for span in each) for each in (spans, others))


def _overlap(spans: Sequence[Evidence], others: Sequence[Evidence]) -> bool:
    return any(a.start_char < b.end_char and b.start_char < a.end_char for a in spans for b in others)
