"""Catch-up: days of which the sources now hold other dump files than were taken in, and whether to do them again.

It only compares; who runs the days is not its business. What has merely gone from a source is no change: dumps are
tidied away everywhere, and a day done again without them would lose its articles.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import takewhile
from typing import Any, NamedTuple

from tasks.arrivals import Arrival, Deliveries, arrivals_of, feeds_of, list_feeds, require_complete
from tasks.config import Settings
from tasks.errors import DumpNotThere
from tasks.fingerprint import fingerprint_of
from tasks.store.home import Home, home_at
from tasks.store.known_hashes import hash_dumps
from tasks.store.parts import part_name, read_rows
from tasks.store.publication_log import Move, read_moves
from tasks.store.publications import Publication, current_publication, manifest_in, publication_of, read_manifest
from tasks.store.sources import DATE_FIELD

KEY_DIGITS = 12
_COLUMNS = ("dump_uri", "feed", "sha256")


class Change(NamedTuple):
    """A day whose sources hold files that were not taken in.

    `key` is 12 hex: the same for the same change, another after each publication of the day. `obstacle` says why the
    day is not to be done again by itself; empty where it is.
    """

    dump_date: date
    key: str
    what: str
    obstacle: str = ""


class _TakenIn(NamedTuple):
    """Files of a day as its published version has them, else as its last plan: sha256 by address, and their feeds."""

    hashes: Mapping[str, str]
    feeds: frozenset[str]


def find_changes(days: Iterable[date], settings: Settings, *, asked_for: Collection[date] = ()) -> list[Change]:
    """Changes of the days, sorted. A day that was never planned counts where somebody has asked for it.

    Costs a listing of the sources, a read of local dumps, and of objects on S3 those that have changed since they were
    last hashed. SourceUnavailable where a source cannot be reached.
    """
    home = home_at(settings.home)
    published = _inputs_of(home, current_publication(home))
    moves = read_moves(home)
    wanted: dict[date, _TakenIn] = {}
    for day in sorted(set(days)):
        taken_in = _taken_in(home, day, published)
        if taken_in is not None or day in asked_for:
            wanted[day] = taken_in or _TakenIn({}, frozenset())
    deliveries = _list_days(settings, list(wanted))
    found = (_compare(home, day, taken_in, deliveries[day], settings, moves) for day, taken_in in wanted.items())
    return [change for change in found if change]


def _compare(
    home: Home, day: date, taken_in: _TakenIn, deliveries: Deliveries, settings: Settings, moves: Sequence[Move]
) -> Change | None:
    arrivals = arrivals_of(day, settings, deliveries, now=datetime.now(UTC))
    files = [file for arrival in arrivals for file in arrival.files]
    hashes = dict(zip((file.dump_uri for file in files), hash_dumps(home, day, files), strict=True))
    fresh = sorted(uri for uri, sha256 in hashes.items() if taken_in.hashes.get(uri) != sha256)
    if not fresh:
        return None
    times = sum(move.action == "publish" and day.isoformat() in move.dump_dates for move in moves)
    key = fingerprint_of({"day": day, "before": taken_in.hashes, "now": hashes, "publications": times})[:KEY_DIGITS]
    obstacle = _incomplete(day, arrivals, settings) or _lossy(taken_in, arrivals)
    if not obstacle and _was_rolled_back(home, day, hashes, moves):
        obstacle = "these files were published and rolled back: the day stays as it is until it is run by hand."
    return Change(day, key, _describe(fresh, taken_in.hashes), obstacle)


def _incomplete(day: date, arrivals: Sequence[Arrival], settings: Settings) -> str:
    try:
        require_complete(day, arrivals, settings)
    except DumpNotThere as error:
        return f"not complete yet: {error}"
    return ""


def _lossy(taken_in: _TakenIn, arrivals: Sequence[Arrival]) -> str:
    lost = sorted(taken_in.feeds - {arrival.feed for arrival in arrivals if arrival.files})
    if not lost:
        return ""
    return (
        f"done again, the day would lose the articles of {', '.join(lost)}, whose files have gone from the source. Put "
        "them back, or run the day by hand."
    )


def _was_rolled_back(home: Home, day: date, hashes: Mapping[str, str], moves: Sequence[Move]) -> bool:
    """Whether a version with just these files of the day was rolled back and the day not run since.

    Also where that version is there no more: nobody knows then what it had.
    """
    since = list(takewhile(lambda move: day.isoformat() not in move.dump_dates, reversed(moves)))
    for move in since:
        if move.action == "rollback" and move.previous:
            publication = publication_of(move.previous)
            if manifest_in(home, publication.manifest) is None:
                return True
            names = _inputs_of(home, publication).get(day.isoformat(), ())
            if _read_taken_in(home, names).hashes == hashes:
                return True
    return False


def _describe(fresh: Sequence[str], before: Mapping[str, str]) -> str:
    new = [uri for uri in fresh if uri not in before]
    changed = [uri for uri in fresh if uri in before]
    told = [f"{len(uris)} {word}: {uris[0]}" for uris, word in ((new, "new"), (changed, "changed")) if uris]
    return ", ".join(told)


def _inputs_of(home: Home, publication: Publication | None) -> dict[str, list[str]]:
    """Names of a version's exports of `inputs` by day; none without a version."""
    names: dict[str, list[str]] = {}
    for file in read_manifest(home, publication)["files"] if publication else ():
        if file["table"] == "inputs":
            names.setdefault(file["dump_date"], []).append(file["path"])
    return names


def _taken_in(home: Home, day: date, published: Mapping[str, Sequence[str]]) -> _TakenIn | None:
    """What is published of a day, else what was planned of it; None where neither is there."""
    plan = part_name("plan", day, 0)
    names = published.get(day.isoformat()) or ([plan] if home.exists(plan) else [])
    return _read_taken_in(home, names) if names else None


def _read_taken_in(home: Home, names: Iterable[str]) -> _TakenIn:
    rows: list[dict[str, Any]] = [row for name in names for row in read_rows(home, name, _COLUMNS)]
    received = [row for row in rows if row["sha256"]]
    return _TakenIn({row["dump_uri"]: row["sha256"] for row in received}, frozenset(row["feed"] for row in received))


def _list_days(settings: Settings, days: Sequence[date]) -> dict[date, Deliveries]:
    """What the sources hold of each day: asked for day by day where that is what the patterns are for, else once."""
    if all(DATE_FIELD in feed.source for feed in feeds_of(settings).values()):
        return {day: list_feeds(settings, day) for day in days}
    everything = list_feeds(settings) if days else Deliveries({}, ())
    return dict.fromkeys(days, everything)
