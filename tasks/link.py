"""link: mentions of the day get their entities; people are told apart over all its articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tasks.bundled import bundled_gazetteer, gazetteer_sha256
from tasks.config import Settings
from tasks.data import read_table
from tasks.dedupe import article_part_count
from tasks.fingerprint import code_sha256
from tasks.occurrences import ID_COLUMNS, KINDS, ArticleFacts, LinkedMention, occurrence_rows
from tasks.stage import Making, PartPlan, StageReport, make_part
from tasks.store.home import Home, home_at
from tasks.store.parts import AS_WRITTEN, Footer, part_name, read_footer, read_rows, write_part
from tasks.tag import check_part
from tasks.text.identity import LocalPerson, Person, resolve_people

STAGE = "link"
PART_TABLES = ("mentions", "article_people", "article_countries", "article_agencies")
DAY_TABLES = ("day_countries", "day_agencies", "day_people")

EntityKey = tuple[str, str, str]
"""(article_id, kind, entity_key) of a candidate."""


def run(dump_date: date, settings: Settings, *, force: bool = False) -> StageReport:
    """Link the whole day; holds its mentions and candidates in memory, bodies only part by part."""
    return make_part(home_at(settings.home), plan_part(dump_date, 0, settings), _link_day, force=force)


def plan_part(dump_date: date, part: int, settings: Settings) -> PartPlan:
    """What the day's links are made from; InputError where the day is not deduplicated."""
    home = home_at(settings.home)
    check_part(home, dump_date, part)
    parts = range(article_part_count(home, dump_date))
    inputs = tuple(
        part_name(table, dump_date, part) for part in parts for table in ("day_articles", "candidates", "spans")
    )
    facts = {"code": code_sha256(__name__), "data": gazetteer_sha256()}
    outputs = tuple(part_name(table, dump_date, 0) for table in DAY_TABLES)
    return PartPlan(STAGE, dump_date, 0, outputs, inputs, facts, lambda footer: part_names(dump_date, footer))


def part_names(dump_date: date, footer: Footer) -> list[str]:
    """Names of the per-part files of a linked day, as the footer of its marking file counts them."""
    return [part_name(table, dump_date, part) for part in range(footer.part_count) for table in PART_TABLES]


def _link_day(making: Making) -> Footer:
    home, plan, stamp = making
    day = plan.dump_date
    part_count = article_part_count(home, day)
    spans = {part: read_rows(home, part_name("spans", day, part)) for part in range(part_count)}
    candidates = [row for part in range(part_count) for row in read_rows(home, part_name("candidates", day, part))]
    people = _resolve(candidates, (row for rows in spans.values() for row in rows))
    total = replace(
        stamp,
        rows_in=sum(map(len, spans.values())),
        rows_out=sum(map(len, spans.values())),
        part_count=part_count,
        model=_model_of(home, day),
    )
    roles = {_key(row): row["role"] for row in candidates if row["kind"] == "person"}
    for part, rows in spans.items():
        articles = _articles(home, day, part)
        mentions = [_mention_row(row, people, day) for row in rows]
        footer = replace(total, part=part, rows_in=len(rows), rows_out=AS_WRITTEN)
        write_part(home, "mentions", part_name("mentions", day, part), mentions, footer)
        linked = [LinkedMention(mention, roles.get(_key(row))) for row, mention in zip(rows, mentions, strict=True)]
        for kind, plural in KINDS.items():
            table = f"article_{plural}"
            occurrences = occurrence_rows(linked, articles, kind, day)
            write_part(home, table, part_name(table, day, part), occurrences, footer)
    _write_day_tables(making, candidates, people, spans, total)
    return total


def _resolve(candidates: Iterable[Mapping[str, Any]], spans: Iterable[Mapping[str, Any]]) -> dict[EntityKey, Person]:
    counts = Counter(_key(row) for row in spans)
    local = [
        LocalPerson(row["article_id"], row["entity_key"], row["name"], row["role"], counts[_key(row)])
        for row in candidates
        if row["kind"] == "person"
    ]
    return {
        (article, "person", key): person
        for (article, key), person in resolve_people(local, bundled_gazetteer()).items()
    }


def _model_of(home: Home, day: date) -> str | None:
    footer = read_footer(home, part_name("spans", day, 0))
    return footer.model if footer else None


def _articles(home: Home, day: date, part: int) -> dict[str, ArticleFacts]:
    rows = read_rows(home, part_name("day_articles", day, part), ("article_id", "title", "body"))
    return {row["article_id"]: ArticleFacts(row["title"] or "", len(row["body"])) for row in rows}


def _key(row: Mapping[str, Any]) -> EntityKey:
    return (row["article_id"], row["kind"], row["entity_key"])


def _mention_row(span: Mapping[str, Any], people: Mapping[EntityKey, Person], day: date) -> dict[str, Any]:
    person = people.get(_key(span))
    columns = ("article_id", "mention_no", "kind", "text", "start_char", "end_char", "via")
    entity_id = person.person_id if person else span["entity_key"]
    return {**{column: span[column] for column in columns}, "dump_date": day, "entity_id": entity_id}


def _write_day_tables(
    making: Making,
    candidates: Sequence[Mapping[str, Any]],
    people: Mapping[EntityKey, Person],
    spans: Mapping[int, Sequence[Mapping[str, Any]]],
    total: Footer,
) -> None:
    """The day's entities under their names, the most used name first where an id has several."""
    home, plan, _ = making
    counts = Counter(_key(row) for rows in spans.values() for row in rows)
    facts = {row["country_id"]: row for row in read_table("countries")}
    weights: dict[str, Counter[tuple[tuple[str, Any], ...]]] = {kind: Counter() for kind in KINDS}
    for candidate in candidates:
        key = _key(candidate)
        if counts[key]:
            weights[candidate["kind"]][_entity_columns(candidate, people.get(key), facts)] += counts[key]
    for name in plan.outputs:
        table = name.split("/")[1]
        kind = next(kind for kind, plural in KINDS.items() if table == f"day_{plural}")
        rows = [{"dump_date": plan.dump_date, "name_count": n, **dict(columns)} for columns, n in weights[kind].items()]
        rows.sort(key=lambda row: (row[ID_COLUMNS[kind]], -row["name_count"], row["name"]))
        write_part(home, table, name, rows, total)


def _entity_columns(
    candidate: Mapping[str, Any], person: Person | None, facts: Mapping[str, Mapping[str, str]]
) -> tuple[tuple[str, Any], ...]:
    """Columns that tell an entity, as hashable pairs."""
    if person:
        columns = {"person_id": person.person_id, "name": person.name, "wikidata_id": person.wikidata_id}
    elif candidate["kind"] == "country":
        known = facts[candidate["entity_key"]]
        columns = {name: known[name] or None for name in ("country_id", "name", "iso_alpha3", "demonym", "region")}
    else:
        columns = {name: candidate[name] for name in ("name", "acronym", "country_id", "parent_id", "wikidata_id")}
        columns |= {"agency_id": candidate["entity_key"], "kind": candidate["agency_kind"]}
    return tuple(sorted(columns.items()))
