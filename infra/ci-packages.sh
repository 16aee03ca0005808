#!/usr/bin/env bash
# System packages that only continuous integration needs: infra/ci-packages.sh
#
# Chromium, in which the browser tests look at an edition, and Redis for the tests on a cluster; its own service is not
# started. Does nothing where they are there; needs root on Debian or Ubuntu.
set -euo pipefail

missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
    missing+=(chromium)
command -v redis-server >/dev/null || missing+=(redis-server)
[[ ${#missing[@]} -eq 0 ]] && exit 0
if [[ $(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
    echo "${missing[*]} missing: install them, tests need them" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 # no service is started by its package
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
