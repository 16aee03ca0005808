"""Dates and counts in words, the same whatever the locale."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905 one line reads better
)
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905 one line reads better


def full_date(day: date) -> str:
    """As in "Wednesday, 5 June 2024"."""
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_and_month(day: date) -> str:
    """As in "5 June"."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def short_day(day: date) -> str:
    """As in "5 Jun"."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def count_of(number: int, noun: str, plural: str | None = None) -> str:
    """As in "1 story", "1,200 stories"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
