"""The DAG catch_up under a real scheduler: a corrected dump is done again once, nothing else is, and a failure is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tasks.config import Settings
from tasks.store.reading import connect_latest
from tests.airflow_home import RunningAirflow, airflow_environment, rows, running_airflow, wait_for
from tests.alert_server import AlertServer, alert_server
from tests.chaos.homes import version_of_home
from tests.lake_builder import DAY_1, record, run_stages, write_jsonl, write_small_dump

pytestmark = [pytest.mark.airflow, pytest.mark.timeout(900)]
STARTED = "select run_id, state from dag_run where dag_id = 'daily_news' and run_id like 'catch_up%'"


class Watched(NamedTuple):
    """A running Airflow, the settings of its Daybook, and where its alerts go."""

    airflow: RunningAirflow
    environment: dict[str, str]
    settings: Settings
    alerts: AlertServer
    seen: set[tuple[str, bool]]
    """States of `redo` while its run went on, and whether a trigger held it."""

    def catch_up(self, name: str) -> str:
        """State of `redo` after a run of catch_up for the first day."""
        body = {"dag_run_id": name, "logical_date": None, "conf": {"dump_date": DAY_1.isoformat()}}
        self.airflow.request("POST", "/dags/catch_up/dagRuns", body)
        task = "select state, trigger_id is not null from task_instance where run_id = ? and task_id = 'redo'"

        def ended() -> list[tuple[Any, ...]]:
            self.seen.update((str(state), bool(held)) for state, held in rows(self.environment, task, name))
            run = "select state from dag_run where run_id = ? and state in ('success', 'failed')"
            return rows(self.environment, run, name)

        assert wait_for(ended) == [("success",)]
        ((state, _),) = rows(self.environment, task, name)
        return str(state)

    def started(self) -> list[tuple[Any, ...]]:
        """Runs of the pipeline that catch_up has started."""
        return rows(self.environment, STARTED)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory, tiny_model: str) -> Iterator[Watched]:
    """The first day published by the command line's stages, then Airflow with both DAGs switched on."""
    folder = tmp_path_factory.mktemp("watched")
    write_small_dump(folder / "dumps")
    settings = Settings(home=folder / "home", source=str(folder / "dumps"), model=tiny_model, workers=1)
    run_stages([DAY_1], settings)
    environment = airflow_environment(folder, home=settings.home, source=settings.source, model=settings.model)
    Path(environment["AIRFLOW_HOME"]).mkdir(parents=True)
    with alert_server() as alerts:
        environment |= {"DAYBOOK_ALERT_WEBHOOK": alerts.url, "DAYBOOK_ALERT_TOKEN": "tok-1"}
        with running_airflow(environment) as airflow:
            airflow.request("PATCH", "/dags/daily_news", {"is_paused": False})
            yield Watched(airflow, environment, settings, alerts, set())


def correct(watched: Watched, *records: dict[str, Any]) -> None:
    """Deliver the first day's wire again."""
    write_jsonl(Path(str(watched.settings.source)) / "2024-06-04-wire.jsonl", records)


def test_nothing_changed_starts_no_run(watched: Watched) -> None:
    assert watched.catch_up("unchanged") == "skipped"
    assert watched.started() == []


def test_a_corrected_dump_is_done_again_and_gives_the_version_of_the_command_line(
    watched: Watched, tmp_path: Path
) -> None:
    before = version_of_home(Path(watched.settings.home))
    correct(watched, record(1), record(40))
    assert watched.catch_up("corrected") == "success"
    ((run_id, state),) = watched.started()
    assert (run_id.startswith(f"catch_up__{DAY_1}__"), state) == (True, "success")
    other = watched.settings.model_copy(update={"home": tmp_path / "other"})
    run_stages([DAY_1], other)
    assert version_of_home(tmp_path / "other") == version_of_home(Path(watched.settings.home)) != before
    with connect_latest(watched.settings.home) as con:
        assert ("r40",) in con.sql("select external_id from articles").fetchall()


def test_it_waits_without_a_worker(watched: Watched) -> None:
    assert ("deferred", True) in watched.seen


def test_the_change_that_was_made_is_no_change_any_more(watched: Watched) -> None:
    assert watched.catch_up("again") == "skipped"
    assert len(watched.started()) == 1


def test_a_change_that_fails_is_told_once_and_not_tried_again(watched: Watched) -> None:
    version = version_of_home(Path(watched.settings.home))
    correct(watched, *({"title": "no body"} for _ in range(9)))
    assert watched.catch_up("poisoned") == "success"
    assert [state for _, state in watched.started()] == ["success", "failed"]
    wait_for(lambda: watched.alerts.posted)
    assert watched.catch_up("poisoned-again") == "skipped"
    assert len(watched.started()) == 2
    assert version_of_home(Path(watched.settings.home)) == version
    (alert,) = watched.alerts.posted
    told = alert.content
    assert (told["event"], told["dag_id"], told["task_id"]) == ("task_failed", "daily_news", "load")
    assert (told["dump_date"], told["part"], told["try_number"]) == (DAY_1.isoformat(), None, 1)
    assert told["error"].startswith("InputError: 2024-06-04")
    assert told["log_url"].startswith(watched.airflow.url)
    assert alert.headers["Authorization"] == "Bearer tok-1"
    assert "s3cret" not in json.dumps(told)


def test_the_failure_is_one_structured_line_of_the_tasks_log(watched: Watched) -> None:
    logs = watched.airflow.home.glob("logs/dag_id=daily_news/run_id=catch_up*/task_id=load/attempt=1.log")
    (path,) = [one for one in logs if "task_failed" in one.read_text()]
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    (line,) = [one for one in lines if one["event"] == "task_failed"]
    assert line["level"] == "error"
    assert line["dump_date"] == DAY_1.isoformat()
    assert (line["dag_id"], line["task_id"], line["try_number"]) == ("daily_news", "load", 1)
    assert "s3cret" not in path.read_text()
