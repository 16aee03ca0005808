"""Rollback, retention, takedown and the plain tree where home is on S3: the same code, no lock, no folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasks.config import Settings
from tasks.retention import retire_versions
from tasks.rollback import roll_back
from tasks.store.home import home_at
from tasks.store.plain_tree import export_tree
from tasks.store.publications import require_current
from tasks.store.reading import connect_latest
from tasks.store.scratch import copy_files
from tasks.store.version_files import held_versions
from tasks.takedown import take_down
from tasks.versions import list_versions
from tests.lake_builder import DAY_1, DAY_2, run_stages
from tests.traces import files_that_hold

pytestmark = pytest.mark.slow
NOON = datetime(2024, 6, 10, 12, tzinfo=UTC)


@pytest.fixture
def two(
    dumps: Path, make_settings: Callable[..., Settings], s3_home: str, tiny_model: str
) -> tuple[Settings, str, str]:
    """A home on S3 with two published versions: of the first day, then of both."""
    settings = make_settings(home=s3_home, source=str(dumps), model=tiny_model)
    run_stages([DAY_1], settings)
    first = current(settings)
    run_stages([DAY_2], settings)
    return settings, first, current(settings)


def current(settings: Settings) -> str:
    """The published version."""
    return require_current(home_at(settings.home)).version


def copy_of(settings: Settings, folder: Path) -> Path:
    """A folder with every object of the home."""
    home = home_at(settings.home)
    copy_files(home.list_names(""), home, home_at(folder))
    return folder


def test_a_version_is_rolled_back_to_and_superseded_ones_go(two: tuple[Settings, str, str]) -> None:
    settings, first, second = two
    assert [(one.version, one.state) for one in list_versions(settings)] == [(second, "current"), (first, "kept")]
    assert roll_back(first, settings) == (first, True)
    with connect_latest(settings.home) as con:
        assert con.sql("select count(distinct dump_date) from articles").fetchone() == (1,)
    lean = settings.model_copy(update={"keep_versions": 1, "grace_hours": 0})
    assert retire_versions(lean, now=NOON).file_count == 0, "on S3 nothing goes at once: nobody is locked out"
    assert retire_versions(lean, now=NOON.replace(hour=13)).file_count > 0
    assert list(held_versions(home_at(settings.home))) == [first]


def test_a_takedown_leaves_no_object_that_holds_the_article(two: tuple[Settings, str, str], tmp_path: Path) -> None:
    settings, first, second = two
    traces = ["budget number 6", "Budget of year 6 goes to parliament"]
    assert files_that_hold(copy_of(settings, tmp_path / "before"), traces)
    done = take_down("https://example.org/news/6", "court order", settings)
    assert files_that_hold(copy_of(settings, tmp_path / "after"), traces) == {}
    assert done.deleted_versions == sorted([first, second])
    assert done.version == current(settings)
    run_stages([DAY_1, DAY_2], settings)
    assert current(settings) == done.version


def test_a_plain_tree_is_made_from_s3(two: tuple[Settings, str, str], tmp_path: Path) -> None:
    done = export_tree(home_at(two[0].home), tmp_path / "tree")
    assert done.version == two[2]
    assert (tmp_path / "tree/articles/dump_date=2024-06-05/articles.parquet").is_file()
