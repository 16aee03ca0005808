"""The same days by the command line and on a cluster of this machine: wall times, what Airflow adds, size of parts.

The days are backfilled side by side on two Celery workers; the command line has as many processes as the machine has
cores. Versions must be equal, and for all sizes of parts every row that readers see, else it ends with exit code 1.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from infra.cluster.places import BUCKET, PROJECT
from infra.cluster.stores import bucket_client
from tests.cluster.running import Cluster, environment_of, running_cluster

DONE_SECONDS = 3600
OF_PARTS = {"runs"}
"""Tables with a row for each part: the only ones that may differ with the size of parts."""


class Task(NamedTuple):
    """A task that ran: its worker, and seconds from ready to started, from start to end, and in Daybook's stage."""

    stage: str
    worker: str
    waited: float
    took: float
    own: float


class Measured(NamedTuple):
    """One size of parts: both wall times in seconds, the tasks on the cluster, and what came out."""

    shard_records: int
    command_line: float
    cluster: float
    tasks: list[Task]
    versions: tuple[str, str]
    rows: dict[str, list[str]]


def by_command_line(home: Path, source: Path, days: list[date], shard_records: int) -> tuple[float, dict[str, Any]]:
    """Wall seconds of `daybook run` in an empty home, and the manifest that it published."""
    variables = {
        "DAYBOOK_HOME": str(home),
        "DAYBOOK_SOURCE": str(source),
        "DAYBOOK_SHARD_RECORDS": str(shard_records),
    }
    command = [Path(sys.executable).with_name("daybook"), "run", "--from", str(days[0]), "--to", str(days[-1])]
    start = time.perf_counter()
    subprocess.run(command, env=environment_of(home) | variables, cwd=PROJECT, check=True, capture_output=True)
    manifest: dict[str, Any] = json.loads((home / "exports/manifest.json").read_text())
    return time.perf_counter() - start, manifest


def on_cluster(cluster: Cluster, days: list[date], active_runs: int) -> tuple[float, list[Task], str]:
    """Wall seconds from the first run's start to the last publication, the tasks, and the version."""
    cluster.backfill(days[0], days[-1], "--max-active-runs", str(active_runs))
    states = cluster.wait_until_done(days, DONE_SECONDS)
    if set(states.values()) != {"success"}:
        raise SystemExit(f"runs failed: {states}")
    start = min(run.started_at for run in cluster.dag_runs(days) if run.started_at)
    ((end,),) = cluster.rows("select max(end_date) from task_instance where task_id = 'publish'")
    return (end - start).total_seconds(), tasks_of(cluster), cluster.version()


def tasks_of(cluster: Cluster) -> list[Task]:
    """Every task that is a stage, with the seconds that it reported."""
    found = cluster.rows(
        """
        select task.task_id, task.hostname, extract(epoch from task.start_date - task.scheduled_dttm),
            extract(epoch from task.end_date - task.start_date), xcom.value
        from task_instance as task
        join xcom using (dag_id, run_id, task_id, map_index)
        where dag_id = 'daily_news' and xcom.key in ('report', 'return_value')
        """
    )
    tasks = []
    for stage, worker, waited, took, value in found:
        report = json.loads(value) if isinstance(value, str) else value
        if isinstance(report, dict) and "seconds" in report:
            tasks.append(Task(stage, worker, float(waited), float(took), report["seconds"]))
    return tasks


def rows_seen(manifest: dict[str, Any]) -> dict[str, list[str]]:
    """sha256 of the exports of each table that readers see alike whatever the parts."""
    seen = defaultdict(list)
    for file in manifest["files"]:
        if file["table"] not in OF_PARTS:
            seen[file["table"]].append(file["sha256"])
    return dict(seen)


def measure(scratch: Path, source: Path, days: list[date], shard_records: int, active_runs: int) -> Measured:
    """One size of parts, by the command line and then on a new cluster."""
    local, manifest = by_command_line(scratch / f"home-{shard_records}", source, days, shard_records)
    with running_cluster(scratch / f"cluster-{shard_records}", source, shard_records=str(shard_records)) as cluster:
        wall, tasks, version = on_cluster(cluster, days, active_runs)
        stored = bucket_client(cluster.places).get_object(Bucket=BUCKET, Key="home/exports/manifest.json")
        remote = json.loads(stored["Body"].read())
    rows = rows_seen(manifest)
    if rows_seen(remote) != rows:
        raise SystemExit(f"shard_records {shard_records}: the cluster's rows differ from the command line's")
    return Measured(shard_records, local, wall, tasks, (str(manifest["version"]), version), rows)


def show(measured: Measured) -> None:
    """What was measured for one size of parts."""
    tasks = measured.tasks
    own, took, waited = (sum(getattr(task, name) for task in tasks) for name in ("own", "took", "waited"))
    by_worker = {name: sum(task.worker == name for task in tasks) for name in sorted({task.worker for task in tasks})}
    print(f"\nshard_records {measured.shard_records}, versions {' and '.join(measured.versions)}")
    print(f"wall seconds: command line {measured.command_line:.1f}, cluster {measured.cluster:.1f}; tasks {by_worker}")
    print(f"task seconds {took:.1f}, of these in stages {own:.1f}; Airflow's share of task time {1 - own / took:.0%}")
    print(f"start-up and end of a task, median {statistics.median(task.took - task.own for task in tasks):.2f} s")
    print(f"ready to started, median {statistics.median(task.waited for task in tasks):.2f} s, sum {waited:.1f} s")
    print(f"{'stage':<10} {'tasks':>5} {'own':>7} {'longest':>8} {'added':>7} {'waited':>7}   (seconds, sums)")
    for stage in dict.fromkeys(task.stage for task in sorted(tasks, key=lambda task: task.stage)):
        of_stage = [task for task in tasks if task.stage == stage]
        sums = [sum(getattr(task, name) for task in of_stage) for name in ("own", "took", "waited")]
        longest = max(task.own for task in of_stage)
        print(
            f"{stage:<10} {len(of_stage):>5} {sums[0]:>7.1f} {longest:>8.1f} {sums[1] - sums[0]:>7.1f} {sums[2]:>7.1f}"
        )
    sys.stdout.flush()


def main() -> None:
    """Measure each size of parts and hold the results against each other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="folder of dumps")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--shard-records", type=int, nargs="+", default=[250, 1000, 4000])
    parser.add_argument("--active-runs", type=int, default=4)
    chosen = parser.parse_args()
    days = [chosen.first + timedelta(days=number) for number in range(chosen.days)]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        source.mkdir()
        for day in days:
            for path in sorted(chosen.source.glob(f"{day}*")):
                shutil.copyfile(path, source / path.name)
        found = []
        for size in chosen.shard_records:
            found.append(measure(Path(folder), source, days, size, chosen.active_runs))
            show(found[-1])
    differing = [one.shard_records for one in found if len(set(one.versions)) > 1]
    if differing:
        raise SystemExit(f"shard_records {differing}: the cluster's version is not the command line's")
    if any(one.rows != found[0].rows for one in found):
        raise SystemExit("rows that readers see differ with the size of parts")
    print(f"\nversions equal for each size; rows equal for all of {[one.shard_records for one in found]}")


if __name__ == "__main__":
    main()
