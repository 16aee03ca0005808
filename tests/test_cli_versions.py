"""The commands about publications: what they print, as text and as JSON, and their exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tasks.config import Settings
from tests.lake_builder import DAY_2, run_stages
from tests.test_cli import Daybook, daybook  # noqa: F401 a fixture

pytestmark = pytest.mark.slow


@pytest.fixture
def two(one_day: Settings) -> Settings:
    """A home with two published versions."""
    run_stages([DAY_2], one_day)
    return one_day


def listed(daybook: Daybook, settings: Settings) -> list[dict[str, object]]:  # noqa: F811
    done = daybook("versions", "--home", settings.home, "--json")
    assert done.code == 0
    found: list[dict[str, object]] = json.loads(done.out)
    return found


def test_versions_prints_a_line_each_with_the_current_one_marked(daybook: Daybook, two: Settings) -> None:  # noqa: F811
    done = daybook("versions", "--home", two.home)
    newest, oldest = listed(daybook, two)
    head, first, second = done.out.splitlines()
    assert head.split() == ["version", "published", "days", "articles", "bytes", "state"]
    assert first.startswith(str(newest["version"]))
    assert first.rstrip().endswith("current")
    assert "2024-06-04 to 2024-06-05" in first
    assert second.rstrip().endswith("kept")
    assert (newest["is_current"], oldest["is_current"]) == (True, False)


def test_rollback_says_what_is_current_and_is_seen_in_versions(daybook: Daybook, two: Settings) -> None:  # noqa: F811
    _, oldest = listed(daybook, two)
    done = daybook("rollback", oldest["version"], "--home", two.home)
    assert (done.code, done.out) == (0, "")
    assert f"CURRENT is {oldest['version']} again" in done.err
    first = daybook("versions", "--home", two.home).out.splitlines()[1]
    assert first.startswith(str(oldest["version"]))
    assert "current (rollback)" in first


@pytest.mark.parametrize("words", [("rollback", "zzz"), ("diff", "zzz", "zzz"), ("takedown", "zzz", "--reason", "x")])
def test_what_is_not_there_is_exit_code_1(daybook: Daybook, two: Settings, words: tuple[str, ...]) -> None:  # noqa: F811
    done = daybook(*words, "--home", two.home)
    assert done.code == 1
    assert "'zzz'" in done.err


@pytest.mark.parametrize(
    "words",
    [("takedown", "abc"), ("export",), ("export", "--date", "2024-06-04", "--to", "x"), ("rollback",), ("diff", "a")],
)
def test_what_is_left_out_is_exit_code_2(daybook: Daybook, two: Settings, words: tuple[str, ...]) -> None:  # noqa: F811
    assert daybook(*words, "--home", two.home).code == 2


def test_diff_prints_files_and_articles(daybook: Daybook, two: Settings) -> None:  # noqa: F811
    newest, oldest = (str(one["version"]) for one in listed(daybook, two))
    text = daybook("diff", oldest, newest, "--home", two.home)
    assert text.code == 0
    assert text.out.startswith(f"{oldest} to {newest}\n")
    assert "article added: " in text.out
    found = json.loads(daybook("diff", oldest, newest, "--home", two.home, "--json").out)
    assert {file["change"] for file in found["files"]} == {"added", "replaced"}
    assert {one["dump_date"] for one in found["articles"] if one["change"] == "added"} == {"2024-06-05"}


def test_takedown_shows_what_would_go_then_takes_it_down_and_lists_it(daybook: Daybook, two: Settings) -> None:  # noqa: F811
    address = "https://example.org/news/6"
    outlook = daybook("takedown", address, "--dry-run", "--home", two.home)
    assert outlook.code == 0
    assert "2024-06-04-wire.jsonl record 4" in outlook.out
    assert daybook("takedown", "--list", "--json", "--home", two.home).out == "[]\n"
    done = daybook("takedown", address, "--reason", "court order", "--home", two.home, "--model", two.model)
    assert done.code == 0
    assert "is published without them" in done.err
    assert "still hold the text" in done.err
    assert "Budget of year 6" not in done.out + done.err
    (stone,) = json.loads(daybook("takedown", "--list", "--json", "--home", two.home).out)
    assert (stone["because"], stone["reason"], stone["dump_date"]) == ("requested", "court order", "2024-06-04")
    rejects = json.loads(daybook("rejects", "--json", "--home", two.home).out)
    assert [row["detail"] for row in rejects if row["reason"] == "taken_down"] == ["taken down: court order"]
    assert json.loads(daybook("takedown", "--json", "--home", two.home).out)["deleted_versions"] == []


def test_export_to_a_folder_says_what_it_did(daybook: Daybook, two: Settings, tmp_path: Path) -> None:  # noqa: F811
    done = daybook("export", "--to", tmp_path / "tree", "--home", two.home)
    assert (done.code, done.out) == (0, "")
    assert "files written, 0 there already" in done.err
    again = json.loads(daybook("export", "--to", tmp_path / "tree", "--home", two.home, "--json").out)
    assert (again["written"], again["removed"]) == (0, 0)


def test_repair_tells_what_it_mended_and_what_is_left(daybook: Daybook, two: Settings) -> None:  # noqa: F811
    assert daybook("repair", "--home", two.home).out == "nothing to repair\n"
    (two.home / "exports/manifest.json").unlink()
    done = daybook("repair", "--home", two.home)
    assert done.code == 0
    assert done.out.startswith("mended exports/manifest.json")
    for name in ("exports/manifest.json", "CURRENT"):
        (two.home / name).write_bytes(b"{")
    left = daybook("repair", "--home", two.home)
    assert left.code == 1
    assert left.out.startswith("left   CURRENT")
