"""The processes of Airflow: server, scheduler, DAG processor, triggerer and the Celery workers."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra.cluster.environment import airflow_environment
from infra.cluster.places import PROJECT, WORKERS, Places
from infra.cluster.services import Service

AIRFLOW = str(Path(sys.executable).with_name("airflow"))


def airflow_server(places: Places) -> Service:
    """The API server, which every task reports to."""
    return _airflow(places, "api-server", ("api-server", "--workers", "1"), lambda: bool(_health(places)))


def airflow_workers(places: Places) -> list[Service]:
    """Scheduler, DAG processor, triggerer and the Celery workers."""
    parts = [
        _airflow(places, "scheduler", ("scheduler", "--skip-serve-logs"), lambda: _beats(places, "scheduler")),
        _airflow(places, "dag-processor", ("dag-processor",), lambda: _beats(places, "dag_processor")),
        _airflow(places, "triggerer", ("triggerer", "--skip-serve-logs"), lambda: _beats(places, "triggerer")),
    ]
    for name in WORKERS:
        command = ("celery", "worker", "--skip-serve-logs", "--without-gossip", "--celery-hostname", f"{name}@daybook")
        parts.append(_airflow(places, name, command, _answers_to_ping(places, name), part=name))
    return parts


def run_airflow(places: Places, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One command of Airflow's command line against the cluster; its output is captured."""
    environment = {**airflow_environment(places, "airflow"), "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR"}
    return subprocess.run(  # noqa: S603 our own Airflow
        [AIRFLOW, *arguments], env=environment, cwd=PROJECT, text=True, capture_output=True, check=False
    )


def _airflow(
    places: Places, name: str, command: tuple[str, ...], is_up: Callable[[], bool], *, part: str = "airflow"
) -> Service:
    folder = places.folder(part)
    return Service(name, (AIRFLOW, *command), airflow_environment(places, part), is_up, folder)


def _health(places: Places) -> dict[str, Any] | None:
    try:
        with urllib.request.urlopen(f"{places.api_url}/api/v2/monitor/health", timeout=5) as answer:  # noqa: S310 ours
            health: dict[str, Any] = json.load(answer)
    except (OSError, ValueError):
        return None
    return health


def _beats(places: Places, part: str) -> bool:
    health = _health(places)
    return bool(health and (health.get(part) or {}).get("status") == "healthy")


def _answers_to_ping(places: Places, name: str) -> Callable[[], bool]:
    def is_up() -> bool:
        from celery import Celery
        from kombu.exceptions import OperationalError

        broker = airflow_environment(places, "airflow")["AIRFLOW__CELERY__BROKER_URL"]
        with Celery(broker=broker) as queue:
            try:
                return bool(queue.control.ping(destination=[f"{name}@daybook"], timeout=2))
            except (OperationalError, OSError):
                return False

    return is_up
