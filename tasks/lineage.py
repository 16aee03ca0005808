"""Lineage: all lake parts of a day, found by walking its footers, each proven to be made from the ones before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from tasks import dedupe, link
from tasks.errors import InputError, SourceUnavailable
from tasks.fingerprint import fingerprint_of, folder_sha256
from tasks.ingest import records_parts
from tasks.plan import group_count
from tasks.stage import input_hashes
from tasks.store.home import Home
from tasks.store.parts import Footer, part_name, read_footer, read_rows

TAG_TABLES = ("sentences", "candidates", "spans")
SUMMARY_TABLES = ("summary_bullets", "summaries")
_MARKERS = ("plan", "inputs", "day_articles", "spans", "day_people", "summaries")


class LakePart(NamedTuple):
    """A part of the lake as a version counts it in."""

    name: str
    sha256: str


class DayLineage(NamedTuple):
    """All parts of a day, and the footers of the markers: one for each stage and part."""

    dump_date: date
    parts: tuple[LakePart, ...]
    footers: tuple[Footer, ...]


def trace_day(home: Home, day: date) -> DayLineage:
    """The complete lineage of a day; InputError names the first part that is missing or stale, and the stage to run."""
    names = list(_names_of_day(home, day))
    hashes = input_hashes(home, names)
    footers = []
    made: dict[tuple[str, int], str] = {}
    for name in names:
        footer = read_footer(home, name)
        if footer is None:
            raise InputError(f"{name} has no Daybook footer. Run `daybook run --date {day} --force`.")
        stale = [source for source, sha256 in footer.inputs.items() if hashes.get(source) != sha256]
        if stale or made.setdefault((footer.stage, footer.part), footer.fingerprint) != footer.fingerprint:
            raise InputError(
                f"{name} was made from another {(stale or ['plan'])[0]} than the one in the lake. "
                f"Run `daybook {footer.stage} --date {day}` and the stages after it."
            )
        if name.split("/")[1] in _MARKERS and (footer.stage != "dedupe" or footer.part == 0):
            footers.append(footer)
    _check_plan(home, day)
    return DayLineage(day, tuple(LakePart(name, hashes[name]) for name in sorted(names)), tuple(footers))


def trace_days(home: Home, published: Iterable[date], wanted: Sequence[date]) -> list[DayLineage]:
    """Lineages of all days of the next version, sorted.

    A published day that is just being redone by somebody else is SourceUnavailable: trying again later helps.
    """
    lineages = []
    for day in sorted({*published, *wanted}):
        try:
            lineages.append(trace_day(home, day))
        except InputError as error:
            if day in wanted:
                raise
            raise SourceUnavailable(
                f"{day} is published but not complete in the lake, is it being redone? {error}"
            ) from None
    return lineages


def version_of(lineages: Iterable[DayLineage]) -> str:
    """12 hex over every lake part of the loaded days and the SQL and contracts that make tables of them."""
    facts = {
        "parts": sorted(part for lineage in lineages for part in lineage.parts),
        "sql": folder_sha256("sql", ".sql"),
        "schemas": folder_sha256("schemas", ".py"),
    }
    return fingerprint_of(facts)


def _names_of_day(home: Home, day: date) -> Iterable[str]:
    yield part_name("plan", day, 0)
    for group in range(group_count(home, day)):
        yield part_name("rejects", day, group)
        yield part_name("inputs", day, group)
    yield from records_parts(home, day)
    articles = _footer(home, part_name("day_articles", day, 0), day)
    yield from dedupe.part_names(day, articles)
    for part in range(articles.part_count):
        yield from (part_name(table, day, part) for table in (*TAG_TABLES, *SUMMARY_TABLES))
    linked = _footer(home, part_name("day_people", day, 0), day)
    yield from (part_name(table, day, 0) for table in link.DAY_TABLES)
    yield from link.part_names(day, linked)


def _footer(home: Home, name: str, day: date) -> Footer:
    footer = read_footer(home, name)
    if footer is None:
        raise InputError(f"{name} is not in {home.root}: run `daybook run --date {day}`, or the stages one by one.")
    return footer


def _check_plan(home: Home, day: date) -> None:
    planned = {(row["dump_uri"], row["sha256"]) for row in read_rows(home, part_name("plan", day, 0))}
    names = [part_name("inputs", day, group) for group in range(group_count(home, day))]
    ingested = {(row["dump_uri"], row["sha256"]) for name in names for row in read_rows(home, name)}
    if planned != ingested:
        raise InputError(
            f"{day}: the plan lists other dump files than were ingested. Run `daybook ingest --date {day}`."
        )
