"""Retention: what no kept version needs goes after the grace period, and nothing that one needs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tasks import publish
from tasks.config import Settings
from tasks.errors import InputError
from tasks.retention import NOTES, retire, retire_versions
from tasks.rollback import require_sound, roll_back
from tasks.store import reading
from tasks.store.home import Home
from tasks.store.publication_log import LOG
from tasks.store.publications import CURRENT, current_publication, publication_of
from tasks.store.reading import connect_latest, export_paths
from tasks.store.version_files import held_versions, unneeded_files
from tests.chaos.homes import copy_home
from tests.lake_builder import DAY_1, DAY_2, record, run_stages, write_jsonl

pytestmark = pytest.mark.slow

NOON = datetime(2024, 6, 10, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def current(settings: Settings) -> str:
    """The published version."""
    publication = current_publication(Home(settings.home))
    assert publication
    return publication.version


def files(settings: Settings) -> set[str]:
    """Every file under home but the logs."""
    names = (path.relative_to(settings.home).as_posix() for path in settings.home.rglob("*") if path.is_file())
    return {name for name in names if not name.startswith("log/")}


@pytest.fixture(scope="module")
def _four(tmp_path_factory: pytest.TempPathFactory, _first_day: Settings) -> tuple[Settings, list[str]]:
    """Four versions of one day, each from another delivery, none removed; and their ids in order."""
    folder = tmp_path_factory.mktemp("four")
    source = folder / "dumps"
    settings = _first_day.model_copy(update={"home": folder / "home", "source": str(source), "keep_versions": 99})
    versions = []
    for number in range(4):
        write_jsonl(source / "2024-06-04.jsonl", [record(number + 1), record(number + 30)])
        run_stages([DAY_1], settings)
        versions.append(current(settings))
    return settings, versions


@pytest.fixture
def four(_four: tuple[Settings, list[str]], tmp_path: Path) -> tuple[Settings, list[str]]:
    """The four versions in a home of the test's own, of which two are to be kept for a grace period of a day."""
    settings = copy_home(_four[0], tmp_path / "home")
    return settings.model_copy(update={"keep_versions": 2, "grace_hours": 24.0}), _four[1]


def test_superseded_versions_go_when_the_grace_period_is_over(four: tuple[Settings, list[str]]) -> None:
    settings, versions = four
    first = retire_versions(settings, now=NOON)
    assert (first.file_count, first.bytes) == (0, 0)
    assert first.waiting_count > 0
    assert retire_versions(settings, now=NOON + 23 * HOUR).file_count == 0
    assert sorted(held_versions(Home(settings.home))) == sorted(versions)
    last = retire_versions(settings, now=NOON + 24 * HOUR)
    assert (last.file_count, last.waiting_count) == (first.waiting_count, 0)
    assert last.bytes > 0
    assert sorted(held_versions(Home(settings.home))) == sorted(versions[2:])


def test_what_kept_versions_need_stays_whole_and_nothing_else_does(four: tuple[Settings, list[str]]) -> None:
    settings, versions = four
    home = Home(settings.home)
    before = files(settings)
    retire_versions(settings.model_copy(update={"grace_hours": 0}), now=NOON)
    for version in versions[2:]:
        require_sound(home, held_versions(home)[version])
    assert unneeded_files(home, held_versions(home).values()) == []
    gone = before - files(settings)
    assert {name.split("/")[0] for name in gone} == {"warehouse", "exports", "lake", "search"}
    assert {name.rsplit("/", 1)[0] for name in gone if name.startswith("lake")} == {"lake/published"}
    assert not any(version in name for name in files(settings) for version in versions[:2])
    roll_back(versions[2], settings)


def test_pages_and_search_index_of_a_version_go_with_it(four: tuple[Settings, list[str]]) -> None:
    settings, versions = four
    home = Home(settings.home)
    for version in versions:
        home.write_bytes(f"editions/{version}/2024-06-04/index.html", b"<p>page")
        home.write_bytes(f"search/{version}.sqlite", b"index")
    retire_versions(settings.model_copy(update={"grace_hours": 0}), now=NOON)
    assert {name.split("/")[1] for name in home.list_names("editions")} == set(versions[2:])
    assert home.list_names("search") == sorted(f"search/{version}.sqlite" for version in versions[2:])


def test_current_stays_however_old_it_is(four: tuple[Settings, list[str]]) -> None:
    settings, versions = four
    roll_back(versions[0], settings)
    retire_versions(settings.model_copy(update={"grace_hours": 0, "keep_versions": 1}), now=NOON)
    assert list(held_versions(Home(settings.home))) == versions[:1]
    with connect_latest(settings.home) as con:
        assert con.sql("select count(*) from articles").fetchone() == (2,)


def test_a_rollback_within_the_grace_period_keeps_the_version(four: tuple[Settings, list[str]]) -> None:
    settings, versions = four
    retire_versions(settings, now=NOON)
    roll_back(versions[0], settings)
    retire_versions(settings, now=NOON + 48 * HOUR)
    assert sorted(held_versions(Home(settings.home))) == sorted([versions[0], *versions[2:]])
    require_sound(Home(settings.home), held_versions(Home(settings.home))[versions[0]])


