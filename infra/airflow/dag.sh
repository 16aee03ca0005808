#!/usr/bin/env bash
# One day through the DAG with nothing else running: infra/airflow/dag.sh 2024-06-05
#
# Exit code 0 if the run succeeded, 1 if it failed, 2 usage, 130 interrupted. Nothing is retried here: an operator is
# watching, and `airflow dags test` would sit out the waiting times of the retries.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

day="${1:-}"
if ! "$python" -c "import datetime, sys; datetime.date.fromisoformat(sys.argv[1])" "$day" 2>/dev/null; then
    echo "usage: make dag DATE=2024-06-05 (a day of the source; found '$day')" >&2
    exit 2
fi

export AIRFLOW__LOGGING__LOGGING_LEVEL="${AIRFLOW__LOGGING__LOGGING_LEVEL:-ERROR}"
export PYTHONPATH="$project/infra/airflow/without_retries:$PYTHONPATH"
prepare

# `dags test` takes no SIGTERM once a task has run, so both signals become SIGINT, and SIGKILL if that is not enough.
stop() {
    kill -INT -- "-$run" 2>/dev/null || true
    for _ in {1..50}; do
        kill -0 -- "-$run" 2>/dev/null || exit 130
        sleep 0.1
    done
    kill -KILL -- "-$run" 2>/dev/null || true
    exit 130
}
set -m # a process group of its own, in which SIGINT is not ignored
"$airflow" dags test daily_news "$day" </dev/null &
run=$!
trap stop INT TERM
if ! wait "$run"; then
    echo "daybook: the run of $day failed; the reason stands above. Nothing a reader sees has changed." >&2
    exit 1
fi
"$python" - "$day" <<'END'
import sys

from tasks.config import load_settings
from tasks.store.home import Home
from tasks.store.publications import require_current

home = Home(load_settings().home)
print(f"{sys.argv[1]} is published in {home.root}, version {require_current(home).version}")
END
