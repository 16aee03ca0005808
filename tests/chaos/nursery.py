"""Runs `daybook` in forks of one warm process, each of which kills itself at a moment that is named, not timed.

Usage: nursery.py HOME DEATHS -- ARGUMENT...

DEATHS is a JSON list of moments, one a fork. A moment is `PATTERN` or `PATTERN#3`: the fork dies just before its first,
or third, change to a file under HOME that the pattern fits, such as `rename /CURRENT`. A last fork runs to its end.
Prints a line of JSON for each fork: how it ended, what it was about to do, and the version published then.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb  # noqa: F401 imported once for all forks
import spacy  # noqa: F401

import tasks.runner  # noqa: F401
from tasks.cli import main
from tests.chaos.homes import version_of_home

CHANGES = {"tempfile.mkstemp": "create", "os.rename": "rename", "os.remove": "remove", "shutil.rmtree": "remove"}


def raise_forks(home: str, deaths: Sequence[str], arguments: Sequence[str]) -> None:
    """Fork for each death, one after another, and once more to end well."""
    for death in (*deaths, ""):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            if death:
                sys.addaudithook(_dying_at(death, home, writing))
            os._exit(_run(arguments))
        os.close(writing)
        with os.fdopen(reading) as told:
            last_act = told.read()
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        fork = {"death": death, "code": code, "before": last_act, "version": version_of_home(Path(home))}
        print(json.dumps(fork), flush=True)


def _run(arguments: Sequence[str]) -> int:
    sys.argv = ["daybook", *arguments]
    sys.stdout = sys.stderr
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    except BaseException:  # noqa: BLE001 a fork must not go on as its parent
        traceback.print_exc()
        return 1
    return 0


def _dying_at(death: str, home: str, writing: int) -> Callable[[str, tuple[object, ...]], None]:
    pattern, _, number = death.partition("#")
    expression = re.compile(pattern)
    left = int(number or 1)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event not in CHANGES or not str(arguments[0]).startswith(home):
            return
        # A file is moved to its name from a hidden one beside it: its name is what matters.
        path = str(arguments[1] if event == "os.rename" else arguments[0]).removeprefix(home)
        change = f"{CHANGES[event]} {path}"
        if not expression.search(change):
            return
        left -= 1
        if left == 0:
            os.write(writing, change.encode())
            os.kill(os.getpid(), signal.SIGKILL)

    return hook


if __name__ == "__main__":
    raise_forks(sys.argv[1], json.loads(sys.argv[2]), sys.argv[4:])
