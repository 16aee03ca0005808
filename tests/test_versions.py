"""versions and rollback: what is there, back to an earlier one, and what the next load builds on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tasks.config import Settings
from tasks.errors import InputError
from tasks.rollback import roll_back
from tasks.store.home import Home
from tasks.store.publication_log import LOG, read_moves
from tasks.store.publications import CURRENT, MANIFEST_COPY, current_publication, publication_of, read_manifest
from tasks.store.reading import connect_latest, export_paths
from tasks.versions import list_versions
from tests.lake_builder import DAY_1, DAY_2, DAY_3, record, run_stages, write_jsonl

pytestmark = pytest.mark.slow


def current(settings: Settings) -> str:
    """The published version."""
    publication = current_publication(Home(settings.home))
    assert publication
    return publication.version


def articles(settings: Settings) -> dict[str, int]:
    """Articles of the published version by day."""
    with connect_latest(settings.home) as con:
        return dict(con.execute("select dump_date::varchar, count(*) from articles group by all").fetchall())


def states(settings: Settings) -> dict[str, str]:
    return {one.version: one.state for one in list_versions(settings)}


@pytest.fixture
def two(one_day: Settings) -> tuple[Settings, str, str]:
    """A home with two published versions: of the first day, then of both."""
    first = current(one_day)
    run_stages([DAY_2], one_day)
    return one_day, first, current(one_day)


def test_versions_are_listed_with_what_they_hold_the_last_published_first(two: tuple[Settings, str, str]) -> None:
    settings, first, second = two
    newest, oldest = list_versions(settings)
    assert (newest.version, newest.state, newest.action) == (second, "current", "publish")
    assert (newest.day_count, newest.first_dump_date, newest.last_dump_date) == (2, "2024-06-04", "2024-06-05")
    assert newest.article_count == sum(articles(settings).values()) == 8
    assert (oldest.version, oldest.state, oldest.article_count) == (first, "kept", 4)
    assert newest.published_at is not None


def test_bytes_of_a_version_are_those_of_its_files(one_day: Settings) -> None:
    home = Home(one_day.home)
    (one,) = list_versions(one_day)
    files = read_manifest(home, publication_of(one.version))["files"]
    others = (f"warehouse/{one.version}.duckdb", f"search/{one.version}.sqlite")
    assert one.bytes == sum(map(home.size_of, others)) + sum(file["bytes"] for file in files)


def test_a_version_that_is_only_built_is_told_apart(one_day: Settings) -> None:
    run_stages([DAY_2], one_day, last="export")
    assert sorted(states(one_day).values()) == ["current", "not published"]
    assert list_versions(one_day)[-1].published_at is None


def test_rollback_moves_current_back_with_all_that_readers_see(two: tuple[Settings, str, str]) -> None:
    settings, first, second = two
    assert roll_back(first, settings) == (first, True)
    home = Home(settings.home)
    assert articles(settings) == {"2024-06-04": 4}
    assert len(export_paths("articles", settings.home)) == 1
    assert json.loads(home.read_bytes(MANIFEST_COPY))["version"] == first
    assert states(settings) == {first: "current", second: "kept"}
    assert roll_back(second, settings) == (second, True)
    assert articles(settings) == {"2024-06-04": 4, "2024-06-05": 4}


def test_a_rollback_is_logged_and_one_that_changes_nothing_is_not(two: tuple[Settings, str, str]) -> None:
    settings, first, second = two
    roll_back(first, settings)
    roll_back(first, settings)
    moves = read_moves(Home(settings.home))
    assert [(move.version, move.previous, move.action) for move in moves] == [
        (first, None, "publish"),
        (second, first, "publish"),
        (first, second, "rollback"),
    ]


def test_the_beginning_of_an_id_is_enough_where_it_names_one_version(two: tuple[Settings, str, str]) -> None:
    settings, first, second = two
    digits = next(count for count in range(1, 13) if first[:count] != second[:count])
    assert roll_back(first[:digits].upper(), settings)[0] == first


def test_a_beginning_that_names_several_versions_is_refused_with_their_names(two: tuple[Settings, str, str]) -> None:
    settings, first, second = two
    home = Home(settings.home)
    twin = f"{first[:6]}ffffff"
    manifest = json.loads(home.read_bytes(publication_of(first).manifest)) | {"version": twin}
    home.write_bytes(publication_of(twin).manifest, json.dumps(manifest).encode())
    with pytest.raises(InputError, match=rf"may be any of .*{first}.*Give more"):
        roll_back(first[:6], settings)
    assert current(settings) == second


def test_a_version_that_never_was_is_refused_with_those_there_are(two: tuple[Settings, str, str]) -> None:
    settings, first, _ = two
    with pytest.raises(InputError, match=rf"no version 'xyz' in .*{first}"):
        roll_back("xyz", settings)
    with pytest.raises(InputError, match="no version ''"):
        roll_back("", settings)


@pytest.mark.parametrize("which", ["warehouse", "manifest", "export", "kept part"])
def test_a_version_whose_files_are_gone_is_refused(two: tuple[Settings, str, str], which: str) -> None:
    settings, first, second = two
    home = Home(settings.home)
    manifest = read_manifest(home, publication_of(first))
    kept = next(iter(manifest["parts"]["2024-06-04"].values()))
    export = next(file["path"] for file in manifest["files"] if file["table"] == "people")
    names = {
        "warehouse": manifest["warehouse"],
        "manifest": publication_of(first).manifest,
        "export": export,
        "kept part": f"lake/published/{kept}.parquet",
    }
    home.remove(names[which])
    with pytest.raises(InputError, match="files are gone"):
        roll_back(first, settings)
    assert current(settings) == second


def test_a_version_that_fails_its_audit_is_refused(two: tuple[Settings, str, str]) -> None:
    import duckdb

    settings, first, second = two
    with duckdb.connect(str(settings.home / publication_of(first).warehouse)) as con:
        con.execute("update mentions set text = 'Nobody'")
    with pytest.raises(InputError, match=r"(?s)does not pass its audit.*mentions_hold"):
        roll_back(first, settings)
    assert current(settings) == second


def test_a_version_with_a_changed_export_is_refused(two: tuple[Settings, str, str]) -> None:
    settings, first, _ = two
    home = Home(settings.home)
    people = next(file for file in read_manifest(home, publication_of(first))["files"] if file["table"] == "people")
    path = home.path_of(people["path"])
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(InputError, match="other bytes"):
        roll_back(first, settings)


def test_the_next_load_builds_on_the_days_as_the_rolled_back_version_has_them(
    two: tuple[Settings, str, str], dumps: Path
) -> None:
    settings, _, second = two
    write_jsonl(dumps / "2024-06-04-wire.jsonl", [record(7)])
    run_stages([DAY_1], settings)
    assert articles(settings) == {"2024-06-04": 2, "2024-06-05": 4}
    roll_back(second, settings)
    write_jsonl(dumps / "2024-06-06.jsonl", [record(8)])
    run_stages([DAY_3], settings)
    assert articles(settings) == {"2024-06-04": 4, "2024-06-05": 4, "2024-06-06": 1}


def test_a_day_that_only_later_versions_held_comes_back_when_it_is_run(two: tuple[Settings, str, str]) -> None:
    settings, first, second = two
    roll_back(first, settings)
    run_stages([DAY_1], settings)
    assert current(settings) == first
    reports = run_stages([DAY_2], settings)
    assert current(settings) == second
    assert all(report.is_reused for report in reports[:-1])


def test_a_log_line_that_a_kill_left_out_is_made_up_for(two: tuple[Settings, str, str]) -> None:
    settings, first, second = two
    home = Home(settings.home)
    home.write_bytes(CURRENT, json.dumps(publication_of(first)._asdict()).encode())
    log = home.path_of(LOG)
    log.write_text(log.read_text() + '{"version": "cut o')
    log.write_text(log.read_text() + "\n")
    roll_back(first, settings)
    assert [move.version for move in read_moves(home)] == [first, second, first]
    assert json.loads(home.read_bytes(MANIFEST_COPY))["version"] == first


def test_a_new_home_has_no_versions(tmp_path: Path) -> None:
    assert list_versions(Settings(home=tmp_path / "new")) == []
