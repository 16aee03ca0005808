"""The log of publications: when CURRENT moved, from which version to which, and by what. Outside every hash."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Literal, NamedTuple

from tasks.store.home import Home
from tasks.store.publications import CURRENT, MANIFEST_COPY, Publication, as_json, sound_publication

LOG = "log/publications.jsonl"

Action = Literal["publish", "rollback", "takedown"]


class Move(NamedTuple):
    """One move of CURRENT. `dump_dates` are the days that were asked for, none where no day was made for it."""

    version: str
    previous: str | None
    dump_dates: tuple[str, ...]
    published_at: datetime
    action: str


def read_moves(home: Home) -> list[Move]:
    """Moves of CURRENT, oldest first; a line that a killed process left half-written is passed over."""
    moves = []
    for line in home.read_bytes(LOG).decode("utf-8", "replace").splitlines() if home.exists(LOG) else ():
        with suppress(ValueError, KeyError, TypeError):
            entry = json.loads(line)
            at = datetime.fromisoformat(entry["published_at"])
            action = entry.get("action", "publish")
            moves.append(Move(entry["version"], entry["previous"], tuple(entry["dump_dates"]), at, action))
    return moves


def move_current(home: Home, publication: Publication, *, days: Sequence[date] = (), action: Action) -> bool:
    """Point CURRENT at a version, log it, and copy its manifest; returns whether CURRENT pointed elsewhere.

    The caller holds the writer lock. What a killed process did not get to, the line of the log and the copy of the
    manifest, is made up for.
    """
    before = sound_publication(home)
    is_moved = before != publication
    if is_moved:
        home.write_bytes(CURRENT, as_json(publication._asdict()))
    logged = read_moves(home)
    last = logged[-1].version if logged else None
    if is_moved or last != publication.version:
        entry = {
            "version": publication.version,
            "previous": before.version if before and is_moved else last,
            "dump_dates": [day.isoformat() for day in sorted(days)],
            "published_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "action": action,
        }
        home.append_line(LOG, json.dumps(entry, sort_keys=True))
    manifest = home.read_bytes(publication.manifest)
    if not home.exists(MANIFEST_COPY) or home.read_bytes(MANIFEST_COPY) != manifest:
        home.write_bytes(MANIFEST_COPY, manifest)
    return is_moved
