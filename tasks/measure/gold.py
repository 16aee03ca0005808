"""Gold files: articles with the people, countries and agencies that a reader found in them (docs/evaluation.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tasks.errors import InputError
from tasks.measure.name_forms import agency_forms, person_forms
from tasks.store.scratch import read_given_text

# Types of bodies of a state; others count with the intergovernmental ones.
_NATIONAL_TYPES = frozenset({"agency", "ministry", "court", "army", "police", "governmental_organisation"})
_MORE_AGENCY_TYPES = frozenset({"police", "justice_org"})
_NEUTRAL_TYPES = frozenset({"footer", "character"})


class GoldEntity(NamedTuple):
    """A person or an agency of one article with all forms in which it is named."""

    name: str
    texts: tuple[str, ...]
    is_national: bool = True


class GoldArticle(NamedTuple):
    """An article and what is to be found in it; None for what its gold says nothing about.

    `person_mentions` are surface forms, one for each place. `nested_people` stand within other entities, and `neutral`
    are names of characters and in credit lines: finding them or not counts neither way. `scored_text` is the part of
    the text in which mentions count, None for all of it.
    """

    gold_id: str
    title: str | None
    text: str
    language: str | None = None
    people: tuple[GoldEntity, ...] | None = None
    countries: frozenset[str] | None = None
    agencies: tuple[GoldEntity, ...] | None = None
    person_mentions: tuple[str, ...] | None = None
    nested_people: tuple[str, ...] = ()
    neutral: frozenset[str] = frozenset()
    scored_text: str | None = None

    @property
    def is_scored(self) -> bool:
        """Whether there is anything to compare with."""
        return any(part is not None for part in (self.people, self.countries, self.agencies, self.person_mentions))


def read_gold(path: Path) -> list[GoldArticle]:
    """Articles of a gold file in order; InputError names the line that is wrong and what was expected."""
    lines = read_given_text(path, "gold file").split("\n")
    articles = list(_articles(path, lines))
    if not any(article.is_scored for article in articles):
        raise InputError(
            f"{path}: no line has people, countries, agencies, country_mentions, entities with levels or labels. "
            "docs/evaluation.md describes the format."
        )
    ids = [article.gold_id for article in articles]
    if len(set(ids)) < len(ids):
        repeated = next(one for number, one in enumerate(ids) if one in ids[:number])
        raise InputError(f"{path}: id '{repeated}' occurs twice. Give every article an id of its own.")
    return articles


def _articles(path: Path, lines: Iterable[str]) -> Iterator[GoldArticle]:
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        where = f"{path}, line {number + 1}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{where}: not JSON: {error}. Expected one object a line.") from None
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise InputError(f"{where}: expected an object with the article's 'text'.")
        try:
            yield _article(row, number)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise InputError(f"{where}: {type(error).__name__} {error}. docs/evaluation.md has the fields.") from None


def _article(row: Mapping[str, Any], number: int) -> GoldArticle:
    gold_id = str(row["id"]) if row.get("id") is not None else f"line-{number}"
    bare = GoldArticle(gold_id, row.get("title") or None, row["text"], row.get("language"))
    entities = row.get("entities") or []
    if "labels" in row:
        return _with_labels(bare, row)
    if "country_mentions" in row:
        return bare._replace(countries=frozenset(row["countries_direct"]))
    if entities and "level" in entities[0]:
        people = [entity for entity in entities if entity["type"] == "Person"]
        return bare._replace(
            person_mentions=tuple(one["text"] for one in people if one["level"] == 0),
            nested_people=tuple(one["text"] for one in people if one["level"] > 0),
        )
    return _with_entities(bare, row, entities)


def _with_labels(bare: GoldArticle, row: Mapping[str, Any]) -> GoldArticle:
    first, last = row["evaluation_span"]
    people = (
        label["text"]
        for label in row["labels"]
        if label.get("person") and not label.get("coref") and not label.get("optional")
        if first <= label["start"] < last
    )
    return bare._replace(person_mentions=tuple(people), scored_text=bare.text[first:last])


def _with_entities(bare: GoldArticle, row: Mapping[str, Any], entities: Iterable[Mapping[str, Any]]) -> GoldArticle:
    neutral = person_forms(one["text"] for one in entities if not _NEUTRAL_TYPES.isdisjoint(one.get("types", ())))
    people = tuple(_entity(one) for one in row["people"]) if "people" in row else None
    agencies = None
    if "agencies" in row:
        agencies = tuple(_entity(one) for one in row["agencies"])
        agencies += tuple(_more_agencies(entities, agencies))
    countries = frozenset(row["countries"]) if "countries" in row else None
    return bare._replace(people=people, countries=countries, agencies=agencies, neutral=neutral)


def _entity(stated: Mapping[str, Any] | str) -> GoldEntity:
    if isinstance(stated, str):
        return GoldEntity(stated, (stated,))
    types = stated.get("types")
    is_national = stated.get("kind") != "intergovernmental" if types is None else not _NATIONAL_TYPES.isdisjoint(types)
    return GoldEntity(stated["name"], (*stated.get("mentions", ()), stated["name"]), is_national)


def _more_agencies(entities: Iterable[Mapping[str, Any]], known: Iterable[GoldEntity]) -> Iterator[GoldEntity]:
    """Police and justice bodies among the entities that the list of agencies leaves out."""
    texts: dict[Any, list[str]] = {}
    for one in entities:
        if one.get("concept") is not None and not _MORE_AGENCY_TYPES.isdisjoint(one.get("types", ())):
            texts.setdefault(one["concept"], []).append(one["text"])
    listed = [agency_forms(entity.texts) for entity in known]
    for found in texts.values():
        if all(forms.isdisjoint(agency_forms(found)) for forms in listed):
            yield GoldEntity(found[0], tuple(found))
