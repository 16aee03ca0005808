"""The same dumps make the same version, byte for byte, however, wherever and in whatever order they are run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tasks.pipeline import STAGES
from tests.chaos.commands import run_daybook, run_sequence
from tests.chaos.homes import SAMPLE_DAYS, published_files, tree_of, version_of_home

pytestmark = pytest.mark.slow

ELSEWHERE = {
    "TZ": "Pacific/Chatham",
    "LANG": "tr_TR.ISO8859-9",
    "LC_ALL": "C",
    "PYTHONUTF8": "0",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONHASHSEED": "4711",
    "OMP_NUM_THREADS": "1",
}


@pytest.fixture(scope="module")
def on_one_worker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample days, run all at once on one worker."""
    folder = tmp_path_factory.mktemp("one_worker")
    ended = run_daybook("run", "--workers", 1, folder=folder)
    assert ended.code == 0, ended.err
    return folder / "daybook-home"


def test_two_workers_make_the_same_version(on_one_worker: Path, tmp_path: Path) -> None:
    ended = run_daybook("run", "--workers", 2, folder=tmp_path)
    assert ended.code == 0, ended.err
    assert_equal(tmp_path / "daybook-home", on_one_worker)


def test_days_in_reverse_order_make_the_same_version(on_one_worker: Path, tmp_path: Path) -> None:
    days = reversed(SAMPLE_DAYS)
    home = tmp_path / "élsewhere"
    ended = run_sequence(*(["run", "--date", day, "--home", home, "--workers", 1] for day in days), folder=tmp_path)
    assert ended.code == 0, ended.err
    assert_equal(home, on_one_worker, has_older_versions=True)


def test_single_stages_make_the_same_version(on_one_worker: Path, tmp_path: Path) -> None:
    commands = [[stage, "--date", day] for day in SAMPLE_DAYS for stage in STAGES]
    ended = run_sequence(*commands, folder=tmp_path)
    assert ended.code == 0, ended.err
    assert_equal(tmp_path / "daybook-home", on_one_worker, has_older_versions=True)


def test_stage_by_stage_over_all_days_makes_the_same_version(on_one_worker: Path, tmp_path: Path) -> None:
    commands = [[stage, "--date", day] for stage in STAGES[:6] for day in reversed(SAMPLE_DAYS)]
    commands += [[stage, "--date", day] for day in SAMPLE_DAYS for stage in STAGES[6:]]
    ended = run_sequence(*commands, folder=tmp_path)
    assert ended.code == 0, ended.err
    assert_equal(tmp_path / "daybook-home", on_one_worker, has_older_versions=True)


def test_another_path_zone_locale_hash_seed_and_umask_make_the_same_version(
    on_one_worker: Path, tmp_path: Path
) -> None:
    home = tmp_path / "a home, elsewhere" / "with 'quotes'"
    ended = run_daybook("run", "--home", home, "--workers", 1, folder=tmp_path, variables=ELSEWHERE, umask=0o077)
    assert ended.code == 0, ended.err
    assert_equal(home, on_one_worker)


def test_a_forced_run_writes_the_same_bytes_again(on_one_worker: Path) -> None:
    before = {folder: tree_of(on_one_worker, folder) for folder in ("lake", "exports")}
    ended = run_daybook("run", "--force", "--workers", 1, folder=on_one_worker.parent)
    assert ended.code == 0, ended.err
    assert {folder: tree_of(on_one_worker, folder) for folder in ("lake", "exports")} == before


def assert_equal(home: Path, reference: Path, *, has_older_versions: bool = False) -> None:
    """The homes are equal in lake and publications, in all of exports too unless the home had other versions before."""
    assert version_of_home(home) == version_of_home(reference)
    assert different(tree_of(home, "lake"), tree_of(reference, "lake")) == []
    assert different(published_files(home), published_files(reference)) == []
    if not has_older_versions:
        assert different(tree_of(home, "exports"), tree_of(reference, "exports")) == []


def different(files: dict[str, str], others: dict[str, str]) -> Sequence[str]:
    """Names of files that are not the same in both."""
    return sorted(name for name in files.keys() | others.keys() if files.get(name) != others.get(name))
