"""Repair: what a crash, a full disk or a stray hand left in a home is put right, from what is still there.

Nothing that cannot be made again is removed: leftovers of killed processes go, a log that DuckDB left beside a whole
warehouse goes, all else is written anew or told of.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from schemas import PUBLISHED_TABLES
from tasks.config import Settings
from tasks.corrections import overrides_sha, read_overrides
from tasks.errors import DaybookError
from tasks.lineage import recall_day, version_of
from tasks.load import ensure_warehouse
from tasks.screening import holds_taken_down
from tasks.store.exports import export_table
from tasks.store.home import Home, home_at
from tasks.store.kept_parts import FOLDER as KEPT_PARTS
from tasks.store.locks import lake_alone, writer_lock
from tasks.store.publications import (
    CURRENT,
    MANIFEST_COPY,
    Publication,
    as_json,
    manifest_in,
    move_current,
    publication_of,
    sound_publication,
)
from tasks.store.version_files import Manifest
from tasks.store.warehouse import audit_failure, connection_to_read
from tasks.tombstones import read_tombstones, tombstones_sha

State = Literal["mended", "left"]


class Remark(NamedTuple):
    """What came of one thing that was not sound: mended, or left because it cannot be made from what is there."""

    what: str
    state: State
    detail: str


def repair_home(settings: Settings) -> list[Remark]:
    """Mend what can be mended and tell of the rest; nothing is told of what is sound. Waits for other writers."""
    home = home_at(settings.home)
    with writer_lock(home):
        with lake_alone(home):
            leftovers = home.sweep_temporaries()
        repair = _Repair(home, settings)
        if leftovers:
            repair.note("leftovers", "mended", f"{leftovers} half-written files or folders removed")
        repair.mend_logs()
        current = repair.mend_current()
        manifest = repair.mend_manifest(current) if current else None
        if current and manifest and repair.mend_warehouse(current, manifest):
            repair.mend_exports(current, manifest)
        repair.tell_of_takedowns()
    return repair.remarks


class _Repair:
    """A repair under way: what has been found."""

    def __init__(self, home: Home, settings: Settings) -> None:
        self.remarks: list[Remark] = []
        self._home = home
        self._settings = settings

    def note(self, what: str, state: State, detail: str) -> None:
        self.remarks.append(Remark(what, state, detail))

    def mend_logs(self) -> None:
        """A last line without its end would spoil the next one."""
        for name in self._home.list_names("log"):
            content = self._home.read_bytes(name) if name.endswith(".jsonl") else b""
            if content and not content.endswith(b"\n"):
                self._home.append_line(name, "")
                self.note(name, "mended", "its last line was cut off; the next one begins on a line of its own")

    def mend_current(self) -> Publication | None:
        """CURRENT as it is, or as the copy of the manifest tells it."""
        state = self._home.state_of(CURRENT)
        current = sound_publication(self._home)
        copy = manifest_in(self._home, MANIFEST_COPY)
        if current is None and copy:
            current = publication_of(copy["version"])
            move_current(self._home, current, state)
            self.note(CURRENT, "mended", f"points at {current.version} again, as {MANIFEST_COPY} says")
        elif current is None and self._home.exists(CURRENT):
            self.note(CURRENT, "left", f"damaged, and so is {MANIFEST_COPY}: `daybook rollback` to a version")
        return current

    def mend_manifest(self, current: Publication) -> Manifest | None:
        """The manifest of the version and its copy, each from the other where one is lost."""
        own, copy = (manifest_in(self._home, name) for name in (current.manifest, MANIFEST_COPY))
        if own is None and copy and copy["version"] == current.version:
            self._home.write_bytes(current.manifest, as_json(copy))
            self.note(current.manifest, "mended", f"written again from {MANIFEST_COPY}")
            return copy
        if own is None:
            self.note(current.manifest, "left", "damaged or gone, with its copy: `daybook rollback` to another version")
        elif self._home.read_bytes(current.manifest) != (
            self._home.read_bytes(MANIFEST_COPY) if self._home.exists(MANIFEST_COPY) else None
        ):
            self._home.write_bytes(MANIFEST_COPY, self._home.read_bytes(current.manifest))
            self.note(MANIFEST_COPY, "mended", f"written again from {current.manifest}")
        return own

    def mend_warehouse(self, current: Publication, manifest: Manifest) -> bool:
        """Whether the warehouse is whole, made again from the kept parts where it is not and they are there."""
        log = f"{current.warehouse}.wal"
        if self._home.exists(log):
            self._home.remove(log)
            self.note(log, "mended", "removed: a published warehouse is whole without it")
        days = {date.fromisoformat(day): parts for day, parts in manifest["parts"].items()}
        try:
            lineages = [recall_day(self._home, day, parts) for day, parts in sorted(days.items())]
        except DaybookError as error:
            self.note(KEPT_PARTS, "left", str(error))
            lineages = []
        is_there = self._home.exists(current.warehouse)
        failure = audit_failure(self._home.path_of(current.warehouse), list(days)) if is_there else "It is gone."
        if failure is None:
            return True
        corrections = overrides_sha(read_overrides(self._settings)), tombstones_sha(read_tombstones(self._home))
        if not lineages or version_of(lineages, *corrections) != current.version:
            detail = "cannot be made again as it was: `daybook run` for any day makes the next version of all days"
            self.note(current.warehouse, "left", f"{failure.splitlines()[0]} It {detail}.")
            return False
        ensure_warehouse(self._home, lineages, [], self._settings, force=True)
        self.note(current.warehouse, "mended", "made again from the parts of the lake that were kept for it")
        return True

    def mend_exports(self, current: Publication, manifest: Manifest) -> None:
        """Exports that are missing or have other bytes, made again from the warehouse."""
        bad = {file["path"] for file in manifest["files"] if not self._is_whole(file["path"], file["sha256"])}
        tables = {file["table"] for file in manifest["files"] if file["path"] in bad}
        with connection_to_read(self._home.path_of(current.warehouse)) as con:
            for contract in PUBLISHED_TABLES:
                if contract.table in tables:
                    made = {file.path for file in export_table(self._home, con, contract, is_reread=True)}
                    for path in sorted(bad & made):
                        self.note(path, "mended", "made again from the warehouse")
                    bad -= made
        for path in sorted(bad):
            self.note(path, "left", "the warehouse now makes other bytes of it: `daybook run` for any day")

    def tell_of_takedowns(self) -> None:
        """A takedown that was cut off, which only a takedown completes: it publishes."""
        tombstones = read_tombstones(self._home)
        names = self._home.list_names("lake") if tombstones else []
        if any(holds_taken_down(self._home, name, tombstones) for name in names):
            self.note("takedown", "left", "articles that were taken down are still there: run `daybook takedown`")

    def _is_whole(self, name: str, sha256: str) -> bool:
        return self._home.exists(name) and self._home.sha256_of(name, is_reread=True) == sha256
