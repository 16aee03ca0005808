"""Feeds: their settings, what of a day has come, and what a day is made of when something has not."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest

from tasks import plan
from tasks.arrivals import Arrival, arrival_of, missing_uri
from tasks.config import SETTINGS_FILE, Settings, load_settings
from tasks.errors import DumpNotThere, InputError
from tasks.feeds import ArticleField, Feed
from tasks.formats.fields import FIELD_NAMES
from tasks.pipeline import run_stage
from tasks.store.home import Home
from tasks.store.parts import part_name, read_rows
from tasks.store.reading import connect_latest
from tests.lake_builder import BUDGET, DAY_1, DAY_2, SPANISH, record, run_stages, write_jsonl

pytestmark = pytest.mark.slow

SUNDAY = date(2024, 6, 9)
AFTERWARDS = datetime(2024, 6, 20, tzinfo=UTC)
WIRE_RECORD = {"ref": "w1", "hl": "Budget goes to parliament", "story_text": BUDGET}
NAMES = {"body": "story_text", "title": "hl", "external_id": "ref"}
MakeSettings = Callable[..., Settings]


@pytest.fixture
def wire(tmp_path: Path) -> dict[str, Any]:
    """A feed with names of its own, whose first day has come."""
    write_jsonl(tmp_path / "wire" / "2024-06-04" / "a.jsonl", [WIRE_RECORD])
    return {"source": str(tmp_path / "wire" / "{date}" / "*.jsonl"), "fields": NAMES, "publisher": "Example Wire"}


@pytest.fixture
def post(tmp_path: Path) -> dict[str, Any]:
    """A feed under recognised names, whose first two days have come."""
    for number, day in enumerate((DAY_1, DAY_2)):
        write_jsonl(tmp_path / "post" / f"{day}.jsonl", [record(number)])
    return {"source": str(tmp_path / "post")}


@pytest.fixture
def feed_settings(make_settings: MakeSettings, tiny_model: str) -> MakeSettings:
    """Settings with feeds by name."""
    return lambda **feeds: make_settings(source=None, model=tiny_model, feeds=feeds)


def _read(folder: Path, text: str) -> Settings:
    (folder / SETTINGS_FILE).write_text(text, encoding="utf-8")
    return load_settings(folder=folder)


def _inputs(settings: Settings, day: date) -> list[tuple[Any, ...]]:
    columns = ("feed", "dump_uri", "is_expected", "is_received", "record_count")
    with connect_latest(settings.home) as con:
        result = con.sql("from inputs order by dump_uri").filter(f"dump_date = '{day}'")
        return result.project(", ".join(columns)).fetchall()


def _version(settings: Settings) -> str:
    return str(json.loads((settings.home / "CURRENT").read_text())["version"])


def _pass_time(folder: Path, seconds: float) -> None:
    for path in folder.rglob("*.jsonl"):
        os.utime(path, (time.time() - seconds,) * 2)


# Settings


def test_a_feed_is_read_from_the_settings_file(tmp_path: Path) -> None:
    text = """
        [feeds.wire]
        source = "dumps/{date}/*.jsonl.gz"
        schedule = ["monday", "Thu"]
        fields = { body = "story_text", title = ["hl", "kicker"] }
        publisher = "Example Wire"
        language = "en"
        quiet_period = "5 min"
        deadline = "36h"
        expected_files = 4
        first_date = 2024-06-03
    """
    feed = _read(tmp_path, text).feeds["wire"]
    assert feed.schedule == (0, 3)
    assert feed.fields == {"body": ("story_text",), "title": ("hl", "kicker")}
    assert (feed.quiet_period, feed.deadline) == (timedelta(minutes=5), timedelta(hours=36))
    assert (feed.first_date, feed.last_date) == (date(2024, 6, 3), None)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ('sorce = "x"', "feeds.wire: unknown setting 'sorce'. Nearest known: 'source'"),
        ('fields = { boddy = "x" }', "feeds.wire.fields = .*unknown field 'boddy'. Nearest known: 'body'"),
        ("fields = { body = 3 }", "feeds.wire.fields = .*body: expected the feed's name"),
        ('schedule = "dayly"', """feeds.wire.schedule = 'dayly': expected "daily", "weekdays", "weekends" or a list"""),
        ("schedule = []", "feeds.wire.schedule = .*expected"),
        (
            'quiet_period = "soon"',
            "feeds.wire.quiet_period = 'soon': expected seconds, or a number with s, min, h or d",
        ),
        ("deadline = -1", "feeds.wire.deadline = -1: expected seconds"),
        ('language = "english"', "feeds.wire.language = 'english'"),
        ("expected_files = 0", "feeds.wire.expected_files = 0"),
    ],
)
def test_what_is_wrong_in_a_feed_is_named_with_its_place(tmp_path: Path, lines: str, says: str) -> None:
    source = "" if "sorce" in lines else 'source = "dumps"'
    with pytest.raises(InputError, match=f"{SETTINGS_FILE}: {says}"):
        _read(tmp_path, f"[feeds.wire]\n{source}\n{lines}\n")


def test_a_feed_without_a_source_and_a_name_that_is_no_address_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"feeds\.wire: 'source' is missing"):
        _read(tmp_path, '[feeds.wire]\nschedule = "daily"\n')
    with pytest.raises(InputError, match=r"feeds\.\.\./wire.*lower-case letters, digits"):
        _read(tmp_path, '[feeds."../wire"]\nsource = "x"\n')


def test_source_and_feeds_in_one_place_are_refused_and_a_later_place_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = '[feeds.wire]\nsource = "dumps"\n'
    with pytest.raises(InputError, match="both 'source' and 'feeds' are set"):
        _read(tmp_path, f'source = "x"\n{text}')
    assert list(_read(tmp_path, text).feeds) == ["wire"]
    monkeypatch.setenv("DAYBOOK_SOURCE", "elsewhere")
    assert (load_settings(folder=tmp_path).source, load_settings(folder=tmp_path).feeds) == ("elsewhere", {})
    monkeypatch.delenv("DAYBOOK_SOURCE")
    monkeypatch.setenv("DAYBOOK_FEEDS", '{"post": {"source": "other"}}')
    assert list(load_settings(folder=tmp_path).feeds) == ["post"]
    assert load_settings({"source": "flag"}, folder=tmp_path).feeds == {}
    monkeypatch.setenv("DAYBOOK_FEEDS", "post")
    with pytest.raises(InputError, match="DAYBOOK_FEEDS: expected a JSON object"):
        load_settings(folder=tmp_path)


def test_fields_that_can_be_named_are_those_of_the_formats() -> None:
    assert set(get_args(ArticleField)) == set(FIELD_NAMES)


# Arrivals


def _arrival(day: date = DAY_1, now: datetime = AFTERWARDS, files: Any = (), **settings: Any) -> Arrival:
    return arrival_of("wire", Feed(source="dumps", **settings), day, files, now=now)


def test_a_missing_dump_is_waited_for_until_its_deadline() -> None:
    end = datetime(2024, 6, 5, 12, tzinfo=UTC)
    before = _arrival(now=end - timedelta(minutes=1), deadline="12h")
    assert (before.is_waited_for, before.recheck_after) == (True, timedelta(minutes=1))
    assert "until 2024-06-05 12:00 UTC" in before.problem
    after = _arrival(now=end, deadline="12h")
    assert (after.is_expected, after.is_waited_for, after.recheck_after) == (True, False, None)
    assert after.problem == "no dump for 2024-06-04 yet at the deadline, 2024-06-05 12:00 UTC"


@pytest.mark.parametrize(
    "settings",
    [{"schedule": "weekdays"}, {"schedule": ["mon"]}, {"first_date": date(2024, 6, 10)}, {"last_date": DAY_1}],
    ids=["weekdays", "Mondays", "before the first day", "after the last day"],
)
def test_a_day_without_a_dump_in_the_schedule_lacks_nothing(settings: dict[str, Any]) -> None:
    assert _arrival(SUNDAY, **settings) == Arrival("wire", is_expected=False, files=())


def test_the_last_day_of_the_calendar_has_a_deadline_too() -> None:
    assert _arrival(date.max, deadline="30d").is_waited_for


# The day


def test_two_feeds_make_one_day_with_addresses_of_their_own(
    feed_settings: MakeSettings, wire: dict[str, Any], post: dict[str, Any]
) -> None:
    settings = feed_settings(wire=wire, post=post)
    run_stages([DAY_1], settings)
    assert _inputs(settings, DAY_1) == [
        ("post", "post/2024-06-04.jsonl", True, True, 1),
        ("wire", "wire/2024-06-04/a.jsonl", True, True, 1),
    ]
    with connect_latest(settings.home) as con:
        rows = con.sql("select dump_uri, title, external_id, publisher from articles order by dump_uri").fetchall()
    assert rows == [
        ("post/2024-06-04.jsonl", "Budget of year 0 goes to parliament", "r0", "Example Wire"),
        ("wire/2024-06-04/a.jsonl", "Budget goes to parliament", "w1", "Example Wire"),
    ]


def test_after_the_deadline_the_day_goes_on_without_a_feed_and_says_so(
    feed_settings: MakeSettings, wire: dict[str, Any], post: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    settings = feed_settings(wire=wire, post=post)
    run_stages([DAY_2], settings)
    assert _inputs(settings, DAY_2) == [
        ("post", "post/2024-06-05.jsonl", True, True, 1),
        ("wire", "wire/2024-06-05/*", True, False, 0),
    ]
    assert "2024-06-05 goes on without feed wire: no dump for 2024-06-05 yet at the deadline" in caplog.text
    with connect_latest(settings.home) as con:
        (found,) = con.sql("from check_results where check_name = 'expected_dumps_arrived'").fetchall()
    assert found == ("expected_dumps_arrived", DAY_2, "warn", 1)


def test_a_dump_that_comes_after_its_deadline_is_taken_up_by_the_next_run(
    feed_settings: MakeSettings, wire: dict[str, Any], post: dict[str, Any], tmp_path: Path
) -> None:
    settings = feed_settings(wire=wire, post=post)
    run_stages([DAY_2], settings)
    without = _version(settings)
    write_jsonl(tmp_path / "wire" / "2024-06-05" / "a.jsonl", [WIRE_RECORD])
    run_stages([DAY_2], settings)
    assert [row[3] for row in _inputs(settings, DAY_2)] == [True, True]
    assert _version(settings) != without
    (tmp_path / "wire" / "2024-06-05" / "a.jsonl").unlink()
    run_stages([DAY_2], settings)
    assert _version(settings) == without


def test_before_the_deadline_the_day_waits_and_says_until_when(
    feed_settings: MakeSettings, wire: dict[str, Any], post: dict[str, Any]
) -> None:
    settings = feed_settings(wire={**wire, "deadline": "9000 d"}, post=post)
    says = r"feed wire, 2024-06-05: no dump for 2024-06-05 yet; until 2049-.*source .*wire.*Run again later"
    with pytest.raises(DumpNotThere, match=says) as raised:
        plan.run(DAY_2, settings)
    assert raised.value.exit_code == 3
    assert raised.value.retry_after is not None
    assert raised.value.retry_after > timedelta(days=1)
    assert not Home(settings.home).exists(part_name("plan", DAY_2, 0))


def test_a_dump_that_still_grows_is_not_there_yet(
    feed_settings: MakeSettings, wire: dict[str, Any], tmp_path: Path
) -> None:
    settings = feed_settings(wire={**wire, "quiet_period": "10 min"})
    _pass_time(tmp_path / "wire", 60)
    with pytest.raises(DumpNotThere, match=r"its newest file changed 6\d s ago, quiet_period is 0:10:00") as raised:
        plan.run(DAY_1, settings)
    assert raised.value.retry_after is not None
    assert timedelta(minutes=8) < raised.value.retry_after <= timedelta(minutes=9)
    _pass_time(tmp_path / "wire", 601)
    assert plan.run(DAY_1, settings).rows_out == 1


def test_fewer_files_than_expected_are_waited_for_and_then_recorded(
    feed_settings: MakeSettings, wire: dict[str, Any]
) -> None:
    waiting = feed_settings(wire={**wire, "expected_files": 3, "deadline": "9000 d"})
    with pytest.raises(DumpNotThere, match="1 of 3 files have come"):
        plan.run(DAY_1, waiting)
    settings = feed_settings(wire={**wire, "expected_files": 3})
    plan.run(DAY_1, settings)
    rows = read_rows(Home(settings.home), part_name("plan", DAY_1, 0))
    assert [(row["dump_uri"], row["is_received"]) for row in rows] == [
        ("wire/2024-06-04/*", False),
        ("wire/2024-06-04/a.jsonl", True),
    ]


@pytest.mark.parametrize("content", ["", "\n", "[]"], ids=["no byte", "no record", "an empty array"])
def test_an_empty_dump_is_a_day_with_no_articles(make_settings: MakeSettings, tiny_model: str, content: str) -> None:
    settings = make_settings(model=tiny_model)
    write_jsonl(Path(str(settings.source)) / "2024-06-04.json", []).write_text(content)
    run_stages([DAY_1], settings)
    assert _inputs(settings, DAY_1) == [("default", "2024-06-04.json", True, True, 0)]
    with connect_latest(settings.home) as con:
        assert con.sql("select count(*) from articles").fetchone() == (0,)
        assert con.sql("from check_results where failing_rows > 0").fetchall() == []


def test_a_day_of_which_nothing_comes_is_published_empty(feed_settings: MakeSettings, post: dict[str, Any]) -> None:
    settings = feed_settings(post={**post, "schedule": "weekdays"})
    run_stages([date(2024, 6, 6), SUNDAY], settings)
    assert _inputs(settings, date(2024, 6, 6)) == [("post", missing_uri("post", date(2024, 6, 6)), True, False, 0)]
    assert _inputs(settings, SUNDAY) == [("post", "post/2024-06-09/*", False, False, 0)]


def test_a_dump_redelivered_differently_is_done_again_and_the_same_one_is_not(
    feed_settings: MakeSettings, wire: dict[str, Any], tmp_path: Path
) -> None:
    settings = feed_settings(wire=wire)
    run_stages([DAY_1], settings)
    before = _version(settings)
    path = write_jsonl(tmp_path / "wire" / "2024-06-04" / "a.jsonl", [WIRE_RECORD])
    assert all(report.is_reused for report in run_stages([DAY_1], settings))
    write_jsonl(path, [WIRE_RECORD, {**WIRE_RECORD, "ref": "w2", "hl": "A second one"}])
    run_stages([DAY_1], settings)
    assert _version(settings) != before
    with connect_latest(settings.home) as con:
        assert con.sql("select count(*) from articles").fetchone() == (2,)


@pytest.mark.parametrize(
    ("changes", "is_reused"),
    [
        ({"publisher": "Another Wire"}, False),
        ({"language": "fr"}, False),
        ({"fields": {**NAMES, "category": "desk"}}, False),
        ({"deadline": "3 d"}, True),
        ({"quiet_period": "1 s"}, True),
        ({"schedule": ["tuesday"]}, True),
    ],
    ids=lambda changes: next(iter(changes)) if isinstance(changes, dict) else str(changes),
)
def test_a_part_is_made_again_where_a_setting_of_its_feed_bears_on_it(
    feed_settings: MakeSettings, wire: dict[str, Any], tmp_path: Path, changes: dict[str, Any], is_reused: bool
) -> None:
    _pass_time(tmp_path, 60)
    run_stages([DAY_1], feed_settings(wire=wire), last="ingest")
    changed = feed_settings(wire={**wire, **changes})
    assert run_stages([DAY_1], changed, last="ingest")[-1].is_reused is is_reused


def test_where_a_feed_lies_does_not_bear_on_its_parts(
    feed_settings: MakeSettings, wire: dict[str, Any], tmp_path: Path
) -> None:
    run_stages([DAY_1], feed_settings(wire=wire), last="ingest")
    (tmp_path / "wire").rename(tmp_path / "moved")
    moved = feed_settings(wire={**wire, "source": str(tmp_path / "moved" / "{date}" / "*.jsonl")})
    assert all(report.is_reused for report in run_stages([DAY_1], moved, last="ingest"))


def test_publisher_and_language_of_a_feed_hold_where_a_record_is_silent(
    feed_settings: MakeSettings, tmp_path: Path
) -> None:
    silent = {"id": "1", "body": "Breve."}
    write_jsonl(
        tmp_path / "wire" / "2024-06-04.jsonl",
        [silent, {**silent, "id": "2", "publisher": " "}, {**silent, "id": "3", "source": "Own", "language": "pt"}],
    )
    settings = feed_settings(wire={"source": str(tmp_path / "wire"), "publisher": "Example Wire", "language": "es"})
    run_stages([DAY_1], settings, last="ingest")
    rows = read_rows(Home(settings.home), part_name("records", DAY_1, 0, 0))
    assert [(row["publisher"], row["language"]) for row in rows] == [
        ("Example Wire", "es"),
        ("Example Wire", "es"),
        ("Own", "pt"),
    ]


@pytest.mark.parametrize("suffix", ["jsonl", "json", "csv", "parquet"])
def test_names_of_a_feed_hold_in_every_format_of_named_fields(
    feed_settings: MakeSettings, tmp_path: Path, suffix: str
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "wire" / f"2024-06-04.{suffix}"
    path.parent.mkdir()
    row = {"Story Text": BUDGET.replace("\n", " "), "hl": "Budget", "title": "not this one"}
    if suffix == "csv":
        path.write_text("Story Text;hl;title\n" + ";".join(f'"{value}"' for value in row.values()) + "\n")
    elif suffix == "parquet":
        pq.write_table(pa.Table.from_pylist([row]), path)
    else:
        path.write_text(json.dumps([row] if suffix == "json" else row))
    settings = feed_settings(
        wire={"source": str(tmp_path / "wire"), "fields": {"body": ["none", "Story Text"], "title": "hl"}}
    )
    run_stages([DAY_1], settings, last="ingest")
    (read,) = read_rows(Home(settings.home), part_name("records", DAY_1, 0, 0))
    assert (read["title"], read["body"][:5]) == ("Budget", "PARIS")


def test_a_record_without_the_named_body_is_refused_with_the_name(
    feed_settings: MakeSettings, wire: dict[str, Any], tmp_path: Path
) -> None:
    write_jsonl(tmp_path / "wire" / "2024-06-04" / "a.jsonl", [{"body": SPANISH}])
    settings = feed_settings(wire=wire)
    run_stages([DAY_1], settings, last="ingest")
    (refused,) = read_rows(Home(settings.home), part_name("rejects", DAY_1, 0))
    assert (refused["reason"], refused["detail"]) == ("missing_body", "no field of story_text; found body")


def test_a_day_planned_with_a_feed_that_is_gone_is_to_be_planned_again(
    feed_settings: MakeSettings, wire: dict[str, Any], post: dict[str, Any]
) -> None:
    run_stage("plan", [DAY_1], feed_settings(wire=wire))
    with pytest.raises(InputError, match="planned with feed wire, which the settings do not have: they have post"):
        run_stage("ingest", [DAY_1], feed_settings(post=post))
