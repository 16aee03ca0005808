"""The volume check: each feed and language against its own last 28 days, and what becomes of a load that fails it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tasks.config import Settings
from tasks.errors import InputError
from tasks.store.queries import read_sql
from tasks.store.reading import connect_latest
from tests.lake_builder import record, run_stages, write_jsonl
from tests.warehouse_rows import article, sound_rows, warehouse_of

pytestmark = pytest.mark.slow

FIRST = date(2024, 6, 3)  # a Monday
Volumes = Mapping[date, int | None]


def _days(*counts: int | None, first: date = FIRST) -> dict[date, int | None]:
    """Articles of consecutive days; None where the dump did not come."""
    return {first + timedelta(days=number): articles for number, articles in enumerate(counts)}


def _rows(volumes: Volumes, *, feed: str = "wire", language: str = "en") -> dict[str, list[Any]]:
    numbers = count()
    inputs, articles = [], []
    for day, number_of_articles in volumes.items():
        uri = f"{feed}/{day}.zip"
        is_received = number_of_articles is not None
        counts = {"article_count": number_of_articles or 0, "record_count": number_of_articles or 0, "reject_count": 0}
        facts = {"dump_date": day, "feed": feed, "dump_uri": uri, "is_received": is_received, **counts}
        inputs.append({**sound_rows()["inputs"][0], **facts})
        for _ in range(number_of_articles or 0):
            where = {"dump_date": day, "dump_uri": f"{uri}!/a.jsonl", "language": language}
            articles.append(article(f"{feed}-{language}-{next(numbers)}", **where))
    return {"inputs": inputs, "articles": articles}


def _found(*rows: Mapping[str, Sequence[Any]]) -> list[tuple[Any, ...]]:
    joined = {table: [row for one in rows for row in one[table]] for table in ("inputs", "articles")}
    with warehouse_of(joined) as con:
        return [row[:4] for row in con.execute(read_sql("checks", "volumes_are_usual")).fetchall()]


@pytest.mark.parametrize(
    "volumes",
    [
        _days(*[40] * 6, 0),
        _days(*[40] * 7, 21),
        _days(*[40] * 7, 79),
        _days(*[4] * 7, 0),
        _days(*[4] * 7, 13),
        _days(*[0] * 7, 9),
        _days(*[10, 70, 30, 50, 90, 20, 60] * 2, 15),
        _days(*([40] * 5 + [8, 9]) * 3),
        _days(*[40] * 10, None, 41),
        _days(*[40] * 8, first=date(2024, 2, 26)) | _days(0, first=date(2024, 6, 3)),
    ],
    ids=[
        "six days are too few to judge by",
        "just over half of the median",
        "just under twice the median",
        "few articles, none today",
        "few articles, three times as many today",
        "a language that comes up with nine articles",
        "a feed whose counts are wild",
        "weekends that are thin every week",
        "a day that did not come, and the next",
        "days longer ago than 28",
    ],
)
def test_what_happens_to_any_feed_is_usual(volumes: Volumes) -> None:
    assert _found(_rows(volumes)) == []


@pytest.mark.parametrize(
    ("volumes", "count_of_last"),
    [
        (_days(*[40] * 7, 19), 19),
        (_days(*[40] * 7, 81), 81),
        (_days(*[40] * 7, 0), 0),
        (_days(*[0] * 7, 10), 10),
        (_days(*([40] * 5 + [8, 9]) * 3, 8), 8),
        (_days(*[40] * 6, 4_000, 40, 12), 12),
        (_days(*[40] * 7, None, None, 12), 12),
    ],
    ids=[
        "under half",
        "over twice",
        "a dump without articles",
        "a language that comes up with ten articles",
        "a Monday as thin as a Sunday",
        "a wild day among those before",
        "missing days among those before",
    ],
)
def test_a_count_far_off_the_median_is_found(volumes: Volumes, count_of_last: int) -> None:
    last = max(volumes)
    assert [row for row in _found(_rows(volumes)) if row[0] == last] == [(last, "wire", "en", count_of_last)]


def test_feeds_and_languages_are_judged_by_their_own_days() -> None:
    english, spanish = _days(*[40] * 8), _days(*[40] * 7, 2)
    found = _found(
        _rows(english),
        {"inputs": [], "articles": _rows(spanish, language="es")["articles"]},
        _rows(english, feed="post"),
    )
    assert found == [(FIRST + timedelta(days=7), "wire", "es", 2)]


def test_days_that_come_later_change_nothing() -> None:
    volumes = _days(*[40] * 7, 12)
    later = _days(*[12] * 7, first=FIRST + timedelta(days=8))
    day = FIRST + timedelta(days=7)
    assert [row for row in _found(_rows(volumes | later)) if row[0] == day] == _found(_rows(volumes)) != []


# The load


@pytest.fixture
def days_before(make_settings: Callable[..., Settings], tiny_model: str) -> Settings:
    """A home in which seven days of twelve articles are published, and a last day of none waits to be loaded."""
    settings = make_settings(model=tiny_model)
    days = list(_days(*[12] * 7))
    for day in days:
        records = [
            record(number, body=f"Body {number} of {day} about a budget that is long enough.") for number in range(12)
        ]
        write_jsonl(Path(str(settings.source)) / f"{day}.jsonl", records)
    run_stages(days, settings)
    write_jsonl(Path(str(settings.source)) / f"{FIRST + timedelta(days=7)}.jsonl", [])
    return settings


def _version(settings: Settings) -> str:
    return str(json.loads((settings.home / "CURRENT").read_text())["version"])


def test_an_unusual_day_is_loaded_with_a_warning_that_names_it(
    days_before: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    day = FIRST + timedelta(days=7)
    run_stages([day], days_before)
    says = "2024-06-10, feed default, language en: 0 articles; the median of 7 days before is 12, usual are 2 to 24."
    assert [line.getMessage() for line in caplog.records if "median" in line.getMessage()] == [says]
    with connect_latest(days_before.home) as con:
        found = con.sql("from check_results where check_name = 'volumes_are_usual' and failing_rows > 0").fetchall()
    assert found == [("volumes_are_usual", day, "warn", 1)]


def test_off_says_nothing_and_makes_the_same_version(days_before: Settings, caplog: pytest.LogCaptureFixture) -> None:
    day = FIRST + timedelta(days=7)
    run_stages([day], days_before.model_copy(update={"volume_check": "off"}))
    assert "median" not in caplog.text
    version = _version(days_before)
    run_stages([day], days_before)
    assert _version(days_before) == version


def test_stop_leaves_the_published_version_in_place_until_somebody_accepts_the_day(days_before: Settings) -> None:
    day = FIRST + timedelta(days=7)
    before = _version(days_before)
    strict = days_before.model_copy(update={"volume_check": "stop"})
    for _ in range(2):
        with pytest.raises(
            InputError, match=r"2024-06-10, feed default, language en: 0 articles; the median.*\n.*=warn"
        ):
            run_stages([day], strict)
        assert _version(days_before) == before
    run_stages([day], days_before)
    accepted = _version(days_before)
    run_stages([day], strict)
    assert _version(days_before) == accepted != before
