"""Which files under home a version needs, which versions are there, and which files no version needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tasks.store.home import Home
from tasks.store.kept_parts import FOLDER as KEPT_PARTS
from tasks.store.kept_parts import kept_name
from tasks.store.publications import MANIFEST_COPY, as_json, manifest_in, publication_of

WAREHOUSES = "warehouse"
EXPORTS = "exports"
EDITIONS = "editions"
SEARCH = "search"
DELETED = "log/deleted"
_MANIFEST_PREFIX = f"{EXPORTS}/manifest-"
# Manifests go first, so that no version that lacks files is offered; kept parts last, so that a rerun can still tell
# which versions were built from them.
_FOLDERS = (WAREHOUSES, SEARCH, EDITIONS, EXPORTS, KEPT_PARTS)
_ORDER_OF_REMOVAL = (_MANIFEST_PREFIX, *(f"{folder}/" for folder in _FOLDERS))

Manifest = Mapping[str, Any]


def held_versions(home: Home) -> dict[str, Manifest]:
    """Manifests of all versions that are there, published or only built, by version; damaged manifests left out."""
    names = [name for name in home.list_names(EXPORTS) if name.startswith(_MANIFEST_PREFIX)]
    manifests = (manifest_in(home, name) for name in names)
    return {manifest["version"]: manifest for manifest in manifests if manifest}


def files_of(manifest: Manifest) -> set[str]:
    """Names of the files that a version is made of: warehouse, manifest, exports, and the lake parts it was built from.

    What lies under the version's own name, such as its editions, is told by `is_named_after`.
    """
    publication = publication_of(manifest["version"])
    parts = {kept_name(sha256) for parts in manifest["parts"].values() for sha256 in parts.values()}
    return {publication.warehouse, publication.manifest, *(file["path"] for file in manifest["files"]), *parts}


def is_named_after(name: str, version: str) -> bool:
    """Whether a file belongs to a version by its name: pages, search index, and what lies beside its warehouse file."""
    return name.startswith((f"{EDITIONS}/{version}/", f"{SEARCH}/{version}.", f"{WAREHOUSES}/{version}."))


def own_names(home: Home, version: str) -> list[str]:
    """Names of the files that lie under the version's own name."""
    found = (*home.list_names(f"{EDITIONS}/{version}"), *home.list_names(SEARCH), *home.list_names(WAREHOUSES))
    return [name for name in found if is_named_after(name, version)]


def missing_files(home: Home, manifest: Manifest) -> list[str]:
    """Files of a version that are gone or have another size than its manifest says, sorted."""
    sizes = {file["path"]: file["bytes"] for file in manifest["files"]}
    return sorted(
        name
        for name in files_of(manifest)
        if not home.exists(name) or (name in sizes and home.size_of(name) != sizes[name])
    )


def unneeded_files(home: Home, kept: Iterable[Manifest]) -> list[str]:
    """Files of versions that none of the given versions needs, in the order in which they may go."""
    manifests = list(kept)
    needed = {MANIFEST_COPY}.union(*(files_of(manifest) for manifest in manifests))
    versions = [manifest["version"] for manifest in manifests]
    names = [name for folder in _FOLDERS for name in home.list_names(folder)]
    unneeded = [n for n in names if n not in needed and not any(is_named_after(n, version) for version in versions)]
    return sorted(unneeded, key=_place_in_removal)


def _place_in_removal(name: str) -> tuple[int, str]:
    return next(at for at, prefix in enumerate(_ORDER_OF_REMOVAL) if name.startswith(prefix)), name


def remember_deleted(home: Home, manifest: Manifest, taken_down: Mapping[str, str]) -> None:
    """Keep the manifest of a version that a takedown deletes, with days by id of the articles, for `diff`.

    It names files by hashes and holds no text.
    """
    home.write_bytes(f"{DELETED}/{manifest['version']}.json", as_json({**manifest, "taken_down": dict(taken_down)}))


def deleted_manifest(home: Home, words: str) -> Manifest | None:
    """The manifest of a version that a takedown deleted, by the beginning of its id; None where not one begins so."""
    names = [name for name in home.list_names(DELETED) if words and name.startswith(f"{DELETED}/{words.lower()}")]
    return manifest_in(home, names[0]) if len(names) == 1 else None
