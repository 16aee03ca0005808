"""What the DAGs share: one stage run as a task, which errors are retried, what is told of a failure, the assets.

Nothing heavy is imported here: the stages come in inside the tasks.
"""

from __future__ import annotations

import time
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, TypeAlias

from airflow.sdk import Asset, ExceptionRetryPolicy, RetryAction, RetryRule, get_current_context
from failure_alerts import report_failed_task
from log_context import name_day_in_log
from pydantic import JsonValue
from run_days import dump_date_of, parse_day
from stage_metrics import send_metrics

from tasks.errors import InputError

WAREHOUSE = Asset(name="daybook_warehouse", uri="x-daybook://warehouse")
EXPORTS = Asset(name="daybook_exports", uri="x-daybook://exports")
EDITION = Asset(name="daybook_edition", uri="x-daybook://edition")
WRITER_POOL = "daybook_writer"
NO_RETRY_FOR_INPUT_ERRORS = ExceptionRetryPolicy(
    [RetryRule(InputError, RetryAction.FAIL, reason="A retry would give the same answer")]
)
DEFAULT_ARGS: dict[str, Any] = {
    "owner": "daybook",
    "retries": 5,
    "retry_delay": timedelta(minutes=2),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(hours=1),
    "retry_policy": NO_RETRY_FOR_INPUT_ERRORS,
    "on_execute_callback": name_day_in_log,
    "on_failure_callback": report_failed_task,
}

Report: TypeAlias = JsonValue
"""A StageReport and its seconds. Not annotated as a dictionary: Airflow would store each of its keys once more."""


def run_task(stage: str, *, part: int = 0) -> dict[str, Any]:
    """Run one stage of the current run's day; returns its StageReport and the stage's own seconds as a dictionary."""
    from tasks.config import load_settings
    from tasks.pipeline import run_stage

    day = dump_date_of(get_current_context()["dag_run"])
    start = time.perf_counter()
    report = asdict(run_stage(stage, [day], load_settings(), part=part))
    seconds = time.perf_counter() - start
    send_metrics(report, seconds)
    return {**report, "seconds": round(seconds, 3)}


def run_task_before(mapped_stage: str, stage: str) -> list[int]:
    """Run one stage and return the parts of the mapped stage after it; the StageReport goes to the XCom `report`."""
    from tasks.config import load_settings
    from tasks.pipeline import parts_of

    context = get_current_context()
    context["ti"].xcom_push("report", run_task(stage))
    return parts_of(mapped_stage, dump_date_of(context["dag_run"]), load_settings())


def publish_task() -> dict[str, Any]:
    """Run `publish` and tell the DAGs that wait for its assets which version and day came out."""
    report = run_task("publish")
    news: dict[str, JsonValue] = {
        "version": report["detail"],
        "dump_date": report["dump_date"],
        "is_reused": report["is_reused"],
    }
    for asset in (WAREHOUSE, EXPORTS):
        get_current_context()["outlet_events"][asset].extra = news
    return report


def edition_task() -> dict[str, Any]:
    """Make the page of the current run's day, and tell the DAGs that wait for it of which version and day it is."""
    from tasks.config import load_settings
    from tasks.edition.making import make_edition

    context = get_current_context()
    settings = load_settings()
    made = make_edition(dump_date_of(context["dag_run"]), settings)
    news: dict[str, JsonValue] = {
        "version": made.version,
        "dump_date": made.dump_date.isoformat(),
        "is_reused": made.is_reused,
    }
    context["outlet_events"][EDITION].extra = news
    return {**news, "address": made.address(settings.edition_url)}


def published_days() -> list[date]:
    """Days whose publication started the current run, sorted; the run's own day where no asset started it."""
    context = get_current_context()
    events = context["triggering_asset_events"].get(WAREHOUSE, [])
    return sorted({parse_day(event.extra["dump_date"]) for event in events}) or [dump_date_of(context["dag_run"])]
