"""Gives the people of a day one id each: names that vary between articles, namesakes that middle names tell apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from tasks.text.gazetteer import Gazetteer, OfficeHolder, name_key, slug
from tasks.text.person_names import FAMILY_NAMES_FIRST, is_initial

__all__ = ["LocalPerson", "Person", "resolve_people", "slug"]


class LocalPerson(NamedTuple):
    """A person candidate of one article."""

    article_id: str
    entity_key: str
    name: str
    role: str | None
    mention_count: int


class Person(NamedTuple):
    """A person of the day; `person_id` is a slug of the name without middle initials."""

    person_id: str
    name: str
    wikidata_id: str | None


def resolve_people(people: Sequence[LocalPerson], gazetteer: Gazetteer) -> dict[tuple[str, str], Person]:
    """Person of each candidate by (article_id, entity_key), whatever the order of the candidates.

    Two full names are one person when first and last names agree and no middle names contradict; a lone surname is a
    person only where exactly one of the day, seen in two articles or more, bears it.
    """
    groups: defaultdict[str, list[LocalPerson]] = defaultdict(list)
    for person in sorted(people, key=lambda person: (person.article_id, person.entity_key)):
        groups[_identity(person.name, gazetteer)].append(person)
    found: dict[tuple[str, str], Person] = {}
    for members in _with_initials_joined(groups).values():
        is_one = len({middle[0] for person in members if (middle := _middle(person.name))}) < 2
        for person in members:
            same = members if is_one else [m for m in members if _middle(m.name) == _middle(person.name)]
            found[person.article_id, person.entity_key] = _person(same, gazetteer, with_middle=not is_one)
    return found | _lone_surnames(people, found)


def _identity(name: str, gazetteer: Gazetteer) -> str:
    """Key that all names of one person share: the known name, else first and last name in a rough transliteration."""
    holder = _holder(name, gazetteer)
    parts = _key(holder.known_as if holder else name).split()
    return " ".join((parts[0], parts[-1])) if len(parts) > 1 else "".join(parts)


def _holder(name: str, gazetteer: Gazetteer) -> OfficeHolder | None:
    holders = gazetteer.office_holders.get(name_key(name), ())
    return holders[0] if len(holders) == 1 else None


def _key(name: str) -> str:
    """Folded name with the endings that transliterations vary in made equal: Zelensky, Zelenskiy, Zelenskyy."""
    key = re.sub(r"(\w)\1+", r"\1", name_key(name))
    return re.sub(r"(?:iy|ij|yi|yj|y|i)\b", "y", key)


def _with_initials_joined(groups: dict[str, list[LocalPerson]]) -> dict[str, list[LocalPerson]]:
    """Groups with "j smith" put into the only group it can mean, if there is only one."""
    joined = {key: list(members) for key, members in groups.items()}
    by_initial: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(groups):
        first, _, last = key.partition(" ")
        if last and len(first) > 1:
            by_initial[first[0], last].append(key)
    for key in sorted(groups):
        first, _, last = key.partition(" ")
        fuller = by_initial.get((first[:1], last), []) if last and len(first) == 1 else []
        if len(fuller) == 1:
            joined[fuller[0]] += joined.pop(key)
    return joined


def _middle(name: str) -> str:
    """First middle name or initial; none in names of two parts."""
    parts = name_key(name).split()
    return parts[1] if len(parts) > 2 else ""


def _person(members: Sequence[LocalPerson], gazetteer: Gazetteer, *, with_middle: bool) -> Person:
    counts: Counter[str] = Counter()
    for person in members:
        counts[person.name] += person.mention_count
    name = min(counts, key=lambda text: (-counts[text], -len(text), text))
    holder = next((holder for text in sorted(counts) if (holder := _holder(text, gazetteer)) is not None), None)
    if holder is None:
        return Person(_person_id(name, with_middle=with_middle), name, None)
    main = _holder(holder.known_as, gazetteer) or holder
    return Person(_person_id(main.known_as, with_middle=False), main.known_as, main.wikidata_id)


def _person_id(name: str, *, with_middle: bool) -> str:
    parts = name.split()
    ends = {0, len(parts) - 1}
    return slug(" ".join(p for index, p in enumerate(parts) if with_middle or index in ends or not is_initial(p)))


def _lone_surnames(
    people: Sequence[LocalPerson], found: dict[tuple[str, str], Person]
) -> dict[tuple[str, str], Person]:
    bearers: defaultdict[str, Counter[Person]] = defaultdict(Counter)
    for person in people:
        resolved = found[person.article_id, person.entity_key]
        if " " in resolved.name:
            bearers[_key(resolved.name).split()[-1]][resolved] += 1
    linked = {}
    for person in people:
        likely = bearers.get(_key(person.name), Counter())
        if " " not in person.name and len(likely) == 1 and person.name not in FAMILY_NAMES_FIRST:
            bearer, articles = next(iter(likely.items()))
            if articles > 1:
                linked[person.article_id, person.entity_key] = bearer
    return linked
