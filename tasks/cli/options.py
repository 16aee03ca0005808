"""Options that several commands share, and the settings they make."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from tasks.config import Settings, load_settings
from tasks.logs import write_log_to_stderr

HomeOption = Annotated[
    str | None, typer.Option("--home", help="Folder or s3:// address of lake, warehouse and exports.")
]
SourceOption = Annotated[
    str | None, typer.Option("--source", help="Folder of dumps, s3:// address, or a pattern with {date}.")
]
ModelOption = Annotated[str | None, typer.Option("--model", help="spaCy pipeline, by name or path.")]
WorkersOption = Annotated[int | None, typer.Option("--workers", help="Worker processes; 0 is one per core.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Make parts again even where nothing has changed.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
DateOption = Annotated[datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="One day.")]
FromOption = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")]
ToOption = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")]
# What a terminal acts on (C0 and C1 controls, DEL) and what turns the order of letters about (bidirectional controls).
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
LimitOption = Annotated[int, typer.Option("--limit", min=1, help="Rows at most.")]


def settings_from(flags: Mapping[str, Any]) -> Settings:
    """Settings with the flags of a command on top; flags not given are None. The log is written as they say."""
    given = {key: str(value) if isinstance(value, Path) else value for key, value in flags.items()}
    settings = load_settings(given)
    write_log_to_stderr(settings.log_format)
    return settings


def span_of(day: datetime | None, first: datetime | None, last: datetime | None) -> tuple[date, date] | None:
    """First and last day of --date, or of --from and --to; None where none is given, BadParameter for mixtures.

    An end that is left out is open: the first or last date there can be.
    """
    if day and (first or last):
        raise typer.BadParameter("--date goes without --from and --to.")
    if day:
        return day.date(), day.date()
    if not (first or last):
        return None
    if first and last and first > last:
        raise typer.BadParameter(f"--from {first:%Y-%m-%d} is after --to {last:%Y-%m-%d}.")
    return first.date() if first else date.min, last.date() if last else date.max


def closed(span: tuple[date, date], known: Sequence[date]) -> tuple[date, date]:
    """The span with open ends set to the first and last known day."""
    first, last = (known[0], known[-1]) if known else span
    return first if span[0] == date.min else span[0], last if span[1] == date.max else span[1]


def days_between(first: date, last: date) -> list[date]:
    """Every day from the first to the last."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def stdout() -> Console:
    """The console for results: colour only on a terminal, full width when piped."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else 200, soft_wrap=not sys.stdout.isatty())


def stderr() -> Console:
    """The console for progress and remarks."""
    return Console(stderr=True, highlight=False)


def print_json(content: object) -> None:
    """JSON on stdout; dates and times in ISO 8601, sums of DuckDB (which are decimals) as numbers."""
    text = json.dumps(content, ensure_ascii=False, indent=2, default=_plain)
    # JSON itself writes the controls below U+0020 as escapes; a line feed here is one between its tokens.
    sys.stdout.write(_CONTROLS.sub(lambda sign: sign[0] if sign[0] == "\n" else f"\\u{ord(sign[0]):04x}", text) + "\n")


def write_text(text: str) -> None:
    """Text that is printable already, as it is."""
    sys.stdout.write(text)


def printable(text: str) -> str:
    """One line of text from outside, without signs that a terminal acts on: each becomes a space."""
    return _CONTROLS.sub(" ", text)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def as_records(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    """Rows as dictionaries."""
    return [dict(zip(columns, row, strict=True)) for row in rows]


def rows_of_span(query: str, home: Path | str, span: tuple[date, date] | None) -> list[tuple[Any, ...]]:
    """Rows of a query in sql/queries with the parameters `first` and `last`, on the current version."""
    from tasks.store.queries import read_sql
    from tasks.store.reading import connect_latest

    with connect_latest(home) as con:
        parameters = {"first": span[0] if span else None, "last": span[1] if span else None}
        return list(con.execute(read_sql("queries", query), parameters).fetchall())
