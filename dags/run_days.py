"""Which day a run is for: one place for runs made by hand, by a schedule, by a backfill and by `dags test`."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from airflow.sdk import Param

from tasks.errors import InputError

if TYPE_CHECKING:
    from airflow.sdk import Context
    from airflow.sdk.types import DagRunProtocol

PIPELINE = "daily_news"
DUMP_DATE = Param(
    None,
    type=["null", "string"],
    format="date",
    title="Day (dump_date)",
    description="The day to work on. Left empty, it is the day of the run's logical date.",
)


def dump_date_of(dag_run: DagRunProtocol) -> date:
    """The day a run is for: conf "dump_date", else the partition key, the logical date, the data interval, the start.

    The logical date of a scheduled or backfilled run is the start of its data interval. Of a run made by hand it is the
    date that was asked for, while Airflow infers a data interval that was over by then: the day before. A backfill that
    runs such a run again makes it its own and keeps that interval, so the logical date goes first.
    """
    stated = (dag_run.conf or {}).get("dump_date") or dag_run.partition_key
    if stated:
        return parse_day(str(stated))
    return (dag_run.logical_date or dag_run.data_interval_start or dag_run.run_after).date()


def day_told(context: Context) -> str | None:
    """The day of the current run for logs and messages, as a date in ISO form; None where it is for no single day."""
    dag_run: Any = context.get("dag_run")
    if dag_run is None:
        return None
    stated = (dag_run.conf or {}).get("dump_date")
    if stated:
        return str(stated)
    return dump_date_of(dag_run).isoformat() if dag_run.dag_id == PIPELINE else None


def parse_day(stated: str) -> date:
    """The date in a text; InputError where there is none."""
    try:
        return datetime.fromisoformat(stated).date()
    except ValueError:
        raise InputError(f"dump_date '{stated}': expected a date as in 2024-06-05.") from None
