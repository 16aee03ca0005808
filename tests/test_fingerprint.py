"""Fingerprints: a part is made again exactly when something it depends on has changed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tasks import dedupe, fingerprint, ingest, plan
from tasks.config import Settings
from tasks.fingerprint import code_sha256, data_sha256, fingerprint_of, folder_sha256, imported_modules
from tasks.stage import expected_fingerprint, input_hashes
from tasks.store.home import Home
from tests.lake_builder import DAY_1, DAY_2, record, run_stages, write_jsonl


def _forget() -> None:
    code_sha256.cache_clear()
    data_sha256.cache_clear()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the project whose source a test may change."""
    root = tmp_path / "project"
    for folder in ("tasks", "schemas", "sql"):
        shutil.copytree(fingerprint.PROJECT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(fingerprint, "PROJECT", root)
    _forget()
    yield root
    _forget()


def _touch(path: Path) -> None:
    assert path.is_file()
    path.write_bytes(path.read_bytes() + b"\n# changed\n")
    _forget()


@pytest.mark.parametrize(
    ("stage", "changed"),
    [
        ("tasks.ingest", "tasks/ingest.py"),
        ("tasks.ingest", "tasks/text/cleaning.py"),
        ("tasks.ingest", "tasks/text/boilerplate.py"),
        ("tasks.ingest", "tasks/formats/json_value.py"),
        ("tasks.ingest", "schemas/articles.py"),
        ("tasks.tag", "tasks/text/gazetteer.py"),
        ("tasks.tag", "tasks/model.py"),
        ("tasks.link", "tasks/text/salience.py"),
        ("tasks.summarize", "tasks/text/sentences.py"),
        ("tasks.dedupe", "tasks/store/parts.py"),
    ],
)
def test_a_change_in_the_stage_or_in_what_it_imports_changes_its_code(project: Path, stage: str, changed: str) -> None:
    before = code_sha256(stage)
    _touch(project / changed)
    assert code_sha256(stage) != before


def test_a_change_that_has_no_bearing_changes_no_code(project: Path) -> None:
    stages = ("tasks.plan", "tasks.ingest", "tasks.dedupe", "tasks.tag", "tasks.link", "tasks.summarize")
    before = [code_sha256(stage) for stage in stages]
    for changed in ("config", "errors", "store/locks", "cli/run", "runner", "publish"):
        _touch(project / f"tasks/{changed}.py")
    assert [code_sha256(stage) for stage in stages] == before


def test_text_of_one_stage_is_nothing_to_another(project: Path) -> None:
    before = code_sha256("tasks.ingest")
    _touch(project / "tasks/text/ranking.py")
    assert code_sha256("tasks.ingest") == before


def test_the_code_does_not_depend_on_where_the_project_lies(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = code_sha256("tasks.ingest")
    monkeypatch.undo()
    _forget()
    assert project != fingerprint.PROJECT
    assert code_sha256("tasks.ingest") == elsewhere


def test_a_module_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ModuleNotFoundError, match=r"tasks\.nowhere"):
        code_sha256("tasks.nowhere")


@pytest.mark.parametrize(
    "source",
    [
        "import tasks.errors",
        "from tasks import errors",
        "from tasks.errors import InputError",
        "def late():\n    from tasks.errors import InputError",
        "if TYPE_CHECKING:\n    import tasks.errors as other",
    ],
)
def test_imports_are_seen_in_every_form(tmp_path: Path, source: str) -> None:
    (tmp_path / "module.py").write_text(f"import os, json\nfrom pathlib import Path\n{source}\n")
    assert "tasks.errors" in imported_modules(tmp_path / "module.py")
    assert imported_modules(tmp_path / "module.py") <= {"tasks", "tasks.errors"}


def test_data_is_known_by_its_content_and_name(project: Path) -> None:
    names = ("countries.csv", "agencies.csv")
    before = data_sha256(names)
    assert data_sha256(names[::-1]) == before
    assert data_sha256(names[:1]) != before
    _touch(project / "tasks/data/countries.csv")
    assert data_sha256(names) != before


def test_a_folder_is_known_by_its_files_of_one_kind(project: Path) -> None:
    before = folder_sha256("sql", ".sql")
    (project / "sql/notes.txt").write_text("x")
    assert folder_sha256("sql", ".sql") == before
    (project / "sql/checks/articles_are_unique.sql").rename(project / "sql/checks/renamed.sql")
    assert folder_sha256("sql", ".sql") != before


def test_facts_are_twelve_hex_digits_whatever_their_order() -> None:
    one = fingerprint_of({"a": 1, "b": [1, 2], "day": DAY_1})
    assert re.fullmatch(r"[0-9a-f]{12}", one)
    assert fingerprint_of({"day": DAY_1, "b": [1, 2], "a": 1}) == one
    assert fingerprint_of({"day": DAY_2, "b": [1, 2], "a": 1}) != one
    assert fingerprint_of({"day": DAY_1, "b": [2, 1], "a": 1}) != one


def _prints(settings: Settings) -> dict[str, str]:
    """Expected fingerprints of the first stages, whose inputs are in the home."""
    home = Home(settings.home)
    plans = [ingest.plan_part(DAY_1, 0, settings), dedupe.plan_part(DAY_1, 0, settings)]
    return {one.stage: expected_fingerprint(one, input_hashes(home, one.inputs)) for one in plans}


@pytest.fixture
def ingested(make_settings: Callable[..., Settings], dumps: Path) -> Settings:
    settings = make_settings(source=str(dumps))
    run_stages([DAY_1], settings, last="dedupe")
    return settings


def test_settings_without_bearing_change_no_fingerprint(ingested: Settings, tmp_path: Path) -> None:
    before = _prints(ingested)
    moved = tmp_path / "moved"
    shutil.copytree(ingested.home, moved / "home")
    shutil.copytree(str(ingested.source), moved / "dumps")
    changes = {
        "home": moved / "home",
        "source": str(moved / "dumps"),
        "workers": 7,
        "max_reject_share": 0.9,
        "model": "x",
    }
    assert _prints(ingested.model_copy(update=changes)) == before


@pytest.mark.parametrize(
    ("change", "stages"),
    [({"shard_records": 7}, {"ingest", "dedupe"}), ({"max_record_bytes": 5_000}, {"ingest"})],
    ids=["shard_records", "max_record_bytes"],
)
def test_settings_with_bearing_change_it(ingested: Settings, change: dict[str, int], stages: set[str]) -> None:
    before, after = _prints(ingested), _prints(ingested.model_copy(update=change))
    assert {stage for stage in before if before[stage] != after[stage]} == stages


def test_another_dump_changes_everything_after_it(ingested: Settings) -> None:
    before = _prints(ingested)
    write_jsonl(Path(str(ingested.source)) / "2024-06-04-wire.jsonl", [record(9)])
    plan.run(DAY_1, ingested)
    assert _prints(ingested)["ingest"] != before["ingest"]
