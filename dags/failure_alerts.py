"""What is told when a task or a run has failed: one structured line in the log, and one message to the webhook if set.

Airflow calls these when a task has failed for good, not before each retry; for a task whose worker was lost it does so
in the DAG processor, which then needs the same variables. Nothing here raises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from airflow.sdk.log import redact
from log_context import part_of
from run_days import day_told

from tasks.store.webhook import post_alert

if TYPE_CHECKING:
    from collections.abc import Callable

    from airflow.sdk import Context

ERROR_CHARS = 500
TOLD_BY_TASKS = "task_failure"
"""Why a run failed, where a task has failed and said so itself."""
_log = structlog.get_logger("daybook.alerts")


def report_failed_task(context: Context) -> None:
    """`on_failure_callback` of every task."""
    _report("task_failed", lambda: _of_task(context))


def report_failed_run(context: Context) -> None:
    """`on_failure_callback` of every DAG: a message only where no task has sent one, as when a run hangs."""
    reason = str(context.get("reason") or "")
    _report("run_failed", lambda: {**_of_run(context), "reason": reason}, is_sent=reason != TOLD_BY_TASKS)


def first_line(error: object) -> str:
    """Kind and first line of an error, without what Airflow knows as secrets; what is known where there is none."""
    if error is None:
        return "the task was ended from outside, or its worker was lost"
    lines = str(error).strip().splitlines()
    named = error if isinstance(error, str) else f"{type(error).__name__}: {lines[0] if lines else ''}"
    return str(redact(named))[:ERROR_CHARS]


def _of_run(context: Context) -> dict[str, Any]:
    dag: Any = context.get("dag")
    return {
        "dag_id": dag.dag_id if dag else getattr(context.get("ti"), "dag_id", None),
        "run_id": context.get("run_id") or getattr(context.get("ti"), "run_id", None),
        "dump_date": day_told(context),
    }


def _of_task(context: Context) -> dict[str, Any]:
    ti: Any = context["ti"]
    return {
        **_of_run(context),
        "task_id": ti.task_id,
        "part": part_of(ti),
        "try_number": ti.try_number,
        "error": first_line(context.get("exception")),
        "log_url": getattr(ti, "log_url", None),
    }


def _report(event: str, facts_of: Callable[[], dict[str, Any]], *, is_sent: bool = True) -> None:
    try:
        facts = facts_of()
        _log.error(event, **facts)
        problem = post_alert({"event": event, **facts}) if is_sent else ""
        if problem:
            _log.warning("alert_not_delivered", problem=problem)
    except Exception:  # noqa: BLE001 an alert that fails must not fail anything else
        _log.exception("alert_failed")
