#!/usr/bin/env bash
# Airflow with its web page on this machine, for this project alone: infra/airflow/airflow.sh
#
# Listens on 127.0.0.1 only, on AIRFLOW_PORT (8080, or a free port if that is taken). Ctrl-C or SIGTERM ends all of it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

prepare
AIRFLOW__LOGGING__LOGGING_LEVEL=ERROR "$airflow" pools set daybook_writer 1 "load, export and publish: one at a time" \
    >/dev/null
# `make dag` stores the DAGs without retries in the same database: store them anew before the scheduler reads them.
AIRFLOW__LOGGING__LOGGING_LEVEL=ERROR "$airflow" dags reserialize >/dev/null
exec "$python" "$project/infra/airflow/components.py"
