"""What all stages share: their report, and the rule by which a part is made or reused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tasks.errors import InputError
from tasks.fingerprint import fingerprint_of
from tasks.store.home import Home
from tasks.store.locks import lake_shared
from tasks.store.parts import Footer, read_footer


@dataclass(frozen=True)
class StageReport:
    """What one run of a stage did: small enough to travel between tasks, free of data.

    `counts` are what the work took beyond rows, by name, for the log: they may differ from run to run.
    """

    stage: str
    dump_date: str
    part: int
    rows_in: int
    rows_out: int
    is_reused: bool
    fingerprint: str = ""
    detail: str = ""
    counts: Mapping[str, float] = field(default_factory=dict)


class PartPlan(NamedTuple):
    """One part to make: where it goes and all that its content depends on.

    `outputs` and `inputs` are names under home; the last output is written last and so marks the part as complete.
    `siblings` names the further files that belong to a part whose marker has this footer.
    """

    stage: str
    dump_date: date
    part: int
    outputs: tuple[str, ...]
    inputs: tuple[str, ...]
    facts: Mapping[str, object]
    siblings: Callable[[Footer], Sequence[str]] = lambda _: ()


class Making(NamedTuple):
    """What the maker of a part is given and what it must write into every footer."""

    home: Home
    plan: PartPlan
    footer: Footer


def input_hashes(home: Home, names: Sequence[str]) -> dict[str, str]:
    """sha256 of each input part; InputError names the missing one and the stage that makes it."""

    def hash_one(name: str) -> str:
        try:
            return home.sha256_of(name)
        except FileNotFoundError:
            raise InputError(
                f"{name} is not in {home.root}: run the stages before this one, or `daybook run` for the day."
            ) from None

    return dict(zip(names, home.for_each(hash_one, names), strict=True))


def expected_fingerprint(plan: PartPlan, inputs: Mapping[str, str]) -> str:
    """The fingerprint a part has when nothing it depends on has changed."""
    return fingerprint_of({"stage": plan.stage, "part": plan.part, "inputs": inputs, **plan.facts})


def is_current(home: Home, plan: PartPlan, fingerprint: str) -> bool:
    """Whether every output of the part is there and was made from exactly this."""
    marker = read_footer(home, plan.outputs[-1])
    if marker is None or marker.fingerprint != fingerprint:
        return False
    footers = home.for_each(lambda name: read_footer(home, name), (*plan.outputs, *plan.siblings(marker)))
    return all(footer is not None and footer.fingerprint == fingerprint for footer in footers)


def make_part(home: Home, plan: PartPlan, make: Callable[[Making], Footer], *, force: bool = False) -> StageReport:
    """Make a part unless it is current. `make` writes every output, the marking one last, and returns its footer."""
    with lake_shared(home):
        inputs = input_hashes(home, plan.inputs)
        fingerprint = expected_fingerprint(plan, inputs)
        is_reused = not force and is_current(home, plan, fingerprint)
        if is_reused:
            footer = read_footer(home, plan.outputs[-1])
        else:
            footer = make(Making(home, plan, Footer(plan.stage, plan.part, fingerprint, inputs=inputs)))
    rows_in, rows_out = (footer.rows_in, footer.rows_out) if footer else (0, 0)
    return StageReport(plan.stage, plan.dump_date.isoformat(), plan.part, rows_in, rows_out, is_reused, fingerprint)
