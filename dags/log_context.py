"""Every line that a task logs says which day and part it is about, beside what Airflow puts there by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from run_days import day_told
from structlog.contextvars import bind_contextvars

if TYPE_CHECKING:
    from airflow.sdk import Context


def name_day_in_log(context: Context) -> None:
    """`on_execute_callback` of every task: `dump_date` and `part` in each line from here to the end of the task."""
    bind_contextvars(dump_date=day_told(context), part=part_of(context["ti"]))


def part_of(ti: Any) -> int | None:
    """The part that a mapped task works on, counted as Airflow maps them; None of a task that is not mapped."""
    return ti.map_index if ti.map_index is not None and ti.map_index >= 0 else None
