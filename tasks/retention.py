"""Retention: files of superseded versions go when nobody has needed them for the grace period.

CURRENT and the last `keep_versions` published versions are never touched. When a file was first seen to be unneeded is
noted in the log folder, so that no time of a file, a host or a bucket decides; the note is outside every hash.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from tasks.config import Settings
from tasks.store.home import Home, home_at
from tasks.store.locks import writer_lock
from tasks.store.publication_log import read_moves
from tasks.store.publications import as_json, sound_publication
from tasks.store.version_files import Manifest, held_versions, unneeded_files

NOTES = "log/unneeded.json"
FEWEST_HOURS_WITHOUT_LOCK = 1.0
"""On S3 nothing locks out somebody who builds a version meanwhile, whose files nobody needs before it is published."""


class Retired(NamedTuple):
    """What a retention did: how many files and bytes went, and how many wait for their grace period to end."""

    file_count: int
    bytes: int
    waiting_count: int


def retire_versions(settings: Settings, *, now: datetime | None = None) -> Retired:
    """Remove what no kept version needs, for a job of its own; publish does the same at its end."""
    home = home_at(settings.home)
    with writer_lock(home):
        return retire(home, settings, now=now or datetime.now(UTC))


def retire(home: Home, settings: Settings, *, now: datetime) -> Retired:
    """Remove what has been unneeded for the grace period. The caller holds the writer lock.

    Killed at any point, the next one goes on: what is gone is no longer listed, what is not keeps its note.
    """
    kept = kept_versions(home, settings.keep_versions)
    if not kept:
        return Retired(0, 0, 0)
    return remove_after_grace(home, unneeded_files(home, kept.values()), settings, notes=NOTES, now=now)


def remove_after_grace(home: Home, names: Sequence[str], settings: Settings, *, notes: str, now: datetime) -> Retired:
    """Remove those of the files that have been unneeded for the grace period; `notes` says since when each one is.

    In the order given. The caller holds the writer lock.
    """
    noted = _read_notes(home, notes)
    since = {name: noted.get(name, now) for name in names}
    hours = settings.grace_hours if home.is_local else max(settings.grace_hours, FEWEST_HOURS_WITHOUT_LOCK)
    due = [name for name, at in since.items() if now - at >= timedelta(hours=hours)]
    size = sum(home.size_of(name) for name in due)
    for name in due:
        home.remove(name)
    waiting = {name: at for name, at in since.items() if name not in set(due)}
    if waiting != noted:
        home.write_bytes(notes, as_json({name: at.isoformat() for name, at in waiting.items()}))
    return Retired(len(due), size, len(waiting))


def kept_versions(home: Home, keep: int) -> dict[str, Manifest]:
    """Manifests of CURRENT and of the last `keep` published versions that are there, latest first.

    All versions where the log of publications is lost; none where CURRENT is damaged or its manifest gone, for then
    nobody knows what is needed.
    """
    held = held_versions(home)
    current = sound_publication(home)
    if current is None or current.version not in held:
        return {}
    moves = [move.version for move in reversed(read_moves(home))]
    published = [version for version in dict.fromkeys((current.version, *moves)) if version in held]
    return {version: held[version] for version in (published[:keep] if moves else held)}


def _read_notes(home: Home, notes: str) -> Mapping[str, datetime]:
    """When each file was first seen to be unneeded; nothing where the note is lost: grace periods begin anew."""
    if not home.exists(notes):
        return {}
    try:
        stated = json.loads(home.read_bytes(notes))
        return {str(name): datetime.fromisoformat(at) for name, at in stated.items()}
    except (ValueError, AttributeError, TypeError):
        return {}
