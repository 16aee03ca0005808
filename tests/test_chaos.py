"""Killed at any moment and run again with no help, Daybook publishes the version it would have, and leaves no litter.

The short form takes about a minute. `DAYBOOK_CHAOS=long pytest -m chaos` kills parent and workers in all nine stages,
on a week of a real feed where the measuring data is there, and dies before hundreds of single changes to files.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from tasks.config import Settings
from tasks.errors import SourceUnavailable
from tasks.pipeline import STAGES
from tasks.plan import list_days
from tasks.runner import _pool, run_days
from tests.chaos.commands import IS_LONG, run_command, run_daybook, sequence_of, started
from tests.chaos.homes import SAMPLE_DAYS, make_source, published_files, run_here, temporaries, tree_of, version_of_home
from tests.chaos.killing import INTERRUPTED, PARENT, WORKER, Victim, dice_of, kill_in_stage
from tests.lake_builder import Silence

long_form = pytest.mark.skipif(not IS_LONG, reason="part of the long form: set DAYBOOK_CHAOS=long")
pytestmark = [pytest.mark.chaos, pytest.mark.timeout(3600 if IS_LONG else 300)]

MOMENTS = [
    "create /lake/plan/",
    "rename /lake/inputs/.*06-05",
    "rename /lake/day_articles/.*06-06",
    "rename /lake/spans/.*06-05",
    "rename /lake/candidates/.*06-06",
    "rename /lake/day_people/.*06-05",
    "rename /lake/summaries/.*06-06",
    "rename /warehouse/",
    "create /exports/",
    "rename /exports/articles/.*06-06",
    "rename /exports/manifest-",
    "rename /CURRENT",
    "rename /exports/manifest.json",
]
LONG_SEEDS = range(6)
LONG_DEATHS = 80
LONG_DAYS = ("2017-02-20", "2017-02-26")


@pytest.fixture(scope="module")
def three_days(tmp_path_factory: pytest.TempPathFactory, tiny_model: str) -> Settings:
    """What the sample makes without disturbance, tagged by rules alone."""
    folder = tmp_path_factory.mktemp("three_days")
    settings = Settings(home=folder / "home", source=make_source(folder / "dumps", 3), workers=1, model=tiny_model)
    run_here(settings)
    return settings


def test_death_before_each_kind_of_change_to_a_file(three_days: Settings, tmp_path: Path) -> None:
    settings = three_days.model_copy(update={"home": tmp_path / "home"})
    run_here(settings, [date.fromisoformat(SAMPLE_DAYS[0])])
    first_version = version_of_home(settings.home)
    forks = die_and_die_again(settings, MOMENTS)
    missed = [fork for fork in forks[:-1] if fork["code"] != -9]
    assert missed == []
    is_moved = [fork["version"] != first_version for fork in forks]
    assert is_moved == [fork["death"] in MOMENTS[-1:] or not fork["death"] for fork in forks]
    assert_unharmed(settings, three_days)


@long_form
@pytest.mark.parametrize("seed", LONG_SEEDS)
def test_death_before_changes_chosen_by_lot(three_days: Settings, tmp_path: Path, seed: int) -> None:
    settings = three_days.model_copy(update={"home": tmp_path / "home"})
    dice = dice_of(seed)
    die_and_die_again(settings, [f".#{dice.randint(1, 4 + seed * 4)}" for _ in range(LONG_DEATHS)])
    assert_unharmed(settings, three_days)


def test_kills_of_parent_and_workers_and_an_interrupt(sample_home: Settings, tmp_path: Path) -> None:
    dice = dice_of(2024)
    cases = [("ingest", WORKER), ("tag", PARENT), ("tag", INTERRUPTED)]
    hits = []
    for stage, victim in cases:
        killed = kill_in_stage(stage, victim, ["run", "--workers", 2], tmp_path, dice=dice, longest_seconds=0.8)
        hits.append(killed.is_hit)
        assert_ended_as_told(killed.ended.code, killed.ended.err, victim)
    assert all(hits)
    ended = run_daybook("run", "--workers", 2, folder=tmp_path)
    assert ended.code == 0, ended.err
    assert_unharmed(Settings(home=tmp_path / "daybook-home"), sample_home)


def test_runs_at_the_same_time_do_not_harm_each_other(three_days: Settings, tmp_path: Path) -> None:
    settings = three_days.model_copy(update={"home": tmp_path / "home"})
    run = ["run", "--home", settings.home, "--source", settings.source, "--model", settings.model, "--workers", 1]
    with (
        started(sequence_of(run), tmp_path / "a") as first,
        started(sequence_of(*([*run, "--date", day] for day in reversed(SAMPLE_DAYS))), tmp_path / "b") as second,
    ):
        ends = [first.wait(), second.wait()]
    assert [end.code for end in ends] == [0, 0], [end.err for end in ends]
    assert_unharmed(settings, three_days)


class KillsWorkers(Silence):
    """A Progress that kills the idle workers as one stage begins."""

    def __init__(self, stage: str) -> None:
        """`stage` is the name of the stage."""
        self.killed = 0
        self._stage = stage

    def start(self, stage: str, total: int) -> None:  # noqa: ARG002
        """A stage begins."""
        if stage == self._stage:
            workers = multiprocessing.active_children()
            for worker in workers:
                worker.kill()
                worker.join()
            self.killed = len(workers)
            time.sleep(0.5)


def test_workers_killed_between_two_stages_are_told_as_such(three_days: Settings, tmp_path: Path) -> None:
    settings = three_days.model_copy(update={"home": tmp_path / "home", "workers": 2})
    days, _ = list_days(settings)
    progress = KillsWorkers("dedupe")
    with pytest.raises(SourceUnavailable, match=r"worker process was killed.*run the same command again"):
        run_days(days, settings, progress=progress)
    assert progress.killed == 2
    run_here(settings)
    assert_unharmed(settings, three_days)


@long_form
def test_workers_killed_when_their_work_is_done_cost_nothing(three_days: Settings, tmp_path: Path) -> None:
    settings = three_days.model_copy(update={"home": tmp_path / "home", "workers": 2})
    days, _ = list_days(settings)
    progress = KillsWorkers("load")
    run_days(days, settings, progress=progress)
    assert progress.killed == 2
    assert_unharmed(settings, three_days)


@pytest.mark.timeout(60)
def test_a_worker_that_never_gives_its_lock_back_does_not_hold_up_the_end(three_days: Settings) -> None:
    with _pool(three_days.model_copy(update={"workers": 2})) as pool:
        assert pool is not None
        assert list(pool.map(abs, [-1, -2, -3])) == [1, 2, 3]
        workers = multiprocessing.active_children()
        for worker in workers:
            os.kill(worker.pid or 0, signal.SIGSTOP)
    assert multiprocessing.active_children() == []


@long_form
def test_a_worker_killed_as_the_pool_ends_does_not_hold_up_the_end(three_days: Settings) -> None:
    dice = dice_of("the end")
    for _ in range(60):
        with _pool(three_days.model_copy(update={"workers": 2})) as pool:
            assert pool is not None
            assert list(pool.map(abs, [-1, -2, -3])) == [1, 2, 3]
            worker = dice.choice(multiprocessing.active_children())
            threading.Timer(dice.uniform(0, 0.003), worker.kill).start()
        assert multiprocessing.active_children() == []


@long_form
@pytest.mark.parametrize("victim", [PARENT, WORKER], ids=lambda victim: victim.name)
@pytest.mark.parametrize("longest_seconds", [0.02, 0.3, 3.0])
def test_kills_in_all_stages(week: Settings, tmp_path: Path, victim: Victim, longest_seconds: float) -> None:
    dice = dice_of(f"{victim.name} {longest_seconds}")
    run = ["run", "--home", tmp_path / "home", "--workers", 2, *source_and_span(week)]
    hits = []
    for stage in STAGES:
        killed = kill_in_stage(stage, victim, run, tmp_path, dice=dice, longest_seconds=longest_seconds)
        hits.append(killed.is_hit)
        if killed.is_hit and killed.ended.code:
            assert_ended_as_told(killed.ended.code, killed.ended.err, victim)
    print(f"{victim.name} within {longest_seconds} s: hit in {sum(hits)} of {len(STAGES)} stages")
    assert sum(hits) > len(STAGES) / 2
    ended = run_daybook(*run, folder=tmp_path)
    assert ended.code == 0, ended.err
    assert_unharmed(Settings(home=tmp_path / "home"), week)


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A week of a real feed without disturbance; the sample where the measuring data is not there."""
    from tests.conftest import TEST_DATA

    folder = tmp_path_factory.mktemp("week")
    source = TEST_DATA / "dumps/inshorts-sources"
    settings = Settings(home=folder / "home", source=str(source) if source.is_dir() else None)
    ended = run_daybook("run", "--home", settings.home, *source_and_span(settings), "--workers", 1, folder=folder)
    assert ended.code == 0, ended.err
    return settings


