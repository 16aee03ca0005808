"""repair: a spoilt home is put right from what is still there, and told of where it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tasks.config import Settings
from tasks.repair import repair_home
from tasks.soundness import check_home
from tasks.store.home import Home
from tasks.store.kept_parts import FOLDER as KEPT_PARTS
from tasks.store.publication_log import LOG
from tasks.store.publications import CURRENT, MANIFEST_COPY, Publication, current_publication, read_manifest
from tasks.takedown import take_down
from tests.chaos.homes import published_files, tree_of

pytestmark = pytest.mark.slow


def publication(settings: Settings) -> Publication:
    """The published version's names."""
    found = current_publication(Home(settings.home))
    assert found
    return found


def spoil_export(settings: Settings) -> Path:
    path = settings.home / read_manifest(Home(settings.home), publication(settings))["files"][3]["path"]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    return path


def lose_export(settings: Settings) -> Path:
    path = settings.home / read_manifest(Home(settings.home), publication(settings))["files"][0]["path"]
    path.unlink()
    return path


def lose_warehouse(settings: Settings) -> Path:
    path = settings.home / publication(settings).warehouse
    path.unlink()
    return path


def spoil_warehouse(settings: Settings) -> Path:
    path = settings.home / publication(settings).warehouse
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def leave_log_beside_warehouse(settings: Settings) -> Path:
    path = settings.home / f"{publication(settings).warehouse}.wal"
    path.write_bytes(b"not a log")
    return path


def lose_manifest(settings: Settings) -> Path:
    path = settings.home / publication(settings).manifest
    path.unlink()
    return path


def spoil_copy(settings: Settings) -> Path:
    path = settings.home / MANIFEST_COPY
    path.write_bytes(b"{")
    return path


def spoil_current(settings: Settings) -> Path:
    path = settings.home / CURRENT
    path.write_bytes(b"")
    return path


@pytest.mark.parametrize(
    "spoil",
    [
        spoil_export,
        lose_export,
        lose_warehouse,
        spoil_warehouse,
        leave_log_beside_warehouse,
        lose_manifest,
        spoil_copy,
        spoil_current,
    ],
    ids=lambda spoil: spoil.__name__.replace("_", " "),
)
def test_a_spoilt_file_is_put_right(one_day: Settings, spoil: Callable[[Settings], Path]) -> None:
    before, lake = published_files(one_day.home), tree_of(one_day.home, "lake")
    spoilt = spoil(one_day).relative_to(one_day.home).as_posix()
    (remark,) = repair_home(one_day)
    assert (remark.what, remark.state) == (spoilt, "mended")
    assert published_files(one_day.home) == before
    assert tree_of(one_day.home, "lake") == lake
    assert all(finding.is_sound for finding in check_home(one_day, deep=True))
    assert repair_home(one_day) == []


def test_several_faults_at_once_are_put_right(one_day: Settings) -> None:
    before = published_files(one_day.home)
    lost = [lose_export(one_day), lose_manifest(one_day), spoil_current(one_day)]
    assert len({remark.what for remark in repair_home(one_day)}) == len(lost)
    assert published_files(one_day.home) == before


def test_a_sound_home_is_left_as_it_is(one_day: Settings) -> None:
    before = tree_of(one_day.home, ".")
    assert repair_home(one_day) == []
    assert tree_of(one_day.home, ".") == before


def test_leftovers_of_killed_processes_go(one_day: Settings) -> None:
    leftover = one_day.home / "exports/people/.people.abc.tmp"
    leftover.write_bytes(b"half")
    (remark,) = repair_home(one_day)
    assert (remark.what, remark.state) == ("leftovers", "mended")
    assert not leftover.exists()


def test_a_cut_line_of_a_log_does_not_spoil_the_next(one_day: Settings) -> None:
    path = one_day.home / LOG
    path.write_bytes(path.read_bytes() + b'{"version": "cu')
    (remark,) = repair_home(one_day)
    assert (remark.what, remark.state) == (LOG, "mended")
    assert path.read_bytes().endswith(b'{"version": "cu\n')


def test_kept_parts_are_kept_again_from_the_lake(one_day: Settings) -> None:
    before = tree_of(one_day.home, "lake")
    for path in (one_day.home / KEPT_PARTS).iterdir():
        path.unlink()
    assert repair_home(one_day) == []
    assert tree_of(one_day.home, "lake") == before


def test_parts_that_are_gone_from_everywhere_are_told_of_and_nothing_else_changes(one_day: Settings) -> None:
    for path in (one_day.home / KEPT_PARTS).iterdir():
        path.unlink()
    for path in (one_day.home / "lake/spans").rglob("*.parquet"):
        path.unlink()
    before = published_files(one_day.home)
    (remark,) = repair_home(one_day)
    assert (remark.what, remark.state) == (KEPT_PARTS, "left")
    assert "daybook run --date 2024-06-04" in remark.detail
    assert published_files(one_day.home) == before


def test_a_warehouse_that_cannot_be_made_as_it_was_is_told_of(
    one_day: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tasks import repair

    path = spoil_warehouse(one_day)
    monkeypatch.setattr(repair, "version_of", lambda *_: "of other code")
    (remark,) = repair_home(one_day)
    assert (remark.what, remark.state) == (path.relative_to(one_day.home).as_posix(), "left")
    assert path.exists()


def test_both_records_of_the_version_lost_is_told_of(one_day: Settings) -> None:
    spoil_current(one_day)
    spoil_copy(one_day)
    (remark,) = repair_home(one_day)
    assert (remark.what, remark.state) == (CURRENT, "left")
    assert "rollback" in remark.detail


def test_a_takedown_that_was_cut_off_is_told_of(one_day: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    from tasks import takedown

    monkeypatch.setattr(takedown, "_complete", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take_down("https://example.org/news/1", "court order", one_day)
    assert ("takedown", "left") in {(remark.what, remark.state) for remark in repair_home(one_day)}


def test_a_new_home_has_nothing_to_repair(tmp_path: Path) -> None:
    assert repair_home(Settings(home=tmp_path / "new")) == []
