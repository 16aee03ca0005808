"""`daybook status`, `run` and `replay` where feeds have a schedule: the calendar, days that wait, a day read anew."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tasks import ingest
from tasks.cli.calendar import SIGNS, draw_calendar
from tasks.config import Settings
from tasks.days import last_to_show
from tasks.feeds import Feed
from tasks.formats.record import REASONS
from tasks.formats.remedies import REMEDIES
from tests.lake_builder import SPANISH, record, write_jsonl
from tests.test_cli import PROJECT, Daybook, _on_a_terminal, daybook

pytestmark = pytest.mark.slow

__all__ = ["daybook"]

FEEDS = """
    model = "{model}"
    workers = 1
    home = "home"
    [feeds.wire]
    source = "wire"
    schedule = "weekdays"
    deadline = "{deadline}"
    [feeds.post]
    source = "post"
    schedule = ["saturday"]
"""
SPAN = ("--from", "2024-06-03", "--to", "2024-06-10")


@pytest.fixture
def feeds(tmp_path: Path, tiny_model: str) -> Callable[..., None]:
    """Write `daybook.toml` with two feeds, of which one has a deadline as given."""

    def write(deadline: str = "1 d") -> None:
        text = FEEDS.format(model=tiny_model, deadline=deadline)
        (tmp_path / "daybook.toml").write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def week(tmp_path: Path, feeds: Callable[..., None]) -> Path:
    """A week from Monday: two good days, an empty one, one missing, one that is refused, a Saturday, a quiet Sunday."""
    feeds()
    spanish = record(3, body=SPANISH, title="Más inversión", language="es")
    days = {3: [record(1), spanish], 4: [record(2)], 5: [], 7: ["{broken", "{broken", record(7)]}
    for day, records in days.items():
        write_jsonl(tmp_path / "wire" / f"2024-06-{day:02d}.jsonl", records)
    write_jsonl(tmp_path / "post" / "2024-06-08.jsonl", [record(8)])
    return tmp_path


def _states(daybook: Daybook, *words: str) -> dict[str, str]:
    return {row["dump_date"]: row["state"] for row in json.loads(daybook("status", "--json", *words).out)}


@pytest.mark.slow
def test_every_day_of_a_week_stands_as_it_is(daybook: Daybook, week: Path, caplog: pytest.LogCaptureFixture) -> None:
    done = daybook("run", *SPAN)
    assert done.code == 1
    assert "2024-06-07: 2 of 3 records were refused" in done.err
    assert "2024-06-06 goes on without feed wire" in caplog.text
    write_jsonl(week / "wire" / "2024-06-11.jsonl", [record(11)])
    assert _states(daybook, *SPAN[:2]) == {
        "2024-06-03": "loaded",
        "2024-06-04": "loaded",
        "2024-06-05": "empty",
        "2024-06-06": "missing",
        "2024-06-07": "held back",
        "2024-06-08": "loaded",
        "2024-06-09": "not expected",
        "2024-06-10": "missing",
        "2024-06-11": "received",
    }


def test_status_says_what_each_feed_brought_and_which_share_was_not_read(daybook: Daybook, week: Path) -> None:
    daybook("run", "--from", "2024-06-03", "--to", "2024-06-06")
    rows = {row["dump_date"]: row for row in json.loads(daybook("status", "--json").out)}
    monday, thursday = rows["2024-06-03"], rows["2024-06-06"]
    assert (monday["articles"], monday["unread"], monday["unread_share"]) == (2, 1, 0.5)
    assert thursday["missing_feeds"] == ["wire"]
    assert thursday["notes"] == ["wire was expected and did not come"]
    assert [(feed["feed"], feed["is_expected"], feed["is_received"]) for feed in thursday["feeds"]] == [
        ("wire", True, False)
    ]
    write_jsonl(week / "wire" / "2024-06-06.jsonl", [record(6)])
    out = daybook("status").out
    assert "2024-06-06: wire has come since: run the day again" in out
    assert re.search(r"2024-06-03 Mon +1 +2 +0 +50\.0% +loaded", out)
    assert "\x1b" not in out


@pytest.mark.usefixtures("week")
def test_days_that_can_go_on_are_published_and_one_that_waits_is_code_3(
    daybook: Daybook, feeds: Callable[..., None]
) -> None:
    feeds(deadline="9000 d")
    done = daybook("run", "--from", "2024-06-04", "--to", "2024-06-06")
    assert done.code == 3
    assert "feed wire, 2024-06-06: no dump for 2024-06-06 yet; until 2049-" in done.err
    assert _states(daybook, "--from", "2024-06-04", "--to", "2024-06-07") == {
        "2024-06-04": "loaded",
        "2024-06-05": "empty",
        "2024-06-06": "waiting",
        "2024-06-07": "received",
    }
    assert daybook("run", "--date", "2024-06-06").code == 3
    done = daybook("run", "--from", "2024-06-06", "--to", "2024-06-08")
    assert done.code == 1
    assert "2024-06-07: 2 of 3 records were refused" in done.err
    assert "feed wire, 2024-06-06: no dump" in done.err
    assert daybook("plan", "--date", "2024-06-06").code == 3


@pytest.mark.usefixtures("week")
def test_a_day_on_which_nothing_is_expected_can_be_run_by_its_date(daybook: Daybook) -> None:
    assert daybook("run", "--date", "2024-06-09").code == 0
    assert _states(daybook)["2024-06-09"] == "not expected"
    assert daybook("run").code == 1
    assert "2024-06-10" not in _states(daybook)


def test_a_flag_puts_one_source_in_the_place_of_all_feeds(daybook: Daybook, week: Path) -> None:
    assert daybook("run", "--source", week / "post").code == 0
    assert _states(daybook, "--source", str(week / "post")) == {"2024-06-08": "loaded"}


def test_a_calendar_goes_to_yesterday_while_feeds_deliver() -> None:
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011 a day more or less is allowed for below
    settings = Settings(feeds={"wire": Feed(source="wire")})
    assert abs(last_to_show([yesterday - timedelta(days=5)], settings) - yesterday) <= timedelta(days=1)
    assert last_to_show([date(2024, 6, 4)], settings) == date(2024, 6, 4)
    assert last_to_show([yesterday - timedelta(days=5)], Settings()) == yesterday - timedelta(days=5)


# The drawing


def _drawn(states: Mapping[date, Any], width: int) -> list[str]:
    return [line.plain for line in draw_calendar(states, width)]


def test_a_month_is_drawn_in_weeks_from_monday() -> None:
    assert _drawn({date(2024, 6, 1): "loaded", date(2024, 6, 3): "missing", date(2024, 6, 30): "empty"}, 80) == [
        "June 2024",
        "Mo  Tu  We  Th  Fr  Sa  Su",
        "                     1●  2",
        " 3×  4   5   6   7   8   9",
        "10  11  12  13  14  15  16",
        "17  18  19  20  21  22  23",
        "24  25  26  27  28  29  30○",
        "",
        "● loaded 1   ○ empty 1   × missing 1",
    ]


@pytest.mark.parametrize(("width", "abreast"), [(30, 1), (56, 1), (57, 2), (60, 2), (80, 2), (87, 3), (200, 3)])
def test_as_many_months_stand_side_by_side_as_there_is_room_for(width: int, abreast: int) -> None:
    days = {date(2024, month, 15): state for month, state in zip(range(1, 9), SIGNS, strict=True)}
    lines = _drawn(days, width)
    assert lines[0].count("2024") == abreast
    assert max(map(cell_len, lines)) <= width
    assert sum(line.count("2024") for line in lines) == 8


@pytest.mark.parametrize("columns", [60, 80])
def test_a_narrow_terminal_shows_the_calendar_and_the_table_in_colour(small_home: Settings, columns: int) -> None:
    words = ("--home", small_home.home, "--source", small_home.source, "--from", "2024-05-20", "--to", "2024-06-10")
    shown = _on_a_terminal("status", *words, columns=columns)
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in shown.split("\n")]
    assert "\x1b[32m" in shown
    assert lines[0].split() == ["May", "2024", "June", "2024"]
    assert any(line.endswith(" 3×  4●  5●  6×  7×  8×  9×") for line in lines)
    assert any(re.fullmatch(r"2024-06-05 Wed +2 +4 +1 +25\.0%  loaded", line) for line in lines)
    assert max(cell_len(line) for line in lines if not line.startswith("unread:")) <= columns


# Replay


def test_replay_reads_a_day_anew_after_a_fix_and_says_what_was_refused_before(
    daybook: Daybook, week: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYBOOK_MAX_REJECT_SHARE", "1")
    assert daybook("run", "--date", "2024-06-07").code == 0
    write_jsonl(week / "wire" / "2024-06-07.jsonl", ["{broken", record(6), record(7), record(8, body=" ")])
    done = daybook("replay", "--date", "2024-06-07", "--json")
    assert done.code == 0
    assert json.loads(done.out) == [
        {"reason": "empty_body", "before": 0, "after": 1},
        {"reason": "syntax", "before": 2, "after": 1},
    ]
    assert json.loads(daybook("sql", "--format", "json", "select count(*) as n from articles").out) == [{"n": 2}]
    assert [line.split() for line in daybook("replay", "--date", "2024-06-07").out.splitlines()] == [
        ["rejects", "before", "now"],
        ["empty_body", "1", "1"],
        ["syntax", "1", "1"],
        ["all", "2", "2"],
    ]


def test_replay_ingests_again_even_where_nothing_has_changed(
    daybook: Daybook, week: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert daybook("run", "--date", "2024-06-04").code == 0
    version = json.loads((week / "home" / "CURRENT").read_text())["version"]
    read: list[int] = []
    whole = ingest.run

    def watched(*words: Any, force: bool = False) -> Any:
        read.append(force)
        return whole(*words, force=force)

    monkeypatch.setitem(__import__("tasks.pipeline", fromlist=["_PART_STAGES"])._PART_STAGES, "ingest", watched)
    done = daybook("replay", "--date", "2024-06-04")
    assert (done.code, read) == (0, [True])
    assert json.loads((week / "home" / "CURRENT").read_text())["version"] == version
    assert "[2/9] ingest: 1 parts, 1 rows\n" in done.err


def test_replay_of_a_day_that_is_still_held_back_says_so(daybook: Daybook, week: Path) -> None:
    done = daybook("replay", "--date", "2024-06-07")
    assert done.code == 1
    assert "2 of 3 records were refused, above max_reject_share" in done.err
    assert ["syntax", "0", "2"] in [line.split() for line in done.out.splitlines()]
    refused = daybook("rejects", "--date", "2024-06-07")
    assert refused.out.splitlines()[-2:] == ["2 rejects: syntax 2", "    syntax: deliver the record again"]
    assert "2024-06-07 is not published. This is what its last ingest refused:" in refused.err
    assert not (week / "home" / "CURRENT").exists()


def test_there_is_a_remedy_for_every_reason_and_the_docs_have_it() -> None:
    page = (PROJECT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert set(REMEDIES) == set(REASONS)
    assert dict(re.findall(r"^\| `(\w+)` \| .+? \| (.+?) \|$", page, re.MULTILINE)) == REMEDIES


def test_days_in_a_row_that_stand_alike_and_are_not_loaded_are_one_line(
    daybook: Daybook, small_home: Settings, tmp_path: Path
) -> None:
    write_jsonl(tmp_path / "dumps" / "2024-06-30.jsonl", [record(1)])
    words = ("--home", small_home.home, "--source", tmp_path / "dumps", "--from", "2024-06-05")
    lines = daybook("status", *words).out.splitlines()
    header = next(at for at, line in enumerate(lines) if line.startswith("day "))
    assert [line.split() for line in lines[header + 2 : header + 5]] == [
        ["2024-06-06", "Thu", "missing"],
        ["to", "2024-06-29", "24", "days"],
        ["2024-06-30", "Sun", "received"],
    ]
