"""catch_up and maintenance under a real scheduler, with alerts, metrics and logs as an operator has them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tasks.config import Settings
from tasks.pipeline import STAGES
from tasks.store.home import home_at
from tasks.store.publications import read_manifest, require_current
from tasks.store.reading import connect_latest
from tests.airflow_home import RunningAirflow, airflow_environment, rows, running_airflow, wait_for
from tests.alert_server import AlertServer, alert_server
from tests.chaos.homes import version_of_home
from tests.lake_builder import DAY_1, record, run_stages, write_jsonl, write_small_dump
from tests.statsd_server import StatsdServer, statsd_server

pytestmark = [pytest.mark.airflow, pytest.mark.timeout(900)]
STARTED = "select run_id, state from dag_run where dag_id = 'daily_news' and run_id like 'catch_up%' order by id"


class Watched(NamedTuple):
    """A running Airflow, the settings of its Daybook, and where its alerts go."""

    airflow: RunningAirflow
    environment: dict[str, str]
    settings: Settings
    alerts: AlertServer
    statsd: StatsdServer
    seen: set[tuple[str, bool]]
    """States of `redo` while its run went on, and whether a trigger held it."""

    def trigger(self, dag_id: str, name: str, **conf: Any) -> None:
        """Start a run."""
        body = {"dag_run_id": name, "logical_date": None, "conf": conf}
        self.airflow.request("POST", f"/dags/{dag_id}/dagRuns", body)

    def log(self, pattern: str) -> list[dict[str, Any]]:
        """Lines of the one task log that matches."""
        (path,) = self.airflow.home.glob(f"logs/{pattern}")
        return [json.loads(line) for line in path.read_text().splitlines()]

    def catch_up(self, name: str, day: date = DAY_1) -> str:
        """State of `redo` after a run of catch_up for one day."""
        self.trigger("catch_up", name, dump_date=day.isoformat())
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
    with alert_server() as alerts, statsd_server() as statsd:
        environment |= {"DAYBOOK_ALERT_WEBHOOK": alerts.url, "DAYBOOK_ALERT_TOKEN": "tok-1", **statsd.environment}
        with running_airflow(environment) as airflow:
            airflow.request("PATCH", "/dags/daily_news", {"is_paused": False})
            yield Watched(airflow, environment, settings, alerts, statsd, set())


def correct(watched: Watched, *records: dict[str, Any]) -> None:
    """Deliver the first day's wire again."""
    write_jsonl(Path(str(watched.settings.source)) / "2024-06-04-wire.jsonl", records)


def test_nothing_changed_starts_no_run(watched: Watched) -> None:
    assert watched.catch_up("unchanged") == "skipped"
    assert watched.started() == []


def test_a_day_that_is_under_way_is_not_doubled(watched: Watched) -> None:
    """Yesterday's scheduled run waits for its dump, which comes; it is the run itself that will see it."""
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    waiting = "select state from task_instance where task_id = 'plan' and run_id like 'scheduled%'"
    wait_for(lambda: rows(watched.environment, waiting) == [("deferred",)])
    path = write_jsonl(Path(str(watched.settings.source)) / f"{yesterday}.jsonl", [record(9)])
    assert watched.catch_up("under-way", yesterday) == "skipped"
    path.unlink()
    assert watched.started() == []


def test_nothing_is_done_again_while_the_pipeline_is_switched_off(watched: Watched) -> None:
    correct(watched, record(1), record(40))
    watched.airflow.request("PATCH", "/dags/daily_news", {"is_paused": True})
    assert watched.catch_up("switched-off") == "skipped"
    watched.airflow.request("PATCH", "/dags/daily_news", {"is_paused": False})
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


def test_every_stage_sends_its_counts_and_times_to_statsd(watched: Watched) -> None:
    """Of the run that did the day again: two records, both of them new to its stages."""
    found = watched.statsd.counts()
    assert {stage for stage in STAGES if f"airflow.daybook.{stage}.duration" in found} == set(STAGES)
    counted = {name.removeprefix("airflow.daybook."): values for name, values in found.items()}
    assert (counted["ingest.rows_in"], counted["ingest.rows_out"], counted["ingest.rejects"]) == ([3], [3], [0])
    assert counted["tag.parts_made"] == [1]
    assert counted["versions_published"] == [1]
    assert counted["articles_published"] == [3]
    assert all(value >= 0 for value in counted["tag.duration"])


def test_every_line_of_a_stage_says_its_day_and_part(watched: Watched) -> None:
    run = "dag_id=daily_news/run_id=catch_up*"
    lines = watched.log(f"{run}/task_id=tag/map_index=0/attempt=1.log")
    of_work = lines[next(at for at, line in enumerate(lines) if "dump_date" in line) :]
    assert len(of_work) >= 2
    assert {(line["dump_date"], line["part"]) for line in of_work} == {(DAY_1.isoformat(), 0)}
    assert {line["dag_id"] for line in lines if "dag_id" in line} == {"daily_news"}


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
    failed = next(run_id for run_id, state in watched.started() if state == "failed")
    lines = watched.log(f"dag_id=daily_news/run_id={failed}/task_id=load/attempt=1.log")
    (line,) = [one for one in lines if one["event"] == "task_failed"]
    assert line["level"] == "error"
    assert line["dump_date"] == DAY_1.isoformat()
    assert (line["dag_id"], line["task_id"], line["try_number"]) == ("daily_news", "load", 1)
    assert "s3cret" not in json.dumps(lines)
    (error,) = [one for one in lines if one["event"] == "Task failed with exception"]
    assert error["dump_date"] == DAY_1.isoformat()


def test_maintenance_mends_what_was_lost(watched: Watched) -> None:
    home = home_at(watched.settings.home)
    lost = read_manifest(home, require_current(home))["files"][0]["path"]
    sound = home.read_bytes(lost)
    home.remove(lost)
    watched.trigger("maintenance", "night", deep=True)
    ended = "select state from dag_run where run_id = 'night' and state in ('success', 'failed')"
    assert wait_for(lambda: rows(watched.environment, ended)) == [("success",)]
    assert home.read_bytes(lost) == sound
    told = [line["event"] for line in watched.log("dag_id=maintenance/run_id=night/task_id=repair/attempt=1.log")]
    assert f"{lost}: mended: made again from the warehouse" in told
