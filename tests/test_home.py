"""Home: a name holds a complete file or nothing."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pytest

from tasks.store.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def _all_files(home: Home) -> list[str]:
    return sorted(path.relative_to(home.root).as_posix() for path in home.root.rglob("*") if path.is_file())


def _write_half(home: Home, name: str) -> None:
    with home.creating(name) as temporary:
        temporary.write_bytes(b"half of the n")
        raise RuntimeError("stop")


def test_nothing_is_made_before_the_first_write(home: Home) -> None:
    assert not home.exists("a")
    assert home.list_names("lake") == []
    assert home.sweep_temporaries() == 0
    assert not home.root.exists()


def test_a_written_file_can_be_read(home: Home) -> None:
    home.write_bytes("lake/a/b.bin", b"content")
    assert home.exists("lake/a/b.bin")
    assert home.read_bytes("lake/a/b.bin") == b"content"
    assert home.size_of("lake/a/b.bin") == 7
    assert home.sha256_of("lake/a/b.bin") == hashlib.sha256(b"content").hexdigest()


def test_a_folder_is_no_file(home: Home) -> None:
    home.write_bytes("lake/a", b"")
    assert not home.exists("lake")


@pytest.mark.parametrize("before", [None, b"old"], ids=["no file", "an older file"])
def test_an_exception_leaves_what_was_there_and_nothing_temporary(home: Home, before: bytes | None) -> None:
    if before is not None:
        home.write_bytes("name", before)
    with pytest.raises(RuntimeError, match="stop"):
        _write_half(home, "name")
    assert _all_files(home) == ([] if before is None else ["name"])
    assert before is None or home.read_bytes("name") == before


def test_readers_see_the_old_content_until_the_block_ends(home: Home) -> None:
    home.write_bytes("name", b"old")
    with home.creating("name") as temporary:
        temporary.write_bytes(b"new")
        assert home.read_bytes("name") == b"old"
        assert home.list_names("") == ["name"]
    assert home.read_bytes("name") == b"new"


def test_temporary_names_end_in_tmp(home: Home) -> None:
    with home.creating("lake/x.parquet") as temporary:
        assert temporary.name.endswith(".tmp")
        assert temporary.parent == home.path_of("lake/x.parquet").parent


def test_two_writers_of_one_name_do_not_mix(home: Home) -> None:
    contents = [bytes([65 + number]) * 200_000 for number in range(4)]
    threads = [threading.Thread(target=home.write_bytes, args=("name", content)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert home.read_bytes("name") in contents
    assert _all_files(home) == ["name"]


def test_a_written_file_can_be_read_by_others(home: Home) -> None:
    home.write_bytes("name", b"")
    assert home.path_of("name").stat().st_mode & 0o777 == 0o644


def test_names_are_listed_sorted_and_without_temporary_ones(home: Home) -> None:
    for name in ("lake/b/2", "lake/a/1", "lake/b/1", "exports/x"):
        home.write_bytes(name, b"")
    home.path_of("lake/b/.half.tmp").write_bytes(b"")
    assert home.list_names("lake") == ["lake/a/1", "lake/b/1", "lake/b/2"]


def test_removing_a_missing_file_is_no_error(home: Home) -> None:
    home.remove("nothing")
    home.write_bytes("name", b"")
    home.remove("name")
    assert not home.exists("name")


def test_lines_are_appended_to_a_log(home: Home) -> None:
    home.append_line("log/runs.jsonl", "one")
    home.append_line("log/runs.jsonl", "zwei ✓")
    assert home.read_bytes("log/runs.jsonl").decode() == "one\nzwei ✓\n"


def test_sweeping_removes_leftovers_and_nothing_else(home: Home) -> None:
    home.write_bytes("lake/kept.parquet", b"kept")
    for name in ("lake/.part.x.tmp", "warehouse/.v.duckdb.y.tmp", "warehouse/.v.duckdb.y.tmp.wal"):
        home.path_of(name).parent.mkdir(parents=True, exist_ok=True)
        home.path_of(name).write_bytes(b"half")
    assert home.sweep_temporaries() == 3
    assert _all_files(home) == ["lake/kept.parquet"]
