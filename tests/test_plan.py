"""plan: which dump files make up a day, and in which groups ingest reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tasks import plan
from tasks.config import Settings
from tasks.data import sample_folder
from tasks.errors import InputError, SourceUnavailable
from tasks.store.home import Home
from tasks.store.parts import part_name, read_rows
from tests.lake_builder import DAY_1, DAY_2, DAY_3, SAMPLE_DAYS, record, run_stages, write_jsonl


def _planned(settings: Settings) -> list[tuple[int, str]]:
    rows = read_rows(Home(settings.home), part_name("plan", DAY_1, 0))
    return [(row["group_no"], row["dump_uri"]) for row in rows]


def test_a_day_is_its_files_with_size_and_hash(make_settings: Callable[..., Settings], dumps: Path) -> None:
    report = plan.run(DAY_1, make_settings())
    rows = read_rows(Home(make_settings().home), part_name("plan", DAY_1, 0))
    assert [row["dump_uri"] for row in rows] == ["2024-06-04-copy.jsonl", "2024-06-04-wire.jsonl"]
    assert [row["bytes"] for row in rows] == [(dumps / row["dump_uri"]).stat().st_size for row in rows]
    assert all(len(row["sha256"]) == 64 for row in rows)
    assert (report.rows_out, report.is_reused) == (2, False)


def test_planning_again_reuses_the_plan_until_a_file_changes(
    make_settings: Callable[..., Settings], dumps: Path
) -> None:
    settings = make_settings()
    assert [plan.run(DAY_1, settings).is_reused for _ in range(2)] == [False, True]
    write_jsonl(dumps / "2024-06-04-wire.jsonl", [record(1)])
    assert not plan.run(DAY_1, settings).is_reused
    write_jsonl(dumps / "2024-06-04-more.jsonl", [record(2)])
    assert plan.run(DAY_1, settings).rows_out == 3
    (dumps / "2024-06-04-more.jsonl").unlink()
    assert plan.run(DAY_1, settings).rows_out == 2


def test_force_makes_the_same_plan_again(make_settings: Callable[..., Settings], dumps: Path) -> None:
    settings = make_settings(source=str(dumps))
    name = part_name("plan", DAY_1, 0)
    plan.run(DAY_1, settings)
    before = Home(settings.home).read_bytes(name)
    assert not plan.run(DAY_1, settings, force=True).is_reused
    assert Home(settings.home).read_bytes(name) == before


def test_a_day_without_dump_can_be_tried_again(make_settings: Callable[..., Settings], dumps: Path) -> None:
    with pytest.raises(SourceUnavailable, match=rf"{dumps}: no dump for 2024-06-06 yet.*begins YYYY-MM-DD") as raised:
        plan.run(DAY_3, make_settings())
    assert raised.value.exit_code == 3
    assert not make_settings().home.exists()


def test_a_source_that_is_not_there_is_wrong(make_settings: Callable[..., Settings]) -> None:
    with pytest.raises(InputError, match="no such folder"):
        plan.run(DAY_1, make_settings())


def test_the_bundled_sample_is_the_source_where_none_is_given() -> None:
    days, listing = plan.list_days(Settings())
    assert plan.source_of(Settings()) == str(sample_folder())
    assert days == SAMPLE_DAYS
    assert listing.undated == ()


def test_days_of_a_source_are_listed_once_with_files_of_no_day(
    make_settings: Callable[..., Settings], dumps: Path
) -> None:
    (dumps / "notes.txt").write_text("x")
    days, listing = plan.list_days(make_settings())
    assert days == [DAY_1, DAY_2]
    assert listing.undated == ("notes.txt",)


def test_small_files_share_a_group_and_large_ones_do_not(
    make_settings: Callable[..., Settings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "GROUP_BYTES", 100)
    monkeypatch.setattr(plan, "GROUP_FILES", 3)
    sizes = [10, 10, 10, 10, 95, 500, 1]
    (tmp_path / "dumps").mkdir()
    for number, size in enumerate(sizes):
        (tmp_path / "dumps" / f"2024-06-04-{number}.txt").write_bytes(b"x" * size)
    plan.run(DAY_1, make_settings())
    assert [group for group, _ in _planned(make_settings())] == [0, 0, 0, 1, 2, 3, 4]
    assert plan.group_count(Home(make_settings().home), DAY_1) == 5


def test_a_day_that_is_not_planned_has_no_groups(tmp_path: Path) -> None:
    assert plan.group_count(Home(tmp_path), DAY_1) == 0


@pytest.mark.parametrize("home", ["daybook-home", ".", "deep/home"])
def test_a_home_inside_the_source_is_no_dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    """`daybook run --source .` keeps its home in the same folder, with dates in its own names."""
    monkeypatch.chdir(tmp_path)
    write_jsonl(tmp_path / "2024-06-04.jsonl", [record(1)])
    settings = Settings(home=Path(home), source=".", workers=1)
    run_stages([DAY_1], settings, last="dedupe")
    plan.run(DAY_1, settings)
    assert _planned(settings) == [(0, "2024-06-04.jsonl")]
    assert plan.list_days(settings)[1].undated == ()
