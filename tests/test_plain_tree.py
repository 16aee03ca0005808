"""export --to: a folder that holds the current version's exports as a plain tree, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from schemas import PUBLISHED_TABLES
from tasks.config import Settings
from tasks.errors import InputError
from tasks.rollback import roll_back
from tasks.store.home import Home, sha256_of_file
from tasks.store.plain_tree import LISTING, export_tree
from tasks.store.publications import current_publication, read_manifest
from tasks.store.reading import connect_latest
from tests.lake_builder import DAY_2, run_stages

pytestmark = pytest.mark.slow


def files(folder: Path) -> dict[str, str]:
    """sha256 by name of every file in a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256_of_file(path) for path in found}


def test_the_tree_is_named_by_table_and_day_and_holds_the_exports_bytes(small_home: Settings, tmp_path: Path) -> None:
    home = Home(small_home.home)
    done = export_tree(home, tmp_path / "tree")
    publication = current_publication(home)
    assert publication
    manifest = read_manifest(home, publication)
    expected = {}
    for file in manifest["files"]:
        table, day = file["table"], file["dump_date"]
        name = f"{table}/dump_date={day}/{table}.parquet" if day else f"{table}/{table}.parquet"
        expected[name] = file["sha256"]
    found = files(tmp_path / "tree")
    listing = json.loads((tmp_path / "tree" / LISTING).read_bytes())
    assert found.pop(LISTING)
    assert found == expected
    assert (done.version, done.written) == (manifest["version"], len(expected))
    assert {file["name"]: file["sha256"] for file in listing["files"]} == expected
    assert listing["version"] == done.version


@pytest.mark.parametrize("table", [contract.table for contract in PUBLISHED_TABLES])
def test_a_glob_over_the_tree_gives_the_rows_of_the_warehouse(small_home: Settings, tmp_path: Path, table: str) -> None:
    export_tree(Home(small_home.home), tmp_path)
    glob = str(tmp_path / table / "**" / "*.parquet")
    with duckdb.connect() as con:
        read = con.execute("select count(*) from read_parquet(?)", [glob]).fetchone()
    with connect_latest(small_home.home) as con:
        assert read == con.table(table).count("*").fetchone()


def test_exporting_again_writes_nothing(small_home: Settings, tmp_path: Path) -> None:
    first = export_tree(Home(small_home.home), tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")}
    again = export_tree(Home(small_home.home), tmp_path)
    assert (again.written, again.unchanged, again.removed) == (0, first.written, 0)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")} == before


def test_a_file_that_was_changed_or_removed_is_written_again(small_home: Settings, tmp_path: Path) -> None:
    export_tree(Home(small_home.home), tmp_path)
    before = files(tmp_path)
    changed, gone = sorted(tmp_path.rglob("*.parquet"))[:2]
    changed.write_bytes(changed.read_bytes()[:-1] + b"x")
    gone.unlink()
    assert export_tree(Home(small_home.home), tmp_path).written == 2
    assert files(tmp_path) == before


def test_days_and_files_that_the_version_does_not_have_go(one_day: Settings, tmp_path: Path) -> None:
    publication = current_publication(Home(one_day.home))
    assert publication
    run_stages([DAY_2], one_day)
    export_tree(Home(one_day.home), tmp_path / "tree")
    assert (tmp_path / "tree/articles/dump_date=2024-06-05").is_dir()
    roll_back(publication.version, one_day)
    done = export_tree(Home(one_day.home), tmp_path / "tree")
    assert done.removed > 0
    assert list((tmp_path / "tree").rglob("dump_date=2024-06-05")) == []
    export_tree(Home(one_day.home), tmp_path / "other")
    assert files(tmp_path / "tree") == files(tmp_path / "other")


def test_a_folder_that_holds_something_else_is_refused_untouched(small_home: Settings, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/thesis.txt").write_text("mine")
    with pytest.raises(InputError, match=r"articles/thesis\.txt, which no export put there"):
        export_tree(Home(small_home.home), tmp_path)
    assert list(files(tmp_path)) == ["articles/thesis.txt"]


def test_a_file_of_somebody_else_in_a_tree_stops_the_next_export(small_home: Settings, tmp_path: Path) -> None:
    export_tree(Home(small_home.home), tmp_path)
    (tmp_path / "articles/notes.txt").write_text("mine")
    with pytest.raises(InputError, match="notes"):
        export_tree(Home(small_home.home), tmp_path)
    assert (tmp_path / "articles/notes.txt").read_text() == "mine"


def test_a_folder_in_the_home_is_refused(small_home: Settings) -> None:
    with pytest.raises(InputError, match="lies in the home"):
        export_tree(Home(small_home.home), small_home.home / "exports")


def test_a_damaged_listing_is_named(small_home: Settings, tmp_path: Path) -> None:
    (tmp_path / LISTING).write_text("{")
    with pytest.raises(InputError, match=r"_daybook\.json is damaged"):
        export_tree(Home(small_home.home), tmp_path)


@pytest.mark.parametrize("writes", [1, 2, 9, 20])
def test_killed_at_any_file_the_next_export_goes_on(
    small_home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    write, left = Home.write_bytes, writes

    def dying(self: Home, name: str, content: bytes) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        write(self, name, content)

    monkeypatch.setattr(Home, "write_bytes", dying)
    with pytest.raises(KeyboardInterrupt):
        export_tree(Home(small_home.home), tmp_path / "tree")
    monkeypatch.undo()
    export_tree(Home(small_home.home), tmp_path / "tree")
    export_tree(Home(small_home.home), tmp_path / "other")
    assert files(tmp_path / "tree") == files(tmp_path / "other")


def test_a_damaged_export_is_not_handed_out(one_day: Settings, tmp_path: Path) -> None:
    home = Home(one_day.home)
    publication = current_publication(home)
    assert publication
    path = home.path_of(read_manifest(home, publication)["files"][0]["path"])
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(InputError, match=r"other bytes than the manifest says.*daybook repair"):
        export_tree(home, tmp_path / "tree")
