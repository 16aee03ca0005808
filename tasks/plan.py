"""plan: which dump files make up a day, which are missing, and in which groups ingest reads them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any

from tasks.arrivals import (
    Arrival,
    Deliveries,
    address_prefix,
    arrivals_of,
    feeds_of,
    list_feeds,
    missing_uri,
    require_complete,
)
from tasks.config import Settings
from tasks.fingerprint import code_sha256
from tasks.stage import Making, PartPlan, StageReport, make_part
from tasks.store.dumps import DumpContent, DumpFile
from tasks.store.home import Home, home_at
from tasks.store.known_hashes import hash_dumps
from tasks.store.parts import Footer, part_name, read_footer, write_part
from tasks.store.sources import find_dumps

STAGE = "plan"
GROUP_BYTES = 32_000_000
GROUP_FILES = 256
_log = logging.getLogger(__name__)


def run(dump_date: date, settings: Settings, *, force: bool = False) -> StageReport:
    """List and hash the day's dump files; DumpNotThere while a feed's dump is waited for.

    What has not come by its deadline becomes a row that is not received, and a warning. Objects on S3 are hashed once
    for every state of theirs, unless `force`.
    """
    home = home_at(settings.home)
    arrivals = arrivals_of(dump_date, settings, list_feeds(settings, dump_date), now=datetime.now(UTC))
    require_complete(dump_date, arrivals, settings)
    files = [file for arrival in arrivals for file in arrival.files]
    hashes = dict(zip(files, hash_dumps(home, dump_date, files, force=force), strict=True))
    rows = list(group_rows(rows_of(dump_date, arrivals, hashes)))
    for arrival in arrivals:
        if arrival.problem:
            _log.warning("%s goes on without feed %s: %s.", dump_date, arrival.feed, arrival.problem)
    plan = PartPlan(
        STAGE, dump_date, 0, (part_name("plan", dump_date, 0),), (), {"code": code_sha256(__name__), "files": rows}
    )

    def make(making: Making) -> Footer:
        footer = Footer(
            STAGE,
            0,
            making.footer.fingerprint,
            rows_in=len(rows),
            rows_out=sum(row["is_received"] for row in rows),
            part_count=rows[-1]["group_no"] + 1,
        )
        write_part(making.home, "plan", plan.outputs[0], rows, footer)
        return footer

    return make_part(home, plan, make, force=force)


def rows_of(dump_date: date, arrivals: Sequence[Arrival], hashes: Mapping[DumpFile, str]) -> list[dict[str, Any]]:
    """Rows of the plan without their groups, sorted by address: files that came, and one for each feed's missing ones.

    A day of which nothing came and nothing was expected has a row for each feed, so that it is a day, with no articles.
    """
    rows = [_received(arrival, file, hashes[file]) for arrival in arrivals for file in arrival.files]
    rows += [_missing(arrival, dump_date) for arrival in arrivals if arrival.problem]
    return sorted(rows or [_missing(arrival, dump_date) for arrival in arrivals], key=itemgetter("dump_uri"))


def source_of(settings: Settings) -> str:
    """The sources in force, for messages: the feeds', the setting, or the bundled sample days."""
    return ", ".join(feed.source for feed in feeds_of(settings).values())


def list_days(settings: Settings, day: date | None = None) -> tuple[list[date], Deliveries]:
    """Every day that the sources hold, sorted, and their files; with `day`, perhaps of that day only."""
    deliveries = list_feeds(settings, day)
    return deliveries.days, deliveries


def find_planned(settings: Settings, dump_date: date, rows: Iterable[Mapping[str, Any]]) -> dict[str, DumpContent]:
    """Contents of planned dump files by address; an address may be missing where its file has gone."""
    addresses: dict[str, list[str]] = {}
    for row in rows:
        addresses.setdefault(row["feed"], []).append(row["dump_uri"])
    contents = {}
    for name, feed in feeds_of(settings).items():
        prefix = address_prefix(name, settings)
        own = [uri.removeprefix(prefix) for uri in addresses.get(name, ())]
        found = find_dumps(feed.source, own, day=dump_date, home=settings.home) if own else {}
        contents.update({prefix + uri: content for uri, content in found.items()})
    return contents


def group_rows(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows in order with their group, small files together: a group is one unit of parallel ingest."""
    group_no = count = size = 0
    for row in rows:
        if count and (size + row["bytes"] > GROUP_BYTES or count >= GROUP_FILES):
            group_no, count, size = group_no + 1, 0, 0
        yield {"group_no": group_no, **row}
        count, size = count + 1, size + row["bytes"]


def group_count(home: Home, dump_date: date) -> int:
    """Number of ingest groups of a planned day; 0 where the day is not planned."""
    footer = read_footer(home, part_name("plan", dump_date, 0))
    return footer.part_count if footer else 0


def _received(arrival: Arrival, file: DumpFile, sha256: str) -> dict[str, Any]:
    return {
        "dump_uri": file.dump_uri,
        "feed": arrival.feed,
        "is_expected": arrival.is_expected,
        "is_received": True,
        "bytes": file.content.size_bytes(),
        "sha256": sha256,
    }


def _missing(arrival: Arrival, dump_date: date) -> dict[str, Any]:
    return {
        "dump_uri": missing_uri(arrival.feed, dump_date),
        "feed": arrival.feed,
        "is_expected": arrival.is_expected,
        "is_received": False,
        "bytes": 0,
        "sha256": None,
    }
