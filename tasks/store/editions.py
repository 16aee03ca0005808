"""Editions: the pages of a version's day in a folder of its own, there as a whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tasks.errors import InputError, SourceUnavailable
from tasks.store.home import Home

FRONT_PAGE = "index.html"
LIST = "edition.json"
ATTEMPTS = 3


def edition_folder(version: str, dump_date: date) -> str:
    """Name of the folder under home."""
    return f"editions/{version}/{dump_date.isoformat()}"


def is_complete(home: Home, folder: str, fingerprint: str) -> bool:
    """Whether a folder under home holds an edition with this fingerprint and every file of its list in its size."""
    try:
        stated = json.loads(home.read_bytes(f"{folder}/{LIST}"))
        expected = {f"{folder}/{name}": file["bytes"] for name, file in stated["files"].items()}
        return stated["fingerprint"] == fingerprint and expected.items() <= home.sizes_below(folder).items()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def require_edition_or_nothing(folder: Path) -> None:
    """InputError where the folder holds something else, which a new edition would replace."""
    if folder.exists() and not (folder / LIST).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} holds other things than an edition. Give an empty or a new folder to --to.")


def write_edition(home: Home, folder: str, pages: Mapping[str, bytes], fingerprint: str) -> None:
    """Put an edition in place under home.

    In a folder it is built beside its place under a temporary name and then moved. No lock is taken, so a publication
    never waits for an edition. A writer that sweeps temporary names may remove the draft; it is made again.
    SourceUnavailable where that happens time after time. On S3, where nothing can be moved, the front page, from which
    a reader reaches the others, is written after them, and the list that says that all are there last.
    """
    listed = {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in sorted(pages.items())
    }
    complete = {**pages, LIST: json.dumps({"fingerprint": fingerprint, "files": listed}, indent=1).encode() + b"\n"}
    if not home.is_local:
        last = (FRONT_PAGE, LIST)
        others = [name for name in complete if name not in last]
        home.for_each(lambda name: home.write_bytes(f"{folder}/{name}", complete[name]), others)
        for name in last:
            home.write_bytes(f"{folder}/{name}", complete[name])
        return
    place = home.path_of(folder)
    place.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(ATTEMPTS):
        draft = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}.", suffix=".tmp"))
        try:
            _fill(draft, complete)
            _move(draft, place)
        except FileNotFoundError:
            continue
        else:
            return
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    raise SourceUnavailable(f"{place}: something removed the draft of the edition {ATTEMPTS} times. Run it again.")


def _fill(draft: Path, pages: Mapping[str, bytes]) -> None:
    for name, content in pages.items():
        path = draft / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    draft.chmod(0o755)


def _move(draft: Path, folder: Path) -> None:
    """The draft under the folder's name; an older edition there is moved aside first, and removed."""
    if folder.exists():
        aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".tmp"))
        folder.rename(aside / folder.name)
        draft.rename(folder)
        shutil.rmtree(aside, ignore_errors=True)
    else:
        draft.rename(folder)
