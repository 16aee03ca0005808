"""load: a new warehouse file for all published days and the given ones, built beside the current one and audited."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

import pyarrow as pa

from schemas import contract_of
from tasks.config import Settings
from tasks.corrections import Corrections, check_rows, correct_parts, overrides_sha, read_overrides
from tasks.duplicates import Join, Signed, find_duplicates
from tasks.lineage import DayLineage, keep_day, recall_day, trace_day, version_of
from tasks.reject_share import check_reject_share
from tasks.stage import StageReport
from tasks.store.home import Home, home_at
from tasks.store.kept_parts import kept_name
from tasks.store.locks import sweep_if_alone, writer_lock
from tasks.store.parts import iterate_rows
from tasks.store.publications import Publication, publication_of, published_parts
from tasks.store.scratch import scratch_home
from tasks.store.warehouse import build_warehouse, passes_audit
from tasks.text.cleaning import normalised
from tasks.volumes import require_usual_volumes, unusual_volumes

STAGE = "load"
OPEN_PARTS = 16
_log = logging.getLogger(__name__)
_JOIN_SCHEMA = pa.schema([contract_of("articles").schema.field(name) for name in Join._fields])


def run(days: Sequence[date], settings: Settings, *, force: bool = False) -> StageReport:
    """Build the next version and leave it unpublished; a version that exists and passes its audit is reused."""
    home = home_at(settings.home)
    sweep_if_alone(home)
    with writer_lock(home):
        lineages = next_lineages(home, days)
        publication, is_reused = ensure_warehouse(home, lineages, days, settings, force=force, audit_again=True)
    if settings.volume_check != "off":
        for unusual in unusual_volumes(home.path_of(publication.warehouse), days):
            _log.warning("%s", unusual)
    return report(STAGE, days, publication.version, article_count(lineages), is_reused=is_reused)


def next_lineages(home: Home, days: Sequence[date], *, keep: bool = True) -> list[DayLineage]:
    """Lineages of the days of the next version, sorted: the given ones as in the lake, the others as published.

    What somebody makes anew of another day, or left half-made, does not get in before that day itself is published.
    """
    lineages = [trace_day(home, day) for day in sorted(set(days))]
    for lineage in lineages if keep else ():
        keep_day(home, lineage)
    others = {day: parts for day, parts in published_parts(home).items() if day not in days}
    return sorted(lineages + [recall_day(home, day, parts) for day, parts in others.items()])


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
    for day in days:
        check_reject_share(home, day, settings.max_reject_share)
    overrides = read_overrides(settings)
    publication = publication_of(version_of(lineages, overrides_sha(overrides)))
    all_days = [lineage.dump_date for lineage in lineages]
    to_judge = _not_published_so(home, lineages, days) if settings.volume_check == "stop" else []
    is_there = home.exists(publication.warehouse)
    is_sound = is_there and not (audit_again and not passes_audit(home.path_of(publication.warehouse), all_days))
    if is_sound and not force:
        require_usual_volumes(home.path_of(publication.warehouse), to_judge)
        return publication, True
    relations = {"footers": footer_table(lineages), "joins": duplicate_table(home, lineages)}
    with home.creating(publication.warehouse, is_once=is_sound or not is_there) as temporary, scratch_home() as scratch:
        corrections = correct_parts(home, lineages, overrides, scratch)
        parts = local_parts(home, lineages, corrections)
        remarks = check_rows(overrides, corrections, all_days)
        build_warehouse(temporary, parts=parts, relations=relations, days=all_days, remarks=remarks)
        require_usual_volumes(temporary, to_judge)
    return publication, False


def _not_published_so(home: Home, lineages: Iterable[DayLineage], days: Sequence[date]) -> list[date]:
    """Those of the days that are not published just as they are: what is published has been accepted."""
    known = published_parts(home)
    return [one.dump_date for one in lineages if one.dump_date in days and known.get(one.dump_date) != dict(one.parts)]


def local_parts(home: Home, lineages: Iterable[DayLineage], corrections: Corrections) -> dict[str, list[str]]:
    """Local paths of all parts by table, in order of their names in the lake, corrected ones in place of their own."""
    paths: defaultdict[str, list[str]] = defaultdict(list)
    parts = [part for lineage in lineages for part in lineage.parts]
    kept = home.for_each(lambda part: str(home.path_of(kept_name(part.sha256)).resolve()), parts)
    for part, path in zip(parts, kept, strict=True):
        paths[part.name.split("/")[1]].append(corrections.replaced.get(part.name, path))
    for table, path in corrections.added.items():
        paths[table].append(path)
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
    parts = [part for lineage in lineages for part in lineage.parts if part.name.startswith("lake/day_articles/")]
    names = [kept_name(part.sha256) for part in parts]
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
