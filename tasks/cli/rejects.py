"""`daybook rejects` and `daybook replay`: what was refused and why, and a day read anew after a fix."""

from __future__ import annotations

from collections import Counter
from datetime import date as Day  # noqa: N812 `date` is an option of the commands
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from tasks.cli.options import (
    DateOption,
    FromOption,
    HomeOption,
    JsonOption,
    ModelOption,
    SourceOption,
    ToOption,
    WorkersOption,
    as_records,
    print_json,
    printable,
    rows_of_span,
    settings_from,
    span_of,
    stderr,
    stdout,
)
from tasks.errors import DaysHeldBack

REJECT_COLUMNS = ("dump_date", "dump_uri", "record_no", "byte_offset", "reason", "detail", "excerpt")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(rejects)
    app.command()(replay)


def rejects(
    date: DateOption = None,
    first: FromOption = None,
    last: ToOption = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Every refused record: where it stands, why it was refused, how it begins, and what to do about it."""
    from tasks.formats.remedies import REMEDIES

    span = span_of(date, first, last)
    root = settings_from({"home": home}).home
    rows = (_rows_of_lake(root, date.date()) if date else []) or rows_of_span("rejects", root, span)
    if json:
        print_json(as_records(REJECT_COLUMNS, rows))
        return
    console = stdout()
    for day, uri, record_no, byte_offset, reason, detail, excerpt in rows:
        place = "" if byte_offset is None else f", byte {byte_offset:,}"
        console.print(Text.assemble((f"{day} {printable(uri)} record {record_no}{place}", "bold"), f": {reason}"))
        console.print(Text(f"    {printable(detail)}"))
        if excerpt:
            console.print(Text(f"    {printable(excerpt)}", style="dim"))
    reasons = Counter(row[4] for row in rows)
    listed = ", ".join(f"{reason} {count}" for reason, count in sorted(reasons.items()))
    console.print(Text(f"{len(rows)} rejects" + (f": {listed}" if listed else "")))
    for reason in sorted(reasons):
        console.print(Text(f"    {reason}: {REMEDIES.get(reason, 'see docs/formats.md')}", style="dim"))


def _rows_of_lake(root: Path | str, day: Day) -> list[tuple[Any, ...]]:
    """What the last ingest of a day refused that is held back or not published yet; nothing for a published day."""
    from tasks.reject_share import reject_rows
    from tasks.store.home import home_at
    from tasks.store.publications import published_days

    home = home_at(root)
    refused = [] if day in published_days(home) else reject_rows(home, day)
    if refused:
        stderr().print(f"{day} is not published. This is what its last ingest refused:", markup=False)
    return [tuple(row[column] for column in REJECT_COLUMNS) for row in refused]


def replay(
    date: Annotated[datetime, typer.Option("--date", formats=["%Y-%m-%d"], help="The day.")],
    home: HomeOption = None,
    source: SourceOption = None,
    workers: WorkersOption = None,
    model: ModelOption = None,
    json: JsonOption = False,
) -> None:
    """Read a day's dump anew after a fix and publish it; says what was refused before and is now."""
    from tasks.cli.bars import StageBars
    from tasks.model import model_facts
    from tasks.pipeline import STAGES
    from tasks.reject_share import reject_reasons
    from tasks.runner import run_days
    from tasks.store.home import home_at

    settings = settings_from({"home": home, "source": source, "workers": workers, "model": model})
    day = date.date()
    model_facts(settings.model)
    before = reject_reasons(home_at(settings.home), day)
    held_back = None
    with StageBars(stderr()) as bars:
        try:
            run_days([day], settings, progress=bars, force=True, stages=STAGES[:2])
            run_days([day], settings, progress=bars, stages=STAGES[2:])
        except DaysHeldBack as error:
            held_back = error
    after = reject_reasons(home_at(settings.home), day)
    counts = [
        {"reason": reason, "before": before[reason], "after": after[reason]} for reason in sorted({*before, *after})
    ]
    if json:
        print_json(counts)
    else:
        _print_counts(counts, before.total(), after.total())
    if held_back:
        raise held_back


def _print_counts(counts: list[dict[str, object]], before: int, after: int) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold", show_footer=len(counts) != 1)
    table.add_column("rejects", footer="all")
    table.add_column("before", footer=f"{before:,}", justify="right")
    table.add_column("now", footer=f"{after:,}", justify="right")
    for row in counts:
        table.add_row(*(f"{value:,}" if isinstance(value, int) else str(value) for value in row.values()))
    stdout().print(table)
