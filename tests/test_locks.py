"""Locks on a home: one writer, many makers of parts, and nothing left behind by a process that dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tasks.errors import SourceUnavailable
from tasks.store.home import Home
from tasks.store.locks import LAKE_LOCK, WRITER_LOCK, lake_shared, sweep_if_alone, writer_lock

PROJECT = Path(__file__).resolve().parent.parent
HOLDER = """
import sys, time
from tasks.store.home import Home
from tasks.store.locks import {name}
with {name}(Home(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read(1)
"""


@contextmanager
def _holder(home: Home, name: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds a lock until it is told to end."""
    command = [sys.executable, "-c", HOLDER.format(name=name), str(home.root)]
    process = subprocess.Popen(
        command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_a_second_writer_waits_and_then_says_that_a_retry_may_help(home: Home) -> None:
    with _holder(home, "writer_lock"):
        start = time.monotonic()
        with (
            pytest.raises(SourceUnavailable, match=r"held by another Daybook process.*run again") as raised,
            writer_lock(home, patience_seconds=0.3),
        ):
            pass
        assert time.monotonic() - start >= 0.3
        assert raised.value.exit_code == 3


def test_a_waiting_writer_goes_on_when_the_first_one_ends(home: Home) -> None:
    with _holder(home, "writer_lock") as process:
        assert process.stdin is not None
        process.stdin.write("x")
        process.stdin.flush()
        with writer_lock(home, patience_seconds=20):
            assert process.wait(timeout=20) == 0


def test_the_lock_dies_with_its_process(home: Home) -> None:
    with _holder(home, "writer_lock") as process:
        os.kill(process.pid, signal.SIGKILL)
        with writer_lock(home, patience_seconds=20):
            pass


def test_the_lock_is_free_after_an_exception(home: Home) -> None:
    with pytest.raises(RuntimeError), writer_lock(home):
        raise RuntimeError
    with writer_lock(home, patience_seconds=0):
        pass


def test_a_program_that_is_started_meanwhile_does_not_inherit_the_lock(home: Home) -> None:
    command = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    with writer_lock(home):
        child = subprocess.Popen(command, stdin=subprocess.PIPE, close_fds=False)
    try:
        with writer_lock(home, patience_seconds=5):
            assert child.poll() is None
    finally:
        child.kill()
        child.communicate()


def test_makers_of_parts_do_not_wait_for_each_other_or_for_a_writer(home: Home) -> None:
    with _holder(home, "lake_shared"), _holder(home, "writer_lock"), lake_shared(home), lake_shared(home):
        pass


@pytest.mark.parametrize("name", ["lake_shared", "writer_lock"])
def test_leftovers_stay_while_somebody_may_still_be_writing_them(home: Home, name: str) -> None:
    home.write_bytes("lake/x", b"")
    leftover = home.path_of("lake/.half.tmp")
    leftover.write_bytes(b"half")
    with _holder(home, name):
        assert sweep_if_alone(home) == 0
        assert leftover.exists()
    assert sweep_if_alone(home) == 1
    assert not leftover.exists()


def test_locks_are_files_in_the_log_folder_outside_every_hash(home: Home) -> None:
    with writer_lock(home), lake_shared(home):
        assert home.list_names("") == sorted([LAKE_LOCK, WRITER_LOCK])
    assert all(name.startswith("log/") for name in (LAKE_LOCK, WRITER_LOCK))
