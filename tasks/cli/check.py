"""`daybook check`: is this installation and this home sound."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from tasks.cli.options import HomeOption, JsonOption, print_json, settings_from, stdout
from tasks.errors import InputError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(check)


def check(
    home: HomeOption = None,
    deep: Annotated[bool, typer.Option("--deep", help="Read every export and audit the warehouse again.")] = False,
    json: JsonOption = False,
) -> None:
    """Check versions, model and home; with --deep also every file of the current version."""
    from tasks.soundness import check_home, check_installation

    settings = settings_from({"home": home})
    findings = [*check_installation(settings), *check_home(settings, deep=deep)]
    if json:
        print_json([finding._asdict() for finding in findings])
    else:
        for finding in findings:
            mark = ("ok  ", "green") if finding.is_sound else ("BAD ", "bold red")
            stdout().print(Text.assemble(mark, finding.what, (f"  {finding.detail}", "dim")))
    bad = [finding for finding in findings if not finding.is_sound]
    if bad:
        raise InputError(f"{len(bad)} of {len(findings)} checks found something wrong: {bad[0].what}: {bad[0].detail}")