def test_the_grace_period_of_what_was_needed_again_begins_anew(four: tuple[Settings, list[str]]) -> None:
    settings, versions = four
    retire_versions(settings, now=NOON)
    roll_back(versions[0], settings)
    retire_versions(settings, now=NOON + 12 * HOUR)
    roll_back(versions[3], settings)
    roll_back(versions[2], settings)
    retire_versions(settings, now=NOON + 30 * HOUR)
    assert versions[0] in held_versions(Home(settings.home))
    retire_versions(settings, now=NOON + 54 * HOUR)
    assert versions[0] not in held_versions(Home(settings.home))


def test_publish_lets_superseded_versions_go_at_its_end(four: tuple[Settings, list[str]], dumps: Path) -> None:
    settings, versions = four
    settings = settings.model_copy(update={"grace_hours": 0, "source": str(dumps)})
    run_stages([DAY_2], settings)
    held = held_versions(Home(settings.home))
    assert sorted(held) == sorted([versions[3], current(settings)])
    assert publish.run([DAY_2], settings).is_reused


def test_what_a_killed_load_built_goes_as_well(four: tuple[Settings, list[str]]) -> None:
    settings, _ = four
    orphan = settings.home / "exports/people/people-0123456789ab.parquet"
    orphan.write_bytes(b"orphan")
    draft = settings.home / "warehouse/0123456789ab.duckdb"
    draft.write_bytes(b"draft")
    retire_versions(settings, now=NOON)
    assert orphan.is_file()
    retire_versions(settings, now=NOON + 24 * HOUR)
    assert not orphan.exists()
    assert not draft.exists()


@pytest.mark.parametrize("victim", range(12))
def test_killed_at_any_removal_the_next_one_goes_on(
    four: tuple[Settings, list[str]], victim: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, versions = four
    settings = settings.model_copy(update={"grace_hours": 0})
    home = Home(settings.home)
    left = victim
    remove = Home.remove

    def dying(self: Home, name: str) -> None:
        nonlocal left
        if left == 0:
            raise KeyboardInterrupt
        left -= 1
        remove(self, name)

    monkeypatch.setattr(Home, "remove", dying)
    with pytest.raises(KeyboardInterrupt):
        retire(home, settings, now=NOON)
    monkeypatch.undo()
    for manifest in held_versions(home).values():
        require_sound(home, manifest)
    retire(home, settings, now=NOON)
    assert sorted(held_versions(home)) == sorted(versions[2:])
    assert unneeded_files(home, held_versions(home).values()) == []


@pytest.mark.parametrize("content", [b"", b"[1]", b'{"a": 1}', b"\xff"], ids=["empty", "list", "number", "bytes"])
def test_a_damaged_note_begins_grace_periods_anew(four: tuple[Settings, list[str]], content: bytes) -> None:
    settings, versions = four
    retire_versions(settings, now=NOON)
    (settings.home / NOTES).write_bytes(content)
    retire_versions(settings, now=NOON + 48 * HOUR)
    assert sorted(held_versions(Home(settings.home))) == sorted(versions)
    retire_versions(settings, now=NOON + 72 * HOUR)
    assert sorted(held_versions(Home(settings.home))) == sorted(versions[2:])


@pytest.mark.parametrize("lost", [LOG, CURRENT])
def test_nothing_goes_where_nobody_knows_what_is_needed(four: tuple[Settings, list[str]], lost: str) -> None:
    settings, versions = four
    (settings.home / lost).unlink()
    before = files(settings)
    retire_versions(settings.model_copy(update={"grace_hours": 0}), now=NOON)
    assert files(settings) == before
    assert sorted(held_versions(Home(settings.home))) == sorted(versions)


def test_a_new_home_has_nothing_to_retire(tmp_path: Path) -> None:
    assert retire_versions(Settings(home=tmp_path / "new"), now=NOON) == (0, 0, 0)


def test_a_reader_whose_version_is_removed_under_it_gets_the_next_one(
    four: tuple[Settings, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, versions = four
    home = Home(settings.home)
    stale = iter([publication_of(versions[0])])
    looked = reading.require_current
    monkeypatch.setattr(reading, "require_current", lambda place: next(stale, None) or looked(place))
    home.remove(publication_of(versions[0]).warehouse)
    home.remove(publication_of(versions[0]).manifest)
    with connect_latest(settings.home) as con:
        assert con.sql("select count(*) from articles").fetchone() == (2,)
    stale = iter([publication_of(versions[0])])
    assert export_paths("articles", settings.home)


def test_a_reader_is_told_where_the_current_version_itself_is_gone(four: tuple[Settings, list[str]]) -> None:
    settings, versions = four
    Home(settings.home).remove(publication_of(versions[3]).warehouse)
    with pytest.raises(InputError, match="cannot be opened"):
        connect_latest(settings.home)


def test_the_note_says_since_when_each_file_waits(four: tuple[Settings, list[str]]) -> None:
    settings, versions = four
    retire_versions(settings, now=NOON)
    noted = json.loads((settings.home / NOTES).read_bytes())
    assert noted[publication_of(versions[0]).warehouse] == NOON.isoformat()
    assert publication_of(versions[2]).warehouse not in noted
