"""Sources: which dump files belong to which day. Read only."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tasks.errors import InputError
from tasks.store.home import sha256_of_file
from tasks.store.members import ESCAPED_MARK, MEMBER_MARK

DATE_FIELD = "{date}"
HOME_FOLDERS = ("lake", "warehouse", "exports", "editions", "log")
_ISO_DATE = re.compile(r"^(?:dump_date=)?(\d{4}-\d{2}-\d{2})$")
_ISO_DATE_AHEAD = re.compile(r"^(\d{4}-\d{2}-\d{2})")


class DumpFile(NamedTuple):
    """A dump file of one day. `dump_uri` is relative to the source, with slashes."""

    day: date
    dump_uri: str
    path: Path


class Listing(NamedTuple):
    """What a source holds: dump files sorted by day and address, and files that belong to no day."""

    files: tuple[DumpFile, ...]
    undated: tuple[str, ...]


def list_source(source: str, *, home: Path | None = None) -> Listing:
    """All dump files of a source: a folder, or a pattern with {date} in which * stands for any name.

    InputError where there is no such folder. Hidden files are passed over, and so is all that Daybook itself keeps in a
    `home` within the folder: it has dates in its names, too.
    """
    if DATE_FIELD in source:
        return _list_pattern(source)
    root = Path(source).expanduser()
    if not root.is_dir():
        raise InputError(f"source {source}: no such folder. Give a folder of dumps or a pattern with {DATE_FIELD}.")
    own = _kept_by_daybook(root, home)
    files, undated = [], []
    for path in sorted(root.rglob("*")):
        uri = _address(path, root)
        if not path.is_file() or any(part.startswith(".") for part in Path(uri).parts) or uri.startswith(own):
            continue
        day = day_of(uri)
        if day is None:
            undated.append(uri)
        else:
            files.append(DumpFile(day, uri, path))
    return Listing(tuple(sorted(files)), tuple(undated))


def day_of(dump_uri: str) -> date | None:
    """The day a file belongs to: its name begins with it, or a folder above it is named so."""
    *folders, name = dump_uri.split("/")
    ahead = _ISO_DATE_AHEAD.match(name)
    candidates = [ahead[1]] if ahead else []
    candidates += [found[1] for folder in reversed(folders) if (found := _ISO_DATE.match(folder))]
    return next((day for day in map(_date, candidates) if day), None)


def seconds_since_change(files: Iterable[DumpFile]) -> float:
    """Seconds since the newest of some dump files was last modified; a clock that is ahead of ours counts as well."""
    try:
        return min((abs(time.time() - file.path.stat().st_mtime) for file in files), default=float("inf"))
    except FileNotFoundError:
        return 0.0


def sha256_of_dump(path: Path) -> str:
    """sha256 of a dump file as delivered, hex."""
    return sha256_of_file(path)


def _list_pattern(pattern: str) -> Listing:
    path = Path(pattern).expanduser()
    anchored = path if path.is_absolute() else Path.cwd() / path
    fixed = anchored.parts[: _first_variable(anchored.parts)]
    root = Path(*fixed)
    if not root.is_dir():
        raise InputError(f"source {pattern}: no such folder: {root}")
    relative = Path(*anchored.parts[len(fixed) :]).as_posix()
    expression = re.compile(_regex_of(relative))
    files = []
    for found in sorted(root.glob(_glob_of(relative))):
        match = expression.fullmatch(found.relative_to(root).as_posix())
        day = _date(match["date"]) if match else None
        if day and found.is_file():
            files.append(DumpFile(day, _address(found, root), found))
    return Listing(tuple(sorted(files)), ())


def _kept_by_daybook(root: Path, home: Path | None) -> tuple[str, ...]:
    """Beginnings of the addresses under a source that belong to the home."""
    if home is None or not home.resolve().is_relative_to(root.resolve()):
        return ()
    within = home.resolve().relative_to(root.resolve()).as_posix()
    return tuple(f"{name}/" for name in HOME_FOLDERS) if within == "." else (f"{within}/",)


def _address(path: Path, root: Path) -> str:
    """Relative address with slashes; bytes of a name that are not UTF-8, and the mark of members, are escaped."""
    name = os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")
    return name.replace(MEMBER_MARK, ESCAPED_MARK)


def _first_variable(parts: tuple[str, ...]) -> int:
    return next((at for at, part in enumerate(parts) if DATE_FIELD in part or "*" in part), len(parts) - 1)


def _glob_of(relative: str) -> str:
    """A glob that finds at least what the pattern means: only * is special in it, and ** would mean folders."""
    literal = re.sub(r"([\[?])", r"[\1]", relative)
    return re.sub(r"\*+", "*", literal.replace(DATE_FIELD, "*"))


def _regex_of(relative: str) -> str:
    escaped = re.escape(relative).replace(re.escape(DATE_FIELD), r"(?P<date>\d{4}-\d{2}-\d{2})", 1)
    return escaped.replace(re.escape(DATE_FIELD), r"(?P=date)").replace(r"\*", "[^/]*")


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
