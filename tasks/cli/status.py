"""`daybook status` and `daybook rejects`: which days are in, and what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import typer
from rich.table import Table
from rich.text import Text

from tasks.cli.options import (
    DateOption,
    FromOption,
    HomeOption,
    JsonOption,
    SourceOption,
    ToOption,
    as_records,
    closed,
    days_between,
    print_json,
    settings_from,
    span_of,
    stdout,
)
from tasks.errors import InputError

STATUS_COLUMNS = ("dump_date", "files", "records", "articles", "rejects", "duplicates", "unread")
REJECT_COLUMNS = ("dump_date", "dump_uri", "record_no", "byte_offset", "reason", "detail", "excerpt")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(status)
    app.command()(rejects)


def status(
    home: HomeOption = None,
    source: SourceOption = None,
    first: FromOption = None,
    last: ToOption = None,
    json: JsonOption = False,
) -> None:
    """A line for each day: received, loaded, with articles and rejects. Days between without a dump are shown."""
    from tasks.plan import list_days

    settings = settings_from({"home": home, "source": source})
    span = span_of(None, first, last)
    loaded = {row[0]: row for row in _rows("day_status", settings.home, span)}
    try:
        received = {day for day in list_days(settings)[0] if span is None or span[0] <= day <= span[1]}
    except InputError:
        received = set()
    known = sorted({*loaded, *received})
    ends = closed(span or (date.min, date.max), known)
    days = [] if date.min in ends or date.max in ends else days_between(*ends)
    rows = [(*(loaded.get(day) or (day, *[None] * 6)), _state(day, received, loaded)) for day in days]
    if json:
        print_json(as_records((*STATUS_COLUMNS, "state"), rows))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in (*STATUS_COLUMNS, "state"):
        table.add_column(name.replace("_", " "), justify="left" if name in ("dump_date", "state") else "right")
    for row in rows:
        table.add_row(f"{row[0]} {row[0]:%a}", *("" if value is None else f"{value:,}" for value in row[1:-1]), row[-1])
    stdout().print(table)


def rejects(
    date: DateOption = None,
    first: FromOption = None,
    last: ToOption = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Every refused record: where it stands, why it was refused, how it begins."""
    rows = _rows("rejects", settings_from({"home": home}).home, span_of(date, first, last))
    if json:
        print_json(as_records(REJECT_COLUMNS, rows))
        return
    console = stdout()
    for day, uri, record_no, byte_offset, reason, detail, excerpt in rows:
        place = "" if byte_offset is None else f", byte {byte_offset:,}"
        console.print(Text.assemble((f"{day} {uri} record {record_no}{place}", "bold"), f": {reason}"))
        console.print(Text(f"    {detail}"))
        if excerpt:
            console.print(Text(f"    {excerpt}", style="dim"))
    reasons = Counter(row[4] for row in rows)
    listed = ", ".join(f"{reason} {count}" for reason, count in sorted(reasons.items()))
    console.print(Text(f"{len(rows)} rejects" + (f": {listed}" if listed else "")))


def _rows(query: str, home: Any, span: tuple[date, date] | None) -> list[tuple[Any, ...]]:
    from tasks.store.queries import read_sql
    from tasks.store.reading import connect_latest

    with connect_latest(home) as con:
        parameters = {"first": span[0] if span else None, "last": span[1] if span else None}
        return list(con.execute(read_sql("queries", query), parameters).fetchall())


def _state(day: date, received: set[date], loaded: Mapping[date, Sequence[Any]]) -> str:
    if day in loaded:
        return "loaded" if day in received or not received else "loaded, no longer in the source"
    return "received, not loaded" if day in received else "nothing received"
