"""A cluster that runs for a test: its commands, its runs of the DAG, and what it has published."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import psycopg2

from infra.cluster.places import BUCKET, LOOPBACK, PROJECT, Places, read_places
from infra.cluster.stores import bucket_client

# Not left in the environment: Daybook takes every DAYBOOK_* variable for a setting.
IS_LONG = os.environ.pop("DAYBOOK_CLUSTER", "") == "long"
READY_SECONDS = 420
STOP_SECONDS = 180
_SIGNAL_OF_PARENTS_DEATH = 1  # PR_SET_PDEATHSIG, prctl(2)
POLL_SECONDS = 0.2
SAID = "said.txt"


_DAY = "coalesce(run.logical_date::date, (run.conf ->> 'dump_date')::date)"


class DagRun(NamedTuple):
    """A run of the DAG as Airflow recorded it; `ended_at` is None while it runs."""

    dump_date: date
    run_id: str
    state: str
    started_at: datetime | None
    ended_at: datetime | None


class TaskRun(NamedTuple):
    """A try of a task as Airflow recorded it; seconds are from its start to its end on a worker, 0 where it runs."""

    dump_date: date
    task_id: str
    part: int
    state: str
    try_number: int
    worker: str
    seconds: float


class Cluster(NamedTuple):
    """A running cluster."""

    root: Path
    places: Places
    process: subprocess.Popen[str]

    def command(self, *arguments: str | Path) -> str:
        """Output of one of the cluster's commands; AssertionError where it fails."""
        command = [sys.executable, "-m", "infra.cluster", *map(str, arguments)]
        done = subprocess.run(
            command, env=environment_of(self.root), cwd=PROJECT, text=True, capture_output=True, check=False
        )
        assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def said(self) -> str:
        """What the supervisor has written."""
        return (self.root / SAID).read_text()

    def backfill(self, first: date, last: date, *options: str) -> None:
        """Ask Airflow for the runs of some days."""
        span = ("--from-date", first.isoformat(), "--to-date", last.isoformat())
        self.command("airflow", "backfill", "create", "--dag-id", "daily_news", *span, *options)

    def running(self, task_id: str) -> list[TaskRun]:
        """Tasks of this name that run on a worker at the moment."""
        return [task for task in self._tasks("task_instance") if (task.task_id, task.state) == (task_id, "running")]

    def task_runs(self) -> list[TaskRun]:
        """The last try of every task of the DAG that a worker took and ended, by day."""
        return [task for task in self._tasks("task_instance") if task.state != "running"]

    def earlier_tries(self, days: Sequence[date]) -> list[TaskRun]:
        """The tries of tasks of some days that were followed by another."""
        return [task for task in self._tasks("task_instance_history") if task.dump_date in days]

    def dag_runs(self, days: Sequence[date]) -> list[DagRun]:
        """Every run of some days: those that were backfilled and those that were asked for by `conf`."""
        query = f"""
            select {_DAY}, run.run_id, run.state, run.start_date, run.end_date
            from dag_run as run where run.dag_id = 'daily_news' order by run.start_date
            """  # noqa: S608 own names
        return [run for row in self.rows(query) if (run := DagRun(*row)).dump_date in days]

    def run_states(self) -> dict[date, str]:
        """State of the DAG's run of each day."""
        query = "select logical_date, state from dag_run where dag_id = 'daily_news' and logical_date is not null"
        found = self.rows(query)
        return {moment.date(): state for moment, state in found}

    def _tasks(self, table: str) -> list[TaskRun]:
        found = self.rows(
            f"""
            select {_DAY}, task.task_id, task.map_index, task.state, task.try_number, task.hostname,
                coalesce(extract(epoch from task.end_date - task.start_date), 0)
            from {table} as task
            join dag_run as run on run.dag_id = task.dag_id and run.run_id = task.run_id
            where task.dag_id = 'daily_news' and task.hostname <> ''
                and (task.end_date is not null or task.state = 'running')
            order by 1, task.start_date
            """  # noqa: S608 own names
        )
        return [TaskRun(*row[:6], float(row[6])) for row in found]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of Airflow's own database."""
        con = psycopg2.connect(
            host=LOOPBACK,
            port=self.places.ports["postgres"],
            user="airflow",
            password=self.places.secrets["postgres"],
            dbname="postgres",
        )
        try:
            with con.cursor() as cursor:
                cursor.execute(query)
                return list(cursor.fetchall())
        finally:
            con.close()

    def version(self) -> str:
        """The version that CURRENT points at."""
        content = bucket_client(self.places).get_object(Bucket=BUCKET, Key="home/CURRENT")["Body"].read()
        return str(json.loads(content)["version"])

    def wait_for(self, happened: Callable[[], Any], seconds: float) -> Any:
        """The first true answer; an AssertionError with the states of all runs where there is none in time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            assert self.process.poll() is None, "the cluster has ended"
            if answer := happened():
                return answer
            time.sleep(POLL_SECONDS)
        raise AssertionError(f"did not happen in {seconds} s; runs: {self.run_states()}; tasks: {self.task_runs()}")

    def wait_until_done(self, days: Sequence[date], seconds: float) -> dict[date, str]:
        """States of the backfilled runs of some days when all runs of these days have ended."""

        def all_ended() -> bool:
            runs = self.dag_runs(days)
            return {run.dump_date for run in runs} == set(days) and all(run.ended_at for run in runs)

        self.wait_for(all_ended, seconds)
        states = self.run_states()
        return {day: states[day] for day in days}


@contextmanager
def running_cluster(root: Path, source: Path, **settings: str) -> Iterator[Cluster]:
    """A cluster of its own below `root` with a folder of dumps as its source and the DAG switched on."""
    said = root / SAID
    root.mkdir(parents=True, exist_ok=True)
    with said.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "infra.cluster", "up"],
            env=environment_of(root) | {f"DAYBOOK_{name.upper()}": value for name, value in settings.items()},
            cwd=PROJECT,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            process_group=0,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 one thread at this time
        )
    try:
        deadline = time.monotonic() + READY_SECONDS
        while "ready" not in said.read_text():
            assert process.poll() is None, said.read_text()
            assert time.monotonic() < deadline, f"not ready in {READY_SECONDS} s: {said.read_text()}"
            time.sleep(POLL_SECONDS)
        cluster = Cluster(root, read_places(root), process)
        cluster.command("upload", source)
        cluster.command("airflow", "dags", "reserialize")
        cluster.command("airflow", "dags", "unpause", "daily_news", "--yes")
        yield cluster
    finally:
        stop(process)
        database = root / "postgres-folder"
        if database.exists():
            shutil.rmtree(database.read_text())


def stop(process: subprocess.Popen[str]) -> None:
    """End a cluster as Ctrl-C does; nothing happens where it has ended."""
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=STOP_SECONDS)


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(_SIGNAL_OF_PARENTS_DEATH, signal.SIGTERM)


def environment_of(root: Path) -> dict[str, str]:
    """The caller's environment without settings of Airflow, Daybook or AWS, for the cluster in `root`."""
    theirs = ("AIRFLOW", "DAYBOOK", "AWS")
    return {name: value for name, value in os.environ.items() if not name.startswith(theirs)} | {
        "CLUSTER_DIR": str(root)
    }
