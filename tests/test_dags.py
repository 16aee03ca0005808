"""The DAGs: wiring, which day a run is for, real runs with and without a scheduler, and the scripts around them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import psutil
import pytest

from tasks.config import Settings
from tasks.edition.making import make_edition
from tasks.pipeline import STAGES, is_mapped, is_of_version
from tasks.runner import run_days
from tasks.store.reading import connect_latest
from tests.airflow_home import (
    LOOPBACK,
    SCRIPTS,
    Finished,
    RunningAirflow,
    airflow_environment,
    describe_dags,
    rows,
    run,
    running_airflow,
    wait_for,
)
from tests.lake_builder import DAY_1, DAY_2, Silence, write_small_dump

pytestmark = pytest.mark.airflow
YESTERDAY = datetime.now(UTC).date() - timedelta(days=1)
# Long enough for Airflow to start and for `plan` to find nothing.
DEADLINE_SECONDS = 120
PUBLISHED = {"daybook_warehouse", "daybook_exports"}
DAGS = {"daily_news", "catch_up", "maintenance", "top_people"}


class Run(NamedTuple):
    """A run of the DAG through `make dag`."""

    finished: Finished
    environment: dict[str, str]
    settings: Settings


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds the dumps, Airflow's home and Daybook's."""
    folder = tmp_path_factory.mktemp("airflow")
    write_small_dump(folder / "dumps")
    return folder


@pytest.fixture(scope="module")
def described(folder: Path) -> dict[str, Any]:
    """How Airflow reads the DAG files."""
    return describe_dags(airflow_environment(folder))


@pytest.fixture(scope="module")
def daily_news(described: dict[str, Any]) -> dict[str, Any]:
    """The DAG of the pipeline."""
    dag: dict[str, Any] = described["dags"]["daily_news"]
    return dag


@pytest.fixture(scope="module")
def first_run(folder: Path, tiny_model: str) -> Run:
    """The first day of the small dump, published by the DAG into an empty home."""
    settings = Settings(home=folder / "home", source=str(folder / "dumps"), model=tiny_model, workers=1)
    environment = airflow_environment(folder, home=settings.home, source=settings.source, model=settings.model)
    return Run(run([SCRIPTS / "dag.sh", DAY_1.isoformat()], environment), environment, settings)


@pytest.fixture(scope="module")
def started(first_run: Run) -> Iterator[RunningAirflow]:
    """Scheduler, DAG processor, triggerer and API server, started after the first run was published.

    The source is now a feed: of yesterday's dump the deadline is some seconds away.
    """
    now = datetime.now(UTC)
    today = datetime.combine(now.date(), datetime.min.time(), UTC)
    seconds = (now - today).total_seconds() + DEADLINE_SECONDS
    feed = {"source": first_run.settings.source, "deadline": seconds}
    environment = {name: value for name, value in first_run.environment.items() if name != "DAYBOOK_SOURCE"}
    with running_airflow({**environment, "DAYBOOK_FEEDS": json.dumps({"wire": feed})}) as airflow:
        yield airflow


def _of_day(environment: dict[str, str], table: str, columns: str, day: date) -> list[tuple[Any, ...]]:
    """Rows of a table of Airflow's that belong to the runs of a day."""
    runs = "select run_id from dag_run where date(logical_date) = ?"
    query = f"select {columns} from {table} where run_id in ({runs})"  # noqa: S608 names that stand in this file
    return rows(environment, query, day.isoformat())


def test_dag_files_are_read_without_errors_in_little_time(described: dict[str, Any]) -> None:
    assert described["errors"] == {}
    assert set(described["dags"]) == DAGS
    assert described["seconds"] < 5


def test_reading_the_dag_files_imports_no_heavy_library(described: dict[str, Any]) -> None:
    assert described["heavy"] == []


def test_every_stage_is_one_task_and_they_run_in_the_order_of_the_command_line(daily_news: dict[str, Any]) -> None:
    tasks = daily_news["tasks"]
    assert tuple(task["id"] for task in tasks) == (*STAGES, "edition")
    assert all(before["id"] in after["upstream"] for before, after in pairwise(tasks))


