"""sha256 of dump files; those that cost a download are remembered from one plan of a day to the next.

What is remembered lies under `log/`, outside every fingerprint and hash: to lose it costs time, and were it wrong,
ingest would notice, for it holds what it reads against the plan.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date

from tasks.store.dumps import DumpFile
from tasks.store.home import Home

FOLDER = "log/sha256"
THREADS = 8


def hash_dumps(home: Home, day: date, files: Sequence[DumpFile], *, force: bool = False) -> list[str]:
    """sha256 of each file, hex, in order. Content that can tell that it is unchanged is not read again unless `force`.

    SourceUnavailable where a file cannot be read; the hashes known by then are kept.
    """
    name = f"{FOLDER}/{day}.jsonl"
    remembered = _read(home, name)

    def hash_one(file: DumpFile) -> str:
        identity = file.content.identity()
        if identity is None:
            return file.content.sha256()
        if identity in remembered and not force:
            return remembered[identity]
        sha256 = file.content.sha256()
        if remembered.get(identity) != sha256:
            home.append_line(name, json.dumps({"identity": identity, "sha256": sha256}))
        return sha256

    if all(file.content.identity() is None for file in files):
        return [hash_one(file) for file in files]
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(hash_one, files))


def _read(home: Home, name: str) -> dict[str, str]:
    """What is remembered, the newest last; a line that a killed process left half-written is passed over."""
    known: dict[str, str] = {}
    if home.exists(name):
        for line in home.read_bytes(name).decode("utf-8", "replace").splitlines():
            with suppress(ValueError, KeyError, TypeError):
                entry = json.loads(line)
                known[str(entry["identity"])] = str(entry["sha256"])
    return known
