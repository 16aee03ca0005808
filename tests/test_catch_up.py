"""catch_up: which days have changed since they were taken in, and which of them are left alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tasks import plan
from tasks.catch_up import Change, find_changes
from tasks.config import Settings
from tasks.feeds import Feed
from tasks.rollback import roll_back
from tasks.store.home import Home
from tasks.store.publications import current_publication
from tests.chaos.homes import copy_home
from tests.lake_builder import DAY_1, DAY_2, DAY_3, record, run_stages, write_jsonl, write_small_dump
from tests.s3_server import S3Folder

pytestmark = pytest.mark.slow
DAYS = [DAY_1, DAY_2, DAY_3]


@pytest.fixture
def published(one_day: Settings, tmp_path: Path) -> Settings:
    """The first day published, from a folder of dumps of the test's own that holds both days."""
    write_small_dump(tmp_path / "dumps")
    return one_day.model_copy(update={"source": str(tmp_path / "dumps")})


def correct(settings: Settings, number: int = 40) -> Path:
    """Deliver the first day's wire again with another article."""
    return write_jsonl(Path(str(settings.source)) / "2024-06-04-wire.jsonl", [record(1), record(number)])


def only(changes: list[Change]) -> Change:
    (change,) = changes
    return change


def current(settings: Settings) -> str:
    publication = current_publication(Home(settings.home))
    assert publication
    return publication.version


def test_nothing_has_changed_after_a_day_was_published(published: Settings) -> None:
    assert find_changes([DAY_1], published) == []


def test_a_corrected_dump_is_a_change_until_its_day_is_published_again(published: Settings) -> None:
    correct(published)
    change = only(find_changes(DAYS, published))
    assert (change.dump_date, change.obstacle) == (DAY_1, "")
    assert change.what == "1 changed: 2024-06-04-wire.jsonl"
    run_stages([DAY_1], published)
    assert find_changes(DAYS, published) == []


def test_the_same_change_has_the_same_key_and_another_one_another(published: Settings) -> None:
    path = correct(published)
    first = only(find_changes([DAY_1], published))
    os.utime(path, (1, 1))
    assert only(find_changes([DAY_1], published)).key == first.key
    correct(published, 41)
    assert only(find_changes([DAY_1], published)).key != first.key


def test_a_dump_that_is_changed_back_and_forth_is_a_new_change_each_time(published: Settings) -> None:
    wire = Path(str(published.source)) / "2024-06-04-wire.jsonl"
    original = wire.read_bytes()
    keys = []
    for _ in range(2):
        correct(published)
        keys.append(only(find_changes([DAY_1], published)).key)
        run_stages([DAY_1], published)
        wire.write_bytes(original)
        keys.append(only(find_changes([DAY_1], published)).key)
        run_stages([DAY_1], published)
    assert len(set(keys)) == 4


def test_a_file_more_is_a_change_and_a_file_less_is_none(published: Settings) -> None:
    source = Path(str(published.source))
    (source / "2024-06-04-copy.jsonl").unlink()
    assert find_changes([DAY_1], published) == []
    write_jsonl(source / "2024-06-04-late.jsonl", [record(42)])
    assert only(find_changes([DAY_1], published)).what == "1 new: 2024-06-04-late.jsonl"


def test_a_day_that_nobody_loaded_counts_only_where_somebody_asked_for_it(published: Settings) -> None:
    assert find_changes([DAY_2], published) == []
    assert only(find_changes([DAY_2], published, asked_for=[DAY_2])).what == ("2 new: 2024-06-05-post.txt")


def test_a_day_that_was_planned_and_failed_counts_when_its_dump_is_another(published: Settings) -> None:
    plan.run(DAY_2, published)
    assert find_changes([DAY_2], published, asked_for=[DAY_2]) == []
    write_jsonl(Path(str(published.source)) / "2024-06-05-wire.jsonl", [record(43)])
    assert only(find_changes([DAY_2], published)).dump_date == DAY_2


def test_a_feed_that_comes_after_its_deadline_is_a_change(one_day: Settings, tmp_path: Path) -> None:
    feeds = {"late": Feed(source=str(tmp_path / "late")), "wire": Feed(source=str(tmp_path / "wire"))}
    (tmp_path / "late").mkdir()
    write_jsonl(tmp_path / "wire/2024-06-04.jsonl", [record(1)])
    settings = one_day.model_copy(update={"home": tmp_path / "feeds-home", "source": None, "feeds": feeds})
    run_stages([DAY_1], settings)
    assert find_changes([DAY_1], settings) == []
    write_jsonl(tmp_path / "late/2024-06-04.jsonl", [record(2)])
    assert only(find_changes([DAY_1], settings)).what == "1 new: late/2024-06-04.jsonl"
    run_stages([DAY_1], settings)
    correct_one = write_jsonl(tmp_path / "wire/2024-06-04.jsonl", [record(3)])
    (tmp_path / "late/2024-06-04.jsonl").unlink()
    obstacle = only(find_changes([DAY_1], settings)).obstacle
    assert "would lose the articles of late" in obstacle
    correct_one.unlink()
    assert find_changes([DAY_1], settings) == []


