"""Rules of the house that no single module can keep alone: who may import whom, size, and what is committed."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
MODULES = {
    path.relative_to(PROJECT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): path
    for folder in ("tasks", "schemas", "dags")
    for path in sorted((PROJECT / folder).rglob("*.py"))
}
GROUND = {"tasks.errors", "tasks.config", "tasks.feeds"}
STAGES = {
    f"tasks.{name}" for name in ["plan", "ingest", "dedupe", "tag", "link", "summarize", "load", "export", "publish"]
}
DOORS = {
    "tasks.pipeline",
    "tasks.runner",
    "tasks.dry_run",
    "tasks.soundness",
    "tasks.measure",
    "tasks.repair",
    "tasks.maintenance",
    "tasks.takedown",
}
LAYERS = ["dags", "tasks.cli", "doors", "stages", "tools", "ground"]
TOOLS = (
    "tasks.formats",
    "tasks.text",
    "tasks.store",
    "tasks.edition",
    "tasks.data",
    "tasks.model",
    "tasks.fingerprint",
)
# The two doors for readers hang on the package itself, imported on first use.
PACKAGE = "tasks"
OPENS_PATHS = ("tasks.store", "tasks.config", "tasks.fingerprint", "tasks.model", "tasks.data")
PATH_CALLS = {"open", "read_bytes", "read_text", "write_bytes", "write_text", "unlink", "mkdir", "rglob", "iterdir"}


def _is_in(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def _layer(module: str) -> str:
    if _is_in(module, "dags", "tasks.cli"):
        return "dags" if _is_in(module, "dags") else "tasks.cli"
    if module in GROUND or _is_in(module, "schemas"):
        return "ground"
    if _is_in(module, *DOORS):
        return "doors"
    return "tools" if _is_in(module, *TOOLS) else "stages"


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def _imports(module: str) -> Iterator[str]:
    """Names that a module imports, wherever in it; of `from package import name` both readings."""
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (name for alias in node.names if (name := f"{node.module}.{alias.name}") in MODULES)


def _own_imports(module: str) -> set[str]:
    return {name for name in _imports(module) if name in MODULES and name != PACKAGE}


def _tracked_files() -> list[Path]:
    if not shutil.which("git") or not (PROJECT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
    )
    return [PROJECT / name for name in listed.stdout.decode().split("\0") if name and (PROJECT / name).is_file()]


def _functions(module: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_imports_point_one_way() -> None:
    upward = [
        f"{module} imports {name}"
        for module in MODULES
        for name in sorted(_own_imports(module))
        if module != PACKAGE and LAYERS.index(_layer(name)) < LAYERS.index(_layer(module))
    ]
    assert upward == []


@pytest.mark.parametrize(
    ("package", "never"),
    [
        ("tasks.text", ("tasks.store", "tasks.formats", "tasks.config", "tasks.data", "tasks.model")),
        ("tasks.store", ("tasks.text", "tasks.formats", "tasks.data", "tasks.model")),
        ("tasks.edition", ("tasks.text", "tasks.formats")),
        ("tasks.formats", ("tasks.store", "tasks.config", "tasks.data", "tasks.model")),
        ("schemas", ("tasks", "dags")),
    ],
    ids=["text", "store", "edition", "formats", "schemas"],
)
def test_packages_side_by_side_do_not_know_each_other(package: str, never: tuple[str, ...]) -> None:
    found = {
        f"{module} imports {name}"
        for module in MODULES
        if _is_in(module, package)
        for name in _imports(module)
        if _is_in(name, *never)
    }
    assert found == set()


def test_formats_know_only_headings_boilerplate_and_markup_of_text() -> None:
    used = {
        name for m in MODULES if _is_in(m, "tasks.formats") for name in _own_imports(m) if _is_in(name, "tasks.text")
    }
    markup = {"tasks.text.html_charset", "tasks.text.html_page", "tasks.text.markup"}
    assert used <= {"tasks.text.sections", "tasks.text.boilerplate", "tasks.text.cleaning", "tasks.text", *markup}


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("boto3", ("tasks.store",)),
        ("botocore", ("tasks.store",)),
        ("airflow", ("dags",)),
        ("duckdb", ("tasks.store", "tasks.cli", "tasks.data.gazetteers")),
        ("typer", ("tasks.cli",)),
        ("rich", ("tasks.cli",)),
    ],
)
def test_a_library_is_known_in_one_place(library: str, homes: tuple[str, ...]) -> None:
    users = {module for module in MODULES if any(_is_in(name, library) for name in _imports(module))}
    assert {module for module in users if not _is_in(module, *homes)} == set()


def test_only_the_store_opens_paths() -> None:
    opened = [
        f"{module}, line {node.lineno}"
        for module in MODULES
        if not _is_in(module, *OPENS_PATHS, "dags")
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Call) and _opens_a_path(node.func)
    ]
    assert opened == []


def _opens_a_path(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id == "open"
    return isinstance(function, ast.Attribute) and function.attr in PATH_CALLS and not _is_of_home(function)


def _is_of_home(function: ast.Attribute) -> bool:
    """Whether the call goes through a Home, which belongs to the store, or to `os.open` of the null device."""
    owner = ast.unparse(function.value)
    return owner in {"home", "self._home", "making.home", "os"}


def test_a_home_is_opened_by_its_location() -> None:
    """`Home(...)` is a folder, whatever the settings say: `home_at(...)` is what they mean."""
    made = [
        f"{module}, line {node.lineno}"
        for module in MODULES
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Home"
        if re.search(r"home|settings|root", ast.unparse(node))
    ]
    assert made == []


def test_current_moves_through_one_door() -> None:
    """On S3 there is no lock: CURRENT written in any other way could go over what somebody else has published."""
    written = [
        f"{module}, line {node.lineno}"
        for module in MODULES
        if module != "tasks.store.publications"
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("creating", "replace_if", "write_bytes")
        and any(isinstance(argument, ast.Name) and argument.id == "CURRENT" for argument in node.args)
    ]
    assert written == []


def test_no_module_is_longer_than_300_lines() -> None:
    lines = {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in MODULES.items()}
    assert {module: count for module, count in lines.items() if count > 300} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    lengths = {f"{module}.{name}": lines for module in MODULES for name, lines in _functions(module)}
    assert {name: lines for name, lines in lengths.items() if lines > 60} == {}


def test_every_module_says_what_it_is_for() -> None:
    assert [module for module in MODULES if not ast.get_docstring(_tree(module))] == []


def test_no_file_of_the_project_names_a_package_registrys_host() -> None:
    hosts = re.compile(rb"(?:pypi\.org|pythonhosted\.org|--index-url|--extra-index-url|simple/|conda\.anaconda\.org)")
    named = [str(path.relative_to(PROJECT)) for path in _tracked_files() if hosts.search(path.read_bytes())]
    assert [name for name in named if name != Path(__file__).relative_to(PROJECT).as_posix()] == []


def test_no_file_of_the_project_names_a_path_of_one_machine() -> None:
    machine = re.compile(rb"(?<![\w./~-])/(?:tmp|root|work|farm|home/\w+|Users/\w+)/")
    found = [
        f"{path.relative_to(PROJECT)}: {match[0].decode()}"
        for path in _tracked_files()
        if path.suffix not in (".gz", ".parquet") and path != Path(__file__).resolve()
        for match in machine.finditer(path.read_bytes())
    ]
    assert found == []


def test_parsing_a_dag_needs_no_heavy_library() -> None:
    """`tasks.pipeline` is what DAGs import; Arrow, DuckDB and spaCy may come with a stage, not with the package."""
    code = "import sys, tasks; print(sorted({'duckdb', 'pyarrow', 'spacy', 'boto3'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_locks_pin_by_hash_and_hold_no_squatted_model() -> None:
    for lock in sorted((PROJECT / "requirements").glob("*.lock")):
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text, lock.name
        assert "==999." not in text, lock.name
