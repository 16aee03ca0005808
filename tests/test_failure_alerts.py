"""Alerts: what is told of a failure, once, whatever the context lacks and however the server behaves."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from tests.airflow_home import PROJECT, airflow_environment, run
from tests.alert_server import alert_server

pytestmark = pytest.mark.airflow
PROGRAM = [sys.executable, "-m", "tests.failure_reports"]


def environment(folder: Path, url: str) -> dict[str, str]:
    return {**airflow_environment(folder, alert_webhook=url), "PYTHONPATH": str(PROJECT)}


def test_a_lost_worker_and_a_run_that_hung_are_told_and_a_run_with_a_red_task_is_not_told_twice(tmp_path: Path) -> None:
    with alert_server() as server:
        done = run(PROGRAM, environment(tmp_path, server.url))
    assert done.output.splitlines()[-1] == "done", done.output
    lost, hung, nothing, failed = (posted.content for posted in server.posted)
    assert lost == {
        "event": "task_failed",
        "dag_id": "daily_news",
        "run_id": "r1",
        "dump_date": "2024-06-04",
        "task_id": "tag",
        "part": 3,
        "try_number": 6,
        "error": "the task was ended from outside, or its worker was lost",
        "log_url": None,
    }
    assert (hung["event"], hung["reason"], hung["dump_date"]) == ("run_failed", "timed_out", "2024-06-04")
    assert nothing == {"event": "run_failed", "dag_id": None, "run_id": None, "dump_date": None, "reason": ""}
    assert failed["error"] == "InputError: first line"


def test_a_server_that_hangs_holds_nothing_up_for_long(tmp_path: Path) -> None:
    with alert_server(delay_seconds=600) as server:
        before = time.monotonic()
        done = run(PROGRAM, environment(tmp_path, server.url))
    assert done.output.splitlines()[-1] == "done", done.output
    assert "no answer in 10 s" in done.output
    assert time.monotonic() - before < 90


def test_a_server_that_is_not_there_raises_nothing(tmp_path: Path) -> None:
    with alert_server() as server:
        url = server.url
    done = run(PROGRAM, environment(tmp_path, url))
    assert done.output.splitlines()[-1] == "done", done.output
    assert "alert_not_delivered" in done.output
    assert "s3cret" not in done.output