def test_stages_of_parts_are_mapped_and_no_others(daily_news: dict[str, Any]) -> None:
    mapped = {task["id"] for task in daily_news["tasks"] if task["is_mapped"]}
    assert mapped == {stage for stage in STAGES if is_mapped(stage)}


def test_only_the_stages_that_write_a_version_queue_for_the_writer(daily_news: dict[str, Any]) -> None:
    queued = {task["id"] for task in daily_news["tasks"] if task["pool"] == "daybook_writer"}
    assert queued == {stage for stage in STAGES if is_of_version(stage)}


def test_retries_take_longer_each_time_up_to_an_hour(daily_news: dict[str, Any]) -> None:
    for task in daily_news["tasks"]:
        assert task["retries"] >= 5
        assert task["delays"] == sorted(task["delays"])
        assert task["delays"][:3] == [120, 240, 480]
        assert max(task["delays"]) <= timedelta(hours=1).total_seconds()


def test_every_task_and_every_dag_says_when_it_failed_and_none_before_a_retry(described: dict[str, Any]) -> None:
    for dag in described["dags"].values():
        assert dag["on_failure"] == ["report_failed_run"]
        for task in dag["tasks"]:
            assert (task["on_failure"], task["on_retry"]) == (["report_failed_task"], [])


def test_reading_a_dag_again_makes_no_new_version_of_it(described: dict[str, Any], folder: Path) -> None:
    again = describe_dags(airflow_environment(folder))["dags"]
    assert {name: dag["fingerprint"] for name, dag in again.items()} == {
        name: dag["fingerprint"] for name, dag in described["dags"].items()
    }


def test_catch_up_looks_every_hour_and_maintenance_every_night_one_at_a_time(described: dict[str, Any]) -> None:
    found = {name: described["dags"][name] for name in ("catch_up", "maintenance")}
    assert {name: dag["schedule"] for name, dag in found.items()} == {
        "catch_up": "30 * * * *",
        "maintenance": "15 3 * * *",
    }
    for dag in found.values():
        assert (dag["catchup"], dag["paused"], dag["max_active_runs"]) == (False, False, 1)


def test_what_maintenance_removes_and_mends_queues_for_the_writer(described: dict[str, Any]) -> None:
    queued = {task["id"]: task["pool"] for task in described["dags"]["maintenance"]["tasks"]}
    assert queued == {"tidy": "daybook_writer", "verify": "default_pool", "repair": "daybook_writer"}


@pytest.mark.parametrize(
    ("dag", "words"),
    [
        ("catch_up", "One change, one run"),
        ("catch_up", "It failed"),
        ("maintenance", "What stays"),
        ("maintenance", "deep"),
    ],
)
def test_the_manuals_of_the_other_dags_say_what_an_operator_asks(
    described: dict[str, Any], dag: str, words: str
) -> None:
    assert words in described["dags"][dag]["doc"]


def test_plan_looks_for_a_late_dump_every_ten_minutes_for_a_day_or_until_the_deadline(
    described: dict[str, Any],
) -> None:
    assert described["next_looks"] == {
        "missing for an hour": 600,
        "missing for 23 hours": 600,
        "missing for a day": None,
        "deadline in three hours, missing for two days": 600,
        "quiet in half a minute": 31,
    }


def test_days_are_scheduled_at_their_end_without_catching_up_and_do_not_block_each_other(
    daily_news: dict[str, Any],
) -> None:
    assert daily_news["timetable"] == "CronDataIntervalTimetable"
    assert daily_news["schedule"] == "0 0 * * *"
    assert daily_news["catchup"] is False
    assert daily_news["max_active_runs"] > 1


def test_publish_and_edition_announce_their_assets(daily_news: dict[str, Any]) -> None:
    announced = {task["id"]: set(task["outlets"]) for task in daily_news["tasks"] if task["outlets"]}
    assert announced == {"publish": PUBLISHED, "edition": {"daybook_edition"}}


def test_the_example_waits_for_the_warehouse_and_is_switched_on(described: dict[str, Any]) -> None:
    example = described["dags"]["top_people"]
    assert example["assets"] == ["daybook_warehouse"]
    assert example["paused"] is False


@pytest.mark.parametrize("words", ["Run a day again", "backfill create", "It failed", "Logs", "daybook_writer"])
def test_the_manual_of_the_dag_says_what_an_operator_asks(daily_news: dict[str, Any], words: str) -> None:
    assert words in daily_news["doc"]


