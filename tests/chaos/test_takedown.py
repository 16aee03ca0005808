"""Killed before any kind of change to a file, a takedown or a rollback is completed by the next one."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from tasks import connect_latest
from tasks.config import Settings
from tasks.store.home import Home
from tasks.store.publication_log import read_moves
from tasks.store.publications import MANIFEST_COPY
from tasks.store.version_files import held_versions
from tasks.takedown import take_down
from tests.chaos.commands import IS_LONG, started
from tests.chaos.homes import published_files, temporaries, tree_of, version_of_home
from tests.chaos.killing import dice_of
from tests.lake_builder import DAY_1, DAY_2, record, run_stages, write_jsonl
from tests.traces import files_that_hold

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(3600 if IS_LONG else 600)]
SECONDS_A_FORK = 40

BODY = (
    "Ottoline Featherstonehaugh sold her lighthouse to the state of Bremen. The keeper had asked for eleven cows. " * 3
)
TRACES = ["Featherstonehaugh", "asked for eleven cows", "Lighthouse for cows"]
BEFORE_CURRENT_MOVES = [
    "rename /tombstones.jsonl",
    "rename /lake/records/",
    "rename /lake/inputs/.*06-05",
    "rename /lake/day_articles/",
    "rename /lake/day_people/",
    "rename /lake/summaries/.*06-05",
    "rename /warehouse/",
    "rename /exports/manifest-",
    "rename /CURRENT",
]
AFTERWARDS = [
    "rename /exports/manifest.json",
    "remove /exports/manifest-.*#2",
    "remove /warehouse/",
    "remove /exports/articles/",
    "remove /lake/published/.*#9",
]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory, tiny_model: str) -> tuple[Settings, str]:
    """Two days with the same article in them, in two versions; and its id."""
    folder = tmp_path_factory.mktemp("held")
    found = record(9, title="Lighthouse for cows", body=BODY, url="https://example.org/lighthouse")
    write_jsonl(folder / "dumps/2024-06-04.jsonl", [record(1), found, record(2)])
    again = {**found, "id": "copy", "url": "https://copy.example/1"}
    write_jsonl(folder / "dumps/2024-06-05.jsonl", [record(5), record(6), again])
    settings = Settings(home=folder / "home", source=str(folder / "dumps"), workers=1, model=tiny_model)
    run_stages([DAY_1], settings)
    run_stages([DAY_2], settings)
    with connect_latest(settings.home) as con:
        rows = con.sql("select article_id from articles where title ^@ 'Light' order by dump_date").fetchall()
    return settings, rows[0][0]


def die_and_die_again(home: Path, deaths: list[str], *words: object) -> list[dict[str, object]]:
    """Run a command in forks that die at the moments given, one after another, the last one to its end."""
    command = [sys.executable, "-m", "tests.chaos.nursery", str(home), json.dumps(deaths), "--", *map(str, words)]
    project = str(Path(__file__).parents[2])
    with started([*command, "--home", str(home)], home.parent / "said", variables={"PYTHONPATH": project}) as running:
        running.process.wait(SECONDS_A_FORK * (len(deaths) + 1))
        ended = running.wait()
    forks = [json.loads(line) for line in ended.out.splitlines()]
    assert forks, ended.err
    assert forks[-1]["code"] == 0, ended.err
    return forks


def assert_gone(home: Path, held: tuple[Settings, str], reference: Path) -> None:
    """The home is equal to one in which nothing was killed, and holds nothing of the article."""
    shutil.copytree(held[0].home, reference)
    settings = held[0].model_copy(update={"home": reference})
    take_down(held[1], "court order", settings)
    assert files_that_hold(home, TRACES) == {}
    assert version_of_home(home) == version_of_home(reference)
    assert published_files(home) == published_files(reference)
    assert tree_of(home, "lake") == tree_of(reference, "lake")
    assert list(held_versions(Home(home))) == [version_of_home(home)]
    assert temporaries(home) == []


@pytest.mark.parametrize(
    ("moments", "is_moved"), [(BEFORE_CURRENT_MOVES, False), (AFTERWARDS, True)], ids=["before", "after"]
)
def test_a_takedown_killed_before_each_kind_of_change_is_completed(
    held: tuple[Settings, str], tmp_path: Path, moments: list[str], is_moved: bool
) -> None:
    home = tmp_path / "home"
    shutil.copytree(held[0].home, home)
    assert files_that_hold(home, TRACES)
    before = version_of_home(home)
    words = ("takedown", held[1], "--reason", "court order", "--model", held[0].model)
    *killed, _ = die_and_die_again(home, moments, *words)
    assert [fork["code"] for fork in killed] == [-9] * len(moments)
    assert {fork["version"] != before for fork in killed} == {is_moved}
    assert_gone(home, held, tmp_path / "reference")


@pytest.mark.skipif(not IS_LONG, reason="part of the long form: set DAYBOOK_CHAOS=long")
@pytest.mark.parametrize("seed", range(6))
def test_a_takedown_killed_before_changes_chosen_by_lot_is_completed(
    held: tuple[Settings, str], tmp_path: Path, seed: int
) -> None:
    home = tmp_path / "home"
    shutil.copytree(held[0].home, home)
    dice = dice_of(f"takedown {seed}")
    deaths = [f".#{dice.randint(1, 10 + seed * 40)}" for _ in range(40)]
    die_and_die_again(home, deaths, "takedown", held[1], "--reason", "court order", "--model", held[0].model)
    assert_gone(home, held, tmp_path / "reference")


def test_a_rollback_killed_at_any_change_is_completed(held: tuple[Settings, str], tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(held[0].home, home)
    first = read_moves(Home(home))[0].version
    forks = die_and_die_again(home, ["rename /CURRENT", "rename /exports/manifest.json"], "rollback", first)
    assert [fork["code"] for fork in forks] == [-9, -9, 0]
    assert version_of_home(home) == first
    assert json.loads((home / MANIFEST_COPY).read_bytes())["version"] == first
    assert [move.version for move in read_moves(Home(home))][-1] == first
    assert temporaries(home) == []
