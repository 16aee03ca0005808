"""`daybook edition`: the day as a page, in files that need no network."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tasks.cli.options import ForceOption, HomeOption, JsonOption, print_json, settings_from, stdout


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(edition)


def edition(
    date: Annotated[datetime, typer.Option("--date", formats=["%Y-%m-%d"], help="The day.")],
    to: Annotated[Path | None, typer.Option("--to", help="Folder to write to; under home if left out.")] = None,
    home: HomeOption = None,
    force: ForceOption = False,
    json: JsonOption = False,
) -> None:
    """Make the day as a page from the current version, and print where it is."""
    from tasks.edition.making import make_edition

    made = make_edition(date.date(), settings_from({"home": home}), to=to, force=force)
    if json:
        print_json({**made._asdict(), "path": str(made.path)})
    else:
        stdout().print(str(made.path), soft_wrap=True, markup=False)
