"""Scratch places: homes that vanish, for work that nothing is to be left of; and files that a user hands over."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tasks.errors import InputError
from tasks.store.home import Home


@contextmanager
def scratch_home() -> Iterator[Home]:
    """An empty home in the system's folder for temporary files; gone at the end, good or bad."""
    with tempfile.TemporaryDirectory(prefix="daybook-") as folder:
        yield Home(folder)


def copy_files(names: Iterable[str], source: Home, target: Home) -> None:
    """Copy files of one home to another under their names; FileNotFoundError where one is missing."""
    for name in names:
        target.write_bytes(name, source.read_bytes(name))


def read_given_text(path: Path, what: str) -> str:
    """Content of a UTF-8 file that the user named; `what` says in the InputError what it should have been."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {what} cannot be read: {error.strerror}. Give the path of a file.") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: {what} is not UTF-8 at byte {error.start}. Save it as UTF-8.") from None
