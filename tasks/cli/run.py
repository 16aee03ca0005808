"""`daybook run`: all stages for the days asked for, then what came of it and where it is."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from datetime import date as Day  # noqa: N812 `date` is an option of the command
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.table import Table

from tasks.cli.options import (
    DateOption,
    ForceOption,
    FromOption,
    HomeOption,
    JsonOption,
    ModelOption,
    SourceOption,
    ToOption,
    WorkersOption,
    closed,
    days_between,
    print_json,
    settings_from,
    span_of,
    stderr,
    stdout,
)
from tasks.config import Settings
from tasks.errors import DaysHeldBack, DumpNotThere, InputError, SourceUnavailable

if TYPE_CHECKING:
    from tasks.days import Chosen

SHOWN_UNDATED = 3
NEXT_QUERY = "select name, sum(article_count) as articles from daily_countries group by all order by 2 desc"
_COUNT_LABELS = {
    "dump_date": "day",
    "record_count": "records",
    "article_count": "articles",
    "reject_count": "rejects",
    "duplicate_count": "duplicates",
    "summary_count": "summaries",
    "person_count": "people",
    "country_count": "countries",
    "agency_count": "agencies",
    "mention_count": "mentions",
}
# A person of two days is one person: distinct entities do not add up over days.
_ADDS_UP = {"record_count", "article_count", "reject_count", "duplicate_count", "summary_count", "mention_count"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(run)


def run(
    home: HomeOption = None,
    source: SourceOption = None,
    date: DateOption = None,
    first: FromOption = None,
    last: ToOption = None,
    workers: WorkersOption = None,
    model: ModelOption = None,
    force: ForceOption = False,
    json: JsonOption = False,
) -> None:
    """All stages for a day or a range, one publish at the end. Without arguments: the bundled sample days."""
    from tasks.cli.bars import StageBars
    from tasks.llm_summaries import check_language_model, describe_use, total_use
    from tasks.model import model_facts
    from tasks.runner import run_days
    from tasks.store.home import home_at
    from tasks.store.publications import current_publication

    settings = settings_from({"home": home, "source": source, "workers": workers, "model": model})
    days, waiting = days_to_run(settings, span_of(date, first, last))
    if not days:
        raise _combined(waiting)
    model_facts(settings.model)
    check_language_model(settings)
    console = stderr()
    held_back = None
    try:
        with StageBars(console) as bars:
            reports = run_days(days, settings, progress=bars, force=force)
        use = describe_use(total_use(report.counts for report in reports))
        if use:
            console.print(use, markup=False)
    except KeyboardInterrupt:
        console.print("Interrupted. Finished parts are kept: the same command goes on from here.", markup=False)
        raise
    except DaysHeldBack as error:
        held_back = error
    if current_publication(home_at(settings.home)):
        _print_outcome(settings, days, as_json=json)
        _print_checks(settings)
    if held_back:
        raise DaysHeldBack("\n".join(map(str, [held_back, *waiting.values()])))
    if waiting:
        raise _combined(waiting)


def _print_outcome(settings: Settings, days: Sequence[Day], *, as_json: bool) -> None:
    counts = counts_of(settings.home, days)
    if as_json:
        print_json(counts)
    elif counts:
        _print_counts(counts)
        _print_places(settings)
        if settings.source is None and not settings.feeds:
            _print_next_steps(settings, counts)


def days_to_run(settings: Settings, span: tuple[Day, Day] | None) -> Chosen:
    """Days of the span that have a dump or are to go on without one, or every day of the sources.

    SourceUnavailable where there is none.
    """
    from tasks.days import choose_days
    from tasks.plan import list_days, source_of

    only = span[0] if span and span[0] == span[1] else None
    found, deliveries = list_days(settings, only)
    _tell_undated(deliveries.undated)
    if not found and span is None:
        raise InputError(f"source {source_of(settings)}: no file whose name or folder begins YYYY-MM-DD.")
    chosen = choose_days(_candidates(settings, span, found), settings, deliveries, even_unexpected=only is not None)
    if chosen.days or chosen.waiting:
        if span and not settings.feeds:
            _tell_missing([day for day in days_between(*closed(span, found)) if day not in chosen.days])
        return chosen
    first, last = closed(span, found) if span else (found[0], found[-1])
    around = f" It holds {found[0]} to {found[-1]}." if found else "" if only else " It holds no dated file."
    raise SourceUnavailable(f"source {source_of(settings)}: no dump for {first} to {last} yet.{around}")


def _candidates(settings: Settings, span: tuple[Day, Day] | None, found: Sequence[Day]) -> Sequence[Day]:
    """Days of the span that are worth a look: those of which there is a file, with feeds all between its ends."""
    if span is None:
        return found
    first, last = closed(span, found)
    if settings.feeds and first != Day.min and last != Day.max:
        return days_between(first, last)
    return [day for day in found if first <= day <= last]


def _tell_undated(undated: Sequence[str]) -> None:
    if undated:
        more = len(undated) - SHOWN_UNDATED
        shown = ", ".join(undated[:SHOWN_UNDATED]) + (f" and {more} more" if more > 0 else "")
        sys.stderr.write(f"daybook: left out, no date in name or folder: {shown}\n")


def _tell_missing(days: Sequence[Day]) -> None:
    if days:
        sys.stderr.write(f"daybook: no dump for {', '.join(map(str, days[:10]))}{' ...' if len(days) > 10 else ''}\n")


def _combined(waiting: Mapping[Day, DumpNotThere]) -> DumpNotThere:
    return DumpNotThere("\n".join(str(waiting[day]) for day in sorted(waiting)))


def counts_of(home: Path | str, days: Sequence[Day]) -> list[dict[str, object]]:
    """Counts of each day in the current version."""
    from tasks.store.queries import read_sql
    from tasks.store.reading import connect_latest

    with connect_latest(home) as con:
        result = con.execute(read_sql("queries", "day_counts"), {"days": list(days)})
        columns = [column[0] for column in result.description]
        return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


def _print_checks(settings: Settings) -> None:
    """How many checks the version passes, and those that warn. None of severity fail can have found anything in it."""
    from tasks.store.queries import read_sql
    from tasks.store.reading import connect_latest

    with connect_latest(settings.home) as con:
        outcomes = con.execute(read_sql("queries", "check_outcomes")).fetchall()
    passed = sum(not rows for _, rows in outcomes)
    stderr().print(f"{passed} check{'s' * (passed != 1)} passed.", markup=False)
    for check_name, rows in outcomes:
        if rows:
            hint = " `daybook overrides` says which lines." if check_name == "overrides_match" else ""
            stderr().print(f"check {check_name} warns of {rows:,}.{hint}", markup=False)


def _print_counts(counts: Sequence[dict[str, object]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold", show_footer=len(counts) > 1)
    for name, label in _COUNT_LABELS.items():
        values = [row[name] for row in counts]
        total = sum(value for value in values if isinstance(value, int)) if name in _ADDS_UP else ""
        table.add_column(label, footer=f"{total:,}" if total != "" else "", justify="right", overflow="fold")
    for row in counts:
        table.add_row(*(f"{row[name]:,}" if isinstance(row[name], int) else str(row[name]) for name in _COUNT_LABELS))
    stdout().print(table)


def _print_places(settings: Settings) -> None:
    from tasks.store.home import home_at
    from tasks.store.publications import require_current

    home = home_at(settings.home)
    publication = require_current(home)
    print_line = stdout().print
    print_line(f"\nversion    {publication.version}", markup=False)
    print_line(f"warehouse  {home.address_of(publication.warehouse)}", markup=False)
    manifest = home.address_of(publication.manifest)
    print_line(f"exports    {home.address_of('exports')} (paths in {manifest})", markup=False)


def _print_next_steps(settings: Settings, counts: Sequence[dict[str, object]]) -> None:
    from tasks.cli.reading import find_article, print_article
    from tasks.store.reading import connect_latest

    with connect_latest(settings.home) as con:
        print_line = stdout().print
        print_line()
        print_article(find_article(con, None))
    home = "" if settings.home == Path("daybook-home") else f" --home {settings.home}"
    command = _command()
    print_line("\nNext:", markup=False)
    print_line(f"  {command} top people{home}", markup=False)
    print_line(f'  {command} sql "{NEXT_QUERY}"{home}', markup=False)
    print_line(f"  {command} rejects --date {counts[0]['dump_date']}{home}", markup=False)


def _command() -> str:
    """How to call Daybook from here: by name where that is on the path, else as it was called."""
    is_script = Path(sys.argv[0]).name == "daybook"
    return os.path.relpath(sys.argv[0]) if is_script and not shutil.which("daybook") else "daybook"
