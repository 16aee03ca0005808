"""`daybook show`: one article as its three sections, with the people, countries and agencies in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tasks.cli.article_markdown import markdown_of
from tasks.cli.article_text import Shown, print_article
from tasks.cli.options import HomeOption, JsonOption, print_json, printable, settings_from, write_text
from tasks.errors import InputError

if TYPE_CHECKING:
    import duckdb

MOST_LISTED = 12
_EXAMPLE = "daybook sql \"select article_id, title from articles where title ilike '%word%'\""

__all__ = ["Shown", "find_article", "print_article", "register"]


class ArticleFormat(StrEnum):
    """How `daybook show` prints an article."""

    TEXT = "text"
    MARKDOWN = "md"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(show)


def show(
    words: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Its id, url or words of its title.")],
    output: Annotated[ArticleFormat, typer.Option("--format", help="How to print it.")] = ArticleFormat.TEXT,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Print one article as In Shorts, In Depth and Key Takeaways, with its people, countries and agencies."""
    from tasks.store.reading import connect_latest

    with connect_latest(settings_from({"home": home}).home) as con:
        found = find_article(con, " ".join(words))
    if json or output is ArticleFormat.JSON:
        print_json(
            {**found.article, **{field: getattr(found, field) for field in ("bullets", "entities", "relatives")}}
        )
    elif output is ArticleFormat.MARKDOWN:
        write_text(markdown_of(found))
    else:
        print_article(found)


def find_article(con: duckdb.DuckDBPyConnection, words: str | None) -> Shown:
    """The article that words name, or a good example without any.

    InputError where none fits, and where several do: it lists them.
    """
    from tasks.store.queries import read_sql

    if words is None:
        row = con.execute(read_sql("queries", "example_article")).fetchone()
        if row is None:
            raise _nothing_found("")
        parameters = {"article_id": row[0]}
    else:
        parameters = {"article_id": _choose(_candidates(con, words.strip()), words.strip())}
    (article,) = _records(con.execute(read_sql("queries", "article"), parameters))
    bullets, entities, relatives = (
        _records(con.execute(read_sql("queries", f"{what}_of_article"), parameters))
        for what in ("bullets", "entities", "relatives")
    )
    return Shown(article, bullets, entities, relatives)


def _candidates(con: duckdb.DuckDBPyConnection, words: str) -> list[dict[str, Any]]:
    from tasks.store.queries import read_sql

    parts = re.findall(r"\w+", words.lower())
    pattern = r"\b(?:" + "|".join(map(re.escape, parts)) + r")\b" if parts else r"\z."
    parameters = {"words": words, "parts": parts, "pattern": pattern}
    return _records(con.execute(read_sql("queries", "find_article"), parameters))


def _choose(candidates: Sequence[dict[str, Any]], words: str) -> str:
    """The id of the one candidate; InputError with the list where there are several or none fits whole."""
    if not candidates:
        raise _nothing_found(words)
    is_partial = candidates[0]["is_partial"]
    if len(candidates) == 1 and not is_partial:
        return str(candidates[0]["article_id"])
    lines = [_line_of(one) for one in candidates[:MOST_LISTED]]
    more = len(candidates) - MOST_LISTED
    if more > 0:
        lines.append(f"  and {more:,} more")
    found = f"{len(candidates):,} articles fit '{printable(words)}':"
    if is_partial:
        found = f"no article with id, url or title words '{printable(words)}'. The nearest titles:"
    listed = "\n".join(lines)
    raise InputError(
        f"{found}\n{listed}\nGive the id of one, its first six characters or more, or more words of its title."
    )


def _line_of(candidate: dict[str, Any]) -> str:
    publisher, title = (printable(candidate[key] or "-") for key in ("publisher", "title"))
    return f"  {candidate['article_id']}  {candidate['dump_date']}  {publisher}: {title}"


def _nothing_found(words: str) -> InputError:
    return InputError(
        f"no article with id, url or title words '{printable(words)}' in the current version. Try `{_EXAMPLE}`."
    )


def _records(result: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    columns = [column[0] for column in result.description]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
