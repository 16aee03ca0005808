"""diff: which files and articles are not the same in two versions, so that an application can follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.config import Settings
from tasks.diff import Diff, diff_versions
from tasks.errors import InputError
from tasks.store.home import Home
from tasks.store.publications import current_publication, publication_of, read_manifest
from tasks.store.reading import connect_latest
from tasks.takedown import take_down
from tasks.versions import list_versions
from tests.lake_builder import DAY_1, DAY_2, record, run_stages, write_jsonl

pytestmark = pytest.mark.slow


def current(settings: Settings) -> str:
    """The published version."""
    publication = current_publication(Home(settings.home))
    assert publication
    return publication.version


def ids(settings: Settings) -> dict[str, str]:
    """article_id by the feed's own id, of the first day."""
    with connect_latest(settings.home) as con:
        rows = con.sql("select external_id, article_id from articles where dump_date = '2024-06-04'").fetchall()
    return {str(external_id): str(article_id) for external_id, article_id in rows}


def articles(found: Diff) -> set[tuple[str, str, str | None]]:
    return {(one.change, one.article_id, one.previous_id) for one in found.articles}


@pytest.fixture
def two(one_day: Settings) -> tuple[Settings, str, str, dict[str, str], dict[str, str]]:
    """One day in two versions: one article went, one came, one was delivered with another text."""
    before, old = current(one_day), ids(one_day)
    text = f"{record(1)['body']} The sum was put right later in the evening."
    write_jsonl(Path(str(one_day.source)) / "2024-06-04-wire.jsonl", [record(1, body=text), record(6), record(9)])
    run_stages([DAY_1], one_day)
    return one_day, before, current(one_day), old, ids(one_day)


def test_articles_are_added_changed_and_removed(two: tuple[Settings, str, str, dict[str, str], dict[str, str]]) -> None:
    settings, before, after, old, new = two
    found = articles(diff_versions(Home(settings.home), before, after))
    assert found >= {("added", new["r9"], None), ("changed", new["r1"], old["r1"]), ("removed", old["r2"], None)}
    assert new["r6"] == old["r6"]
    assert new["r6"] not in {article_id for _, article_id, _ in found}


def test_an_article_with_another_column_is_changed(
    two: tuple[Settings, str, str, dict[str, str], dict[str, str]],
) -> None:
    settings, before, after, old, _ = two
    assert ("changed", old["c2"], None) in articles(diff_versions(Home(settings.home), before, after))


def test_the_other_way_round_what_came_went(two: tuple[Settings, str, str, dict[str, str], dict[str, str]]) -> None:
    settings, before, after, old, new = two
    found = articles(diff_versions(Home(settings.home), after, before))
    assert found >= {("removed", new["r9"], None), ("changed", old["r1"], new["r1"]), ("added", old["r2"], None)}


def test_files_are_told_by_table_and_day_with_their_paths_and_rows(one_day: Settings) -> None:
    home = Home(one_day.home)
    before = current(one_day)
    run_stages([DAY_2], one_day)
    after = current(one_day)
    found = {(file.table, file.dump_date): file for file in diff_versions(home, before, after).files}
    assert found["mentions", "2024-06-05"].change == "added"
    assert found["people", None].change == "replaced"
    assert ("mentions", "2024-06-04") not in found
    changed = found["people", None]
    paths = {file["path"]: file["rows"] for file in read_manifest(home, publication_of(after))["files"]}
    assert paths[str(changed.path_after)] == changed.rows_after
    back = {(file.table, file.dump_date): file.change for file in diff_versions(home, after, before).files}
    assert back["mentions", "2024-06-05"] == "removed"


def test_a_version_does_not_differ_from_itself(one_day: Settings) -> None:
    found = diff_versions(Home(one_day.home), current(one_day), current(one_day)[:6])
    assert (found.files, found.articles, found.is_whole) == ([], [], True)


def test_what_was_taken_down_is_told_though_its_version_is_deleted(one_day: Settings) -> None:
    before, old = current(one_day), ids(one_day)
    take_down(old["r1"], "court order", one_day)
    found = diff_versions(Home(one_day.home), before, current(one_day))
    assert articles(found) == {("taken down", old["r1"], None)}
    assert not found.is_whole
    assert "articles" in {file.table for file in found.files if file.change == "replaced"}


def test_versions_that_are_both_there_tell_what_was_taken_down(
    two: tuple[Settings, str, str, dict[str, str], dict[str, str]],
) -> None:
    settings, before, _, _, new = two
    take_down(new["r9"], "court order", settings)
    assert before in {one.version for one in list_versions(settings)}
    found = diff_versions(Home(settings.home), before, current(settings))
    assert found.is_whole
    assert new["r9"] not in {one.article_id for one in found.articles}


def test_an_unknown_version_is_an_error(one_day: Settings) -> None:
    with pytest.raises(InputError, match="no version 'zzz'"):
        diff_versions(Home(one_day.home), "zzz", current(one_day))
