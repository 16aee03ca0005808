"""Which days the DAG `catch_up` is to run again: what Daybook found, without the days that Airflow is at already."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from airflow.sdk import DagRunState, get_current_context
from run_days import PIPELINE, dump_date_of

MOST_AT_ONCE = 100
"""Days of one run of `catch_up`, oldest first: Airflow maps no task over more than 1,024."""
UNDER_WAY = [DagRunState.QUEUED, DagRunState.RUNNING]
_log = logging.getLogger(__name__)


def runs_to_trigger() -> list[dict[str, Any]]:
    """Arguments of a run for each changed day; its id is that of the change, so none is triggered twice."""
    from tasks.catch_up import find_changes
    from tasks.config import load_settings

    context = get_current_context()
    ti: Any = context["ti"]
    if ti.get_dag(PIPELINE).is_paused:
        _log.info("%s is switched off: nothing is done again.", PIPELINE)
        return []
    settings = load_settings()
    window = days_to_compare(context["dag_run"], settings.catch_up_days)
    days = [day for day in window if not _runs(ti, day, UNDER_WAY)]
    for day in sorted({*window} - {*days}):
        _log.info("%s is under way: its own run sees what has changed.", day)
    asked_for = [day for day in days if _runs(ti, day)]
    runs = []
    for change in find_changes(days, settings, asked_for=asked_for):
        if change.obstacle:
            _log.warning("%s has changed (%s): %s", change.dump_date, change.what, change.obstacle)
            continue
        _log.info("%s has changed (%s) and is done again.", change.dump_date, change.what)
        runs.append(
            {
                "trigger_run_id": f"catch_up__{change.dump_date}__{change.key}",
                "conf": {"dump_date": change.dump_date.isoformat()},
            }
        )
    if not runs:
        _log.info("Nothing to do again among %d days.", len(days))
    elif len(runs) > MOST_AT_ONCE:
        _log.info("%d days later than these are for the next hours.", len(runs) - MOST_AT_ONCE)
    return runs[:MOST_AT_ONCE]


def days_to_compare(dag_run: Any, window: int) -> list[date]:
    """The day that was asked for, else the days of the window before the day of the run, oldest first."""
    if (dag_run.conf or {}).get("dump_date"):
        return [dump_date_of(dag_run)]
    today = (dag_run.logical_date or dag_run.run_after).date()
    return [today - timedelta(days=number) for number in range(window, 0, -1)]


def _runs(ti: Any, day: date, states: list[DagRunState] | None = None) -> int:
    """How many scheduled or backfilled runs of a day there are; runs that `catch_up` started it has waited for."""
    moment = datetime.combine(day, time(), UTC)
    count: int = ti.get_dr_count(PIPELINE, logical_dates=[moment], states=states)
    return count
