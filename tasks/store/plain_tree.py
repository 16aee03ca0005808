"""A plain tree of the current exports in a folder of the user's, for tools that want a glob.

`{table}/dump_date=D/{table}.parquet`, tables over all days `{table}/{table}.parquet`, and `_daybook.json`, which lists
the files with their hashes: what is listed there belongs to Daybook, and nothing else may lie in the folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from tasks.errors import InputError
from tasks.store.home import Home
from tasks.store.publications import Publication, as_json, read_manifest
from tasks.store.reading import through_current

LISTING = "_daybook.json"

Files = Mapping[str, Mapping[str, Any]]
"""What is listed of each file, by its name in the tree."""


class Exported(NamedTuple):
    """What an export to a folder did."""

    version: str
    written: int
    unchanged: int
    removed: int


def export_tree(home: Home, folder: Path) -> Exported:
    """Make a folder hold the current version's exports and nothing else; files that are there already stay.

    Each file is replaced whole; the listing is replaced last, so a reader that wants one version looks there.
    Killed, it goes on when run again. InputError where the folder holds what is not listed, or lies in the home.
    """
    if folder.resolve().is_relative_to(Path(str(home.root)).resolve()):
        raise InputError(f"{folder} lies in the home {home.root}. Give a folder outside it.")
    target = Home(folder)
    listed = _listed(target)
    strangers = [path for path in _files_in(target) if path != LISTING and path not in listed]
    if strangers:
        raise InputError(
            f"{folder} holds {strangers[0]}, which no export put there. Give an empty folder, or one of an export."
        )
    target.sweep_temporaries()
    return through_current(home, lambda current: _write(home, target, current, listed))


def tree_name(file: Mapping[str, Any]) -> str:
    """Name in the tree of a file of a manifest."""
    day = f"/dump_date={file['dump_date']}" if file["dump_date"] else ""
    return f"{file['table']}{day}/{file['table']}.parquet"


def _write(home: Home, target: Home, current: Publication, listed: Files) -> Exported:
    manifest = read_manifest(home, current)
    wanted = {tree_name(file): file for file in manifest["files"]}
    # What is about to be written is listed first: after a kill it is known for ours.
    _list(target, None, {**wanted, **listed})
    written = 0
    for name, file in wanted.items():
        if name in listed and listed[name]["sha256"] == file["sha256"] and _is_there(target, name, file):
            continue
        target.write_bytes(name, _content(home, file))
        written += 1
    gone = [name for name in listed if name not in wanted and target.exists(name)]
    for name in gone:
        target.remove(name)
        _remove_folder(target.path_of(name).parent)
    _list(target, current.version, wanted)
    return Exported(current.version, written, len(wanted) - written, len(gone))


def _content(home: Home, file: Mapping[str, Any]) -> bytes:
    """Content of an export; InputError where it is gone or is not what the manifest says."""
    path = file["path"]
    try:
        content = home.read_bytes(path)
    except FileNotFoundError:
        raise InputError(f"{path} is missing in {home.root}. `daybook repair` makes it again.") from None
    if hashlib.sha256(content).hexdigest() != file["sha256"]:
        raise InputError(f"{path} in {home.root} has other bytes than the manifest says. Run `daybook repair`.")
    return content


def _is_there(target: Home, name: str, file: Mapping[str, Any]) -> bool:
    return target.exists(name) and target.size_of(name) == file["bytes"] and target.sha256_of(name) == file["sha256"]


def _listed(target: Home) -> Files:
    if not target.exists(LISTING):
        return {}
    try:
        files: Files = {file["name"]: file for file in json.loads(target.read_bytes(LISTING))["files"]}
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{target.path_of(LISTING)} is damaged ({error}). Empty the folder and export again."
        ) from None
    return files


def _list(target: Home, version: str | None, files: Files) -> None:
    columns = ("table", "dump_date", "rows", "bytes", "sha256", "schema_version")
    stated = [{"name": name, **{column: files[name][column] for column in columns}} for name in sorted(files)]
    target.write_bytes(LISTING, as_json({"version": version, "files": stated}))


def _remove_folder(folder: Path) -> None:
    """Remove the folder of a day that is gone; a folder that is not empty stays."""
    with suppress(OSError):
        folder.rmdir()


def _files_in(target: Home) -> list[str]:
    return target.list_names(".")
