"""Daybook as other processes, each in a process group of its own that is ended whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import psutil

# Not left in the environment: Daybook takes every DAYBOOK_* variable for a setting.
IS_LONG = os.environ.pop("DAYBOOK_CHAOS", "") == "long"
LONG_SOURCE = os.environ.pop("DAYBOOK_CHAOS_SOURCE", "")
DAYBOOK = str(Path(sys.executable).with_name("daybook"))
SEQUENCE = str(Path(__file__).with_name("sequence.py"))
PATIENCE_SECONDS = 120.0


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


class Running(NamedTuple):
    """A command that runs; its output goes to files, so that it can be read meanwhile."""

    process: subprocess.Popen[bytes]
    out: Path
    err: Path

    def progress(self) -> str:
        """What it has said on stderr."""
        return self.err.read_text(encoding="utf-8", errors="replace")

    def wait(self) -> Ended:
        """Wait for its end."""
        code = self.process.wait(PATIENCE_SECONDS)
        return Ended(code, self.out.read_text(encoding="utf-8", errors="replace"), self.progress())


@contextmanager
def started(
    command: Sequence[str],
    folder: Path,
    *,
    variables: Mapping[str, str] | None = None,
    umask: int = -1,
) -> Iterator[Running]:
    """Start a command in `folder`; its group ends with the block."""
    folder.mkdir(parents=True, exist_ok=True)
    number = len(list(folder.glob("*.err")))
    out, err = folder / f"{number}.out", folder / f"{number}.err"
    with out.open("wb") as stdout, err.open("wb") as stderr:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            env={**_environment(), **(variables or {})},
            start_new_session=True,
            umask=umask,
        )
    try:
        yield Running(process, out, err)
    finally:
        end_group(process)


def run_command(
    command: Sequence[str], folder: Path, *, variables: Mapping[str, str] | None = None, umask: int = -1
) -> Ended:
    """Run a command to its end."""
    with started(command, folder, variables=variables, umask=umask) as running:
        return running.wait()


def run_daybook(*arguments: object, folder: Path, variables: Mapping[str, str] | None = None, umask: int = -1) -> Ended:
    """Run a `daybook` command to its end."""
    return run_command([DAYBOOK, *map(str, arguments)], folder, variables=variables, umask=umask)


def run_sequence(*commands: Sequence[object], folder: Path) -> Ended:
    """Run `daybook` commands one after another in one process, up to the first that fails."""
    return run_command(sequence_of(*commands), folder)


def sequence_of(*commands: Sequence[object]) -> list[str]:
    """The command that runs several `daybook` commands in one process."""
    words = [word for command in commands for word in ("--next", *map(str, command))]
    return [sys.executable, SEQUENCE, *words]


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process with all of its group, and wait for it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def workers_of(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Worker processes of a run."""
    try:
        children = psutil.Process(process.pid).children(recursive=True)
        return [child for child in children if "spawn_main" in " ".join(child.cmdline())]
    except psutil.Error:
        return []


def wait_until(is_so: Callable[[], bool], *, seconds: float = PATIENCE_SECONDS, pause: float = 0.002) -> bool:
    """Wait until something is so; False where it is not in time."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True


def run_on_full_disk(*arguments: object, folder: Path, file_bytes: int) -> Ended:
    """Run a `daybook` command that can write no file beyond a size, as if the disk were full there."""
    limits = f"import resource, os, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({file_bytes}, {file_bytes}));"
    command = [sys.executable, "-c", f"{limits} os.execv(sys.argv[1], sys.argv[1:])", DAYBOOK, *map(str, arguments)]
    ended = subprocess.run(
        command, cwd=folder, env=_environment(), capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("DAYBOOK_")}
