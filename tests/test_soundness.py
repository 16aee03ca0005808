"""Soundness: does a home hold what CURRENT promises, and does the installation have what the stages need."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.config import Settings
from tasks.soundness import Finding, check_home, check_installation
from tasks.store.home import Home
from tasks.store.publications import CURRENT, Publication, current_publication, read_manifest


def _bad(settings: Settings, *, deep: bool = True) -> list[Finding]:
    return [finding for finding in check_home(settings, deep=deep) if not finding.is_sound]


def _publication(settings: Settings) -> Publication:
    publication = current_publication(Home(settings.home))
    assert publication
    return publication


def _an_export(settings: Settings) -> Path:
    return settings.home / read_manifest(Home(settings.home), _publication(settings))["files"][0]["path"]


@pytest.mark.parametrize("deep", [False, True])
def test_a_published_home_is_sound(small_home: Settings, deep: bool) -> None:
    findings = list(check_home(small_home, deep=deep))
    assert [finding for finding in findings if not finding.is_sound] == []
    assert ("audit" in {finding.what for finding in findings}) == deep


def test_a_new_home_is_sound_and_stays_untouched(tmp_path: Path) -> None:
    (finding,) = check_home(Settings(home=tmp_path / "new"), deep=True)
    assert finding.is_sound
    assert "nothing published yet" in finding.detail
    assert not (tmp_path / "new").exists()


def test_a_damaged_current_is_found(one_day: Settings) -> None:
    (one_day.home / CURRENT).write_text("{")
    (finding,) = _bad(one_day)
    assert finding.what == "CURRENT"


def test_a_missing_warehouse_is_found(one_day: Settings) -> None:
    (one_day.home / _publication(one_day).warehouse).unlink()
    assert "warehouse" in {finding.what for finding in _bad(one_day)}


def test_a_warehouse_with_a_log_beside_it_is_found(one_day: Settings) -> None:
    (one_day.home / f"{_publication(one_day).warehouse}.wal").write_bytes(b"x")
    (finding,) = _bad(one_day)
    assert "has a .wal beside it" in finding.detail


@pytest.mark.parametrize("content", [None, b"{"], ids=["missing", "damaged"])
def test_a_missing_or_damaged_manifest_is_found(one_day: Settings, content: bytes | None) -> None:
    path = one_day.home / _publication(one_day).manifest
    path.unlink() if content is None else path.write_bytes(content)
    assert "manifest" in {finding.what for finding in _bad(one_day, deep=False)}


def test_a_missing_export_is_named(one_day: Settings) -> None:
    gone = _an_export(one_day)
    gone.unlink()
    (finding,) = _bad(one_day, deep=False)
    assert gone.name in finding.detail


def test_an_export_of_another_size_is_named(one_day: Settings) -> None:
    changed = _an_export(one_day)
    changed.write_bytes(changed.read_bytes() + b"x")
    (finding,) = _bad(one_day, deep=False)
    assert changed.name in finding.detail


def test_an_export_with_a_flipped_bit_is_found_by_the_deep_check_alone(one_day: Settings) -> None:
    changed = _an_export(one_day)
    content = bytearray(changed.read_bytes())
    content[len(content) // 2] ^= 1
    changed.write_bytes(bytes(content))
    assert _bad(one_day, deep=False) == []
    assert [finding.what for finding in _bad(one_day, deep=True)] == ["exports"]


def test_a_warehouse_that_is_no_database_is_found_by_the_deep_check(one_day: Settings) -> None:
    (one_day.home / _publication(one_day).warehouse).write_bytes(b"not a database")
    assert "audit" in {finding.what for finding in _bad(one_day, deep=True)}


def test_this_installation_is_sound(tiny_model: str) -> None:
    findings = {finding.what: finding for finding in check_installation(Settings(model=tiny_model))}
    assert [finding for finding in findings.values() if not finding.is_sound] == []
    assert findings["model"].detail == "en_tiny 1.0.0"
    assert findings["sql"].detail.startswith("14 tables, ")


def test_a_model_that_is_not_there_is_found() -> None:
    findings = {finding.what: finding for finding in check_installation(Settings(model="en_nothing"))}
    assert not findings["model"].is_sound
    assert "model 'en_nothing' cannot be read" in findings["model"].detail
    assert "en_core_web_md" in findings["model"].detail
