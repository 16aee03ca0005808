"""Which units go into In Shorts: the best ones that a reader of no other sentence can follow one after another."""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence

from tasks.text.choosing import BULLETS, choose, fault_of_each, values_beside
from tasks.text.naming import Names
from tasks.text.shelf import Shelf
from tasks.text.stems import content_stems
from tasks.text.telling import dangling_fault
from tasks.text.untold import Untold, find_half, find_untold, sums_up
from tasks.text.untold_people import misses_person, opens_on_nobody

# A sentence before the event that tells it so much worse sets a scene.
_SCENE_FAULT = 0.12
# What it costs that the event is told of "him" whom it does not name.
_NOBODY_PRICE = 0.15
# What it costs that a bullet points at what none of those before it tells, and how often that is looked for.
_UNTOLD_PRICE, _ROUNDS = 0.05, 2
# Besides the event and two more, a bullet that costs a reader so much is left out.
_FEWEST, _MOST_FAULT = 3, 0.03
# One of the first sentences, none of which is told, that tells the event by so much more surely than all that are.
_EVENT_HORIZON, _SURER = 8, 0.02


def choose_in_shorts(
    shelf: Shelf,
    opening: Sequence[float],
    own: Sequence[float],
    texts: Sequence[str],
    pointing: Sequence[bool],
    names: Names,
) -> list[int]:
    """Return the units of In Shorts, most important first.

    `opening` is what speaks against each sentence as the one that tells the event, `own` against each unit; `pointing`
    says whether a word of the sentence means what those before it tell. No scene stands before the event, "they"
    stands only behind the sentence it points at, and "the ferry" behind "a ferry" unless that costs too much.
    """
    chosen = choose(shelf, opening=own)
    first = shelf.units[chosen[0]]
    if opens_on_nobody(first.text, first.sentence, names):
        own = [
            one + _NOBODY_PRICE * (unit.sentence == first.sentence) for one, unit in zip(own, shelf.units, strict=True)
        ]
        chosen = choose(shelf, opening=own)
    event = shelf.units[chosen[0]].sentence
    told = {shelf.units[number].sentence for number in chosen}
    barred = {number for number in told if number < event and opening[number] > opening[event] + _SCENE_FAULT}
    if barred:
        barred = {number for number in range(event) if opening[number] > opening[event] + _SCENE_FAULT}
    lost = {
        unit.sentence
        for unit in (shelf.units[number] for number in chosen[1:])
        if dangling_fault(unit.text) and not _follows_on(unit.sentence, texts, told)
    }
    if barred or lost:
        faults = shelf.faults + [dangling_fault(unit.text) if unit.sentence in lost else 0.0 for unit in shelf.units]
        shelf = shelf._replace(faults=faults)
        chosen = choose(shelf, barred=barred, opening=own)
    chosen, priced = _tell_what_is_meant(shelf, chosen, barred, own, texts, pointing, names)
    kept = _leave_out(priced, chosen)
    # What went may have been what another one points at.
    while len(kept) < len(chosen):
        chosen = kept
        kept = _leave_out(_price(shelf, _find_all_untold(shelf, chosen, texts, pointing, names)), chosen)
    return kept


def tell_event(shelf: Shelf, chosen: list[int], chances: Sequence[float], own: Sequence[float]) -> list[int]:
    """Return `chosen`, with the event in place of the least important unit where none of them is likely to tell it.

    `chances` is what speaks against each sentence as the one that tells the event, `own` against each unit.
    """
    told = {shelf.units[number].sentence for number in chosen}
    event = min(range(min(len(chances), _EVENT_HORIZON)), key=chances.__getitem__)
    if event in told or min(chances[sentence] for sentence in told) - chances[event] < _SURER:
        return chosen
    kept = chosen[: BULLETS - 1]
    can_open = [
        number for number, unit in enumerate(shelf.units) if unit.sentence == event and not dangling_fault(unit.text)
    ]
    values = values_beside(shelf, kept)
    best = max(can_open, key=lambda number: values[number] - own[number], default=None)
    return chosen if best is None else [best, *kept]


