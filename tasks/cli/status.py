"""`daybook status`: a calendar of the days, and what is in each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import typer
from rich.table import Table
from rich.text import Text

from tasks.cli.options import (
    FromOption,
    HomeOption,
    JsonOption,
    SourceOption,
    ToOption,
    as_records,
    closed,
    days_between,
    print_json,
    rows_of_span,
    settings_from,
    span_of,
    stdout,
)
from tasks.config import Settings
from tasks.errors import InputError

if TYPE_CHECKING:
    from tasks.days import Standing

LONGEST_STRETCH = 3
LOADED_COLUMNS = (
    "dump_date",
    "files",
    "missing_feeds",
    "records",
    "articles",
    "rejects",
    "duplicates",
    "unread",
)
FEED_COLUMNS = ("dump_date", "feed", "is_expected", "is_received", "files", "articles", "rejects")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(status)


def status(
    home: HomeOption = None,
    source: SourceOption = None,
    first: FromOption = None,
    last: ToOption = None,
    json: JsonOption = False,
) -> None:
    """A calendar of which days are expected, received and loaded, with articles, rejects and the share not read."""
    settings = settings_from({"home": home, "source": source})
    rows = describe_days(settings, span_of(None, first, last))
    if json:
        print_json(rows)
    else:
        _print_days(rows)


def describe_days(settings: Settings, span: tuple[date, date] | None) -> list[dict[str, Any]]:
    """A record for each day of the span, or from the first known day to the last; counts are null where not loaded."""
    from tasks.days import last_to_show, stand_of
    from tasks.plan import list_days
    from tasks.store.home import home_at

    loaded = {row["dump_date"]: row for row in _records("day_status", LOADED_COLUMNS, settings, span)}
    feeds: dict[date, list[dict[str, Any]]] = {}
    for row in _records("day_feeds", FEED_COLUMNS, settings, span):
        feeds.setdefault(row["dump_date"], []).append({name: row[name] for name in FEED_COLUMNS[1:]})
    try:
        found, deliveries = list_days(settings)
    except InputError:
        found, deliveries = [], None
    first, last = span or (date.min, date.max)
    known = sorted({*loaded, *(day for day in found if first <= day <= last)})
    ends = closed((first, last_to_show(known, settings) if last == date.max else last), known)
    days = [] if date.min in ends or date.max in ends else days_between(*ends)

    def describe(day: date) -> dict[str, Any]:
        standing = stand_of(day, loaded.get(day), settings, deliveries)
        return _describe(day, loaded.get(day), feeds.get(day, []), standing)

    return home_at(settings.home).for_each(describe, days)


def _describe(day: date, loaded: Mapping[str, Any] | None, feeds: Sequence[Any], standing: Standing) -> dict[str, Any]:
    counts = dict(loaded) if loaded else dict.fromkeys(LOADED_COLUMNS)
    articles = counts["articles"]
    share = round(counts["unread"] / articles, 4) if articles else None
    stated = {"unread_share": share, "state": standing.state, "notes": list(standing.notes), "feeds": feeds}
    return {**counts, "dump_date": day, **stated}


def _records(
    query: str, columns: Sequence[str], settings: Settings, span: tuple[date, date] | None
) -> list[dict[str, Any]]:
    return as_records(columns, rows_of_span(query, settings.home, span))


def _print_days(rows: Sequence[Mapping[str, Any]]) -> None:
    from tasks.cli.calendar import SIGNS, draw_calendar

    console = stdout()
    for line in draw_calendar({row["dump_date"]: row["state"] for row in rows}, console.width):
        console.print(line)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("day", "files", "articles", "rejects", "unread", "state"):
        table.add_column(name, justify="left" if name in ("day", "state") else "right", no_wrap=True)
    shown = [row for row in rows if row["state"] != "not expected"]
    notes = []
    for stretch in _stretches(shown):
        if len(stretch) > LONGEST_STRETCH:
            style = SIGNS[stretch[0]["state"]].style
            table.add_row(*_cells(stretch[0]), Text(stretch[0]["state"], style=style))
            table.add_row(f"to {stretch[-1]['dump_date']}", "", "", "", "", Text(f"{len(stretch):,} days", style=style))
            continue
        for row in stretch:
            table.add_row(*_cells(row), Text(row["state"], style=SIGNS[row["state"]].style))
            notes += [f"{row['dump_date']}: {note}" for note in row["notes"]]
    console.print()
    console.print(table)
    for note in notes:
        console.print(Text(note))
    if any(row["unread"] for row in shown):
        console.print(Text("unread: share of articles in a language that the model does not read; stored, not tagged"))


def _cells(row: Mapping[str, Any]) -> list[str]:
    counts = ["" if row[name] is None else f"{row[name]:,}" for name in ("files", "articles", "rejects")]
    share = "" if row["unread_share"] is None else f"{row['unread_share']:.1%}"
    return [f"{row['dump_date']} {row['dump_date']:%a}", *counts, share]


def _stretches(rows: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Days that are not loaded and stand alike together, as long as one follows the other; loaded days alone."""
    stretches: list[list[Mapping[str, Any]]] = []
    for row in rows:
        before = stretches[-1][-1] if stretches else None
        goes_on = (
            before is not None
            and row["files"] is before["files"] is None
            and row["state"] == before["state"]
            and row["dump_date"] - before["dump_date"] == timedelta(days=1)
        )
        if goes_on:
            stretches[-1].append(row)
        else:
            stretches.append([row])
    return stretches
