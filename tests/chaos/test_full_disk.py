"""No room to write: the stage ends with a message that names the file, readers see no change, and a rerun heals."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.config import Settings
from tasks.store.home import Home
from tasks.store.locks import lake_shared
from tests.chaos.commands import run_on_full_disk
from tests.chaos.homes import published_files, run_here, temporaries, tree_of
from tests.lake_builder import DAY_1, DAY_2

pytestmark = pytest.mark.chaos


@pytest.fixture(scope="module")
def day_by_day(two_day_home: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The first day is published, the second one ready to load."""
    settings = two_day_home.model_copy(update={"home": tmp_path_factory.mktemp("full") / "home"})
    run_here(settings, [DAY_1])
    run_here(settings, [DAY_2], stages=["plan", "ingest", "dedupe", "tag", "link", "summarize"])
    return settings


@pytest.mark.parametrize(
    ("stage", "room", "file"),
    [
        ("load", 1_000, "warehouse/"),
        ("load", 100_000, "warehouse/"),
        ("load", 1_000_000, "warehouse/"),
        ("export", 3_000, "search/"),
        ("publish", 50, "CURRENT"),
    ],
    ids=[
        "load cannot begin its file",
        "load cannot commit",
        "load cannot move its log into its file",
        "export",
        "publish",
    ],
)
def test_a_full_disk_is_named_and_changes_nothing(day_by_day: Settings, stage: str, room: int, file: str) -> None:
    run_here(day_by_day, [DAY_2], stages=["load", "export", "publish"][: ["load", "export", "publish"].index(stage)])
    before = published_files(day_by_day.home)
    home = day_by_day.home
    ended = run_on_full_disk(stage, "--date", DAY_2, "--home", home, folder=home.parent, file_bytes=room)
    assert ended.code == 3, ended.err
    assert "no room to write" in ended.err
    assert str(home / file) in ended.err
    assert "Traceback" not in ended.err
    assert published_files(home) == before
    assert temporaries(home) == []


def test_a_full_disk_costs_no_finished_part(two_day_home: Settings, tmp_path: Path) -> None:
    settings = two_day_home.model_copy(update={"home": tmp_path / "home"})
    run_here(settings, [DAY_1], stages=["plan", "ingest"])
    before = tree_of(settings.home, "lake")
    ended = run_on_full_disk(
        "dedupe", "--date", DAY_1, "--home", settings.home, "--source", settings.source, folder=tmp_path, file_bytes=500
    )
    assert ended.code == 3, ended.err
    assert "no room to write" in ended.err
    assert tree_of(settings.home, "lake") == before
    run_here(settings)
    assert published_files(settings.home) == published_files(two_day_home.home)


def test_a_run_with_room_again_publishes_what_it_would_have(day_by_day: Settings, two_day_home: Settings) -> None:
    run_here(day_by_day, [DAY_2])
    assert published_files(day_by_day.home) == published_files(two_day_home.home)


def test_load_sweeps_what_killed_tasks_left_behind(two_day_home: Settings, tmp_path: Path) -> None:
    settings = two_day_home.model_copy(update={"home": tmp_path / "home"})
    run_here(settings, [DAY_1], stages=["plan", "ingest", "dedupe", "tag", "link", "summarize"])
    for name in ("lake/spans/.part.tmp", "warehouse/.1.duckdb.x.tmp.wal", "warehouse/.1.duckdb.x.tmp.tmp/spill.tmp"):
        path = settings.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
    with lake_shared(Home(settings.home)):
        run_here(settings, [DAY_1], stages=["load"])
        assert temporaries(settings.home)
    run_here(settings, [DAY_1], stages=["load"])
    assert temporaries(settings.home) == []