def _follows_on(sentence: int, texts: Sequence[str], told: Container[int]) -> bool:
    """Return whether the sentence before is told, or what it goes on with is: "He said", "He added", both of whom?"""
    before = sentence - 1
    while before > 0 and before not in told and _opener(texts[before]) == _opener(texts[sentence]):
        before -= 1
    return before in told


def _opener(text: str) -> str:
    return text.partition(" ")[0]


def _tell_what_is_meant(
    shelf: Shelf,
    chosen: list[int],
    barred: Collection[int],
    own: Sequence[float],
    texts: Sequence[str],
    pointing: Sequence[bool],
    names: Names,
) -> tuple[list[int], Shelf]:
    """Return `chosen`, or another choice in which fewer bullets point at what none of those before them tells.

    The shelf returned with it has what the pointing ones cost.
    """
    fewest = untold = _find_all_untold(shelf, chosen, texts, pointing, names)
    best = chosen
    priced = shelf
    for _ in range(_ROUNDS):
        if not untold:
            break
        priced = _price(priced, untold)
        chosen = choose(priced, barred=barred, opening=own)
        untold = _find_all_untold(shelf, chosen, texts, pointing, names)
        if len(untold) < len(fewest):
            best, fewest = chosen, untold
    return best, _price(shelf, fewest)


def _leave_out(shelf: Shelf, chosen: Sequence[int]) -> list[int]:
    """Return `chosen` without the most faulty ones; the event and two more stay."""
    kept = list(chosen)
    while len(kept) > _FEWEST:
        faults = fault_of_each(shelf, kept)
        place = max(range(1, len(kept)), key=faults.__getitem__)
        if faults[place] < _MOST_FAULT:
            break
        del kept[place]
    return kept


def _find_all_untold(
    shelf: Shelf, chosen: Sequence[int], texts: Sequence[str], pointing: Sequence[bool], names: Names
) -> list[tuple[int, Untold]]:
    """Return the sentences whose bullets point at what is not told, each with that; the event's opens the section."""
    told: dict[int, str] = {}
    later_half: dict[int, str] = {}
    for number in sorted(chosen, key=lambda number: shelf.units[number].told):
        unit = shelf.units[number]
        half = None if unit.sentence in told else find_half(unit.text, texts[unit.sentence])
        if half is not None:
            later_half[number] = half
        told[unit.sentence] = f"{told.get(unit.sentence, '')} {unit.text}"
    found: list[tuple[int, Untold]] = []
    for number in chosen[1:]:
        unit = shelf.units[number]
        if number in later_half:
            found.append((unit.sentence, Untold(later_half[number], unit.sentence, None)))
            continue
        before = {sentence: text for sentence, text in told.items() if sentence < unit.sentence}
        untold = None
        if pointing[unit.sentence] or sums_up(unit.text):
            untold = find_untold(unit.text, unit.sentence, texts, before, names.words)
        if untold is None and misses_person(unit.text, unit.sentence, texts, before, names):
            untold = Untold("", unit.sentence - 1, None)
        if untold is not None:
            found.append((unit.sentence, untold))
    return found


def _price(shelf: Shelf, untold: Sequence[tuple[int, Untold]]) -> Shelf:
    """Return the shelf on which what points costs more, and less again behind a unit that tells what it points at."""
    faults, follows = shelf.faults.copy(), shelf.follows.copy()
    for sentence, one in untold:
        tells = [
            unit.sentence == one.sentence and (one.stem is None or one.stem in content_stems(unit.text))
            for unit in shelf.units
        ]
        for number, unit in enumerate(shelf.units):
            if unit.sentence == sentence and one.words in unit.text:
                faults[number] += _UNTOLD_PRICE
                follows[:, number] = tells
    return shelf._replace(faults=faults, follows=follows)