@pytest.mark.parametrize(
    "facts",
    [
        "conf",
        "partition_key",
        "partition_key_with_time",
        "scheduled",
        "dags_test",
        "form_left_empty",
        "interval_only",
        "neither",
    ],
)
def test_a_run_is_for_the_day_that_was_meant(described: dict[str, Any], facts: str) -> None:
    assert described["dump_dates"][facts] == DAY_1.isoformat()


def test_a_day_that_is_no_date_is_refused_with_what_was_expected(described: dict[str, Any]) -> None:
    assert described["bad_dump_date"] == "InputError: dump_date '04.06.2024': expected a date as in 2024-06-05."


def test_only_an_input_error_ends_a_task_at_the_first_try(described: dict[str, Any]) -> None:
    assert described["decisions"] == {
        "InputError": "fail",
        "SourceUnavailable": "default",
        "DumpNotThere": "default",
        "OSError": "default",
        "MemoryError": "default",
    }


def test_a_run_of_the_dag_publishes_the_version_of_the_command_line(first_run: Run, tmp_path: Path) -> None:
    assert first_run.finished.exit_code == 0, first_run.finished.output
    other = first_run.settings.model_copy(update={"home": tmp_path / "other"})
    run_days([DAY_1], other, progress=Silence())
    assert json.loads((first_run.settings.home / "CURRENT").read_text()) == json.loads(
        (other.home / "CURRENT").read_text()
    )


def test_make_dag_prints_where_the_day_is_and_little_else(first_run: Run) -> None:
    version = json.loads((first_run.settings.home / "CURRENT").read_text())["version"]
    lines = first_run.finished.output.splitlines()
    assert lines[-1] == f"{DAY_1} is published in {first_run.settings.home}, version {version}"
    assert len(lines) <= 3


def test_tasks_exchange_reports_and_part_numbers_only(first_run: Run) -> None:
    found = _of_day(first_run.environment, "xcom", "task_id, map_index, key, value", DAY_1)
    reports = {f"{task}.{index}.{key}": json.loads(value) for task, index, key, value in found}
    assert reports.pop("plan.-1.return_value") == [0]
    assert reports.pop("dedupe.-1.return_value") == [0]
    edition = reports.pop("edition.-1.return_value")
    assert reports.pop("edition.-1._link_EditionLink") == edition["address"]
    assert edition.keys() == {"version", "dump_date", "is_reused", "address"}
    assert sorted(report["stage"] for report in reports.values()) == sorted(STAGES)
    assert {report["dump_date"] for report in reports.values()} == {DAY_1.isoformat()}
    assert max(len(json.dumps(report)) for report in reports.values()) < 500


def test_the_assets_say_which_version_and_day_came_out(first_run: Run) -> None:
    version = json.loads((first_run.settings.home / "CURRENT").read_text())["version"]
    query = (
        "select asset.name, asset_event.extra from asset_event join asset on asset.id = asset_event.asset_id"
        " where json_extract(asset_event.extra, '$.dump_date') = ?"
    )
    events = {name: json.loads(extra) for name, extra in rows(first_run.environment, query, DAY_1.isoformat())}
    news = {"version": version, "dump_date": DAY_1.isoformat(), "is_reused": False}
    assert events == dict.fromkeys([*PUBLISHED, "daybook_edition"], news)


def test_a_run_makes_the_edition_that_the_command_line_finds(first_run: Run) -> None:
    made = make_edition(DAY_1, first_run.settings)
    assert made.is_reused
    assert b"Daybook" in made.path.read_bytes()


@pytest.mark.parametrize("day", ["", "today", "2024-6-5"], ids=["none", "a word", "not ISO"])
def test_make_dag_asks_for_a_date(folder: Path, day: str) -> None:
    done = run([SCRIPTS / "dag.sh", day], airflow_environment(folder))
    assert done.exit_code == 2
    assert "make dag DATE=2024-06-05" in done.output


