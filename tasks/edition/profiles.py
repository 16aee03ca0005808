"""The pages of people, countries and agencies: mentions over time, who they appear with, their latest stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from tasks.edition.charts import SPARK_HEIGHT, SPARK_WIDTH, Chart, chart_of
from tasks.edition.safety import language_tag, link_address
from tasks.edition.stories import Chip, chip_of
from tasks.store.edition_rows import DayRows

Key = tuple[str, str]
ALIASES = 12
_WHAT = {"person": "Person", "country": "Country", "agency": "Agency"}


class Partner(NamedTuple):
    """Who stands in the same articles; `has_page` where the day mentions it too."""

    chip: Chip
    article_count: int
    has_page: bool


class Told(NamedTuple):
    """An article about an entity; `anchor` and `page` where it is of the edition's own day."""

    title: str
    publisher: str | None
    day: date
    language: str | None
    url: str | None
    page: str | None
    anchor: str


class Profile(NamedTuple):
    """What the page of an entity shows."""

    chip: Chip
    what: str
    aliases: list[str]
    first_dump_date: date
    article_count: int
    mention_count: int
    chart: Chart
    partners: list[Partner]
    latest: list[Told]


class Mover(NamedTuple):
    """An entity that is written about more than usual."""

    chip: Chip
    article_count: int
    expected_count: float
    score: float
    chart: Chart


def profiles_of(rows: DayRows, page_of: Mapping[str, str]) -> list[Profile]:
    """A profile for everything the day's articles mention; `page_of` says on which page a story stands."""
    counts = _counts(rows)
    partners, latest = _by_key(rows.partners), _by_key(rows.latest)
    known = {_key(row) for row in rows.entities}
    names = {row["entity_id"]: row["name"] for row in rows.entities if row["kind"] == "country"}
    days = [row["dump_date"] for row in rows.days]
    return [
        Profile(
            chip=chip_of(row["kind"], row["entity_id"], row["name"]),
            what=_what(row, names),
            aliases=_told_apart([*([row["acronym"]] if row["acronym"] else []), *row["aliases"]])[:ALIASES],
            first_dump_date=row["first_dump_date"],
            article_count=row["article_count"],
            mention_count=row["mention_count"],
            chart=chart_of(days, counts[_key(row)]),
            partners=[_partner(partner, known) for partner in partners[_key(row)]],
            latest=[_told(told, page_of, rows.dump_date) for told in latest[_key(row)]],
        )
        for row in rows.entities
    ]


def _told_apart(aliases: list[str]) -> list[str]:
    """The aliases without those that differ from an earlier one in capitals alone ("Delhi", "DELHI")."""
    return list({alias.casefold(): alias for alias in reversed(aliases)}.values())[::-1]


def movers_of(rows: DayRows) -> list[Mover]:
    """Those of the day that move most, in order, each with its last days as a small chart."""
    counts = _counts(rows)
    days = [row["dump_date"] for row in rows.days]
    return [
        Mover(
            chip=chip_of(row["kind"], row["entity_id"], row["name"]),
            article_count=row["article_count"],
            expected_count=row["expected_count"],
            score=row["score"],
            chart=chart_of(days, counts[_key(row)], width=SPARK_WIDTH, height=SPARK_HEIGHT),
        )
        for row in rows.movers
    ]


def _key(row: Mapping[str, Any]) -> Key:
    return row["kind"], row["entity_id"]


def _by_key(rows: Iterable[Mapping[str, Any]]) -> dict[Key, list[Mapping[str, Any]]]:
    grouped: dict[Key, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[_key(row)].append(row)
    return grouped


def _counts(rows: DayRows) -> dict[Key, dict[date, int]]:
    counts: dict[Key, dict[date, int]] = defaultdict(dict)
    for row in rows.timelines:
        counts[_key(row)][row["dump_date"]] = row["article_count"]
    return counts


def _what(row: Mapping[str, Any], country_names: Mapping[str, str]) -> str:
    detail = (row["detail"] or "").replace("_", " ")
    if row["kind"] == "agency":
        where = country_names.get(row["country_id"] or "") or row["country_id"]
        return " · ".join(part for part in (detail.capitalize() or _WHAT["agency"], where) if part)
    return " · ".join(part for part in (_WHAT[row["kind"]], detail) if part)


def _partner(row: Mapping[str, Any], known: set[Key]) -> Partner:
    other = row["other_kind"], row["other_entity_id"]
    return Partner(chip_of(*other, row["other_name"]), row["article_count"], other in known)


def _told(row: Mapping[str, Any], page_of: Mapping[str, str], today: date) -> Told:
    anchor = f"s-{row['article_id']}"
    return Told(
        title=row["title"] or "Untitled",
        publisher=row["publisher"],
        day=row["dump_date"],
        language=language_tag(row["language"]),
        url=link_address(row["url"]),
        page=page_of.get(anchor) if row["dump_date"] == today else None,
        anchor=anchor,
    )
