"""`daybook search`: the articles that match best, each with its best line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from tasks.cli.options import FromOption, HomeOption, JsonOption, ToOption, print_json, settings_from, span_of, stdout
from tasks.errors import InputError

if TYPE_CHECKING:
    import duckdb

    from tasks.store.search import Found

MATCH_STYLE = "bold yellow"
PersonOption = Annotated[list[str] | None, typer.Option("--person", help="Only with this person: any name, or its id.")]
CountryOption = Annotated[list[str] | None, typer.Option("--country", help="Only with this country: any name, or id.")]
AgencyOption = Annotated[list[str] | None, typer.Option("--agency", help="Only with this agency: any name, or its id.")]
PublisherOption = Annotated[str | None, typer.Option("--publisher", help="Only by this publisher, in any case.")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=1000, help="Articles at most.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(search)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help='Words; a "phrase" in double quotes.')],
    person: PersonOption = None,
    country: CountryOption = None,
    agency: AgencyOption = None,
    publisher: PublisherOption = None,
    first: FromOption = None,
    last: ToOption = None,
    limit: LimitOption = 10,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Search titles, bullets and bodies for all the words, best first. Duplicates are left out."""
    from tasks.store.reading import connect_latest
    from tasks.store.search import search as search_index
    from tasks.text.search_words import MOST_TERMS, mark_of, search_expression, search_terms

    terms = search_terms(" ".join(words))
    if not terms:
        raise typer.BadParameter("give a word to search for, of letters or digits.", param_hint="WORDS")
    if len(terms) > MOST_TERMS:
        raise typer.BadParameter(f"{len(terms)} words; at most {MOST_TERMS}, please.", param_hint="WORDS")
    span = span_of(None, first, last) or (None, None)
    folder = settings_from({"home": home}).home
    index = _index_path(folder)
    with connect_latest(folder) as con:
        asked = {"person": person or (), "country": country or (), "agency": agency or ()}
        marks = [mark_of(kind, _entity(con, kind, name)) for kind, names in asked.items() for name in names]
        marks += [mark_of("publisher", publisher.strip().lower())] if publisher else []
        found = search_index(
            con,
            index,
            search_expression(terms, marks),
            words=search_expression(terms),
            first=span[0],
            last=span[1],
            limit=limit,
        )
    if json:
        print_json([_plain(one) for one in found])
    else:
        _print_found(found)


def _index_path(location: Path | str) -> Path:
    """The index of the current version, made anew where it is missing."""
    from tasks.store.home import home_at
    from tasks.store.locks import writer_lock
    from tasks.store.publications import require_current
    from tasks.store.search_index import ensure_index, has_index, index_name

    home = home_at(location)
    publication = require_current(home)
    if not has_index(home, publication):
        sys.stderr.write("daybook: the search index of this version is missing and is made again\n")
        with writer_lock(home):
            ensure_index(home, publication)
    return home.path_of(index_name(publication))


def _entity(con: duckdb.DuckDBPyConnection, kind: str, words: str) -> str:
    """The id of the entity that is called so, told where that is not its name; InputError where there is none."""
    from tasks.store.queries import read_sql

    row = con.execute(read_sql("queries", "entity_called"), {"kind": kind, "words": words}).fetchone()
    if row is None:
        raise InputError(
            f"--{kind}: nothing in the current version is a {kind} called '{words}'. "
            f"The macro find_entity in `daybook sql` shows what is called alike, `daybook top` who is there."
        )
    entity_id, name, match = row
    if match not in ("id", "name"):
        sys.stderr.write(f"daybook: {kind} '{words}' is {name} ({entity_id})\n")
    return str(entity_id)


def _print_found(found: list[Found]) -> None:
    console = stdout()
    for number, one in enumerate(found, start=1):
        width = len(str(len(found)))
        origin = [one.publisher, str(one.dump_date), one.article_id, "" if one.is_latest else "revised later"]
        indent = " " * (width + 2)
        console.print(Text.assemble(f"{number:>{width}}  ", _marked(one.title or "(no title)", "bold")))
        console.print(Text(indent + " · ".join(part for part in origin if part), style="dim"))
        if one.line:
            console.print(Text.assemble(indent, _marked(one.line)))
    many = "1 article" if len(found) == 1 else f"{len(found)} articles"
    console.print(Text(many if found else "no article has all of these words", style="dim"))


def _marked(line: str, style: str = "") -> Text:
    from tasks.store.search import CLOSING, OPENING

    before, *matches = line.split(OPENING)
    text = Text(before, style=style)
    for match in matches:
        word, _, after = match.partition(CLOSING)
        text.append(word, style=MATCH_STYLE)
        text.append(after)
    return text


def _plain(found: Found) -> dict[str, Any]:
    from tasks.store.search import CLOSING, OPENING

    plain = {name: getattr(found, name).replace(OPENING, "").replace(CLOSING, "") for name in ("title", "line")}
    return found._asdict() | plain | {"score": round(found.score, 4)}
