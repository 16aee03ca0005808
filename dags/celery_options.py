"""Celery's options for Airflow's workers: each loads the stages and the language model once, before it forks.

Airflow forks a process for every task, from a process of the worker's pool, so that what the worker has loaded is there
for all of them and lies in memory once. Set `AIRFLOW__CELERY__CELERY_CONFIG_OPTIONS=celery_options.CELERY_CONFIG`, with
this folder on PYTHONPATH. A worker goes on with the code and the model that it started with: start it again after an
upgrade.
"""

from __future__ import annotations

import gc

from airflow.providers.celery.executors.default_celery import DEFAULT_CELERY_CONFIG
from celery.signals import worker_init

CELERY_CONFIG = DEFAULT_CELERY_CONFIG


@worker_init.connect
def load_once(**_: object) -> None:
    """Called in a worker before it makes its pool. Where it fails Celery logs why, and tasks load for themselves."""
    from tasks.config import load_settings
    from tasks.pipeline import warm_up

    warm_up(load_settings())
    # What the collector does not touch stays shared; Airflow lifts this in the worker itself when that is ready.
    gc.freeze()
