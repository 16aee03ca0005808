"""Runs `daybook` in forks of one warm process, each of which kills itself at a moment that is counted, not timed.

Usage: nursery.py HOME DEATHS -- ARGUMENT...; DEATHS is like 3,17,4: the first fork dies before its 3rd change to files
under HOME (a temporary file made, a file moved or removed), the next one before its 17th, and so on; a fork that ends
by itself ends the row. Prints a line of JSON for each fork: how it ended and what it was about to do.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Sequence

import duckdb  # noqa: F401 imported once for all forks
import spacy  # noqa: F401

import tasks.runner  # noqa: F401
from tasks.cli import main

CHANGES = frozenset({"tempfile.mkstemp", "os.rename", "os.remove", "shutil.rmtree"})


def raise_forks(home: str, deaths: Sequence[int], arguments: Sequence[str]) -> None:
    """Fork for each death, one after another."""
    for death in deaths:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            sys.addaudithook(_dying_at(death, home, writing))
            os._exit(_run(arguments))
        os.close(writing)
        with os.fdopen(reading) as told:
            last_act = told.read()
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        print(json.dumps({"death": death, "code": code, "before": last_act}), flush=True)
        if code != -signal.SIGKILL:
            return


def _run(arguments: Sequence[str]) -> int:
    sys.argv = ["daybook", *arguments]
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    except BaseException:  # noqa: BLE001 a fork must not go on as its parent
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
    return 0


def _dying_at(death: int, home: str, writing: int):  # type: ignore[no-untyped-def]
    seen = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event not in CHANGES or not str(arguments[0]).startswith(home):
            return
        seen += 1
        if seen == death:
            os.write(writing, f"{event} {str(arguments[0]).removeprefix(home)}".encode())
            os.kill(os.getpid(), signal.SIGKILL)

    return hook


if __name__ == "__main__":
    raise_forks(sys.argv[1], [int(death) for death in sys.argv[2].split(",")], sys.argv[4:])
