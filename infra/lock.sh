#!/usr/bin/env bash
# Resolves the dependencies of pyproject.toml into one lock per extra. The smaller locks are constrained by the largest,
# so that every environment has the same versions. No lock names a download address.
set -euo pipefail
cd "$(dirname "$0")/.."
uv="$(command -v uv || echo .venv/bin/uv)"
flags=(--quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url)

"$uv" pip compile pyproject.toml --extra airflow --extra dev "${flags[@]}" "$@" --output-file requirements/dev.lock
"$uv" pip compile pyproject.toml "${flags[@]}" --constraint requirements/dev.lock --output-file requirements/daybook.lock
"$uv" pip compile pyproject.toml --extra airflow "${flags[@]}" --constraint requirements/dev.lock --output-file requirements/airflow.lock
echo "uv==0.13.9" | "$uv" pip compile - "${flags[@]}" --output-file requirements/uv.lock
