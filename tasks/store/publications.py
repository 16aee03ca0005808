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
        raise InputError(f"{home.path_of(CURRENT)} is damaged ({error}): run `daybook run` to publish again.") from None


def require_current(home: Home) -> Publication:
    """What CURRENT points at; InputError where nothing is published."""
    publication = current_publication(home)
    if publication is None:
        raise InputError(f"nothing is published in {home.root} yet: run `daybook run` first, or give another --home.")
    return publication


def warehouse_path(home: Home) -> Path:
    """Local path of the current warehouse file."""
    return home.path_of(require_current(home).warehouse)


def read_manifest(home: Home, publication: Publication) -> dict[str, Any]:
    """Content of a publication's manifest."""
    manifest: dict[str, Any] = json.loads(home.read_bytes(publication.manifest))
    return manifest


def published_days(home: Home) -> list[date]:
    """Days that the current version holds, sorted."""
    publication = current_publication(home)
    if publication is None:
        return []
    return sorted(date.fromisoformat(day) for day in read_manifest(home, publication)["dump_dates"])


def as_json(content: object) -> bytes:
    """JSON for files that people read as well: sorted keys, two spaces, a newline at the end."""
    return (json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()
