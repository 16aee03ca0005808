#!/usr/bin/env bash
# System packages that only continuous integration needs: infra/ci-packages.sh
#
# Chromium, in which the browser tests look at an edition. Does nothing where it is there; needs root on Debian or Ubuntu.
set -euo pipefail

if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then
    exit 0
fi
if [[ $(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
    echo "chromium is missing: install it, the browser tests need it" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium >/dev/null
