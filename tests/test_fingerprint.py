"""Fingerprints: a part is made again exactly when something it depends on has changed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tasks import dedupe, fingerprint, ingest, plan
from tasks.config import Settings
from tasks.fingerprint import code_sha256, data_sha256, fingerprint_of, folder_sha256, imported_modules
from tasks.stage import expected_fingerprint, input_hashes
from tasks.store.home import Home
from tests.lake_builder import DAY_1, DAY_2, record, run_stages, write_jsonl

# The functions without their caches, which belong to the process.
code_of = code_sha256.__wrapped__
data_of = data_sha256.__wrapped__


@pytest.fixture(scope="module")
def _copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    for folder in ("tasks", "schemas", "sql"):
        without = shutil.ignore_patterns("__pycache__", "sample", "build")
        shutil.copytree(fingerprint.PROJECT / folder, root / folder, ignore=without)
    return root


@pytest.fixture
def project(_copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project in which a test may change a file for a while."""
    monkeypatch.setattr(fingerprint, "PROJECT", _copy)
    return _copy


@contextmanager
def _changed(path: Path) -> Iterator[None]:
    content = path.read_bytes()
    path.write_bytes(content + b"\n# changed\n")
    try:
        yield
    finally:
        path.write_bytes(content)


@pytest.mark.parametrize(
    ("stage", "names"),
    [
        ("ingest", ["tasks/ingest", "tasks/text/cleaning", "tasks/text/boilerplate", "tasks/formats/json_value"]),
        ("dedupe", ["tasks/dedupe", "tasks/store/parts", "schemas/articles"]),
        ("tag", ["tasks/text/gazetteer", "tasks/model"]),
        ("link", ["tasks/text/salience"]),
        ("summarize", ["tasks/text/sentences"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_change_in_a_stage_or_in_what_it_imports_changes_its_code(
    project: Path, stage: str, names: list[str]
) -> None:
    before = code_of(f"tasks.{stage}")
    for name in names:
        with _changed(project / f"{name}.py"):
            assert code_of(f"tasks.{stage}") != before
    assert code_of(f"tasks.{stage}") == before


def test_a_change_that_has_no_bearing_changes_no_code(project: Path) -> None:
    stages = ("tasks.ingest", "tasks.tag", "tasks.summarize")
    before = [code_of(stage) for stage in stages]
    with ExitStack() as changes:
        for name in ("config", "errors", "store/locks", "cli/run", "runner", "publish"):
            changes.enter_context(_changed(project / f"tasks/{name}.py"))
        assert [code_of(stage) for stage in stages] == before


def test_text_of_one_stage_is_nothing_to_another(project: Path) -> None:
    before = code_of("tasks.ingest")
    with _changed(project / "tasks/text/ranking.py"):
        assert code_of("tasks.ingest") == before


def test_the_code_does_not_depend_on_where_the_project_lies(project: Path, tmp_path: Path) -> None:
    before = code_of("tasks.ingest")
    elsewhere = shutil.copytree(project, tmp_path / "elsewhere")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fingerprint, "PROJECT", elsewhere)
        assert code_of("tasks.ingest") == before


def test_a_module_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ModuleNotFoundError, match=r"tasks\.nowhere"):
        code_of("tasks.nowhere")


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
    before = data_of(names)
    assert data_of(names[::-1]) == before
    assert data_of(names[:1]) != before
    with _changed(project / "tasks/data/countries.csv"):
        assert data_of(names) != before


def test_a_folder_is_known_by_its_files_of_one_kind_and_their_names(project: Path, tmp_path: Path) -> None:
    root = shutil.copytree(project / "sql", tmp_path / "copy" / "sql")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fingerprint, "PROJECT", root.parent)
        before = folder_sha256("sql", ".sql")
        (root / "notes.txt").write_text("x")
        assert folder_sha256("sql", ".sql") == before
        (root / "checks/articles_are_unique.sql").rename(root / "checks/renamed.sql")
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
