"""`daybook takedown`: an article goes from everywhere under home, with its duplicates, and stays out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from tasks.cli.options import HomeOption, JsonOption, ModelOption, print_json, settings_from, stderr, stdout
from tasks.config import Settings

if TYPE_CHECKING:
    from tasks.takedown import TakenDown
    from tasks.takedown_search import Condemned

_LISTED = ("article_id", "dump_date", "because", "reason")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(takedown)


def takedown(
    article: Annotated[
        str | None, typer.Argument(help="Its id or address. Without it, takedowns that were cut off are completed.")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Why, in one line; shown in `rejects`.")] = None,
    only_this_text: Annotated[
        bool, typer.Option("--only-this-text", help="Leave other texts at the same address where they are.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say which articles would go; change nothing.")] = False,
    listing: Annotated[bool, typer.Option("--list", help="List what was taken down.")] = False,
    home: HomeOption = None,
    model: ModelOption = None,
    json: JsonOption = False,
) -> None:
    """Remove an article and its duplicates from every version, page and file, and keep them out of later runs."""
    from tasks.takedown import complete_takedowns, take_down

    settings = settings_from({"home": home, "model": model})
    if listing:
        _print_list(settings, as_json=json)
    elif article is None:
        _print_done(complete_takedowns(settings), as_json=json)
    elif dry_run:
        _print_outlook(article, settings, with_revisions=not only_this_text, as_json=json)
    elif reason is None:
        raise typer.BadParameter("--reason is missing: say why the article goes.")
    else:
        _print_done(take_down(article, reason, settings, with_revisions=not only_this_text), as_json=json)


def _print_list(settings: Settings, *, as_json: bool) -> None:
    from tasks.store.home import home_at
    from tasks.tombstones import read_tombstones

    rows = [
        {name: entry._asdict()[name] for name in _LISTED} for entry in read_tombstones(home_at(settings.home)).entries
    ]
    if as_json:
        print_json(rows)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("article", "day", "because", "reason"):
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(value) for value in row.values()))
    stdout().print(table)


def _print_outlook(article: str, settings: Settings, *, with_revisions: bool, as_json: bool) -> None:
    from tasks.store.home import home_at
    from tasks.takedown_search import find_condemned

    found = find_condemned(home_at(settings.home), article, with_revisions=with_revisions)
    if as_json:
        print_json([_described(one) for one in found])
    else:
        _print_articles(found)


def _print_done(done: TakenDown, *, as_json: bool) -> None:
    if as_json:
        print_json({**done._asdict(), "condemned": [_described(one) for one in done.condemned]})
        return
    _print_articles(done.condemned)
    say = stderr().print
    if done.version:
        say(f"version {done.version} is published without them", markup=False)
    if done.deleted_versions:
        say(f"deleted with all their files: {', '.join(done.deleted_versions)}", markup=False)
    if done.condemned:
        say("The dump files named above are yours and still hold the text; a later run refuses it.", markup=False)


def _print_articles(found: list[Condemned]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("article", "day", "because", "dump file and record"):
        table.add_column(name, overflow="fold")
    for one in found:
        table.add_row(one.article_id, one.dump_date, one.because, Text(f"{one.dump_uri} record {one.record_no}"))
    stdout().print(table)


def _described(one: Condemned) -> dict[str, object]:
    """What may be told of an article that goes: neither title nor text."""
    told = one._asdict()
    return {name: told[name] for name in ("article_id", "dump_date", "because", "dump_uri", "record_no")}
