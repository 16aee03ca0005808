"""Verification: is every file that a kept version is made of there, with its size, and with its content.

Presence and sizes take one listing, whatever there is. Content has to be read: a share of the current version's files
each day, so that each file is read once in four weeks, or all of it at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from tasks.config import Settings
from tasks.retention import kept_versions
from tasks.store.home import Home, home_at
from tasks.store.kept_parts import FOLDER as KEPT_PARTS
from tasks.store.kept_parts import kept_name
from tasks.store.publications import CURRENT, publication_of
from tasks.store.version_files import EXPORTS, WAREHOUSES, Manifest, files_of, held_versions
from tasks.store.warehouse import audit_failure

ROUND_DAYS = 28
"""Days in which the content of every file is read once."""


class Fault(NamedTuple):
    """A file of a version that is not as it was written. `version` is the first kept one that needs it."""

    version: str
    name: str
    problem: str


class Verified(NamedTuple):
    """What was looked at, and what was wrong."""

    version_count: int
    file_count: int
    read_count: int
    read_bytes: int
    faults: tuple[Fault, ...]


def verify_versions(settings: Settings, *, today: date, is_deep: bool = False, also: Collection[str] = ()) -> Verified:
    """Hold the kept versions against the files under home; `is_deep` reads all content and audits the warehouse,
    `also` names files to be read in any case.

    Locks nobody out: a version that was retired or taken down meanwhile has no faults.
    """
    home = home_at(settings.home)
    kept = kept_versions(home, settings.keep_versions)
    if not kept:
        return _verified_nothing(home)
    current = next(iter(kept.values()))
    sizes = {
        name: size for folder in (WAREHOUSES, EXPORTS, KEPT_PARTS) for name, size in home.sizes_below(folder).items()
    }
    faults = [fault for manifest in kept.values() for fault in _absent(manifest, sizes)]
    to_read = {
        name: sha256
        for name, sha256 in _contents(current).items()
        if name in sizes and (is_deep or name in also or _is_due(sha256, today))
    }
    found = home.for_each(lambda name: _sha256(home, name), to_read)
    faults += [
        Fault(current["version"], name, "has other content than it was written with")
        for (name, stated), sha256 in zip(to_read.items(), found, strict=True)
        if sha256 != stated
    ]
    if is_deep or publication_of(current["version"]).warehouse in also:
        faults += _failed_audit(home, current, faults)
    still_there = held_versions(home) if faults else {}
    first = {fault.name: fault for fault in reversed(faults) if fault.version in still_there}
    return Verified(
        len(kept),
        len(set().union(*map(files_of, kept.values()))),
        len(to_read),
        sum(sizes[name] for name in to_read),
        tuple(sorted(first.values())),
    )


def _verified_nothing(home: Home) -> Verified:
    """Of a home without a version that can be read: a fault where one was published."""
    problem = "is damaged, or the manifest of what it points at is gone"
    return Verified(0, 0, 0, 0, (Fault("", CURRENT, problem),) if home.exists(CURRENT) else ())


def _contents(manifest: Manifest) -> dict[str, str]:
    """sha256 of exports and kept parts of a version, by name, sorted."""
    exports = {file["path"]: file["sha256"] for file in manifest["files"]}
    parts = {kept_name(sha256): sha256 for parts in manifest["parts"].values() for sha256 in parts.values()}
    return dict(sorted({**exports, **parts}.items()))


def _failed_audit(home: Home, manifest: Manifest, faults: Iterable[Fault]) -> list[Fault]:
    warehouse = publication_of(manifest["version"]).warehouse
    if any(fault.name == warehouse for fault in faults):
        return []
    failure = audit_failure(home.path_of(warehouse), [date.fromisoformat(day) for day in manifest["dump_dates"]])
    return [Fault(manifest["version"], warehouse, failure.splitlines()[0])] if failure else []


def _absent(manifest: Manifest, sizes: Mapping[str, int]) -> Iterator[Fault]:
    stated = {file["path"]: file["bytes"] for file in manifest["files"]}
    version = manifest["version"]
    for name in sorted(files_of(manifest)):
        if name not in sizes:
            yield Fault(version, name, "is gone")
        elif sizes[name] != stated.get(name, sizes[name]):
            yield Fault(version, name, f"has {sizes[name]:,} bytes, not {stated[name]:,}")
    log = f"{publication_of(version).warehouse}.wal"
    if log in sizes:
        yield Fault(version, log, "lies beside the warehouse and does not belong there")


def _is_due(sha256: str, today: date) -> bool:
    return int(sha256[:8], 16) % ROUND_DAYS == today.toordinal() % ROUND_DAYS


def _sha256(home: Home, name: str) -> str:
    try:
        return home.sha256_of(name, is_reread=True)
    except FileNotFoundError:
        return ""
