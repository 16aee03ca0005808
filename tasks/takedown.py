"""Takedown: an article goes from everywhere under home, and stays out.

The tombstones are written first. All that follows is decided by them and by what lies under home, so the next takedown
completes one that was killed at any point: days that hold such an article are made anew without it from what is
published of them, a version without it is published, and every file that held it is removed, with no grace period.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from tasks.config import Settings
from tasks.errors import InputError
from tasks.lineage import names_of_day
from tasks.model import model_facts
from tasks.pipeline import STAGES, parts_of, run_stage
from tasks.publish import publish_days
from tasks.screening import holds_taken_down, screen_day
from tasks.store.home import Home, home_at
from tasks.store.kept_parts import FOLDER as KEPT_PARTS
from tasks.store.kept_parts import kept_name
from tasks.store.locks import lake_alone, writer_lock
from tasks.store.parts import iterate_rows, part_name, read_footer
from tasks.store.publications import published_parts
from tasks.store.version_files import Manifest, held_versions, remember_deleted, unneeded_files
from tasks.takedown_search import Condemned, buried, drop_answers, find_condemned, scrub_logs, with_quotations
from tasks.text.tombstones import Tombstone, Tombstones
from tasks.tombstones import IDENTITY_COLUMNS, identity_of, read_tombstones, write_tombstones

LOG = "log/takedowns.jsonl"
REASON_CHARS = 500
_REMADE_STAGES = STAGES[STAGES.index("dedupe") : STAGES.index("load")]
_log = logging.getLogger(__name__)


class TakenDown(NamedTuple):
    """What a takedown did. `version` is None where nothing is published; `days` were made anew."""

    condemned: list[Condemned]
    days: list[date]
    version: str | None
    deleted_versions: list[str]
    file_count: int


def take_down(words: str, reason: str, settings: Settings, *, with_revisions: bool = True) -> TakenDown:
    """Take an article down, named by id, by the beginning of one, or by address, with its duplicates.

    With revisions, other texts at its address go as well, and whatever comes there later is refused.
    InputError where no version and no tombstone knows it.
    """
    home = home_at(settings.home)
    if not reason.strip() or len(reason) > REASON_CHARS or not reason.isprintable():
        raise InputError(f"give a reason of one line, at most {REASON_CHARS} characters.")
    with writer_lock(home):
        condemned = find_condemned(home, words, with_revisions=with_revisions)
        known = read_tombstones(home)
        if condemned:
            made = buried(condemned, reason.strip(), with_revisions=with_revisions)
            _add_tombstones(home, known, with_quotations(home, made, condemned))
            scrub_logs(home, condemned)
            drop_answers(home, condemned)
        elif not any(entry.article_id.startswith(words.strip().lower()) for entry in known.entries):
            raise InputError(f"no article with id or address '{words}' in any version. Try `daybook show` or `sql`.")
        return _complete(home, settings)._replace(condemned=condemned)


def complete_takedowns(settings: Settings) -> TakenDown:
    """Do what is left to do of all takedowns: nothing where each is complete."""
    home = home_at(settings.home)
    with writer_lock(home):
        return _complete(home, settings)


def _add_tombstones(home: Home, known: Tombstones, made: Iterable[Tombstone]) -> None:
    """Set tombstones. What an earlier one of the same article knows stays known: a rerun sees less."""
    entries = {entry.article_id: entry for entry in known.entries}
    for entry in made:
        before = entries.get(entry.article_id)
        entries[entry.article_id] = _merged(before, entry) if before else entry
    if list(entries.values()) == list(known.entries):
        return
    write_tombstones(home, entries.values())
    told = sorted(entry.article_id for entry in entries.values() if entry not in known.entries)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    home.append_line(LOG, json.dumps({"article_ids": told, "set_at": at}, sort_keys=True))


def _merged(before: Tombstone, after: Tombstone) -> Tombstone:
    return before._replace(
        url_sha256=before.url_sha256 or after.url_sha256,
        signature=before.signature or after.signature,
        excerpt_sha256s=tuple(sorted({*before.excerpt_sha256s, *after.excerpt_sha256s})),
    )


def _complete(home: Home, settings: Settings) -> TakenDown:
    tombstones = read_tombstones(home)
    if not tombstones:
        return TakenDown([], [], None, [], 0)
    published = published_parts(home)
    tainted = _tainted_parts(home, tombstones)
    days = [day for day, parts in published.items() if not tainted.isdisjoint(map(kept_name, parts.values()))]
    with lake_alone(home):
        home.sweep_temporaries()
        for day in days:
            _restore_day(home, published[day])
            screen_day(home, day, tombstones, shard_records=settings.shard_records)
    for day in days:
        _tell_of_another_model(home, day, settings)
        for stage in _REMADE_STAGES:
            for part in parts_of(stage, day, settings):
                run_stage(stage, [day], settings, part=part)
    version = _publish(home, days, settings) if published else None
    with lake_alone(home):
        removed = _clear_lake(home, tombstones)
        held = held_versions(home)
        clean = [one for one in held.values() if one["version"] == version or not _is_tainted(home, one, tainted)]
        for manifest in held.values():
            if manifest not in clean:
                remember_deleted(home, manifest, _articles_taken_down(home, manifest, tombstones))
        names = unneeded_files(home, clean)
        for name in names:
            home.remove(name)
    deleted = sorted(held.keys() - {manifest["version"] for manifest in clean})
    return TakenDown([], days, version, deleted, removed + len(names))


def _tainted_parts(home: Home, tombstones: Tombstones) -> set[str]:
    """Kept parts that hold what was taken down."""
    return {name for name in home.list_names(KEPT_PARTS) if holds_taken_down(home, name, tombstones)}


def _is_tainted(home: Home, manifest: Manifest, tainted: set[str]) -> bool:
    """Whether a version held what was taken down, or lacks a part, so that nobody can tell."""
    names = [kept_name(sha256) for parts in manifest["parts"].values() for sha256 in parts.values()]
    return any(name in tainted or not home.exists(name) for name in names)


def _articles_taken_down(home: Home, manifest: Manifest, tombstones: Tombstones) -> dict[str, str]:
    """Days by id of the articles of a version that were taken down, as far as its parts are there."""
    found: dict[str, str] = {}
    for day, parts in manifest["parts"].items():
        for name, sha256 in parts.items():
            if name.startswith("lake/day_articles/") and home.exists(kept_name(sha256)):
                rows = iterate_rows(home, kept_name(sha256), ("article_id", *IDENTITY_COLUMNS))
                found |= {row["article_id"]: day for row in rows if tombstones.match(identity_of(row))}
    return found


def _restore_day(home: Home, parts: dict[str, str]) -> None:
    """Put the lake's parts of a day back as they are published: what is half made of it is not to get in."""
    for name, sha256 in parts.items():
        if not home.exists(name) or home.sha256_of(name) != sha256:
            home.write_bytes(name, home.read_bytes(kept_name(sha256)))


