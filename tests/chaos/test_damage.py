"""Files that are damaged or gone: a rerun heals the home, or the message says which file it is and what to do."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest

from tasks import connect_latest, export_paths
from tasks.config import Settings
from tasks.errors import InputError, SourceUnavailable
from tests.chaos.homes import copy_home, published_files, run_here, tree_of, version_of_home
from tests.lake_builder import DAY_1, DAY_2

pytestmark = pytest.mark.slow

LAKE_TABLES = (
    "article_agencies",
    "article_countries",
    "article_people",
    "candidates",
    "day_agencies",
    "day_articles",
    "day_countries",
    "day_people",
    "inputs",
    "mentions",
    "phrases",
    "plan",
    "records",
    "rejects",
    "sentences",
    "spans",
    "summaries",
    "summary_bullets",
)

Spoil = Callable[[Path], None]


@pytest.fixture
def home(two_day_home: Settings, tmp_path: Path) -> Settings:
    """A published home to spoil."""
    return copy_home(two_day_home, tmp_path / "home")


def remove(path: Path) -> None:
    path.unlink()


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def garble(path: Path) -> None:
    """Other bytes near the start, same size: what a failing disk leaves."""
    content = bytearray(path.read_bytes())
    content[60:140] = bytes(byte ^ 0xFF for byte in content[60:140])
    path.write_bytes(content)


def warehouse(home: Settings) -> Path:
    return next((home.home / "warehouse").glob("*.duckdb"))


def manifest(home: Settings) -> Path:
    return next((home.home / "exports").glob("manifest-*.json"))


def export(home: Settings) -> Path:
    return export_paths("articles", home.home)[0]


def lake_part(home: Settings, table: str) -> Path:
    return next((home.home / "lake" / table / f"dump_date={DAY_1}").iterdir())


def assert_healed(home: Settings, before: dict[str, str]) -> None:
    assert published_files(home.home) == before
    with connect_latest(home.home) as con:
        assert con.sql("select count(distinct dump_date) from articles").fetchone() == (2,)


@pytest.mark.parametrize("spoil", [remove, halve, empty, garble])
@pytest.mark.parametrize("which", [warehouse, manifest], ids=["warehouse", "manifest"])
def test_a_run_of_any_day_makes_a_spoilt_file_of_the_version_again(
    home: Settings, which: Callable[[Settings], Path], spoil: Spoil
) -> None:
    before = published_files(home.home)
    spoil(which(home))
    run_here(home, [DAY_2])
    assert_healed(home, before)


@pytest.mark.parametrize("spoil", [remove, halve, empty])
def test_a_run_makes_a_spoilt_export_again(home: Settings, spoil: Spoil) -> None:
    before = published_files(home.home)
    spoil(export(home))
    run_here(home, [DAY_2])
    assert_healed(home, before)


def test_a_forced_run_makes_an_export_with_other_bytes_again(home: Settings) -> None:
    before = published_files(home.home)
    garble(export(home))
    run_here(home, [DAY_2], force=True)
    assert_healed(home, before)


@pytest.mark.parametrize("spoil", [remove, halve, empty, garble])
def test_a_run_of_one_day_keeps_the_others_where_current_is_spoilt(home: Settings, spoil: Spoil) -> None:
    before = published_files(home.home)
    spoil(home.home / "CURRENT")
    run_here(home, [DAY_2])
    assert_healed(home, before)


def test_a_reader_is_told_what_to_do_where_current_is_damaged(home: Settings) -> None:
    halve(home.home / "CURRENT")
    with pytest.raises(InputError, match=r"CURRENT is damaged.*run `daybook run`"):
        connect_latest(home.home)


def test_nobody_guesses_the_published_days_where_both_records_of_them_are_lost(home: Settings) -> None:
    halve(manifest(home))
    (home.home / "exports/manifest.json").write_text("{}")
    with pytest.raises(InputError, match=r"which days are published.*run `daybook run`"):
        run_here(home, [DAY_2])


@pytest.mark.parametrize("spoil", [remove, halve, garble])
def test_a_reader_is_told_what_to_do_where_the_warehouse_is_damaged(home: Settings, spoil: Spoil) -> None:
    spoil(warehouse(home))
    with pytest.raises(InputError, match=r"\.duckdb cannot be opened.*`daybook run`"):
        connect_latest(home.home)


def test_a_reader_is_told_what_to_do_where_the_manifest_is_damaged(home: Settings) -> None:
    halve(manifest(home))
    with pytest.raises(InputError, match=r"manifest-.*`daybook run`"):
        export_paths("articles", home.home)


def test_a_run_of_the_day_makes_spoilt_lake_parts_again(home: Settings) -> None:
    before = published_files(home.home), tree_of(home.home, "lake")
    for table, spoil in zip(LAKE_TABLES, cycle([remove, halve, empty]), strict=False):
        spoil(lake_part(home, table))
        run_here(home, [DAY_1])
        assert (published_files(home.home), tree_of(home.home, "lake")) == before, table


def test_a_run_of_another_day_does_not_mind_a_spoilt_lake_part(home: Settings) -> None:
    before = published_files(home.home)
    for table, spoil in zip(LAKE_TABLES, cycle([halve, remove, empty]), strict=False):
        spoil(lake_part(home, table))
    warehouse(home).unlink()
    run_here(home, [DAY_2])
    assert_healed(home, before)


def test_a_published_day_whose_parts_are_gone_from_everywhere_is_named(home: Settings) -> None:
    lake_part(home, "spans").unlink()
    for kept in (home.home / "lake" / "published").iterdir():
        kept.unlink()
    with pytest.raises(SourceUnavailable, match=rf"{DAY_1} is published, but .*spans.* is gone.*`daybook run"):
        run_here(home, [DAY_2])


@pytest.mark.parametrize("table", ["plan", "inputs", "rejects", "day_articles", "spans", "day_people", "summaries"])
def test_a_lake_part_with_other_bytes_is_named_and_a_run_without_it_heals(home: Settings, table: str) -> None:
    before = published_files(home.home)
    part = lake_part(home, table)
    garble(part)
    for spoilt in (warehouse(home), manifest(home)):
        spoilt.unlink()
    with pytest.raises(InputError, match=rf"{table}/dump_date={DAY_1}/part-\S+ is damaged.*[Rr]emove"):
        run_here(home, [DAY_1])
    assert version_of_home(home.home) is not None
    part.unlink()
    run_here(home, [DAY_1])
    assert_healed(home, before)
