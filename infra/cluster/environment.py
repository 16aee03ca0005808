"""Environment variables of the cluster's processes: Airflow's settings, Daybook's, and the keys of the bucket."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from infra.cluster import names
from infra.cluster.places import BUCKET, LOOPBACK, PROJECT, Places

TASK_SLOTS = 2
"""Tasks at once on one worker."""
HEARTBEAT_TIMEOUT_SECONDS = 60
"""After so long without a sign of life a task counts as lost; Airflow's default is 300 s."""
_KEPT = ("PATH", "LANG", "LC_ALL", "HOME", "USER", "TERM", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


_METRICS = ("AIRFLOW__METRICS__", "OTEL_")


def daybook_environment(places: Places, scratch: Path) -> dict[str, str]:
    """For Daybook alone: home and source in the bucket, the caller's other settings, files of its own in `scratch`."""
    scratch.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name in _KEPT or name.startswith("DAYBOOK_")}
    return {
        **kept,
        "DAYBOOK_HOME": f"s3://{BUCKET}/home",
        "DAYBOOK_SOURCE": os.environ.get("DAYBOOK_SOURCE") or f"s3://{BUCKET}/source",
        "AWS_ENDPOINT_URL": places.s3_url,
        "AWS_ACCESS_KEY_ID": places.secrets["s3_key"],
        "AWS_SECRET_ACCESS_KEY": places.secrets["s3_secret"],
        "AWS_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "TMPDIR": str(scratch),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONPATH": str(PROJECT),
        "PYTHONWARNINGS": "ignore",
        "NO_PROXY": LOOPBACK,
    }


def airflow_environment(places: Places, part: str) -> dict[str, str]:
    """For one process of Airflow, with a folder and scratch space of its own: `part` is airflow, worker-1, worker-2.

    The caller's switches for metrics are passed on.
    """
    folder = places.folder(part)
    database = f"{LOOPBACK}:{places.ports['postgres']}/postgres"
    user = f"airflow:{places.secrets['postgres']}"
    settings = {
        "CORE__DAGS_FOLDER": str(PROJECT / "dags"),
        "CORE__LOAD_EXAMPLES": "False",
        "CORE__EXECUTOR": "CeleryExecutor",
        "CORE__HOSTNAME_CALLABLE": "infra.cluster.names.part_name",
        "CORE__PARALLELISM": str(4 * TASK_SLOTS),
        "CORE__FERNET_KEY": places.secrets["fernet"],
        "CORE__EXECUTION_API_SERVER_URL": f"{places.api_url}/execution/",
        "CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(places.root / "passwords.json"),
        "DATABASE__SQL_ALCHEMY_CONN": f"postgresql+psycopg2://{user}@{database}",
        "CELERY__BROKER_URL": f"redis://:{places.secrets['redis']}@{LOOPBACK}:{places.ports['redis']}/0",
        "CELERY__RESULT_BACKEND": f"db+postgresql+psycopg2://{user}@{database}",
        "CELERY_BROKER_TRANSPORT_OPTIONS__VISIBILITY_TIMEOUT": "86400",
        "CELERY__WORKER_CONCURRENCY": str(TASK_SLOTS),
        "CELERY__WORKER_ENABLE_REMOTE_CONTROL": "True",
        "CELERY__CELERY_CONFIG_OPTIONS": "celery_options.CELERY_CONFIG",
        "SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": str(HEARTBEAT_TIMEOUT_SECONDS),
        # One API server on a busy machine may take longer than Airflow's 5 s, and then a task is lost and tried again.
        "WORKERS__EXECUTION_API_TIMEOUT": "30",
        "API__HOST": LOOPBACK,
        "API__PORT": str(places.ports["api-server"]),
        "API__BASE_URL": places.api_url,
        "API__SECRET_KEY": places.secrets["session"],
        "API_AUTH__JWT_SECRET": places.secrets["jwt"],
        # Tasks' logs go to the bucket: the log server of a worker listens on every interface and is not started.
        "LOGGING__REMOTE_LOGGING": "True",
        "LOGGING__REMOTE_BASE_LOG_FOLDER": f"s3://{BUCKET}/logs",
        "LOGGING__REMOTE_LOG_CONN_ID": "daybook_logs",
        "LOGGING__TRIGGER_LOG_SERVER_PORT": str(places.ports["triggerer-log"]),
    }
    metrics = {name: value for name, value in os.environ.items() if name.startswith(_METRICS)}
    return {
        **daybook_environment(places, folder / "scratch"),
        **metrics,
        **{f"AIRFLOW__{name}": value for name, value in settings.items()},
        "AIRFLOW_HOME": str(folder),
        "PYTHONPATH": f"{PROJECT}{os.pathsep}{PROJECT / 'dags'}",
        names.VARIABLE: part,
        "AIRFLOW_CONN_DAYBOOK_LOGS": json.dumps(
            {
                "conn_type": "aws",
                "login": places.secrets["s3_key"],
                "password": places.secrets["s3_secret"],
                "extra": {"endpoint_url": places.s3_url, "region_name": "us-east-1"},
            }
        ),
    }