def _tell_of_another_model(home: Home, day: date, settings: Settings) -> None:
    footer = read_footer(home, part_name("spans", day, 0))
    model = model_facts(settings.model).model_id
    if footer and footer.model != model:
        _log.warning("%s was tagged by %s and is made anew by %s, the model of the settings.", day, footer.model, model)


def _publish(home: Home, days: Sequence[date], settings: Settings) -> str:
    """Publish the version without what was taken down. Days that were published once are not judged again."""
    lenient = settings.model_copy(update={"max_reject_share": 1.0, "volume_check": "off"})
    return publish_days(home, days, lenient, action="takedown").publication.version


def _clear_lake(home: Home, tombstones: Tombstones) -> int:
    """Remove leftovers of all days, and what is half made of a day that holds what was taken down; returns how many.

    Such a day is ingested anew by its next run. What is published of it is not touched.
    """
    removed = 0
    for day, names in _lake_days(home).items():
        try:
            needed = set(names_of_day(home, day))
        except InputError:
            needed = set(names)
        if any(holds_taken_down(home, name, tombstones) for name in needed):
            needed = {part_name("plan", day, 0)}
        for name in names:
            if name not in needed:
                home.remove(name)
                removed += 1
    return removed


def _lake_days(home: Home) -> dict[date, list[str]]:
    """Names of the parts in the lake by day, without the kept ones."""
    days: dict[date, list[str]] = {}
    for name in home.list_names("lake"):
        folders = name.split("/")
        if len(folders) == 4 and folders[2].startswith("dump_date="):
            days.setdefault(date.fromisoformat(folders[2].removeprefix("dump_date=")), []).append(name)
    return days
