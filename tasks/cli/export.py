"""`daybook export`: the stage of that name for a day, or the current version's files as a plain tree in a folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tasks.cli.options import (
    ForceOption,
    HomeOption,
    JsonOption,
    ModelOption,
    SourceOption,
    print_json,
    settings_from,
    stderr,
)
from tasks.cli.stages import PartOption, make_stage


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(export)


def export(
    date: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="The day, as a stage of it.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", help="A folder to hold {table}/dump_date=D/{table}.parquet.")
    ] = None,
    part: PartOption = None,
    home: HomeOption = None,
    source: SourceOption = None,
    model: ModelOption = None,
    force: ForceOption = False,
    json: JsonOption = False,
) -> None:
    """Write the Parquet exports of the new warehouse; with --to, the current version as a plain tree in a folder."""
    if (date is None) == (to is None):
        raise typer.BadParameter("give either --date, for the stage of a day, or --to, for a folder.")
    settings = settings_from({"home": home, "source": source, "model": model})
    if date is not None:
        make_stage("export", date.date(), part, settings, force=force, as_json=json)
        return
    from tasks.store.home import home_at
    from tasks.store.plain_tree import export_tree

    done = export_tree(home_at(settings.home), Path(str(to)).expanduser())
    if json:
        print_json(done._asdict())
        return
    counts = f"{done.written:,} files written, {done.unchanged:,} there already, {done.removed:,} removed"
    stderr().print(f"version {done.version} in {to}: {counts}", markup=False)
