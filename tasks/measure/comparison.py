"""Comparison of two language models on the articles of a day, in scratch homes: nothing in home is changed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from tasks import link, tag
from tasks.config import Settings
from tasks.dedupe import article_part_count
from tasks.errors import InputError
from tasks.model import model_facts
from tasks.occurrences import ID_COLUMNS, KINDS
from tasks.store.home import Home, home_at
from tasks.store.parts import part_name, read_rows
from tasks.store.scratch import copy_files, scratch_home

Place = tuple[str, int, int, str]
"""(article_id, start_char, end_char, entity_id) of a mention."""


class EntityCount(NamedTuple):
    """An entity of the day and its mentions with the model that finds it."""

    entity_id: str
    name: str
    mention_count: int


@dataclass(frozen=True)
class KindChange:
    """What changes for one kind from the one model to the other.

    `gained` and `lost` are entities of the day that only one of them finds, most mentions first, then by id;
    the mention counts are of mentions at equal characters for equal entities.
    """

    kind: str
    entity_counts: tuple[int, int]
    gained: tuple[EntityCount, ...]
    lost: tuple[EntityCount, ...]
    mention_counts: tuple[int, int]
    mentions_gained: int
    mentions_lost: int


@dataclass(frozen=True)
class Comparison:
    """Two models on one day: their names with versions, seconds for tagging and linking, changes by kind."""

    dump_date: date
    article_count: int
    models: tuple[str, str]
    seconds: tuple[float, float]
    changes: tuple[KindChange, ...]


class _Reading(NamedTuple):
    """What one model finds in the day."""

    seconds: float
    places: Mapping[str, frozenset[Place]]
    names: Mapping[str, Mapping[str, str]]


def compare_models(day: date, present: str, other: str, settings: Settings) -> Comparison:
    """What changes on a day in the lake of home when `other` takes the place of `present`; each by name or path.

    Seconds are those of tagging and linking on one worker, without loading the model. InputError where the day is not
    deduplicated yet or a model is not installed.
    """
    home = home_at(settings.home)
    models = (model_facts(present), model_facts(other))
    if article_part_count(home, day) == 0:
        raise InputError(f"{day} is not in the lake of {home.root}. Run `daybook run --date {day}`.")
    before, after = (_read_with(model, day, settings) for model in (present, other))
    changes = tuple(_change(kind, before, after) for kind in KINDS)
    model_ids = (models[0].model_id, models[1].model_id)
    return Comparison(day, _article_count(home, day), model_ids, (before.seconds, after.seconds), changes)


def _article_count(home: Home, day: date) -> int:
    parts = range(article_part_count(home, day))
    return sum(len(read_rows(home, part_name("day_articles", day, part), ("article_id",))) for part in parts)


def _read_with(model: str, day: date, settings: Settings) -> _Reading:
    home = home_at(settings.home)
    parts = range(article_part_count(home, day))
    with scratch_home() as scratch:
        copy_files((part_name("day_articles", day, part) for part in parts), home, scratch)
        own = settings.model_copy(update={"home": scratch.root, "model": model})
        tag.entity_finder(model)
        start = time.perf_counter()
        for part in parts:
            tag.run(day, part, own)
        link.run(day, own)
        seconds = time.perf_counter() - start
        return _Reading(seconds, _places(scratch, day), dict(_names(scratch, day)))


def _places(home: Home, day: date) -> dict[str, frozenset[Place]]:
    mentions: list[dict[str, Any]] = []
    for part in range(article_part_count(home, day)):
        mentions += read_rows(home, part_name("mentions", day, part))
    columns = ("article_id", "start_char", "end_char", "entity_id")
    return {
        kind: frozenset(tuple(row[column] for column in columns) for row in mentions if row["kind"] == kind)
        for kind in KINDS
    }


def _names(home: Home, day: date) -> Iterator[tuple[str, dict[str, str]]]:
    for kind, plural in KINDS.items():
        names: dict[str, str] = {}
        for row in read_rows(home, part_name(f"day_{plural}", day, 0)):
            names.setdefault(row[ID_COLUMNS[kind]], row["name"])
        yield kind, names


def _change(kind: str, before: _Reading, after: _Reading) -> KindChange:
    old, new = before.places[kind], after.places[kind]
    return KindChange(
        kind,
        (len({place[3] for place in old}), len({place[3] for place in new})),
        _only_in(new, old, after.names[kind]),
        _only_in(old, new, before.names[kind]),
        (len(old), len(new)),
        len(new - old),
        len(old - new),
    )


def _only_in(one: frozenset[Place], other: frozenset[Place], names: Mapping[str, str]) -> tuple[EntityCount, ...]:
    known = {place[3] for place in other}
    counts = Counter(place[3] for place in one if place[3] not in known)
    return tuple(
        EntityCount(entity_id, names[entity_id], count)
        for entity_id, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
