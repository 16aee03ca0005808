"""Lineage: all lake parts of a day, found by walking its footers, each proven to be made from the ones before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from tasks import dedupe, link
from tasks.errors import InputError, SourceUnavailable
from tasks.fingerprint import fingerprint_of, folder_sha256
from tasks.ingest import records_parts
from tasks.plan import group_count
from tasks.stage import input_hashes
from tasks.store.home import Home
from tasks.store.kept_parts import keep_part, kept_name
from tasks.store.parts import Footer, part_name, read_footer, read_rows

TAG_TABLES = ("sentences", "phrases", "candidates", "spans")
SUMMARY_TABLES = ("summary_bullets", "summaries")
_STAGES = ("plan", "ingest", "dedupe", "tag", "link", "summarize")
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
    """The complete lineage of a day in the lake; InputError names the first part that is missing or stale."""
    names = list(names_of_day(home, day))
    hashes = input_hashes(home, names)
    made: dict[tuple[str, int], str] = {}
    footers = dict(zip(names, home.for_each(lambda name: _footer(home, name, day), names), strict=True))
    for name, footer in footers.items():
        stale = [source for source, sha256 in footer.inputs.items() if hashes.get(source) != sha256]
        if stale or made.setdefault((footer.stage, footer.part), footer.fingerprint) != footer.fingerprint:
            raise InputError(
                f"{name} was made from another {(stale or ['plan'])[0]} than the one in the lake. "
                f"Run `daybook {footer.stage} --date {day}` and the stages after it."
            )
    _check_plan(home, day)
    return DayLineage(day, tuple(LakePart(name, hashes[name]) for name in sorted(names)), _markers(footers))


def recall_day(home: Home, day: date, parts: Mapping[str, str]) -> DayLineage:
    """The lineage of a published day from the sha256 of its parts by name, read from the parts that were kept.

    SourceUnavailable where a part is neither kept nor in the lake as it was.
    """

    def recall(name: str) -> Footer:
        sha256 = parts[name]
        footer = read_footer(home, kept_name(sha256))
        if footer is None and home.exists(name):
            keep_part(home, name, sha256)
            footer = read_footer(home, kept_name(sha256))
        if footer is None:
            raise SourceUnavailable(
                f"{day} is published, but the part of {name} it was built from is gone. Run `daybook run --date {day}`."
            )
        return footer

    footers = dict(zip(sorted(parts), home.for_each(recall, sorted(parts)), strict=True))
    return DayLineage(day, tuple(LakePart(*part) for part in sorted(parts.items())), _markers(footers))


def keep_day(home: Home, lineage: DayLineage) -> None:
    """Keep all parts of a day that goes into a version; SourceUnavailable where somebody replaces them meanwhile."""
    home.for_each(lambda part: keep_part(home, part.name, part.sha256), lineage.parts)


def version_of(
    lineages: Iterable[DayLineage], overrides_sha: str | None = None, tombstones_sha: str | None = None
) -> str:
    """12 hex over every lake part of the loaded days, the SQL and contracts that make tables of them, and corrections.

    Overrides and tombstones count where there are any.
    """
    facts: dict[str, object] = {
        "parts": sorted(part for lineage in lineages for part in lineage.parts),
        "sql": folder_sha256("sql", ".sql"),
        "schemas": folder_sha256("schemas", ".py"),
    }
    corrections = {"overrides": overrides_sha, "tombstones": tombstones_sha}
    facts |= {name: sha for name, sha in corrections.items() if sha}
    return fingerprint_of(facts)


def names_of_day(home: Home, day: date) -> Iterable[str]:
    """Names of all parts of a day, found by walking the footers; InputError where one that tells of others is gone."""
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


def _markers(footers: Mapping[str, Footer]) -> tuple[Footer, ...]:
    """Footers that tell of a whole stage and part, in the order of stages and parts."""
    marking = [
        footer
        for name, footer in footers.items()
        if name.split("/")[1] in _MARKERS and (footer.stage != "dedupe" or footer.part == 0)
    ]
    return tuple(sorted(marking, key=lambda footer: (_STAGES.index(footer.stage), footer.part)))


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
