"""`daybook plan` ... `daybook publish`: one stage of one day, as the DAG calls it; `plan` alone is the dry run.

`export`, which also exports to a folder, stands in a file of its own.
"""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 `date` is an option of the commands
from datetime import datetime
from typing import Annotated

import typer
from rich.table import Table

from tasks.cli.options import (
    ForceOption,
    HomeOption,
    JsonOption,
    ModelOption,
    SourceOption,
    print_json,
    settings_from,
    stderr,
    stdout,
)
from tasks.config import Settings

DayOption = Annotated[datetime, typer.Option("--date", formats=["%Y-%m-%d"], help="The day.")]
PartOption = Annotated[int | None, typer.Option("--part", min=0, help="One part; all of the day where left out.")]
_SAYS = {
    "ingest": "Read the day's dump files: clean, date and tell the language of every record.",
    "dedupe": "Give the day's articles their ids and mark exact duplicates.",
    "tag": "Find sentences, people, countries and agencies: the one pass of the language model.",
    "link": "Tell people apart over the whole day and count what each article mentions.",
    "summarize": "Make In Shorts, In Depth and Key Takeaways.",
    "load": "Build and audit a new warehouse with the day in it; readers do not see it yet.",
    "publish": "Move CURRENT to the new version.",
}


def register(app: typer.Typer) -> None:
    """Add one command a stage."""
    app.command(
        "plan", help="What would be done for a day and what is up to date already; makes nothing but the plan."
    )(plan)
    for stage, text in _SAYS.items():
        app.command(stage, help=text)(_command_of(stage))


def plan(
    date: DayOption,
    home: HomeOption = None,
    source: SourceOption = None,
    model: ModelOption = None,
    json: JsonOption = False,
) -> None:
    """List the day's dump files and say of every stage whether it has work to do."""
    from tasks.dry_run import describe_day

    rows = describe_day(date.date(), settings_from({"home": home, "source": source, "model": model}))
    if json:
        print_json([row._asdict() for row in rows])
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("stage", "part", "state", "why"):
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(row.stage, "" if row.part is None else str(row.part), row.state, row.why)
    stdout().print(table)


def _command_of(stage: str):  # type: ignore[no-untyped-def] # Typer reads the type
    def run_one_stage(
        date: DayOption,
        part: PartOption = None,
        home: HomeOption = None,
        source: SourceOption = None,
        model: ModelOption = None,
        force: ForceOption = False,
        json: JsonOption = False,
    ) -> None:
        settings = settings_from({"home": home, "source": source, "model": model})
        make_stage(stage, date.date(), part, settings, force=force, as_json=json)

    return run_one_stage


def make_stage(stage: str, day: Day, part: int | None, settings: Settings, *, force: bool, as_json: bool) -> None:
    """Run one stage of a day, all its parts or one, and say what came of it."""
    from tasks.pipeline import parts_of, run_stage

    parts = parts_of(stage, day, settings) if part is None else [part]
    reports = [run_stage(stage, [day], settings, part=one, force=force) for one in parts or [0]]
    if as_json:
        print_json([report.__dict__ for report in reports])
        return
    for report in reports:
        state = "up to date" if report.is_reused else "made"
        counts = f"{report.rows_in} rows in, {report.rows_out} out"
        stderr().print(f"{stage} {day} part {report.part}: {state}, {counts} {report.detail}", markup=False)
