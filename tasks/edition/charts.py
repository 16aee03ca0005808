"""Geometry of the charts: bars of a day's counts as numbers for inline SVG, and the sentence that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tasks.edition.wording import count_of, day_and_month

CHART_WIDTH, CHART_HEIGHT = 640, 150
SPARK_WIDTH, SPARK_HEIGHT = 96, 20
GAP_SHARE = 0.28
MOST_BAR = 40.0


class Bar(NamedTuple):
    """A day's bar in units of the chart; `y` counts from the top."""

    x: float
    y: float
    width: float
    height: float
    day: date
    article_count: int
    is_today: bool


class Chart(NamedTuple):
    """Bars from the first to the last loaded day, with their text alternative."""

    width: int
    height: int
    bars: list[Bar]
    highest: int
    text: str


def chart_of(
    days: Sequence[date], counts: Mapping[date, int], *, width: int = CHART_WIDTH, height: int = CHART_HEIGHT
) -> Chart:
    """A bar for each of the loaded days, which are in order; the last one is the edition's own."""
    values = [counts.get(day, 0) for day in days]
    highest = max(values, default=0)
    slot = width / max(len(days), 1)
    bar_width = min(slot * (1 - GAP_SHARE), MOST_BAR)
    gap = (width - bar_width) / (len(days) - 1) if len(days) > 1 else 0
    bars = []
    for number, (day, count) in enumerate(zip(days, values, strict=True)):
        size = height * count / highest if highest else 0
        drawn = max(size, 2) if count else 0.75
        bars.append(
            Bar(
                x=round(number * gap, 2),
                y=round(height - drawn, 2),
                width=round(bar_width, 2),
                height=round(drawn, 2),
                day=day,
                article_count=count,
                is_today=number == len(days) - 1,
            )
        )
    return Chart(width, height, bars, highest, _in_words(days, values))


def _in_words(days: Sequence[date], values: Sequence[int]) -> str:
    if not days:
        return "No days are loaded."
    met = sum(1 for value in values if value)
    top = max(values)
    peak = days[len(values) - 1 - values[::-1].index(top)]
    total = count_of(sum(values), "article")
    first, span = day_and_month(days[0]), f"from {day_and_month(days[0])} to {day_and_month(days[-1])}"
    if len(days) == 1:
        return f"{total} on {day_and_month(days[0])}, the only day loaded."
    if top == 0:
        return f"No article on the {len(days)} days {span}."
    if met == 1:
        return f"{total} on {day_and_month(peak)}, none on the other {count_of(len(days) - 1, 'day')} since {first}."
    if top == 1:
        return f"One article each on {met} of the {len(days)} days {span}."
    return f"{total} on {met} of the {len(days)} days {span}; most on {day_and_month(peak)}, with {top}."