def test_a_dump_that_is_still_growing_is_left_alone(one_day: Settings, tmp_path: Path) -> None:
    calm = Feed(source=str(tmp_path / "wire"))
    path = write_jsonl(tmp_path / "wire/2024-06-04.jsonl", [record(1)])
    settings = one_day.model_copy(update={"home": tmp_path / "feeds-home", "source": None, "feeds": {"wire": calm}})
    run_stages([DAY_1], settings)
    write_jsonl(path, [record(1), record(2)])
    restless = calm.model_copy(update={"quiet_period": timedelta(hours=1)})
    settings = settings.model_copy(update={"feeds": {"wire": restless}})
    assert "not complete yet" in only(find_changes([DAY_1], settings)).obstacle
    os.utime(path, (1, 1))
    assert only(find_changes([DAY_1], settings)).obstacle == ""


def test_a_rollback_is_not_undone(published: Settings) -> None:
    before = current(published)
    correct(published)
    run_stages([DAY_1], published)
    after = current(published)
    roll_back(before, published)
    roll_back(after, published)
    assert find_changes([DAY_1], published) == []
    roll_back(before, published)
    assert "rolled back" in only(find_changes([DAY_1], published)).obstacle
    correct(published, 45)
    assert only(find_changes([DAY_1], published)).obstacle == "", "this was never published"
    correct(published)
    run_stages([DAY_1], published)
    assert find_changes([DAY_1], published) == []
    correct(published, 44)
    assert only(find_changes([DAY_1], published)).obstacle == ""


def test_an_empty_home_has_no_changes(make_settings: Callable[..., Settings], dumps: Path) -> None:
    assert dumps
    assert find_changes(DAYS, make_settings()) == []


@pytest.mark.parametrize("source", ["{root}", "{root}/{date}*"], ids=["a prefix", "a pattern"])
def test_unchanged_objects_are_not_downloaded_again(
    s3_folder: S3Folder, published: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    from tasks.store.s3_source import S3Content

    for path in Path(str(published.source)).iterdir():
        s3_folder.put(f"dumps/{path.name}", path.read_bytes())
    address = source.replace("{root}", f"{s3_folder.url}/dumps")
    settings = copy_home(published, tmp_path / "other").model_copy(update={"source": address})
    read: list[str] = []
    hash_whole = S3Content.sha256

    def noted(content: S3Content) -> str:
        read.append(content.key)
        return hash_whole(content)

    monkeypatch.setattr(S3Content, "sha256", noted)
    assert find_changes([DAY_1], settings) == []
    assert len(read) == 2
    assert find_changes([DAY_1], settings) == []
    assert len(read) == 2
    s3_folder.put("dumps/2024-06-04-wire.jsonl", b'{"title": "corrected"}\n')
    assert only(find_changes([DAY_1], settings)).what == "1 changed: 2024-06-04-wire.jsonl"
    assert len(read) == 3


def test_a_home_on_s3_tells_what_was_taken_in(
    dumps: Path, make_settings: Callable[..., Settings], s3_home: str, tiny_model: str
) -> None:
    settings = make_settings(home=s3_home, source=str(dumps), model=tiny_model)
    run_stages([DAY_1], settings)
    assert find_changes(DAYS, settings) == []
    write_jsonl(dumps / "2024-06-04-late.jsonl", [record(42)])
    assert only(find_changes(DAYS, settings)).what == "1 new: 2024-06-04-late.jsonl"


def test_a_window_of_days_lists_a_pattern_day_by_day_and_a_folder_once(
    published: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tasks.catch_up

    asked: list[date | None] = []
    listing = tasks.catch_up.list_feeds

    def noted(settings: Settings, day: date | None = None):
        asked.append(day)
        return listing(settings, day)

    monkeypatch.setattr(tasks.catch_up, "list_feeds", noted)
    find_changes(DAYS, published, asked_for=DAYS)
    assert asked == [None]
    asked.clear()
    find_changes(DAYS, published.model_copy(update={"source": f"{published.source}/{{date}}*"}), asked_for=DAYS)
    assert asked == DAYS
