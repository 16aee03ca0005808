"""The log of the command line: every line says what it is about, in workers as well."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tasks.config import Settings
from tasks.logs import at_work, write_log_to_stderr
from tasks.runner import run_days
from tests.lake_builder import DAY_1, Silence, record, write_jsonl

DAY, LAST = date(2024, 6, 5), date(2024, 6, 7)


@pytest.fixture(autouse=True)
def _own_handlers() -> Iterator[None]:
    """Handlers of Daybook's loggers as they were before the test."""
    ours = logging.getLogger("tasks")
    before = list(ours.handlers)
    yield
    ours.handlers[:] = before


def test_a_line_of_text_names_stage_day_and_part(capfd: pytest.CaptureFixture[str]) -> None:
    write_log_to_stderr("text")
    with at_work("tag", [DAY], 3):
        logging.getLogger("tasks.tag").warning("%d of %d", 1, 2)
    logging.getLogger("tasks.tag").info("nobody asked")
    logging.getLogger("tasks.cli").warning("outside")
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    logging.getLogger("trafilatura").warning("discarding data")
    assert capfd.readouterr().err == "daybook: 2024-06-05 tag part 3: 1 of 2\ndaybook: outside\n"


def test_a_line_of_json_has_the_keys_of_a_task_log(capfd: pytest.CaptureFixture[str]) -> None:
    write_log_to_stderr("json")
    with at_work("load", [LAST, DAY], 0):
        try:
            raise ValueError("line one\nline two")
        except ValueError:
            logging.getLogger("tasks.load").exception("Größe")
    (line,) = capfd.readouterr().err.splitlines()
    stated = json.loads(line)
    assert stated.pop("timestamp").endswith("+00:00")
    assert "ValueError: line one\nline two" in stated.pop("exception")
    assert stated == {
        "level": "error",
        "logger": "tasks.load",
        "event": "Größe",
        "stage": "load",
        "dump_date": "2024-06-05..2024-06-07",
        "part": 0,
    }


def test_to_switch_twice_does_not_write_twice(capfd: pytest.CaptureFixture[str]) -> None:
    write_log_to_stderr("text")
    write_log_to_stderr("json")
    logging.getLogger("tasks.x").warning("once")
    assert len(capfd.readouterr().err.splitlines()) == 1


@pytest.mark.slow
def test_workers_write_as_the_settings_say(
    make_settings: Callable[..., Settings], tmp_path: Path, tiny_model: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Two days of which a feed has not come: `plan` of each one warns, in a process of its own."""
    for day in ("2024-06-04", "2024-06-05"):
        write_jsonl(tmp_path / f"wire/{day}.jsonl", [record(1)])
    (tmp_path / "late").mkdir()
    feeds = {name: {"source": str(tmp_path / name)} for name in ("wire", "late")}
    settings = make_settings(source=None, feeds=feeds, model=tiny_model, workers=2, log_format="json")
    run_days([DAY_1, DAY], settings, progress=Silence(), stages=("plan",))
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert sorted((line["dump_date"], line["stage"], line["part"]) for line in lines) == [
        ("2024-06-04", "plan", 0),
        ("2024-06-05", "plan", 0),
    ]
    assert all("goes on without feed late" in line["event"] for line in lines)
