"""`daybook overrides`: what the override file says, and how many mentions of the published days each line decides."""

from __future__ import annotations

import typer
from rich.table import Table
from rich.text import Text

from tasks.cli.options import HomeOption, JsonOption, print_json, settings_from, stdout
from tasks.errors import InputError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(overrides)


def overrides(home: HomeOption = None, json: JsonOption = False) -> None:
    """List the override file's lines with the mentions of the published days that each decides (docs/overrides.md)."""
    from tasks.corrections import count_mentions, read_overrides
    from tasks.store.home import home_at

    settings = settings_from({"home": home})
    if settings.overrides is None:
        raise InputError("no override file is set. Set `overrides` to its path (docs/overrides.md).")
    given = read_overrides(settings)
    counts = count_mentions(home_at(settings.home), given)
    entries = sorted(given.entries, key=lambda entry: entry.line)
    if json:
        print_json([entry._asdict() | {"mention_count": counts.get(entry.line, 0)} for entry in entries])
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, justify in (("line", "right"), ("override", "left"), ("mentions", "right"), ("", "left")):
        table.add_column(name, justify=justify)  # type: ignore[arg-type] # one of rich's words
    for entry in entries:
        count = counts.get(entry.line, 0)
        table.add_row(str(entry.line), Text(entry.says), f"{count:,}", "" if count else "matches nothing")
    stdout().print(table)
