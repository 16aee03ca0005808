"""Settings of a feed, `[feeds.<name>]` in daybook.toml: where its dumps come from, when, and what its records say."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ArticleField = Literal[
    "external_id", "url", "title", "body", "published_at", "authors", "publisher", "language", "category"
]
_SCHEDULES = {"daily": range(7), "weekdays": range(5), "weekends": range(5, 7)}
_SECONDS = {"s": 1, "min": 60, "m": 60, "h": 3_600, "d": 86_400}
_DURATION = re.compile(r"(\d+(?:\.\d+)?) ?(s|min|m|h|d)")
_FEED_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


def feed_name(value: str) -> str:
    """The name of a feed; ValueError where it could not stand in an address."""
    if not _FEED_NAME.fullmatch(value):
        raise ValueError("a feed's name is of lower-case letters, digits, - and _")
    return value


def weekdays_of(value: object) -> tuple[int, ...]:
    """Days of a schedule, Monday is 0; ValueError names what a schedule can be."""
    named = [value] if isinstance(value, str) else value
    if isinstance(named, list | tuple) and named:
        if len(named) == 1 and named[0] in _SCHEDULES:
            return tuple(_SCHEDULES[named[0]])
        days = [_weekday(one) for one in named]
        if None not in days:
            return tuple(sorted({day for day in days if day is not None}))
    raise ValueError('expected "daily", "weekdays", "weekends" or a list as in ["monday", "thursday"]')


def duration_of(value: object) -> object:
    """A length of time: seconds, or a number with s, min, h or d; ValueError for anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e9:
        return timedelta(seconds=value)
    stated = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if stated and (seconds := float(stated[1]) * _SECONDS[stated[2]]) < 1e9:
        return timedelta(seconds=seconds)
    if value is None or isinstance(value, timedelta):
        return value
    raise ValueError('expected seconds, or a number with s, min, h or d as in "90 min"')


def field_names_of(value: object) -> dict[str, tuple[str, ...]]:
    """The feed's names for each of our fields; ValueError names an unknown field and the nearest known one."""
    if not isinstance(value, Mapping):
        raise ValueError('expected a table as in { body = "story_text" }: our field, then the feed\'s name for it')
    known = get_args(ArticleField)
    names = {}
    for field, stated in value.items():
        if field not in known:
            nearest = difflib.get_close_matches(str(field), known, n=1, cutoff=0)[0]
            raise ValueError(f"unknown field '{field}'. Nearest known: '{nearest}'. Known: {', '.join(known)}")
        listed = [stated] if isinstance(stated, str) else stated
        if not isinstance(listed, list | tuple) or not listed or not all(isinstance(one, str) for one in listed):
            raise ValueError(f"{field}: expected the feed's name for it, or a list of such names")
        names[field] = tuple(listed)
    return names


Duration = Annotated[timedelta, BeforeValidator(duration_of)]
FeedName = Annotated[str, AfterValidator(feed_name)]


class Feed(BaseModel):
    """One feed. `deadline` of None waits without end."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(min_length=1, description="Folder of dumps, or a pattern with {date}")
    schedule: Annotated[tuple[int, ...], BeforeValidator(weekdays_of)] = Field(
        default=tuple(range(7)), description="Days on which a dump is expected"
    )
    first_date: date | None = Field(default=None, description="First day on which a dump is expected")
    last_date: date | None = Field(default=None, description="Last day on which a dump is expected")
    expected_files: int = Field(default=1, ge=1, le=1_000_000, description="Files of a complete dump at least")
    quiet_period: Duration = Field(
        default=timedelta(0), description="Time without a change after which a dump is complete"
    )
    deadline: Duration | None = Field(
        default=timedelta(days=1), description="Time after the end of the day (UTC) for which a dump is waited for"
    )
    fields: Annotated[dict[str, tuple[str, ...]], BeforeValidator(field_names_of)] = Field(
        default_factory=dict, description="The feed's names for our fields"
    )
    publisher: str | None = Field(default=None, min_length=1, description="Publisher of records that name none")
    language: str | None = Field(
        default=None, pattern=r"^[a-z]{2}$", description="Language of records that do not say, ISO 639-1"
    )

    def facts(self) -> dict[str, Any]:
        """What bears on the records that are read: not where they are, nor when they are waited for."""
        return {"fields": self.fields, "publisher": self.publisher, "language": self.language}


def _weekday(name: object) -> int | None:
    matching = [
        number for number, known in enumerate(WEEKDAYS) if isinstance(name, str) and name.lower() in (known, known[:3])
    ]
    return matching[0] if matching else None
