"""The stage `plan` as a deferrable operator: while a dump is waited for, no worker is kept busy.

Only here is `plan` more than a function: what defers has to be an operator. It waits with Airflow's own trigger for a
moment in time, so the triggerer needs neither this folder nor the dumps.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.providers.standard.triggers.temporal import DateTimeTrigger
from airflow.sdk import BaseOperator, Context
from airflow_door import run_task_before

from tasks.errors import DumpNotThere

LOOK_EVERY = timedelta(minutes=10)
PATIENCE = timedelta(days=1)
"""How long a run waits for a dump that no feed's deadline ends."""


class PlanOperator(BaseOperator):
    """Run `plan` and return the parts of `ingest`; look again later where a dump has not come."""

    def __init__(self, *, is_waiting: bool = True, **kwargs: Any) -> None:
        """`is_waiting`: false where a missing dump is to fail the task at once."""
        super().__init__(**kwargs)
        self.is_waiting = is_waiting

    def execute(self, context: Context, event: object = None) -> list[int]:  # noqa: ARG002 what a trigger hands back
        """Called at first and after each wait."""
        try:
            return run_task_before("ingest", "plan")
        except DumpNotThere as error:
            now = datetime.now(UTC)
            moment = next_look(error, context["dag_run"].start_date or now, now) if self.is_waiting else None
            if moment is None:
                raise
            self.log.warning("%s Next look at %s.", error, moment.isoformat(timespec="seconds"))
            self.defer(trigger=DateTimeTrigger(moment=moment), method_name="execute")


def next_look(error: DumpNotThere, since: datetime, now: datetime) -> datetime | None:
    """When to look again for a dump that has been waited for since some moment; None where it is time to give up."""
    if error.retry_after is not None:
        return now + min(LOOK_EVERY, error.retry_after + timedelta(seconds=1))
    return now + LOOK_EVERY if now - since < PATIENCE else None
