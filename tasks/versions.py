"""Versions: what each one holds, when it was published, and whether it will stay."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from tasks.config import Settings
from tasks.retention import kept_versions
from tasks.store.home import Home, home_at
from tasks.store.publication_log import read_moves
from tasks.store.publications import sound_publication
from tasks.store.version_files import Manifest, held_versions, own_names


class Version(NamedTuple):
    """A version that is there. `state`: current, kept, superseded (goes after its grace period) or not published.

    `bytes` are those of its warehouse, exports and pages; versions share the exports that did not change.
    """

    version: str
    state: str
    published_at: datetime | None
    action: str | None
    day_count: int
    first_dump_date: str | None
    last_dump_date: str | None
    article_count: int
    bytes: int


def list_versions(settings: Settings) -> list[Version]:
    """Versions that are there, the one published last first, those never published at the end."""
    home = home_at(settings.home)
    moves = {move.version: (place, move) for place, move in enumerate(read_moves(home))}
    kept = kept_versions(home, settings.keep_versions)
    found = []
    for version, manifest in held_versions(home).items():
        place, move = moves.get(version, (-1, None))
        state = _state(home, version, is_published=move is not None, is_kept=version in kept)
        days = manifest["dump_dates"]
        first, last = (days[0], days[-1]) if days else (None, None)
        when, how = (move.published_at, move.action) if move else (None, None)
        articles = sum(file["rows"] for file in manifest["files"] if file["table"] == "articles")
        size = _size(home, manifest)
        found.append((-place, Version(version, state, when, how, len(days), first, last, articles, size)))
    return [one for _, one in sorted(found, key=lambda placed: (placed[0], placed[1].version))]


def _state(home: Home, version: str, *, is_published: bool, is_kept: bool) -> str:
    current = sound_publication(home)
    if current and current.version == version:
        return "current"
    if not is_published:
        return "not published"
    return "kept" if is_kept else "superseded"


def _size(home: Home, manifest: Manifest) -> int:
    exports: int = sum(file["bytes"] for file in manifest["files"])
    return exports + sum(home.size_of(name) for name in own_names(home, manifest["version"]))
