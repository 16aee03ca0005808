"""The log of publications: when CURRENT moved, from which version to which, and by what. Outside every hash."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Literal, NamedTuple

from tasks.store.home import Home
from tasks.store.publications import Publication

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


def log_move(
    home: Home,
    publication: Publication,
    before: Publication | None,
    *,
    days: Sequence[date] = (),
    action: Action,
) -> None:
    """Note that CURRENT points at a publication now and pointed at another before, unless the log says so already.

    A line that a killed process did not get to is made up for.
    """
    logged = read_moves(home)
    last = logged[-1].version if logged else None
    is_moved = before != publication
    if not is_moved and last == publication.version:
        return
    entry = {
        "version": publication.version,
        "previous": before.version if before and is_moved else last,
        "dump_dates": [day.isoformat() for day in sorted(days)],
        "published_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "action": action,
    }
    home.append_line(LOG, json.dumps(entry, sort_keys=True))
