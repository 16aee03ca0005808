"""The people of one article: full names gathered into persons, and who a bare surname means at a place in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tasks.text.person_names import is_initial, is_same_person, surnames


class FullName(NamedTuple):
    """One full name at word `first`: its parts ("Annegret", "Kramp-Karrenbauer") and the text as written."""

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
    """Persons of one article by surname."""

    def __init__(self, names: Iterable[FullName]) -> None:
        self.people = _gather(sorted(names))
        self.by_surname: dict[str, list[Person]] = {}
        for person in self.people:
            for key in sorted({key for parts in person.forms for key in surnames(parts)}):
                self.by_surname.setdefault(key, []).append(person)

    def nearest(self, candidates: Sequence[Person], place: int) -> Person:
        """The candidate whose full name stands nearest before a word, else the first one of the article."""

        def distance(person: Person) -> tuple[bool, int]:
            before = [first for first in person.places if first <= place]
            return (not before, -max(before) if before else min(person.places))

        return min(candidates, key=distance)


def _gather(names: Sequence[FullName]) -> list[Person]:
    groups: list[list[FullName]] = []
    by_last: dict[str, list[list[FullName]]] = {}
    for name in names:
        mates = by_last.setdefault(name.parts[-1].casefold().removeprefix("al-"), [])
        group = next((group for group in mates if is_same_person(name.parts, group[0].parts)), None)
        if group is None:
            group = []
            groups.append(group)
            mates.append(group)
        group.append(name)
    return [_person(group) for group in groups]


def _person(group: Sequence[FullName]) -> Person:
    counts = Counter(name.parts for name in group)
    best = max(counts, key=lambda parts: (not is_initial(parts[0]), counts[parts], len(parts), parts))
    text = next(name.text for name in group if name.parts == best)
    return Person(
        " ".join(text.split()),
        tuple(sorted(counts)),
        tuple(sorted({name.text for name in group})),
        tuple(name.first for name in group),
    )
