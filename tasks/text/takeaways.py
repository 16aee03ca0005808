"""Key Takeaways: the units that stand alone when read next week and are worth remembering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from tasks.text.bullet import Evidence
from tasks.text.choosing import BULLETS, choose
from tasks.text.hanging import has_hanging
from tasks.text.naming import Names, has_bare_surname, name_in_full
from tasks.text.pointers import has_relative_time
from tasks.text.replacing import Edit, replace
from tasks.text.shelf import OLD_NEWS, Shelf, Unit, part_of
from tasks.text.standing import points_back
from tasks.text.standing_chance import standing_chance
from tasks.text.stems import content_stems
from tasks.text.telling import lasting
from tasks.text.timeless import without_time
from tasks.text.topic import Topic, is_on_topic
from tasks.text.trimming import bullet_text
from tasks.text.unknown_people import find_unknown, has_unknown

_LONG_ARTICLE_SENTENCES = 15
# A third of the ten bullets, rounded up.
_LATE_SENTENCES = 4
# At the end of an article: how often saying a word again adds to its worth.
_MOST_TIMES = 3
# More than what any choice of words is worth.
_LACKING, _FAULT_WEIGHT = 0.5, 2.3
# So many takeaways without one that lacks more than this are enough.
_ENOUGH = ((1, 1), (0, 2))
# What it costs that In Shorts has told the sentence: the event is worth remembering, but better with something new.
_TOLD_PRICE = 0.02
# A takeaway tells so much of its sentence, or so many words of it.
_LEAST_SHARE, _ENOUGH_WORDS = 0.5, 14
# What it costs to doubt that one is understood, and the chance below which it stays out where so many are above.
_DOUBT_PRICE = 1.0
_LEAST_CHANCES = ((0.33, 1), (0.5, 3))


def fuller_units(units: Sequence[Unit]) -> list[int]:
    """Return the units that tell most of their sentence: what is cut short is seldom understood by itself."""
    longest: dict[int, int] = {}
    words = [unit.text.count(" ") + 1 for unit in units]
    for unit, count in zip(units, words, strict=True):
        longest[unit.sentence] = max(longest.get(unit.sentence, 0), count)
    return [
        number
        for number, unit in enumerate(units)
        if words[number] >= min(_ENOUGH_WORDS, _LEAST_SHARE * longest[unit.sentence])
    ]


def tell_alone(body: str, unit: Unit, names: Names, definites: Sequence[Edit]) -> Unit:
    """Return the unit as a takeaway tells it: people by their full names, "the woman" as a woman, without the day."""
    evidence = without_time(body, unit.evidence, unit.text)
    for edit in definites:
        # "The BJP said that the party will win" tells which one.
        if edit.by is None or not _is_said(body, evidence, body[edit.by.start_char : edit.by.end_char]):
            evidence = replace(body, evidence, edit)
    evidence = name_in_full(body, evidence, names)
    return unit if evidence == unit.evidence else unit._replace(evidence=evidence, text=bullet_text(body, evidence))


def _is_said(body: str, evidence: Sequence[Evidence], text: str) -> bool:
    """Return whether one of the spans has the text."""
    return any(body.find(text, span.start_char, span.end_char) >= 0 for span in evidence)


def point_back(texts: Sequence[str], names: Names) -> list[bool]:
    """Return for each of the sentences whether a word of it means what only those before it tell."""
    introduced: set[str] = set()
    found = []
    for text in texts:
        found.append(points_back(text, introduced, names.words))
        introduced.update(content_stems(text))
    return found


def find_standing(
    body: str,
    units: Mapping[int, Unit],
    texts: Sequence[str],
    names: Names,
    topic: Topic,
    event: int,
    pointing: Sequence[bool],
) -> dict[int, float]:
    """Return the units that are understood by themselves, each with what it lacks for that; else the event's unit.

    Those that lack any name that tells which story they are from, or name one whom nobody knows, or lack even the date
    of the article, come only where the others are too few, and so do those that are likely not to be understood.
    `pointing` is of the sentences.
    """
    lacks: dict[int, int] = {}
    chances: dict[int, float] = {}
    unknown = find_unknown(body, names, topic)
    full_names = [body[span.start_char : span.end_char] for span in names.full.values()]
    introduced: set[str] = set()
    sentence = 0
    for number, unit in units.items():
        while sentence < unit.sentence:
            introduced.update(content_stems(texts[sentence]))
            sentence += 1
        is_whole = unit.text == texts[sentence]
        if pointing[sentence] if is_whole else points_back(unit.text, introduced, names.words):
            continue
        if has_hanging(unit.text) or has_bare_surname(body, unit.evidence, names):
            continue
        lacks[number] = (
            2 * has_relative_time(unit.text)
            + (not is_on_topic(unit.text, topic))
            + (bool(unknown) and has_unknown(body, unit.evidence, names, unknown))
        )
        full = sum(name in unit.text for name in full_names)
        depth = unit.sentence / len(texts)
        chances[number] = standing_chance(
            unit.text, topic, is_first=unit.sentence == 0, full_names=full, fault=unit.fault, depth=depth
        )
    clear: Set[int] = set(lacks)
    for most, enough in _ENOUGH:
        clear = _if_enough({number for number in clear if lacks[number] <= most}, units, enough) or clear
    # Without a title the chances are guesses.
    for least, enough in _LEAST_CHANCES if topic.title else ():
        clear = _if_enough({number for number in clear if chances[number] >= least}, units, enough) or clear
    prices = {number: _LACKING * lacks[number] + _DOUBT_PRICE * (1 - chances[number]) for number in sorted(clear)}
    return prices or {event: 0.0}


def _if_enough(numbers: Set[int], units: Mapping[int, Unit], enough: int) -> Set[int]:
    """Return the numbers if they are units of so many sentences, else none."""
    return numbers if len({units[number].sentence for number in numbers}) >= enough else set()


def choose_takeaways(
    shelf: Shelf, in_shorts: Sequence[int], sentence_count: int, standing: Mapping[int, float]
) -> list[int]:
    """Return units that stand alone and are worth remembering, of In Shorts what is surer to be understood."""
    told = {shelf.units[number].sentence for number in in_shorts}
    numbers = sorted(standing)
    units = [shelf.units[number] for number in numbers]
    prices = [
        _FAULT_WEIGHT * unit.fault
        + standing[number]
        + 0.1 * unit.leans
        + _TOLD_PRICE * (unit.sentence in told)
        - lasting(unit.text)
        for number, unit in zip(numbers, units, strict=True)
    ]
    faults = np.full(len(shelf.units), np.inf)
    faults[numbers] = prices
    shelf = shelf._replace(faults=faults)
    ranked = [numbers[place] for place in choose(part_of(shelf, numbers, in_shorts))]
    return _hear_the_end(shelf, in_shorts, ranked, sentence_count)


def _hear_the_end(shelf: Shelf, in_shorts: Sequence[int], ranked: list[int], sentence_count: int) -> list[int]:
    """Return `ranked` with its last units given to the last third of a long article, until that has its share."""
    last_third = 2 * sentence_count // 3
    if sentence_count < _LONG_ARTICLE_SENTENCES:
        return ranked
    heard = [shelf.units[number].sentence for number in in_shorts]
    share = _LATE_SENTENCES - sum(sentence >= last_third for sentence in heard)
    late = [number for number in ranked if shelf.units[number].sentence >= last_third]
    early = [number for number in ranked if number not in late]
    kept = early[: max(BULLETS - max(share, len(late)), 0)]
    told = np.asarray(shelf.has[[*in_shorts, *kept]].any(axis=0), dtype=np.bool_)
    barred = {*range(last_third), *heard}
    found = choose(_of_the_end(shelf, last_third, told), barred=barred)
    found = found[: max(min(share, len(ranked)), len(late))] or late
    # Where the end has too little to say that stands alone, the best of those that were to give way stay.
    return [*kept, *found, *early[len(kept) :]][:BULLETS]


def _of_the_end(shelf: Shelf, last_third: int, told: NDArray[np.bool_]) -> Shelf:
    """Return the shelf with words worth what they are to the end of the article: told in it again, and not before.

    What the end is about is said in more than one of its sentences; a word that a bullet `told` has is no news.
    """
    is_late = shelf.sentences >= last_third
    late = np.unique(shelf.sentences[is_late])
    said = np.array([shelf.has[shelf.sentences == sentence].any(axis=0) for sentence in late])
    times = said.sum(axis=0) if len(late) else np.zeros(len(shelf.worth))
    gains = np.sqrt(shelf.worth) * np.where(told, OLD_NEWS, np.minimum(times, _MOST_TIMES))
    return shelf._replace(worth=gains)
