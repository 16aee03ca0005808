"""Maintenance of a home: what nobody needs goes, what versions are made of is verified, what is damaged is mended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

from tasks.config import Settings
from tasks.errors import InputError
from tasks.orphans import remove_orphans
from tasks.repair import Remark, repair_home
from tasks.retention import retire_versions
from tasks.store.home import home_at
from tasks.store.locks import sweep_if_alone
from tasks.verification import Fault, Verified, verify_versions


class Tidied(NamedTuple):
    """What went, and how many files wait for the end of their grace period."""

    removed_count: int
    removed_bytes: int
    waiting_count: int
    leftover_count: int


def tidy(settings: Settings, *, now: datetime | None = None) -> Tidied:
    """Remove superseded versions, orphans of the lake, and half-written files of killed processes.

    Tombstones, logs and half-made days stay. SourceUnavailable while somebody else writes to the home.
    """
    leftovers = sweep_if_alone(home_at(settings.home))
    gone = [retire_versions(settings, now=now), remove_orphans(settings, now=now)]
    return Tidied(
        sum(one.file_count for one in gone),
        sum(one.bytes for one in gone),
        sum(one.waiting_count for one in gone),
        leftovers,
    )


def mend(faults: Iterable[Fault], settings: Settings) -> list[Remark]:
    """Repair the home where there are faults; InputError where files are still not whole after that, naming them."""
    names = {fault.name for fault in faults}
    if not names:
        return []
    remarks = repair_home(settings)
    again = verify_versions(settings, today=_today(), also=names)
    left = [fault for fault in again.faults if fault.name in names]
    if left:
        raise InputError("\n".join(map(describe_fault, left)))
    return remarks


def maintain(settings: Settings, *, is_deep: bool = False) -> tuple[Tidied, Verified, list[Remark]]:
    """All of it, as the DAG `maintenance` does it."""
    tidied = tidy(settings)
    verified = verify_versions(settings, today=_today(), is_deep=is_deep)
    return tidied, verified, mend(verified.faults, settings)


def describe_fault(fault: Fault) -> str:
    """A fault that a repair could not mend, and what to do."""
    if fault.name.startswith("lake/published/"):
        advice = f"version {fault.version} was built from it: remove it and run its day again"
    elif fault.version:
        advice = f"version {fault.version} needs it: `daybook run` for any day makes the next version whole"
    else:
        advice = "`daybook rollback` to a version that is there"
    return f"{fault.name} {fault.problem} and cannot be made again; {advice}."


def _today() -> date:
    return datetime.now(UTC).date()
