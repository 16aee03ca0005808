"""`daybook versions`, `rollback`, `diff`: what was published, back to an earlier one, what changed between two."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from tasks.cli.options import HomeOption, JsonOption, print_json, settings_from, stderr, stdout

VersionArgument = Annotated[str, typer.Argument(help="A version, or how its id begins.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(versions)
    app.command()(rollback)
    app.command()(diff)


def versions(home: HomeOption = None, json: JsonOption = False) -> None:
    """Every version that is there: when it was published, what it holds, and whether it stays."""
    from tasks.versions import list_versions

    found = list_versions(settings_from({"home": home}))
    if json:
        print_json([one._asdict() | {"is_current": one.state == "current"} for one in found])
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("version", "published", "days", "", "articles", "bytes", "state"):
        table.add_column(name, justify="right" if name in ("days", "articles", "bytes") else "left", no_wrap=True)
    for one in found:
        at = f"{one.published_at:%Y-%m-%d %H:%M:%S}" if one.published_at else ""
        span = f"{one.first_dump_date} to {one.last_dump_date}" if one.day_count else ""
        counts = (f"{one.day_count:,}", span, f"{one.article_count:,}", f"{one.bytes:,}")
        how = f" ({one.action})" if one.action not in (None, "publish") else ""
        state = Text(one.state + how, style="bold green" if one.state == "current" else "")
        table.add_row(one.version, at, *counts, state)
    stdout().print(table)


def rollback(version: VersionArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """Make an earlier version the current one again, whole and audited; the next load builds on it."""
    from tasks.rollback import roll_back

    rolled_back, is_moved = roll_back(version, settings_from({"home": home}))
    if json:
        result: dict[str, Any] = {"version": rolled_back, "is_moved": is_moved}
        print_json(result)
        return
    said = f"CURRENT is {rolled_back} again" if is_moved else f"{rolled_back} is the current version already"
    stderr().print(said, markup=False)


def diff(
    before: VersionArgument,
    after: VersionArgument,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """What changed from one version to another: files of the exports, and articles that came, changed or went."""
    from tasks.diff import diff_versions
    from tasks.store.home import home_at

    found = diff_versions(home_at(settings_from({"home": home}).home), before, after)
    if json:
        parts = {"files": [one._asdict() for one in found.files], "articles": [one._asdict() for one in found.articles]}
        print_json({**found._asdict(), **parts})
        return
    say = stdout().print
    say(f"{found.before} to {found.after}", markup=False)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("file", "table", "day", "rows before", "rows after"):
        table.add_column(name, justify="right" if name.startswith("rows") else "left")
    for file in found.files:
        counts = (f"{file.rows_before:,}", f"{file.rows_after:,}")
        table.add_row(file.change, file.table, file.dump_date or "", *counts)
    say(table)
    for article in found.articles:
        instead = f" (was {article.previous_id})" if article.previous_id else ""
        say(f"article {article.change}: {article.article_id} of {article.dump_date}{instead}", markup=False)
    if not found.is_whole:
        said = "A takedown deleted one of the versions: of its articles only those that were taken down are known."
        stderr().print(said, markup=False)
