"""Days: which ones a run is for, and how each one of a calendar stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, NamedTuple

from tasks.arrivals import Arrival, Deliveries, arrivals_of, require_complete
from tasks.config import Settings
from tasks.errors import DumpNotThere, InputError
from tasks.reject_share import check_reject_share
from tasks.store.home import Home, home_at

DayState = Literal["loaded", "partial", "empty", "received", "held back", "waiting", "missing", "not expected"]
RECENT = timedelta(days=35)


class Chosen(NamedTuple):
    """Days to run, and what is said of each day that waits for a feed."""

    days: list[date]
    waiting: dict[date, DumpNotThere]


class Standing(NamedTuple):
    """How a day stands. `notes` say what its state leaves out, for each feed concerned."""

    state: DayState
    notes: tuple[str, ...] = ()


def choose_days(
    candidates: Iterable[date], settings: Settings, deliveries: Deliveries, *, even_unexpected: bool = False
) -> Chosen:
    """Which of the candidates can be run: a feed has come or was to come, and none is waited for.

    With `even_unexpected` also days on which nothing came and nothing was expected.
    """
    chosen = Chosen([], {})
    now = datetime.now(UTC)
    for day in candidates:
        arrivals = arrivals_of(day, settings, deliveries, now=now)
        try:
            require_complete(day, arrivals, settings)
        except DumpNotThere as error:
            chosen.waiting[day] = error
        else:
            if even_unexpected or any(arrival.files or arrival.is_expected for arrival in arrivals):
                chosen.days.append(day)
    return chosen


def last_to_show(known: Sequence[date], settings: Settings) -> date:
    """The last day of a calendar that nobody has bounded: yesterday while named feeds deliver, else the last known."""
    if not known:
        return date.max
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    is_recent = bool(settings.feeds) and yesterday - known[-1] <= RECENT
    return max(known[-1], yesterday) if is_recent else known[-1]


def stand_of(
    day: date, loaded: Mapping[str, Any] | None, settings: Settings, deliveries: Deliveries | None
) -> Standing:
    """How a day stands. `loaded` is what `day_status` says of it, None where it is not loaded.

    `deliveries` of None: the sources cannot be listed, so only what is loaded is known.
    """
    arrivals = arrivals_of(day, settings, deliveries, now=datetime.now(UTC)) if deliveries else []
    is_held_back = _is_held_back(home_at(settings.home), day, settings)
    if loaded is None:
        return Standing(_state_of_source(arrivals, is_held_back=is_held_back), _problems(arrivals))
    notes = _changes(loaded, arrivals) if deliveries else []
    return Standing(_state_of_loaded(loaded), (*notes, *(["a later delivery is held back"] if is_held_back else [])))


def _state_of_source(arrivals: Sequence[Arrival], *, is_held_back: bool) -> DayState:
    if is_held_back:
        return "held back"
    # A source without feeds waits for every day; of a day that is over nobody knows whether it is still to come.
    if any(arrival.is_waited_for and arrival.recheck_after for arrival in arrivals):
        return "waiting"
    if any(arrival.files for arrival in arrivals):
        return "received"
    return "missing" if any(arrival.is_expected for arrival in arrivals) else "not expected"


def _state_of_loaded(loaded: Mapping[str, Any]) -> DayState:
    if loaded["missing_feeds"]:
        return "partial" if loaded["files"] else "missing"
    if not loaded["files"]:
        return "not expected"
    return "loaded" if loaded["records"] else "empty"


def _problems(arrivals: Iterable[Arrival]) -> tuple[str, ...]:
    return tuple(f"{arrival.feed}: {arrival.problem}" for arrival in arrivals if arrival.problem)


def _changes(loaded: Mapping[str, Any], arrivals: Iterable[Arrival]) -> list[str]:
    """Where the sources now hold another thing than was loaded."""
    missing = set(loaded["missing_feeds"])
    notes = [f"{feed} was expected and did not come" for feed in sorted(missing)]
    came = {arrival.feed for arrival in arrivals if arrival.files}
    notes += [f"{feed} has come since: run the day again" for feed in sorted(came & missing)]
    if loaded["files"] and not came:
        notes.append("no longer in the source")
    return notes


def _is_held_back(home: Home, day: date, settings: Settings) -> bool:
    try:
        check_reject_share(home, day, settings.max_reject_share)
    except InputError:
        return True
    return False
