"""Runs `daybook` commands in one process, up to the first that fails: `sequence.py --next ARG... --next ARG...`."""

from __future__ import annotations

import sys
from itertools import groupby

from tasks.cli import main


def run_all(words: list[str]) -> None:
    """Run each command as the command line would."""
    for is_separator, command in groupby(words, lambda word: word == "--next"):
        if is_separator:
            continue
        sys.argv = ["daybook", *command]
        try:
            main()
        except SystemExit as end:
            if end.code:
                raise


if __name__ == "__main__":
    run_all(sys.argv[1:])