def source_and_span(settings: Settings) -> list[object]:
    """Options for the week, or for the sample."""
    if settings.source is None:
        return []
    return ["--source", settings.source, "--from", LONG_DAYS[0], "--to", LONG_DAYS[1]]


def die_and_die_again(settings: Settings, deaths: list[str]) -> list[dict[str, object]]:
    """Run all days in forks that die at the moments given, one after another, the last one to its end."""
    run = ["run", "--home", settings.home, "--source", settings.source, "--model", settings.model, "--workers", 1]
    command = [sys.executable, "-m", "tests.chaos.nursery", str(settings.home), json.dumps(deaths), "--"]
    project = str(Path(__file__).parents[1])
    ended = run_command([*command, *map(str, run)], settings.home.parent / "said", variables={"PYTHONPATH": project})
    forks = [json.loads(line) for line in ended.out.splitlines()]
    assert forks, ended.err
    assert forks[-1]["code"] == 0, ended.err
    return forks


def assert_ended_as_told(code: int, told: str, victim: Victim) -> None:
    """The exit code and message that the contract promises for such an end."""
    assert "Traceback" not in told
    if victim is PARENT:
        assert code == -victim.signal
    elif victim is INTERRUPTED:
        assert code == 130
        assert "Interrupted" in told
    else:
        assert code == 3
        assert "worker process was killed" in told


def assert_unharmed(settings: Settings, reference: Settings) -> None:
    """The home is equal to one that nobody disturbed, and nothing half-written is left in it."""
    assert version_of_home(settings.home) == version_of_home(reference.home)
    assert published_files(settings.home) == published_files(reference.home)
    assert tree_of(settings.home, "lake") == tree_of(reference.home, "lake")
    assert temporaries(settings.home) == []
