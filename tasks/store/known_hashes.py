"""sha256 of dump files; those that cost a download are remembered from one plan of a day to the next.

What is remembered lies under `log/`, outside every fingerprint and hash: to lose it costs time, and were it wrong,
ingest would notice, for it holds what it reads against the plan.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import date

from tasks.store.dumps import DumpFile
from tasks.store.home import Home

FOLDER = "log/sha256"
THREADS = 8
KEPT_TOGETHER = 64
"""Hashes that are written to home at once: there it may cost a request for each write."""


def hash_dumps(home: Home, day: date, files: Sequence[DumpFile], *, force: bool = False) -> list[str]:
    """sha256 of each file, hex, in order. Content that can tell that it is unchanged is not read again unless `force`.

    SourceUnavailable where a file cannot be read; the hashes known by then are kept.
    """
    name = f"{FOLDER}/{day}.jsonl"
    if all(file.content.identity() is None for file in files):
        return [file.content.sha256() for file in files]
    remembered = _read(home, name)
    with _keeping(home, name) as kept, ThreadPoolExecutor(THREADS) as pool:

        def hash_one(file: DumpFile) -> str:
            identity = file.content.identity()
            if identity is None:
                return file.content.sha256()
            if identity in remembered and not force:
                return remembered[identity]
            sha256 = file.content.sha256()
            if remembered.get(identity) != sha256:
                kept.add(json.dumps({"identity": identity, "sha256": sha256}))
            return sha256

        return list(pool.map(hash_one, files))


class _Kept:
    """Lines for a log of home, written some at a time; threads may share it."""

    def __init__(self, home: Home, name: str) -> None:
        self._home = home
        self._name = name
        self._lines: list[str] = []
        self._lock = threading.Lock()

    def add(self, line: str) -> None:
        """Keep a line."""
        with self._lock:
            self._lines.append(line)
            if len(self._lines) >= KEPT_TOGETHER:
                self.write()

    def write(self) -> None:
        """Write what is kept."""
        self._home.append_lines(self._name, self._lines)
        self._lines = []


@contextmanager
def _keeping(home: Home, name: str) -> Iterator[_Kept]:
    kept = _Kept(home, name)
    try:
        yield kept
    finally:
        kept.write()


def _read(home: Home, name: str) -> dict[str, str]:
    """What is remembered, the newest last; a line that a killed process left half-written is passed over."""
    known: dict[str, str] = {}
    if home.exists(name):
        for line in home.read_bytes(name).decode("utf-8", "replace").splitlines():
            with suppress(ValueError, KeyError, TypeError):
                entry = json.loads(line)
                known[str(entry["identity"])] = str(entry["sha256"])
    return known
