"""`daybook show`: one article as its three sections, with the people, countries and agencies in it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from rich.text import Text

from tasks.cli.options import HomeOption, JsonOption, print_json, settings_from, stdout
from tasks.errors import InputError

if TYPE_CHECKING:
    import duckdb

READING_WIDTH = 100
_PLURALS = {"person": "People", "country": "Countries", "agency": "Agencies"}


class Shown(NamedTuple):
    """An article with its sections and entities."""

    article: dict[str, Any]
    entities: list[dict[str, Any]]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(show)


def show(
    words: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Its id, url or words of its title.")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Print one article as In Shorts, In Depth and Key Takeaways, with its people, countries and agencies."""
    from tasks.store.reading import connect_latest

    with connect_latest(settings_from({"home": home}).home) as con:
        found = find_article(con, " ".join(words))
    if json:
        print_json({**found.article, "entities": found.entities})
    else:
        print_article(found)


def find_article(con: duckdb.DuckDBPyConnection, words: str | None) -> Shown:
    """The article that words name, or a good example without any; InputError where none fits."""
    from tasks.store.queries import read_sql

    if words is None:
        row = con.execute(read_sql("queries", "example_article")).fetchone()
    else:
        parts = re.findall(r"\w+", words.lower())
        pattern = r"\b(?:" + "|".join(map(re.escape, parts)) + r")\b" if parts else r"\z."
        row = con.execute(read_sql("queries", "find_article"), {"words": words.strip(), "pattern": pattern}).fetchone()
    if row is None:
        raise InputError(f"no article with id, url or title words '{words}' in the current version. Try `daybook sql`.")
    parameters = {"article_id": row[0]}
    (article,) = _records(con.execute(read_sql("queries", "article"), parameters))
    return Shown(article, _records(con.execute(read_sql("queries", "entities_of_article"), parameters)))


def print_article(shown: Shown) -> None:
    """Print an article for reading, at most READING_WIDTH wide; colour only on a terminal."""
    article, entities = shown
    console = stdout()
    width = min(console.width, READING_WIDTH)

    def say(text: str, style: str = "", *, indent: str = "") -> None:
        for line in textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False):
            console.print(Text(line, style=style), soft_wrap=True)

    def head(text: str) -> None:
        console.print()
        say(f"{text} {'─' * (width - len(text) - 1)}", "bold")

    say(article["title"] or "(no title)", "bold")
    say(" · ".join(_origin(article)), "dim")
    if article["method"] is None:
        say(f"Not summarized: the model does not read language '{article['language']}'.")
    head("In Shorts")
    for bullet in article["in_shorts"] or []:
        say(f"- {bullet}", indent="  ")
    head("In Depth")
    for number, paragraph in enumerate(article["body"].split("\n\n")):
        if number:
            console.print()
        say(paragraph)
    head("Key Takeaways")
    for bullet in article["key_takeaways"] or []:
        say(f"- {bullet}", indent="  ")
    head("Mentioned")
    for kind, plural in _PLURALS.items():
        names = [_with_role(entity) for entity in entities if entity["kind"] == kind]
        if names:
            say(f"{plural}: {', '.join(names)}", indent="  ")


def _origin(article: dict[str, Any]) -> Sequence[str]:
    published = f"{article['published_at']:%Y-%m-%d} (from {article['published_at_from']})"
    parts = [article["publisher"], ", ".join(article["authors"]), published, article["url"], article["article_id"]]
    return [part for part in parts if part]


def _with_role(entity: dict[str, Any]) -> str:
    return f"{entity['name']} ({entity['role']})" if entity["role"] else str(entity["name"])


def _records(result: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    columns = [column[0] for column in result.description]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
