"""A service of the local cluster is ended with everything that it has started."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from infra.cluster.sessions import kill_session, session_members
from infra.cluster.supervisor import kill_service

PROGRAM = """
import os, subprocess, sys, time
sleeps = "import time; print('up', flush=True); time.sleep(600)"
subprocess.Popen([sys.executable, "-c", sleeps], process_group=0)
if sys.argv[1] == "stays":
    time.sleep(600)
"""


def _service(how: str) -> tuple[subprocess.Popen[str], psutil.Process]:
    """A service and its child in a process group of the child's own; `how` is whether the service stays or ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, how], start_new_session=True, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "up\n"
    if how == "ends":
        process.wait(10)
    (child,) = [pid for pid in session_members(process.pid) if pid != process.pid]
    return process, psutil.Process(child)


def _has_ended(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.mark.parametrize("how", ["stays", "ends"])
def test_what_a_service_started_ends_with_it(how: str) -> None:
    process, child = _service(how)
    kill_session(process.pid)
    process.wait(10)
    assert _has_ended(child)
    assert session_members(process.pid) == []


@pytest.mark.parametrize("since", [0.0, 1.0], ids=["same process", "number taken by another"])
def test_a_service_is_known_by_its_start(tmp_path: Path, since: float) -> None:
    process, child = _service("stays")
    (tmp_path / "pids").mkdir()
    record = {"pid": process.pid, "created": psutil.Process(process.pid).create_time() + since}
    (tmp_path / "pids/worker-1.json").write_text(json.dumps(record))
    try:
        kill_service(tmp_path, "worker-1")
        assert _has_ended(child) == (since == 0)
    finally:
        kill_session(process.pid)
        process.wait(10)
