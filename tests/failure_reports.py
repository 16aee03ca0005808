"""A program: reports failures as Airflow's callbacks do, also from contexts that lack what the DAG processor lacks."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from tests.airflow_home import PROJECT


def main() -> None:
    """Report a task whose worker was lost, a run that failed with a task, a run that hung, and nonsense."""
    sys.path.insert(0, str(PROJECT / "dags"))
    from failure_alerts import report_failed_run, report_failed_task

    from tasks.errors import InputError

    day = datetime(2024, 6, 4, tzinfo=UTC)
    run = SimpleNamespace(dag_id="daily_news", conf={}, partition_key=None, logical_date=day)
    lost = SimpleNamespace(dag_id="daily_news", task_id="tag", run_id="r1", map_index=3, try_number=6)
    mapped: Any = {"ti": lost, "dag_run": run}
    report_failed_task(mapped)
    dag: Any = SimpleNamespace(dag_id="daily_news")
    for reason in ("task_failure", "timed_out"):
        report_failed_run({"dag": dag, "run_id": "r1", "dag_run": run, "reason": reason})  # type: ignore[typeddict-item]
    report_failed_run({})
    report_failed_task({})
    password = InputError("first line\nsecond line with more")
    report_failed_task({**mapped, "exception": password})
    sys.stdout.write("done\n")


if __name__ == "__main__":
    main()
