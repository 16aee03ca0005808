"""Ending a run on purpose, by stage, moment and victim."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path
from typing import NamedTuple

import psutil

from tasks.pipeline import STAGES
from tests.chaos.commands import DAYBOOK, Ended, Running, started, wait_until, workers_of

CHILDREN_END_SECONDS = 10


class Victim(NamedTuple):
    """Who gets which signal."""

    name: str
    signal: signal.Signals
    is_worker: bool = False


PARENT = Victim("parent", signal.SIGKILL)
WORKER = Victim("worker", signal.SIGKILL, is_worker=True)
INTERRUPTED = Victim("interrupted", signal.SIGINT)


class Killed(NamedTuple):
    """How a run ended; `is_hit` is False where it was over before the signal could be sent."""

    is_hit: bool
    ended: Ended


def dice_of(seed: object) -> random.Random:
    """Chance that repeats itself."""
    return random.Random(str(seed))


def kill_in_stage(
    stage: str, victim: Victim, arguments: list[object], folder: Path, *, dice: random.Random, longest_seconds: float
) -> Killed:
    """Start a run, send the signal a random while after the stage has begun, and wait for all its processes to end."""
    with started([DAYBOOK, *map(str, arguments)], folder) as running:
        wait_until(lambda: _is_over(running) or _has_begun(running, stage))
        time.sleep(dice.uniform(0, longest_seconds))
        family = [psutil.Process(running.process.pid), *workers_of(running.process)] if not _is_over(running) else []
        targets = family[1:] if victim.is_worker else family[:1]
        if targets:
            dice.choice(targets).send_signal(victim.signal)
        ended = running.wait()
        _, alive = psutil.wait_procs(family[1:], timeout=CHILDREN_END_SECONDS)
        assert not alive, f"workers outlive their parent: {alive}"
    return Killed(bool(targets), ended)


def _is_over(running: Running) -> bool:
    return running.process.poll() is not None


def _has_begun(running: Running, stage: str) -> bool:
    number = STAGES.index(stage)
    return f"[{number}/{len(STAGES)}]" in running.progress() if number else bool(workers_of(running.process))
