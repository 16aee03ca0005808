"""What the DAGs share: which day a run is for, one stage run as a task, which errors are retried, the published assets.

Nothing heavy is imported here: the stages come in inside the tasks.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk import Asset, ExceptionRetryPolicy, RetryAction, RetryRule, get_current_context

from tasks.errors import InputError

if TYPE_CHECKING:
    from airflow.sdk.types import DagRunProtocol

WAREHOUSE = Asset(name="daybook_warehouse", uri="x-daybook://warehouse")
EXPORTS = Asset(name="daybook_exports", uri="x-daybook://exports")
WRITER_POOL = "daybook_writer"
DEFAULT_ARGS: dict[str, Any] = {
    "owner": "daybook",
    "retries": 5,
    "retry_delay": timedelta(minutes=2),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(hours=1),
    "retry_policy": ExceptionRetryPolicy([RetryRule(InputError, RetryAction.FAIL, reason="a retry gives the same answer")]),
}

Report = dict[str, Any]


def dump_date_of(dag_run: DagRunProtocol) -> date:
    """The day a run is for: conf "dump_date", else the partition key, else what the run's own times say.

    A scheduled or backfilled run is for the day its data interval begins. A run made by hand is for its logical date:
    Airflow infers the data interval of such a run as the last one that was over by then, which is the day before. A
    run without either, as an asset starts it, is for the day it may start.
    """
    stated = (dag_run.conf or {}).get("dump_date") or dag_run.partition_key
    if stated:
        return _parse(str(stated))
    is_by_hand = dag_run.run_type == "manual"
    moment = dag_run.logical_date if is_by_hand else dag_run.data_interval_start
    return (moment or dag_run.logical_date or dag_run.run_after).date()


def run_task(stage: str, *, part: int = 0) -> Report:
    """Run one stage of the current run's day; returns its StageReport as a dictionary."""
    from tasks.config import load_settings
    from tasks.pipeline import run_stage

    day = dump_date_of(get_current_context()["dag_run"])
    return asdict(run_stage(stage, [day], load_settings(), part=part))


def run_task_before(mapped_stage: str, stage: str) -> list[int]:
    """Run one stage and return the parts of the mapped stage after it; the StageReport goes to the XCom `report`."""
    from tasks.config import load_settings
    from tasks.pipeline import parts_of

    context = get_current_context()
    context["ti"].xcom_push("report", run_task(stage))
    return parts_of(mapped_stage, dump_date_of(context["dag_run"]), load_settings())


def publish_task() -> Report:
    """Run `publish` and tell the DAGs that wait for its assets which version and day came out."""
    report = run_task("publish")
    news = {"version": report["detail"], "dump_date": report["dump_date"], "is_reused": report["is_reused"]}
    for asset in (WAREHOUSE, EXPORTS):
        get_current_context()["outlet_events"][asset].extra = news
    return report


def published_days() -> list[date]:
    """Days whose publication started the current run, sorted; the run's own day where no asset started it."""
    context = get_current_context()
    events = context["triggering_asset_events"].get(WAREHOUSE, [])
    return sorted({_parse(event.extra["dump_date"]) for event in events}) or [dump_date_of(context["dag_run"])]


def _parse(stated: str) -> date:
    try:
        return datetime.fromisoformat(stated).date()
    except ValueError:
        raise InputError(f"dump_date '{stated}': expected a date as in 2024-06-05.") from None
