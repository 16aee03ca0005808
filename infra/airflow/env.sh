# What every Airflow process of this project runs with. Sourced by dag.sh and airflow.sh; leaves the shell in the project.
#
# AIRFLOW_HOME, DAYBOOK_* and single AIRFLOW__* variables of the caller are kept, but for the few that are set below.

project="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
python="$project/.venv/bin/python"
airflow="$project/.venv/bin/airflow"
if [[ ! -x $airflow ]]; then
    echo "daybook: $airflow is missing: run \`make setup\` first." >&2
    exit 1
fi

case "${DAYBOOK_HOME:-}" in
    "") [[ -f $project/daybook.toml ]] || export DAYBOOK_HOME="$project/daybook-home" ;;
    /* | *://*) ;;
    *) export DAYBOOK_HOME="$PWD/$DAYBOOK_HOME" ;;
esac
case "${DAYBOOK_SOURCE:-}" in
    "" | /* | *://* | "~"*) ;;
    *) export DAYBOOK_SOURCE="$PWD/$DAYBOOK_SOURCE" ;;
esac

export AIRFLOW_HOME="${AIRFLOW_HOME:-$project/.airflow}"
export AIRFLOW__CORE__DAGS_FOLDER="$project/dags"
export AIRFLOW__CORE__LOAD_EXAMPLES=False
# Store a changed DAG at once: by default one stored in the last 30 s stays as it is, `reserialize` or not.
export AIRFLOW__CORE__MIN_SERIALIZED_DAG_UPDATE_INTERVAL=0
export PYTHONPATH="$project${PYTHONPATH:+:$PYTHONPATH}"
export PYTHONWARNINGS=ignore # Airflow's own deprecations, a dozen lines a start

# Make Airflow's folder and database where this Airflow version has not done it yet (6 s).
prepare() {
    local version mark
    version="$("$python" -c "from importlib.metadata import version; print(version('apache-airflow'))")"
    mark="$AIRFLOW_HOME/.database-of-$version"
    [[ -e $mark ]] && return
    mkdir -p -m 700 "$AIRFLOW_HOME"
    AIRFLOW__LOGGING__LOGGING_LEVEL=ERROR "$airflow" db migrate >"$AIRFLOW_HOME/db-migrate.log" 2>&1 || {
        echo "daybook: \`airflow db migrate\` failed:" >&2
        tail -n 20 "$AIRFLOW_HOME/db-migrate.log" >&2
        return 1
    }
    touch "$mark"
}

cd "$project"
