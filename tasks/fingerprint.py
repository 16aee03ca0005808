"""Fingerprints: what a part depends on, so that it is made again exactly when one of these has changed.

Not in it: commit, home, source folder, workers, endpoint, host.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = ("tasks", "schemas")
HEX_DIGITS = 12
# Modules that decide where and when work is done, never what its result is.
_WITHOUT_BEARING = frozenset(
    {
        "tasks.config",
        "tasks.errors",
        "tasks.feeds",
        "tasks.fingerprint",
        "tasks.store.known_hashes",
        "tasks.store.language_model",
        "tasks.store.llm_answers",
        "tasks.store.locks",
        "tasks.store.s3",
        "tasks.store.s3_errors",
        "tasks.store.s3_home",
        "tasks.store.s3_source",
    }
)


def fingerprint_of(facts: Mapping[str, object]) -> str:
    """12 hex of sha256 over facts as JSON with sorted keys."""
    stated = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(stated.encode()).hexdigest()[:HEX_DIGITS]


@lru_cache(maxsize=64)
def code_sha256(module: str) -> str:
    """sha256 over the source of a module and of every project module it imports, directly or not."""
    digest = hashlib.sha256()
    for name in sorted(_import_closure(module)):
        digest.update(f"{name}\0".encode() + _source_path(name).read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=64)
def data_sha256(names: tuple[str, ...]) -> str:
    """sha256 over data files of the package, by name with suffix."""
    digest = hashlib.sha256()
    for name in sorted(names):
        digest.update(f"{name}\0".encode() + (PROJECT / "tasks" / "data" / name).read_bytes())
    return digest.hexdigest()


def folder_sha256(folder: str, suffix: str) -> str:
    """sha256 over the files of a project folder with this suffix, by relative name."""
    digest = hashlib.sha256()
    root = PROJECT / folder
    for path in sorted(root.rglob(f"*{suffix}")):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def library_versions(*distributions: str) -> dict[str, str]:
    """Installed versions of libraries whose behaviour bears on a result."""
    return {name: version(name) for name in distributions}


def imported_modules(path: Path, package: str = "") -> set[str]:
    """Names of project modules that a source file imports anywhere in it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return set(_project_modules(_imported_names(tree, package)))


def _imported_names(tree: ast.AST, package: str) -> Iterable[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or package
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _project_modules(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        if name.split(".")[0] in PACKAGES and _find_source(name):
            yield name


def _import_closure(module: str) -> set[str]:
    seen: set[str] = set()
    pending = [module]
    while pending:
        name = pending.pop()
        if name in seen or name in _WITHOUT_BEARING:
            continue
        seen.add(name)
        pending.extend(imported_modules(_source_path(name)))
    return seen


def _source_path(module: str) -> Path:
    path = _find_source(module)
    if path is None:
        raise ModuleNotFoundError(module)
    return path


def _find_source(module: str) -> Path | None:
    base = PROJECT.joinpath(*module.split("."))
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()), None)
