"""A calendar on the terminal: months side by side, weeks from Monday to Sunday, a sign for how each day stands."""

from __future__ import annotations

from calendar import Calendar
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, zip_longest
from typing import NamedTuple

from rich.text import Text

from tasks.days import DayState

MONTH_CHARS = 7 * 4 - 1
GAP_CHARS = 3
MOST_ABREAST = 3


class Sign(NamedTuple):
    """How a state is drawn."""

    char: str
    style: str


SIGNS: Mapping[DayState, Sign] = {
    "loaded": Sign("●", "green"),
    "partial": Sign("◐", "yellow"),
    "empty": Sign("○", "green"),
    "received": Sign("+", "cyan"),
    "held back": Sign("!", "bold magenta"),
    "waiting": Sign("?", "yellow"),
    "missing": Sign("×", "bold red"),
    "not expected": Sign("·", "dim"),
}


def draw_calendar(states: Mapping[date, DayState], width: int) -> Iterator[Text]:
    """Lines of the months that hold the days, as many abreast as the width has room for, then what the signs mean."""
    months = sorted({(day.year, day.month) for day in states})
    abreast = max(1, min(MOST_ABREAST, (width + GAP_CHARS) // (MONTH_CHARS + GAP_CHARS)))
    for start in range(0, len(months), abreast):
        blocks = [_month(year, month, states) for year, month in months[start : start + abreast]]
        for lines in zip_longest(*blocks, fillvalue=Text(" " * MONTH_CHARS)):
            line = Text(" " * GAP_CHARS).join(lines)
            line.rstrip()
            yield line
        yield Text()
    yield from _legend(states, width)


def _month(year: int, month: int, states: Mapping[date, DayState]) -> list[Text]:
    title = Text(f"{date(year, month, 1):%B %Y}".ljust(MONTH_CHARS), style="bold")
    days = Calendar().itermonthdays(year, month)
    lines = [title, Text("Mo  Tu  We  Th  Fr  Sa  Su ", style="dim")]
    while week := list(islice(days, 7)):
        lines.append(Text(" ").join(_cell(date(year, month, day) if day else None, states) for day in week))
    return lines


def _cell(day: date | None, states: Mapping[date, DayState]) -> Text:
    if day is None:
        return Text("   ")
    state = states.get(day)
    sign = SIGNS[state] if state else Sign(" ", "dim")
    return Text(f"{day.day:2d}{sign.char}", style=sign.style)


def _legend(states: Mapping[date, DayState], width: int) -> Iterator[Text]:
    counts = Counter(states.values())
    entries = [
        Text.assemble((sign.char, sign.style), f" {state} {counts[state]}")
        for state, sign in SIGNS.items()
        if counts[state]
    ]
    yield from _filled(entries, width)


def _filled(entries: Sequence[Text], width: int) -> Iterator[Text]:
    """Entries in lines no wider than the width."""
    line = Text()
    for entry in entries:
        if line and len(line) + 3 + len(entry) > width:
            yield line
            line = Text()
        line = Text("   ").join([line, entry]) if line else entry
    if line:
        yield line
