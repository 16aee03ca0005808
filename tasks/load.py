"""load: a new warehouse file for all published days and the given ones, built beside the current one and audited."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

import pyarrow as pa

from schemas import contract_of
from tasks.config import Settings
from tasks.duplicates import Join, Signed, find_duplicates
from tasks.errors import InputError
from tasks.lineage import DayLineage, trace_days, version_of
from tasks.stage import StageReport
from tasks.store.home import Home
from tasks.store.locks import writer_lock
from tasks.store.parts import iterate_rows, part_name, read_rows
from tasks.store.publications import Publication, publication_of, published_days
from tasks.store.warehouse import audit_warehouse, build_warehouse, connection_to_read
from tasks.text.cleaning import normalised

STAGE = "load"
SHOWN_REASONS = 3
OPEN_PARTS = 16
_JOIN_SCHEMA = pa.schema([contract_of("articles").schema.field(name) for name in Join._fields])


def run(days: Sequence[date], settings: Settings, *, force: bool = False) -> StageReport:
    """Build the next version and leave it unpublished; a version that exists and passes its audit is reused."""
    home = Home(settings.home)
    with writer_lock(home):
        lineages = next_lineages(home, days)
        publication, is_reused = ensure_warehouse(home, lineages, days, settings, force=force, audit_again=True)
    return report(STAGE, days, publication.version, article_count(lineages), is_reused=is_reused)


def next_lineages(home: Home, days: Sequence[date]) -> list[DayLineage]:
    """Lineages of the days that the next version holds: those of the current one and the given ones."""
    return trace_days(home, published_days(home), days)


def ensure_warehouse(
    home: Home,
    lineages: Sequence[DayLineage],
    days: Sequence[date],
    settings: Settings,
    *,
    force: bool = False,
    audit_again: bool = False,
) -> tuple[Publication, bool]:
    """The version that the lineages make, built where it is missing, and whether it was there. The caller locks."""
    publication = publication_of(version_of(lineages))
    all_days = [lineage.dump_date for lineage in lineages]
    if home.exists(publication.warehouse) and not force:
        if audit_again:
            with connection_to_read(home.path_of(publication.warehouse)) as con:
                audit_warehouse(con, all_days)
        return publication, True
    for day in days:
        check_reject_share(home, _lineage_of(lineages, day), settings.max_reject_share)
    relations = {"footers": footer_table(lineages), "joins": duplicate_table(home, lineages)}
    with home.creating(publication.warehouse) as temporary:
        temporary.unlink()
        build_warehouse(temporary, parts=local_parts(home, lineages), relations=relations, days=all_days)
    return publication, False


def check_reject_share(home: Home, lineage: DayLineage, max_reject_share: float) -> None:
    """InputError where too large a share of a day's records was refused, with the most common reasons."""
    ingested = [footer for footer in lineage.footers if footer.stage == "ingest"]
    records = sum(footer.rows_in for footer in ingested)
    refused = records - sum(footer.rows_out for footer in ingested)
    if refused <= max_reject_share * records:
        return
    names = [part_name("rejects", lineage.dump_date, footer.part) for footer in ingested]
    reasons = Counter(row["reason"] for name in names for row in read_rows(home, name, ("reason",)))
    worst = ", ".join(f"{reason} ({count})" for reason, count in sorted(reasons.items(), key=_by_count)[:SHOWN_REASONS])
    raise InputError(
        f"{lineage.dump_date}: {refused} of {records} records were refused, "
        f"above max_reject_share = {max_reject_share}. Most common: {worst}. Nothing was published.\n"
        f"See the rows in lake/rejects/dump_date={lineage.dump_date}; "
        f"mend the dump, or raise max_reject_share if this is how the feed is."
    )


def local_parts(home: Home, lineages: Iterable[DayLineage]) -> dict[str, list[str]]:
    """Local paths of all lake parts by table, in order of their names."""
    paths: defaultdict[str, list[str]] = defaultdict(list)
    for lineage in lineages:
        for part in lineage.parts:
            paths[part.name.split("/")[1]].append(str(home.path_of(part.name).resolve()))
    return paths


def footer_table(lineages: Iterable[DayLineage]) -> pa.Table:
    """Rows of the table `runs`."""
    columns = ("stage", "part", "rows_in", "rows_out", "fingerprint", "model")
    rows = [
        {"dump_date": lineage.dump_date, **{column: getattr(footer, column) for column in columns}}
        for lineage in lineages
        for footer in lineage.footers
    ]
    return pa.Table.from_pylist(rows, schema=contract_of("runs").schema)


def duplicate_table(home: Home, lineages: Iterable[DayLineage]) -> pa.Table:
    """Articles of all days that repeat another one, from the signatures that ingest stored."""
    names = [part.name for lineage in lineages for part in lineage.parts if part.name.startswith("lake/day_articles/")]
    place = {row["article_id"]: name for name in names for row in iterate_rows(home, name, ("article_id",))}

    @lru_cache(maxsize=OPEN_PARTS)
    def texts(name: str) -> dict[str, str]:
        rows = iterate_rows(home, name, ("article_id", "body"))
        return {row["article_id"]: normalised(row["body"]) for row in rows}

    signed = (Signed(**row) for name in names for row in iterate_rows(home, name, Signed._fields))
    joins = find_duplicates(signed, lambda article_id: texts(place[article_id])[article_id])
    return pa.Table.from_pylist([join._asdict() for join in joins], schema=_JOIN_SCHEMA)


def article_count(lineages: Iterable[DayLineage]) -> int:
    """Articles of all days of a version."""
    return sum(footer.rows_out for lineage in lineages for footer in lineage.footers if footer.stage == "dedupe")


def report(stage: str, days: Sequence[date], version: str, rows: int, *, is_reused: bool) -> StageReport:
    """Report of a stage that works on the whole version; `detail` is the version."""
    span = days[0].isoformat() if len(days) == 1 else f"{min(days)}..{max(days)}"
    return StageReport(stage, span, 0, rows, rows, is_reused, version, version)


def _lineage_of(lineages: Iterable[DayLineage], day: date) -> DayLineage:
    return next(lineage for lineage in lineages if lineage.dump_date == day)


def _by_count(item: tuple[str, int]) -> tuple[int, str]:
    return (-item[1], item[0])
