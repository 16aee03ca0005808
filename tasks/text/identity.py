"""Gives the people of a day one id each: names that differ between articles, namesakes that do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tasks.text.gazetteer import Gazetteer, name_key, slug

__all__ = ["LocalPerson", "Person", "resolve_people", "slug"]


class LocalPerson(NamedTuple):
    """A person candidate of one article."""

    article_id: str
    entity_key: str
    name: str
    role: str | None
    mention_count: int


class Person(NamedTuple):
    """A person of the day; `person_id` is a slug of the name."""

    person_id: str
    name: str
    wikidata_id: str | None


def resolve_people(people: Sequence[LocalPerson], gazetteer: Gazetteer) -> dict[tuple[str, str], Person]:
    """Person of each candidate by (article_id, entity_key), whatever the order of the candidates."""
    found: dict[tuple[str, str], Person] = {}
    for person in sorted(people):
        holders = gazetteer.office_holders.get(name_key(person.name), ())
        name = holders[0].name if holders else person.name
        wikidata_id = holders[0].wikidata_id if len(holders) == 1 else None
        found[person.article_id, person.entity_key] = Person(slug(name), name, wikidata_id)
    return found
