"""plan: which dump files make up a day, and in which groups ingest reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tasks.config import Settings
from tasks.data import sample_folder
from tasks.errors import SourceUnavailable
from tasks.fingerprint import code_sha256
from tasks.stage import Making, PartPlan, StageReport, make_part
from tasks.store.dumps import DumpContent, DumpFile, Listing
from tasks.store.home import Home
from tasks.store.known_hashes import hash_dumps
from tasks.store.parts import Footer, part_name, read_footer, write_part
from tasks.store.sources import find_dumps, list_source

STAGE = "plan"
DEFAULT_FEED = "default"
GROUP_BYTES = 32_000_000
GROUP_FILES = 256


def run(dump_date: date, settings: Settings, *, force: bool = False) -> StageReport:
    """List and hash the day's dump files; SourceUnavailable where there are none yet.

    Objects on S3 are hashed once for every state of theirs, unless `force`.
    """
    files = files_of_day(settings, dump_date)
    if not files:
        raise SourceUnavailable(
            f"source {source_of(settings)}: no dump for {dump_date} yet. "
            f"A file belongs to a day if its name begins YYYY-MM-DD or a folder above it is named so."
        )
    home = Home(settings.home)
    hashes = dict(zip(files, hash_dumps(home, dump_date, files, force=force), strict=True))
    rows: list[dict[str, Any]] = [
        {
            "group_no": group_no,
            "dump_uri": file.dump_uri,
            "feed": DEFAULT_FEED,
            "bytes": file.content.size_bytes(),
            "sha256": hashes[file],
        }
        for group_no, group in enumerate(group_files(files))
        for file in group
    ]
    plan = PartPlan(
        STAGE, dump_date, 0, (part_name("plan", dump_date, 0),), (), {"code": code_sha256(__name__), "files": rows}
    )

    def make(making: Making) -> Footer:
        footer = Footer(
            STAGE,
            0,
            making.footer.fingerprint,
            rows_in=len(rows),
            rows_out=len(rows),
            part_count=rows[-1]["group_no"] + 1,
        )
        write_part(making.home, "plan", plan.outputs[0], rows, footer)
        return footer

    return make_part(home, plan, make, force=force)


def source_of(settings: Settings) -> str:
    """The source in force: the setting, or the bundled sample days."""
    return settings.source or str(sample_folder())


def list_days(settings: Settings, day: date | None = None) -> tuple[list[date], Listing]:
    """Every day that the source holds, sorted, and the listing they come from; with `day`, perhaps of that day only."""
    listing = list_source(source_of(settings), home=settings.home, day=day)
    return sorted({file.day for file in listing.files}), listing


def files_of_day(settings: Settings, dump_date: date) -> list[DumpFile]:
    """Dump files of one day, sorted by address."""
    listing = list_source(source_of(settings), home=settings.home, day=dump_date)
    return [file for file in listing.files if file.day == dump_date]


def find_planned(settings: Settings, dump_date: date, dump_uris: Sequence[str]) -> dict[str, DumpContent]:
    """Contents of planned dump files by address; an address may be missing where its file has gone."""
    return find_dumps(source_of(settings), dump_uris, day=dump_date, home=settings.home)


def group_files(files: list[DumpFile]) -> Iterator[list[DumpFile]]:
    """Files in order, small ones together: a group is one unit of parallel ingest."""
    group: list[DumpFile] = []
    size = 0
    for file in files:
        file_bytes = file.content.size_bytes()
        if group and (size + file_bytes > GROUP_BYTES or len(group) >= GROUP_FILES):
            yield group
            group, size = [], 0
        group.append(file)
        size += file_bytes
    if group:
        yield group


def group_count(home: Home, dump_date: date) -> int:
    """Number of ingest groups of a planned day; 0 where the day is not planned."""
    footer = read_footer(home, part_name("plan", dump_date, 0))
    return footer.part_count if footer else 0
