"""`daybook maintain`: what the DAG of that name does every night, by hand."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from tasks.cli.options import HomeOption, JsonOption, print_json, settings_from, stdout


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(maintain)


def maintain(
    home: HomeOption = None,
    deep: Annotated[bool, typer.Option("--deep", help="Read every file of the current version and audit it.")] = False,
    json: JsonOption = False,
) -> None:
    """Remove what no version or plan needs, hold the versions against their files, and mend what is damaged."""
    from tasks.maintenance import maintain as maintain_home

    tidied, verified, remarks = maintain_home(settings_from({"home": home}), is_deep=deep)
    if json:
        facts = verified._asdict() | {"faults": [fault._asdict() for fault in verified.faults]}
        print_json(
            {"tidied": tidied._asdict(), "verified": facts, "repaired": [remark._asdict() for remark in remarks]}
        )
        return
    say = stdout().print
    removed = f"{tidied.removed_count:,} files, {tidied.removed_bytes:,} bytes, {tidied.leftover_count:,} leftovers"
    say(f"removed   {removed}; {tidied.waiting_count:,} files wait for their grace period to end", markup=False)
    say(
        f"verified  {verified.file_count:,} files of {verified.version_count:,} versions are looked for, "
        f"{verified.read_count:,} read ({verified.read_bytes:,} bytes), {len(verified.faults):,} not as written",
        markup=False,
    )
    for remark in remarks:
        say(Text.assemble((f"{remark.state:9} ", "green"), remark.what, (f"  {remark.detail}", "dim")))
