"""OS locks on a home: many stages may write parts at once, one process may load and publish.

flock(2) locks end with the process that holds them, however it ends, and are not inherited across exec, so a killed run
leaves nothing to clean up. On S3 there are none and no need for any: an object is whole or absent, nothing is swept,
and CURRENT moves by compare-and-swap.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tasks.errors import SourceUnavailable
from tasks.store.home import Home

WRITER_LOCK = "log/writer.lock"
LAKE_LOCK = "log/lake.lock"
PATIENCE_SECONDS = 120.0
POLL_SECONDS = 0.1


@contextmanager
def writer_lock(home: Home, *, patience_seconds: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Hold the one right to load, export and publish; waits for a dying or slow holder, then SourceUnavailable."""
    with _locked(home, WRITER_LOCK, fcntl.LOCK_EX, patience_seconds):
        yield


@contextmanager
def lake_shared(home: Home) -> Iterator[None]:
    """Hold the shared right to write parts, so that nobody sweeps temporary files meanwhile."""
    with _locked(home, LAKE_LOCK, fcntl.LOCK_SH, PATIENCE_SECONDS):
        yield


def sweep_if_alone(home: Home) -> int:
    """Remove leftovers of killed processes where nobody else is writing; returns how many files went."""
    try:
        with (
            _locked(home, WRITER_LOCK, fcntl.LOCK_EX, 0),
            _locked(home, LAKE_LOCK, fcntl.LOCK_EX, 0),
        ):
            return home.sweep_temporaries()
    except SourceUnavailable:
        return 0


@contextmanager
def _locked(home: Home, name: str, mode: int, patience_seconds: float) -> Iterator[None]:
    if not home.is_local:
        yield
        return
    path = home.path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _acquire(descriptor, mode, patience_seconds, name, home)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, mode: int, patience_seconds: float, name: str, home: Home) -> None:
    deadline = time.monotonic() + patience_seconds
    while True:
        try:
            fcntl.flock(descriptor, mode | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise SourceUnavailable(
                    f"{home.address_of(name)} is held by another Daybook process that is writing to this home. "
                    f"Waited {patience_seconds:.0f} s. Let it finish, then run again."
                ) from None
            time.sleep(POLL_SECONDS)
        else:
            return
