"""Soundness: does the installation have what the stages need, and does a home hold what CURRENT promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

from schemas import PUBLISHED_TABLES
from tasks.config import Settings
from tasks.errors import DaybookError
from tasks.model import model_facts
from tasks.store.home import Home, home_at
from tasks.store.publications import Publication, current_publication, published_days, read_manifest
from tasks.store.queries import read_checks, sql_names
from tasks.store.warehouse import audit_warehouse, connection_to_read

LIBRARIES = ("daybook", "duckdb", "pyarrow", "spacy", "boto3")


class Finding(NamedTuple):
    """One thing that was checked."""

    what: str
    is_sound: bool
    detail: str


def check_installation(settings: Settings) -> Iterator[Finding]:
    """Libraries, language model and SQL files."""
    for name in LIBRARIES:
        try:
            yield Finding(name, is_sound=True, detail=version(name))
        except PackageNotFoundError:
            yield Finding(name, is_sound=False, detail="not installed: run `make setup`")
    try:
        yield Finding("model", is_sound=True, detail=model_facts(settings.model).model_id)
    except DaybookError as error:
        yield Finding("model", is_sound=False, detail=str(error))
    expected = sorted(contract.table for contract in PUBLISHED_TABLES)
    found = sql_names("tables")
    yield Finding("sql", is_sound=found == expected, detail=f"{len(found)} tables, {len(read_checks())} checks")


def check_home(settings: Settings, *, deep: bool) -> Iterator[Finding]:
    """CURRENT, its warehouse and its exports; `deep` reads every byte of them."""
    home = home_at(settings.home)
    try:
        publication = current_publication(home)
    except DaybookError as error:
        yield Finding("CURRENT", is_sound=False, detail=str(error))
        return
    if publication is None:
        yield Finding("home", is_sound=True, detail=f"{settings.home}: nothing published yet")
        return
    yield Finding("CURRENT", is_sound=True, detail=f"version {publication.version}")
    has_log = home.exists(publication.warehouse + ".wal")
    is_whole = home.exists(publication.warehouse) and not has_log
    yield Finding(
        "warehouse", is_sound=is_whole, detail=publication.warehouse + (" has a .wal beside it" if has_log else "")
    )
    try:
        files = read_manifest(home, publication)["files"]
    except DaybookError as error:
        yield Finding("manifest", is_sound=False, detail=str(error))
        return
    yield _check_exports(home, files, deep=deep)
    if deep and is_whole:
        yield _check_warehouse(home, publication)


def _check_exports(home: Home, files: Sequence[Mapping[str, Any]], *, deep: bool) -> Finding:
    sizes = home.sizes_below("exports")
    bad = [
        file["path"]
        for file in files
        if sizes.get(file["path"]) != file["bytes"]
        or (deep and home.sha256_of(file["path"], is_reread=True) != file["sha256"])
    ]
    detail = f"{len(files)} files" + (f", missing or changed: {', '.join(bad[:3])}" if bad else "")
    return Finding("exports", is_sound=not bad, detail=detail)


def _check_warehouse(home: Home, publication: Publication) -> Finding:
    try:
        with connection_to_read(home.path_of(publication.warehouse)) as con:
            results = audit_warehouse(con, published_days(home))
    except DaybookError as error:
        return Finding("audit", is_sound=False, detail=str(error))
    return Finding("audit", is_sound=True, detail=f"{results.num_rows} results, none failing")
