"""The people of one article: full names gathered into persons, and who a bare surname means at a place in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tasks.text.person_names import is_initial, is_possessive_of, is_same_person, surnames

# Bearers of one surname that a new name is compared with: bounds the work on lists of thousands of names.
_NAMESAKES = 40
_SHORTEST_SHORT_FORM = 4
# Parts that the beginning of a longer name may have when it stands for the whole.
_LONGEST_OPENING = 3


class FullName(NamedTuple):
    """One full name at word `first`, or -1 if only the title has it: its parts and the text as written."""

    first: int
    parts: tuple[str, ...]
    text: str


class Person(NamedTuple):
    """A person of the article: the full names seen, as parts and as written, and the words where they begin."""

    name: str
    forms: tuple[tuple[str, ...], ...]
    texts: tuple[str, ...]
    places: tuple[int, ...]


class Roster:
    """Persons of one article by full name, by surname and by any part of their names."""

    def __init__(self, names: Iterable[FullName]) -> None:
        self.people = _gather(sorted(names))
        self.by_form: dict[tuple[str, ...], Person] = {}
        self.by_surname: dict[str, list[Person]] = {}
        self.by_part: dict[str, list[Person]] = {}
        for person in self.people:
            self.by_form.update(dict.fromkeys(person.forms, person))
            for key in sorted({key for parts in person.forms for key in surnames(parts)}):
                self.by_surname.setdefault(key, []).append(person)
            for part in sorted({part for parts in person.forms for part in parts}):
                self.by_part.setdefault(part, []).append(person)

    def shortened(self, part: str) -> list[Person]:
        """The one person with a name that a lone word shortens, "Ibra" of Ibrahimovic; none where there are more."""
        if len(part) < _SHORTEST_SHORT_FORM:
            return []
        bearers = {
            person.name: person
            for known in self.by_part
            if len(known) > len(part) and known.startswith(part)
            for person in self.by_part[known]
        }
        return list(bearers.values()) if len(bearers) == 1 else []


def nearest(candidates: Sequence[Person], place: int) -> Person:
    """The candidate whose full name stands nearest before a word, else the one that comes first."""
    if len(candidates) == 1:
        return candidates[0]
    return max(candidates, key=lambda person: (_place_before(person, place), -person.places[0]))


def _place_before(person: Person, place: int) -> int:
    index = bisect_right(person.places, place)
    return person.places[index - 1] if index else -1


def _gather(names: Sequence[FullName]) -> list[Person]:
    groups: list[list[FullName]] = []
    by_last: dict[str, list[list[FullName]]] = {}
    for name in names:
        mates = by_last.setdefault(name.parts[-1].casefold().removeprefix("al-").removesuffix("s"), [])
        group = next((mate for mate in mates[-_NAMESAKES:] if is_same_person(name.parts, mate[0].parts)), None)
        if group is None:
            group = []
            groups.append(group)
            mates.append(group)
        group.append(name)
    return [_person(group) for group in _with_openings_joined(groups)]


def _with_openings_joined(groups: Sequence[list[FullName]]) -> list[list[FullName]]:
    """Groups with "Shah Rukh" put into "Shah Rukh Khan", where one longer name alone begins so."""
    longer: dict[tuple[str, ...], list[int]] = {}
    for number, group in enumerate(groups):
        for parts in sorted({name.parts for name in group}):
            for length in range(2, min(len(parts), _LONGEST_OPENING + 1)):
                if number not in (known := longer.setdefault(parts[:length], [])):
                    known.append(number)
    target = {}
    for number, group in enumerate(groups):
        within = {tuple(longer.get(name.parts, ())) for name in group}
        only = next(iter(within)) if len(within) == 1 else ()
        if len(only) == 1 and only[0] != number:
            target[number] = only[0]
    joined = {number: list(group) for number, group in enumerate(groups) if number not in target}
    for number, longest in target.items():
        whole = longest
        while whole in target:
            whole = target[whole]
        joined[whole] += groups[number]
    return [sorted(joined[number]) for number in sorted(joined)]


def _person(group: Sequence[FullName]) -> Person:
    counts = Counter(name.parts for name in group)
    written = [parts for parts in counts if not any(is_possessive_of(parts, other) for other in counts)]
    best = max(written, key=lambda parts: (not is_initial(parts[0]), counts[parts], len(parts), parts))
    text = next(name.text for name in group if name.parts == best)
    texts = tuple(sorted({name.text for name in group}))
    return Person(" ".join(text.split()), tuple(sorted(counts)), texts, tuple(name.first for name in group))
