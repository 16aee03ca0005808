"""Airflow's cluster policy for `make dag`: one try and no waiting for dumps, as somebody waits for the answer."""

from __future__ import annotations

from typing import Any


def task_policy(task: Any) -> None:
    """Called by Airflow for each task it reads."""
    task.retries = 0
    if hasattr(task, "is_waiting"):
        task.is_waiting = False
