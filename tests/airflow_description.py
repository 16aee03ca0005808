"""A program: prints as one line of JSON how Airflow reads the DAG files, and what the DAGs' door decides."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from tests.airflow_home import PROJECT

HEAVY = {"duckdb", "numpy", "pandas", "pyarrow", "spacy", "tasks.pipeline"}
JUNE_3, JUNE_4, JUNE_5 = (datetime(2024, 6, day, tzinfo=UTC) for day in (3, 4, 5))
RUNS: dict[str, dict[str, Any]] = {
    "conf": {"conf": {"dump_date": "2024-06-04"}, "logical_date": JUNE_5, "data_interval_start": JUNE_5},
    "partition_key": {"partition_key": "2024-06-04"},
    "partition_key_with_time": {"partition_key": "2024-06-04T00:00:00"},
    "scheduled": {"logical_date": JUNE_4, "data_interval_start": JUNE_4},
    "dags_test": {"logical_date": JUNE_4, "data_interval_start": JUNE_3},
    "form_left_empty": {"conf": {"dump_date": None}, "logical_date": JUNE_4, "data_interval_start": JUNE_3},
    "interval_only": {"data_interval_start": JUNE_4},
    "neither": {"run_after": JUNE_4},
}


def main() -> None:
    """Read the DAGs, then ask their door."""
    import airflow.sdk
    from airflow.dag_processing.dagbag import BundleDagBag

    folder = PROJECT / "dags"
    before = time.perf_counter()
    bag = BundleDagBag(folder, bundle_path=folder)
    seconds = time.perf_counter() - before
    described = {
        "airflow": airflow.sdk.__version__,
        "errors": {str(path): text for path, text in bag.import_errors.items()},
        "seconds": seconds,
        "heavy": sorted(HEAVY & set(sys.modules)),
        "dags": {dag_id: describe(dag) for dag_id, dag in bag.dags.items()},
        "dump_dates": {name: dump_date(**facts) for name, facts in RUNS.items()},
        "bad_dump_date": dump_date(conf={"dump_date": "04.06.2024"}),
        "decisions": decisions(),
        "next_looks": next_looks(),
    }
    sys.stdout.write(json.dumps(described, default=str) + "\n")


def describe(dag: Any) -> dict[str, Any]:
    """What tests ask about a DAG."""
    condition = dag.timetable.asset_condition
    return {
        "doc": dag.doc_md,
        "on_failure": names_of(dag.on_failure_callback),
        "fingerprint": fingerprint(dag),
        "catchup": dag.catchup,
        "max_active_runs": dag.max_active_runs,
        "paused": dag.is_paused_upon_creation,
        "timetable": type(dag.timetable).__name__,
        "schedule": str(getattr(dag.timetable, "expression", None)),
        "assets": [asset.name for asset in condition.objects] if condition else [],
        "tasks": [
            {
                "id": task.task_id,
                "is_mapped": task.is_mapped,
                "pool": task.pool,
                "retries": task.retries,
                "delays": [seconds_before(task, number) for number in range(1, task.retries + 1)],
                "upstream": sorted(task.upstream_task_ids),
                "outlets": [asset.name for asset in task.outlets or ()],
                "on_failure": names_of(task.on_failure_callback),
                "on_retry": names_of(task.on_retry_callback),
            }
            for task in dag.topological_sort()
        ],
    }


def names_of(callbacks: Any) -> list[str]:
    """Names of functions that Airflow calls back."""
    listed = callbacks if isinstance(callbacks, list | tuple) else [callbacks]
    return [callback.__name__ for callback in listed if callback]


def fingerprint(dag: Any) -> str:
    """What Airflow tells versions of a DAG apart by."""
    from airflow.models.serialized_dag import SerializedDagModel
    from airflow.serialization.serialized_objects import DagSerialization

    return str(SerializedDagModel.hash(DagSerialization.to_dict(dag)))


def seconds_before(task: Any, retry: int) -> float:
    """Least waiting time before the n-th retry."""
    delay = float(task.retry_delay.total_seconds() * task.retry_exponential_backoff ** (retry - 1))
    return min(delay, float(task.max_retry_delay.total_seconds()))


def dump_date(**facts: Any) -> str:
    """The day of a run with these facts, or the error."""
    from run_days import dump_date_of

    nothing = {"conf": None, "partition_key": None, "logical_date": None, "data_interval_start": None}
    run: Any = SimpleNamespace(**{**nothing, "run_after": datetime(2000, 1, 1, tzinfo=UTC), **facts})
    try:
        return dump_date_of(run).isoformat()
    except Exception as error:  # noqa: BLE001 the test says which one it expects
        return f"{type(error).__name__}: {error}"


def decisions() -> dict[str, str]:
    """What becomes of a task that ends with each error."""
    from airflow_door import DEFAULT_ARGS

    from tasks.errors import DumpNotThere, InputError, SourceUnavailable

    errors = (InputError("x"), SourceUnavailable("x"), DumpNotThere("x"), OSError("x"), MemoryError())
    return {type(one).__name__: DEFAULT_ARGS["retry_policy"].evaluate(one, 1, 5).action.value for one in errors}


def next_looks() -> dict[str, float | None]:
    """Seconds until `plan` looks again for a dump, by what is known of it."""
    from plan_operator import next_look

    from tasks.errors import DumpNotThere

    hour = timedelta(hours=1)
    cases = {
        "missing for an hour": (None, hour),
        "missing for 23 hours": (None, 23 * hour),
        "missing for a day": (None, 24 * hour),
        "deadline in three hours, missing for two days": (3 * hour, 48 * hour),
        "quiet in half a minute": (timedelta(seconds=30), hour),
    }
    looks = {}
    for name, (wait, age) in cases.items():
        look = next_look(DumpNotThere("x", retry_after=wait), JUNE_5 - age, JUNE_5)
        looks[name] = (look - JUNE_5).total_seconds() if look else None
    return looks


if __name__ == "__main__":
    main()