def test_too_many_rejects_fail_the_day_at_the_first_try(first_run: Run, folder: Path) -> None:
    """Through `airflow dags test` itself, where retries are as the DAG has them."""
    environment = {**first_run.environment, "DAYBOOK_HOME": str(folder / "strict"), "DAYBOOK_MAX_REJECT_SHARE": "0"}
    script = f'source "{SCRIPTS}/env.sh" && exec "$airflow" dags test daily_news {DAY_2}'
    done = run(["bash", "-c", script], environment)
    assert done.exit_code != 0
    assert "above max_reject_share = 0.0" in done.output
    found = _of_day(first_run.environment, "task_instance", "task_id, state, try_number, max_tries", DAY_2)
    states = {task: state for task, *state in found}
    assert states["summarize"] == ["success", 1, 5]
    assert states["load"] == ["failed", 1, 5]
    assert states["export"] == ["upstream_failed", 0, 5]
    assert not (folder / "strict" / "CURRENT").exists()


def test_the_interface_has_a_button_that_opens_the_edition(first_run: Run, started: RunningAirflow) -> None:
    ((run_id,),) = rows(
        first_run.environment,
        "select run_id from dag_run where dag_id = 'daily_news' and date(logical_date) = ?",
        DAY_1.isoformat(),
    )
    links = started.request("GET", f"/dags/daily_news/dagRuns/{quote(run_id)}/taskInstances/edition/links")
    assert links["extra_links"] == {"Edition": make_edition(DAY_1, first_run.settings).path.as_uri()}


def test_a_publication_starts_the_dag_that_waits_for_it(first_run: Run, started: RunningAirflow) -> None:
    report = first_run.settings.home.with_name("home-reports") / "top_people" / f"{DAY_1}.csv"
    wait_for(report.exists)
    with report.open(encoding="utf-8", newline="") as lines:
        people = list(csv.DictReader(lines))
    assert [person["name"] for person in people] == ["Ada Lovelace", "Grace Hopper"]
    query = "select run_type from dag_run where dag_id = 'top_people' and state = 'success'"
    assert wait_for(lambda: rows(first_run.environment, query)) == [("asset_triggered",)]
    assert started.request("GET", "/importErrors")["total_entries"] == 0


def test_a_day_without_a_dump_waits_without_a_worker_and_goes_on_at_the_deadline(
    started: RunningAirflow, first_run: Run
) -> None:
    started.request("PATCH", "/dags/daily_news", {"is_paused": False})
    body = {"dag_run_id": "late", "logical_date": None, "conf": {"dump_date": YESTERDAY.isoformat()}}
    started.request("POST", "/dags/daily_news/dagRuns", body)
    query = "select state, trigger_id is not null from task_instance where run_id = 'late' and task_id = 'plan'"
    wait_for(lambda: rows(first_run.environment, query) == [("deferred", 1)])
    wait_for(lambda: rows(first_run.environment, "select state from dag_run where run_id = 'late'") == [("success",)])
    assert rows(first_run.environment, query) == [("success", 0)]
    with connect_latest(first_run.settings.home) as con:
        (found,) = con.sql("from inputs").filter(f"dump_date = '{YESTERDAY}'").fetchall()
    assert found[:5] == (YESTERDAY, "wire", f"wire/{YESTERDAY}/*", True, False)


def test_make_dag_does_not_wait_for_a_dump(first_run: Run) -> None:
    done = run([SCRIPTS / "dag.sh", "2024-07-01"], first_run.environment)
    assert done.exit_code == 1
    assert "no dump for 2024-07-01 yet" in done.output


def test_the_writers_pool_has_one_slot(started: RunningAirflow) -> None:
    assert started.request("GET", "/pools/daybook_writer")["slots"] == 1


def test_a_trigger_with_a_day_that_is_no_date_is_refused(started: RunningAirflow) -> None:
    with pytest.raises(OSError, match="400"):
        started.request("POST", "/dags/daily_news/dagRuns", {"logical_date": None, "conf": {"dump_date": "June"}})


def test_airflow_listens_on_loopback_only(started: RunningAirflow) -> None:
    assert started.listening() == {LOOPBACK}


def test_sigterm_ends_every_process_of_airflow(started: RunningAirflow) -> None:
    assert len(started.processes()) > 4
    started.process.terminate()
    assert started.process.wait(timeout=60) == 0
    wait_for(lambda: not [one for one in started.processes() if one.status() != psutil.STATUS_ZOMBIE], 15)
