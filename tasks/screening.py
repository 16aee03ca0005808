"""Screening: an ingested day is held against the tombstones anew, in the lake, without its dump.

What comes of it is what ingest would have written had the tombstones been there: the same rows in the same order, an
article that was taken down as a reject, with the same fingerprint.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from tasks.errors import InputError
from tasks.formats.record import Refusal
from tasks.ingest import STAGE, ChunkWriter, chunk_names
from tasks.plan import group_count
from tasks.stage import Making, PartPlan
from tasks.store.home import Home
from tasks.store.parts import (
    Footer,
    iterate_rows,
    part_columns,
    part_name,
    read_footer,
    read_rows,
    write_part,
    writing_part,
)
from tasks.text.tombstones import Tombstones
from tasks.tombstones import IDENTITY_COLUMNS, identity_of, screened

Row = Mapping[str, Any]


def holds_taken_down(home: Home, name: str, tombstones: Tombstones) -> bool:
    """Whether a Parquet file under home holds a row of an article that was taken down, or an excerpt that quotes one.

    A file that cannot be read holds nothing that anybody could read.
    """
    columns = part_columns(home, name)
    with suppress(InputError, FileNotFoundError):
        if columns.issuperset(IDENTITY_COLUMNS):
            return any(tombstones.match(identity_of(row)) for row in iterate_rows(home, name, IDENTITY_COLUMNS))
        if "article_id" in columns:
            return any(row["article_id"] in tombstones.article_ids for row in iterate_rows(home, name, ("article_id",)))
        if "excerpt" in columns:
            return any(tombstones.quotes(row["excerpt"]) for row in iterate_rows(home, name, ("excerpt",)))
    return False


def screen_day(home: Home, day: date, tombstones: Tombstones, *, shard_records: int) -> int:
    """Write the ingested parts of a day anew without what was taken down; returns how many rows that changed."""
    return sum(
        _screen_group(home, day, group, tombstones, shard_records=shard_records)
        for group in range(group_count(home, day))
    )


def _screen_group(home: Home, day: date, group: int, tombstones: Tombstones, *, shard_records: int) -> int:
    inputs_name, rejects_name = part_name("inputs", day, group), part_name("rejects", day, group)
    marker = read_footer(home, inputs_name)
    if marker is None:
        raise InputError(f"{inputs_name} is missing or damaged. Run `daybook run --date {day}`.")
    inputs = read_rows(home, inputs_name)
    old_chunks = chunk_names(day, group, marker)
    before = [row for name in old_chunks for row in read_rows(home, name)]
    refused = read_rows(home, rejects_name)
    after = [_screen(row, day, tombstones) for row in _in_order(before, refused, inputs)]
    changed = sum(is_changed for _, is_changed in after)
    if not changed:
        return 0
    plan = PartPlan(STAGE, day, group, (rejects_name, inputs_name), (), {})
    making = Making(home, plan, Footer(STAGE, group, marker.fingerprint))
    counts = {row["dump_uri"]: {"article_count": 0, "reject_count": 0} for row in inputs}
    with (
        writing_part(home, "rejects", rejects_name, making.footer) as rejects,
        ChunkWriter(making, shard_records) as chunks,
    ):
        for row, _ in after:
            is_article = "body" in row
            counts[_outer(row)]["article_count" if is_article else "reject_count"] += 1
            chunks.add(row) if is_article else rejects.add(row)
    for name in old_chunks[chunks.count :]:
        home.remove(name)
    rows = [{**row, **counts[row["dump_uri"]]} for row in inputs]
    articles = sum(row["article_count"] for row in rows)
    footer = Footer(STAGE, group, marker.fingerprint, marker.rows_in, articles, part_count=chunks.count)
    write_part(home, "inputs", inputs_name, rows, footer)
    return changed


def _screen(row: Row, day: date, tombstones: Tombstones) -> tuple[Row, bool]:
    """A row of `records` or `rejects` as it is to be, and whether it is another one."""
    if "body" not in row:
        return ({**row, "excerpt": ""}, True) if tombstones.quotes(row["excerpt"]) else (row, False)
    outcome = screened(dict(row), tombstones)
    if isinstance(outcome, Refusal):
        return {**outcome._asdict(), "dump_date": day, "dump_uri": row["dump_uri"]}, True
    return row, False


def _in_order(records: Iterable[Row], refused: Iterable[Row], inputs: Iterable[Row]) -> list[Row]:
    """Records and rejects of a group in the order in which ingest met them: by file, then member, then number."""
    files = {row["dump_uri"]: place for place, row in enumerate(inputs)}
    rows = [*records, *refused]
    members = {uri: place for place, uri in enumerate(dict.fromkeys(row["dump_uri"] for row in rows))}
    return sorted(rows, key=lambda row: (files[_outer(row)], members[row["dump_uri"]], row["record_no"]))


def _outer(row: Row) -> str:
    """The dump file of a row, also where it comes from a member of an archive."""
    return str(row["dump_uri"]).split("!/", maxsplit=1)[0]
