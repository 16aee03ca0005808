"""The tombstones of a home: `tombstones.jsonl`, a line an article, read by ingest and load, written by takedown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from tasks.errors import InputError
from tasks.fingerprint import fingerprint_of
from tasks.formats.record import Refusal
from tasks.store.home import Home
from tasks.text.tombstones import Identity, Tombstone, Tombstones

FILE = "tombstones.jsonl"
TAKEN_DOWN = "taken_down"
IDENTITY_COLUMNS = Identity._fields


def read_tombstones(home: Home) -> Tombstones:
    """Tombstones in the order in which they were set; InputError names the line that is damaged."""
    if not home.exists(FILE):
        return Tombstones()
    entries = []
    for number, line in enumerate(home.read_bytes(FILE).decode("utf-8", "replace").splitlines(), start=1):
        try:
            stated = json.loads(line)
            entries.append(Tombstone(**{**stated, "excerpt_sha256s": tuple(stated["excerpt_sha256s"])}))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{home.address_of(FILE)}, line {number} is damaged ({error}). Put a copy of it back: without it "
                f"articles that were taken down would come back."
            ) from None
    return Tombstones(entries)


def write_tombstones(home: Home, entries: Iterable[Tombstone]) -> None:
    """Replace the file, atomically."""
    home.write_bytes(FILE, "".join(f"{_line(entry)}\n" for entry in entries).encode())


def tombstones_sha(tombstones: Tombstones) -> str | None:
    """12 hex over all tombstones, None where there are none; their order is not in it."""
    return fingerprint_of({"tombstones": sorted(map(_line, tombstones.entries))}) if tombstones else None


def screened(outcome: dict[str, Any] | Refusal, tombstones: Tombstones) -> dict[str, Any] | Refusal:
    """What becomes of a record: one that was taken down is refused, an excerpt that quotes one is left out.

    The row of a record that was taken down says where it was and why, and holds nothing of it.
    """
    if isinstance(outcome, Refusal):
        return outcome._replace(excerpt="") if tombstones.quotes(outcome.excerpt) else outcome
    found = tombstones.match(identity_of(outcome))
    if found is None:
        return outcome
    return Refusal(outcome["record_no"], None, "taken_down", f"taken down: {found[0].reason}", "")


def identity_of(row: Mapping[str, Any]) -> Identity:
    """What of a row of `records` or `day_articles` is compared with tombstones."""
    return Identity(*(row[column] for column in IDENTITY_COLUMNS))


def _line(entry: Tombstone) -> str:
    return json.dumps(entry._asdict(), ensure_ascii=False, sort_keys=True)
