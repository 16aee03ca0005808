"""`daybook check` and `daybook repair`: is this installation and this home sound, and making it so."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from tasks.cli.options import HomeOption, JsonOption, print_json, settings_from, stdout
from tasks.errors import InputError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(check)
    app.command()(repair)


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


def repair(home: HomeOption = None, json: JsonOption = False) -> None:
    """Remove leftovers, write lost files again from what is there, and say what is left to do. Never removes data."""
    from tasks.repair import repair_home

    remarks = repair_home(settings_from({"home": home}))
    if json:
        print_json([remark._asdict() for remark in remarks])
    else:
        for remark in remarks:
            mark = ("mended ", "green") if remark.state == "mended" else ("left   ", "bold red")
            stdout().print(Text.assemble(mark, remark.what, (f"  {remark.detail}", "dim")))
        if not remarks:
            stdout().print("nothing to repair", markup=False)
    left = [remark for remark in remarks if remark.state == "left"]
    if left:
        raise InputError(f"{len(left)} of {len(remarks)} could not be mended: {left[0].what}: {left[0].detail}")
