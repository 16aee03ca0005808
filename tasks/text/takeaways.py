"""Key Takeaways: the units that stand alone when read next week and are worth remembering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tasks.text.bullet import Evidence
from tasks.text.choosing import BULLETS, choose
from tasks.text.hanging import has_hanging
from tasks.text.naming import Names, has_bare_surname, name_in_full
from tasks.text.pointers import has_relative_time
from tasks.text.replacing import Edit, replace
from tasks.text.shelf import OLD_NEWS, Shelf, Unit, part_of
from tasks.text.standing import Introduced, count_pointers, points_back
from tasks.text.standing_chance import Reader
from tasks.text.telling import dangling_fault, lasting
from tasks.text.timeless import without_time
from tasks.text.trimming import bullet_text
from tasks.text.unknown_people import find_unknown, has_unknown

_LONG_ARTICLE_SENTENCES = 15
# A third of the ten bullets, rounded up.
_LATE_SENTENCES = 4
# At the end of an article: how often saying a word again adds to its worth.
_MOST_TIMES = 3
_FAULT_WEIGHT = 2.3
# What it costs that In Shorts has told the sentence: the event is worth remembering, but better with something new.
_TOLD_PRICE = 0.02
# A takeaway tells so much of its sentence, or so many words of it.
_LEAST_SHARE, _ENOUGH_WORDS = 0.5, 14
# The chance to be understood that a takeaway must have, its sentence as it stands too, and what it costs to doubt it.
_LEAST_CHANCE, _LEAST_HOPE, _DOUBT_PRICE = 0.4, 0.4, 0.25
# "Today" is another day next week, however clear the rest is.
_DATED_PRICE = 0.4
# Where so many have this chance the less sure ones stay out.
_SURE, _ENOUGH_SURE = 0.6, 2


def promising_units(units: Sequence[Unit], reader: Reader, *, least_hope: float = _LEAST_HOPE) -> list[int]:
    """Return the units that tell most of a sentence which has a hope to be understood by itself.

    What is cut short seldom is, and to put full names in place of short ones helps little where the whole is not.
    """
    longest: dict[int, int] = {}
    words = [unit.text.count(" ") + 1 for unit in units]
    for unit, count in zip(units, words, strict=True):
        longest[unit.sentence] = max(longest.get(unit.sentence, 0), count)
    hopeful = {number for number, text in enumerate(reader.texts) if reader.chance(text) >= least_hope}
    return [
        number
        for number, unit in enumerate(units)
        if unit.sentence in hopeful and words[number] >= min(_ENOUGH_WORDS, _LEAST_SHARE * longest[unit.sentence])
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
    introduced = Introduced(texts)
    return [points_back(text, introduced.before(number), names.words) for number, text in enumerate(texts)]


def find_standing(
    body: str, units: Mapping[int, Unit], names: Names, event: int, pointing: Sequence[bool], reader: Reader
) -> dict[int, float]:
    """Return the units that are understood by themselves, each with its chance to be; else the event's unit.

    Those that are likely not to be understood come only where the others are too few. `pointing` is of the sentences.
    """
    chances: dict[int, float] = {}
    unknown = find_unknown(body, names, reader.topic)
    introduced = Introduced(reader.texts)
    for number, unit in units.items():
        chance = reader.chance(unit.text) - _DATED_PRICE * has_relative_time(unit.text)
        if chance < _LEAST_CHANCE:
            continue
        known = introduced.before(unit.sentence)
        is_whole = unit.text == reader.texts[unit.sentence]
        if pointing[unit.sentence] if is_whole else points_back(unit.text, known, names.words):
            # What points back comes only where it is clear in spite of that.
            if chance < _SURE or dangling_fault(unit.text):
                continue
            chance += reader.chance(unit.text, count_pointers(unit.text, known, names.words)) - reader.chance(unit.text)
            if chance < _SURE:
                continue
        if has_hanging(unit.text) or has_bare_surname(body, unit.evidence, names):
            continue
        if not (unknown and has_unknown(body, unit.evidence, names, unknown)):
            chances[number] = chance
    sure = {number: chance for number, chance in chances.items() if chance >= _SURE}
    is_enough = len({units[number].sentence for number in sure}) >= _ENOUGH_SURE
    return (sure if is_enough else chances) or {event: _LEAST_CHANCE}


def choose_takeaways(
    shelf: Shelf, in_shorts: Sequence[int], sentence_count: int, standing: Mapping[int, float]
) -> list[int]:
    """Return units that stand alone and are worth remembering; `standing` has the chance of each to be understood."""
    told = {shelf.units[number].sentence for number in in_shorts}
    numbers = sorted(standing)
    units = [shelf.units[number] for number in numbers]
    prices = [
        _FAULT_WEIGHT * unit.fault
        + _DOUBT_PRICE * (1 - standing[number])
        + 0.1 * unit.leans
        + _TOLD_PRICE * (unit.sentence in told)
        - lasting(unit.text)
        for number, unit in zip(numbers, units, strict=True)
    ]
    faults = np.full(len(shelf.units), np.inf)
    faults[numbers] = prices
    # Who reads a takeaway alone gains nothing from the sentence before it.
    shelf = shelf._replace(faults=faults, follows=np.zeros_like(shelf.follows))
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
    missing = min(share, len(ranked)) - len(late)
    if missing <= 0:
        return ranked
    kept = early[: max(BULLETS - len(late) - missing, 0)]
    told = np.asarray(shelf.has[[*in_shorts, *kept, *late]].any(axis=0), dtype=np.bool_)
    barred = {*range(last_third), *heard, *(shelf.units[number].sentence for number in late)}
    found = choose(_of_the_end(shelf, last_third, told), barred=barred, most=missing)
    # Where the end has too little to say that stands alone, the best of those that were to give way stay.
    return [*kept, *late, *found, *early[len(kept) :]][:BULLETS]


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
