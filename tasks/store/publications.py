"""Publications: CURRENT, manifests and the names of versions. CURRENT is the one mutable object, replaced last."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tasks.errors import InputError
from tasks.store.home import Home

CURRENT = "CURRENT"
MANIFEST_COPY = "exports/manifest.json"


class Publication(NamedTuple):
    """A published version: names of its warehouse and manifest under home."""

    version: str
    warehouse: str
    manifest: str


def publication_of(version: str) -> Publication:
    """The names that a version has."""
    return Publication(version, f"warehouse/{version}.duckdb", f"exports/manifest-{version}.json")


def current_publication(home: Home) -> Publication | None:
    """What CURRENT points at; None where nothing is published yet. InputError where CURRENT is damaged."""
    if not home.exists(CURRENT):
        return None
    try:
        stated = json.loads(home.read_bytes(CURRENT))
        return Publication(stated["version"], stated["warehouse"], stated["manifest"])
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{home.address_of(CURRENT)} is damaged ({error}): remove it and run `daybook run` to publish all days "
            "again."
        ) from None


def require_current(home: Home) -> Publication:
    """What CURRENT points at; InputError where nothing is published."""
    publication = current_publication(home)
    if publication is None:
        raise InputError(f"nothing is published in {home.root} yet: run `daybook run` first, or give another --home.")
    return publication


def warehouse_path(home: Home) -> Path:
    """Local path of the current warehouse file."""
    return home.path_of(require_current(home).warehouse)


def move_current(home: Home, publication: Publication, state: str | None) -> bool:
    """Point CURRENT at a publication where it still is in this state, as `home.state_of` told it; whether it was.

    The one door through which CURRENT moves: where it answers no, somebody else has published meanwhile.
    """
    return home.replace_if(CURRENT, as_json(publication._asdict()), state)


def copy_manifest(home: Home) -> None:
    """Make exports/manifest.json the manifest of what CURRENT points at, also where that moves meanwhile."""
    publication = None
    while publication != (current := require_current(home)):
        publication = current
        manifest = home.read_bytes(publication.manifest)
        if not home.exists(MANIFEST_COPY) or home.read_bytes(MANIFEST_COPY) != manifest:
            home.write_bytes(MANIFEST_COPY, manifest)


def read_manifest(home: Home, publication: Publication) -> dict[str, Any]:
    """Content of a publication's manifest; InputError where it is missing or damaged."""
    manifest = _manifest_in(home, publication.manifest)
    if manifest is None:
        path = home.address_of(publication.manifest)
        raise InputError(f"{path} is missing or damaged: `daybook run` for any day writes it again.")
    return manifest


def sound_publication(home: Home) -> Publication | None:
    """What CURRENT points at; None where nothing is published or CURRENT is damaged and has to be written again."""
    try:
        return current_publication(home)
    except InputError:
        return None


def published_days(home: Home) -> list[date]:
    """Days that the current version holds, sorted. InputError as for `published_parts`."""
    return sorted(published_parts(home))


def published_parts(home: Home) -> dict[date, dict[str, str]]:
    """Days that the current version holds, each with the sha256 of its lake parts by name.

    The copy of the manifest steps in where CURRENT or its manifest is lost or damaged, so that a run of one day does
    not drop the others. InputError where that cannot be trusted either.
    """
    publication = sound_publication(home)
    manifest = _manifest_in(home, publication.manifest) if publication else None
    if manifest is None:
        manifest = _manifest_in(home, MANIFEST_COPY)
        if publication and manifest and manifest["version"] != publication.version:
            manifest = None
    if manifest:
        return {date.fromisoformat(day): parts for day, parts in sorted(manifest["parts"].items())}
    if not any(home.exists(name) for name in (CURRENT, MANIFEST_COPY)):
        return {}
    raise InputError(
        f"{CURRENT} or its manifest and {MANIFEST_COPY} in {home.root} are damaged or gone, so nobody knows which days "
        f"are published. Put them back; or remove both and run `daybook run` over all days."
    )


def _manifest_in(home: Home, name: str) -> dict[str, Any] | None:
    try:
        manifest: dict[str, Any] = json.loads(home.read_bytes(name))
    except (FileNotFoundError, ValueError):
        return None
    return manifest if {"version", "dump_dates", "files", "parts"} <= manifest.keys() else None


def as_json(content: object) -> bytes:
    """JSON for files that people read as well: sorted keys, two spaces, a newline at the end."""
    return (json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()
