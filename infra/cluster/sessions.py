"""The processes of a service: its session, which what it starts cannot leave unnoticed.

A process group is not enough: Airflow gives every task one of its own, and a worker that was killed with its group
alone would leave tasks that go on.
"""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress

import psutil

_PASSES = 50
_PAUSE_SECONDS = 0.1


def kill_session(leader: int) -> None:
    """SIGKILL for all processes of the session that a process began, until none is left; the leader may have ended."""
    for _ in range(_PASSES):
        members = session_members(leader)
        if not members:
            return
        for pid in members:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(_PAUSE_SECONDS)


def session_members(leader: int) -> list[int]:
    """Process ids of a session without those that have ended and are only not yet waited for."""
    found = []
    for pid in psutil.pids():
        with suppress(ProcessLookupError, PermissionError, psutil.Error):
            if os.getsid(pid) == leader and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                found.append(pid)
    return found
