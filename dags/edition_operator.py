"""The task that makes the day as a page, with a button in Airflow's interface (tab *Details*) that opens it.

Only here is it more than a function: a button belongs to an operator. The button's address is stored when the task
ends, so the API server needs neither this folder nor Daybook's home.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from airflow.sdk import BaseOperator, BaseOperatorLink, Context
from airflow_door import edition_task

if TYPE_CHECKING:
    from airflow.sdk.types import TaskInstanceKey


SHOWN = ("http://", "https://")
"""Airflow's page leaves out links to anything else."""


class EditionLink(BaseOperatorLink):
    """The address of the edition that the task made: under `edition_url` where set, else of the file."""

    name = "Edition"

    def get_link(self, operator: BaseOperator, *, ti_key: TaskInstanceKey) -> str:  # noqa: ARG002 as every link
        """Called by the worker when the task has ended; empty where it made nothing."""
        return operator.address if isinstance(operator, EditionOperator) else ""


class EditionOperator(BaseOperator):
    """Make the edition of the run's day, or find the complete one."""

    operator_extra_links = (EditionLink(),)
    address = ""

    def execute(self, context: Context) -> dict[str, Any]:  # noqa: ARG002 the door asks for it itself
        """Called by Airflow; returns version, day and the name of the page under home."""
        report = edition_task()
        self.address = report["address"]
        if not self.address.startswith(SHOWN):
            self.log.warning("No button: Airflow shows none for %s. Serve editions, set edition_url.", self.address)
        return report
