"""The command `daybook`: one file per group of commands, a plain function under each."""

from __future__ import annotations

from tasks.cli.app import main

__all__ = ["main"]
