"""Arrivals: what each feed was to deliver for a day, and what is there.

A clock decides only whether a day waits or goes on; what a day is made of is what was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from tasks.config import Settings
from tasks.data import sample_folder
from tasks.errors import DumpNotThere
from tasks.feeds import Feed
from tasks.store.dumps import DumpFile
from tasks.store.sources import last_change, list_source

DEFAULT_FEED = "default"
_END_OF_TIME = datetime.max.replace(tzinfo=UTC)


class Arrival(NamedTuple):
    """The dump of one feed for one day, as far as it has come.

    `problem` says what is missing, if anything; `is_waited_for`, whether the day waits for it; `recheck_after`, when
    the clock alone makes that another answer.
    """

    feed: str
    is_expected: bool
    files: tuple[DumpFile, ...]
    problem: str = ""
    is_waited_for: bool = False
    recheck_after: timedelta | None = None


class Deliveries(NamedTuple):
    """Dump files by feed and day, sorted by address, and files that belong to no day."""

    files: dict[str, dict[date, list[DumpFile]]]
    undated: tuple[str, ...]

    @property
    def days(self) -> list[date]:
        """Every day of which there is a file, sorted."""
        return sorted({day for files in self.files.values() for day in files})


def feeds_of(settings: Settings) -> dict[str, Feed]:
    """Feeds by name, sorted. Without any, the source is one, named `default`, whose days are all waited for."""
    if settings.feeds:
        return dict(sorted(settings.feeds.items()))
    return {DEFAULT_FEED: Feed(source=settings.source or str(sample_folder()), deadline=None)}


def address_prefix(name: str, settings: Settings) -> str:
    """What the addresses of a feed begin with: its name, where feeds have names."""
    return f"{name}/" if settings.feeds else ""


def list_feeds(settings: Settings, day: date | None = None) -> Deliveries:
    """What the sources hold; with `day`, perhaps of that day only."""
    files: dict[str, dict[date, list[DumpFile]]] = {}
    undated: list[str] = []
    for name, feed in feeds_of(settings).items():
        listing = list_source(feed.source, home=settings.home, day=day)
        prefix = address_prefix(name, settings)
        days: dict[date, list[DumpFile]] = files.setdefault(name, {})
        for file in listing.files:
            days.setdefault(file.day, []).append(file._replace(dump_uri=prefix + file.dump_uri))
        undated += [prefix + uri for uri in listing.undated]
    return Deliveries(files, tuple(undated))


def arrivals_of(dump_date: date, settings: Settings, deliveries: Deliveries, *, now: datetime) -> list[Arrival]:
    """One arrival a feed, sorted by name."""
    return [
        arrival_of(name, feed, dump_date, deliveries.files[name].get(dump_date, ()), now=now)
        for name, feed in feeds_of(settings).items()
    ]


def arrival_of(name: str, feed: Feed, dump_date: date, files: Sequence[DumpFile], *, now: datetime) -> Arrival:
    """What is there of a feed's dump, and whether a day that begins now would wait for more."""
    arrival = Arrival(name, is_expected_on(feed, dump_date), tuple(files))
    if files and feed.quiet_period:
        # A clock that is ahead of ours counts as well; a file that has just gone has just changed.
        changed_at = last_change(files)
        quiet = abs(now - changed_at) if changed_at else timedelta(0)
        if quiet < feed.quiet_period:
            problem = f"its newest file changed {quiet.seconds} s ago, quiet_period is {feed.quiet_period}"
            return arrival._replace(problem=problem, is_waited_for=True, recheck_after=feed.quiet_period - quiet)
    if not arrival.is_expected or len(files) >= feed.expected_files:
        return arrival
    problem = f"{len(files)} of {feed.expected_files} files have come" if files else f"no dump for {dump_date} yet"
    if feed.deadline is None:
        return arrival._replace(problem=problem, is_waited_for=True)
    end = _end_of(dump_date, feed.deadline)
    if now >= end:
        return arrival._replace(problem=f"{problem} at the deadline, {end:%Y-%m-%d %H:%M} UTC")
    problem = f"{problem}; until {end:%Y-%m-%d %H:%M} UTC it is waited for, then the day goes on without it"
    return arrival._replace(problem=problem, is_waited_for=True, recheck_after=end - now)


def is_expected_on(feed: Feed, dump_date: date) -> bool:
    """Whether a feed's schedule has the day."""
    return dump_date.weekday() in feed.schedule and (feed.first_date or date.min) <= dump_date <= (
        feed.last_date or date.max
    )


def require_complete(dump_date: date, arrivals: Iterable[Arrival], settings: Settings) -> None:
    """DumpNotThere where a feed's dump is still waited for: says which, where it should be and until when it waits."""
    waited_for = [arrival for arrival in arrivals if arrival.is_waited_for]
    if not waited_for:
        return
    feeds = feeds_of(settings)
    lines = [_describe(arrival, feeds[arrival.feed], dump_date) for arrival in waited_for]
    rechecks = [arrival.recheck_after for arrival in waited_for if arrival.recheck_after]
    raise DumpNotThere("\n".join(lines), retry_after=min(rechecks, default=None))


def missing_uri(feed: str, dump_date: date) -> str:
    """The address that stands in `inputs` for files that did not come; no name of a place is in it."""
    return f"{feed}/{dump_date}/*"


def _describe(arrival: Arrival, feed: Feed, dump_date: date) -> str:
    if arrival.feed == DEFAULT_FEED and feed.deadline is None:
        return (
            f"source {feed.source}: {arrival.problem}. "
            f"A file belongs to a day if its name begins YYYY-MM-DD or a folder above it is named so."
        )
    return f"feed {arrival.feed}, {dump_date}: {arrival.problem} (source {feed.source}). Run again later."


def _end_of(dump_date: date, deadline: timedelta) -> datetime:
    try:
        return datetime.combine(dump_date, time(), UTC) + timedelta(days=1) + deadline
    except OverflowError:
        return _END_OF_TIME
