"""`daybook sql` and `daybook top`: questions to the current version."""

from __future__ import annotations

import csv
import sys
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from tasks.cli.options import (
    FromOption,
    HomeOption,
    JsonOption,
    LimitOption,
    ToOption,
    as_records,
    print_json,
    printable,
    settings_from,
    span_of,
    stdout,
)
from tasks.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

BAR_CHARS = 30


class Format(StrEnum):
    """How `daybook sql` prints its result."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


class EntityTable(StrEnum):
    """What `daybook top` ranks."""

    PEOPLE = "people"
    COUNTRIES = "countries"
    AGENCIES = "agencies"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(sql)
    app.command()(top)


def sql(
    query: Annotated[str, typer.Argument(help="One SELECT; - reads it from standard input.")],
    output: Annotated[Format, typer.Option("--format", help="How to print the result.")] = Format.TABLE,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Run a read-only query on the current version. SQL reaches no files."""
    import duckdb

    from tasks.store.reading import connect_latest
    from tasks.store.remote_warehouse import is_connection_lost

    text = sys.stdin.read() if query == "-" else query
    with connect_latest(settings_from({"home": home}).home) as con:
        try:
            made = con.execute(text)
            # DuckDB gives None where there is no statement, whatever its types say.
            result = made.to_arrow_table() if made else None
        except duckdb.Error as error:
            if is_connection_lost(error):
                raise
            raise InputError(f"query: {error}") from None
    if result is None:
        raise InputError("query: there is no statement in it. Give one SELECT.")
    _print_result(result, Format.JSON if json else output)


def top(
    what: Annotated[EntityTable, typer.Argument(help="people, countries or agencies")],
    first: FromOption = None,
    last: ToOption = None,
    limit: LimitOption = 20,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Rank people, countries or agencies by the articles that mention them; duplicates are left out."""
    from tasks.store.queries import read_sql
    from tasks.store.reading import connect_latest

    span = span_of(None, first, last) or (None, None)
    with connect_latest(settings_from({"home": home}).home) as con:
        parameters = {"first": span[0], "last": span[1], "rows": limit}
        rows = con.execute(read_sql("queries", f"top_{what.value}"), parameters).fetchall()
    columns = ("name", "article_count", "mention_count")
    if json:
        print_json(as_records(columns, rows))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, justify in (
        ("", "right"),
        (what.value, "left"),
        ("articles", "right"),
        ("mentions", "right"),
        ("", "left"),
    ):
        table.add_column(name, justify=justify)  # type: ignore[arg-type] # one of rich's words
    most = max((row[1] for row in rows), default=1)
    for number, (name, articles, mentions) in enumerate(rows, start=1):
        bar = "█" * max(1, round(BAR_CHARS * articles / most))
        table.add_row(str(number), Text(printable(name)), f"{articles:,}", f"{mentions:,}", bar)
    stdout().print(table)


def _print_result(result: pa.Table, output: Format) -> None:
    if output is Format.PARQUET:
        import pyarrow.parquet as pq

        if sys.stdout.isatty():
            raise InputError(
                "Parquet is not for a terminal: redirect it, as in `daybook sql ... --format parquet > file`."
            )
        pq.write_table(result, sys.stdout.buffer)
        return
    columns = result.column_names
    rows = [tuple(row.values()) for row in _distinct_columns(result).to_pylist()]
    if output is Format.JSON:
        print_json(as_records(columns, rows))
    elif output is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    else:
        _print_table(columns, rows)


def _distinct_columns(result: pa.Table) -> pa.Table:
    return result.rename_columns([f"{number}" for number in range(result.num_columns)])


def _print_table(columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    numeric = [
        all(isinstance(row[at], int | float | Decimal) or row[at] is None for row in rows) for at in range(len(columns))
    ]
    for name, is_number in zip(columns, numeric, strict=True):
        table.add_column(Text(printable(name)), justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if value is None else _printable_lines(str(value))) for value in row))
    console = stdout()
    console.print(table)
    console.print(Text(f"{len(rows)} row{'' if len(rows) == 1 else 's'}", style="dim"))


def _printable_lines(text: str) -> str:
    return "\n".join(map(printable, text.split("\n")))
