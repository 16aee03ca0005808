"""export: Parquet files that carry their contract, named by content, and a manifest that agrees with them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from schemas import PUBLISHED_TABLES, Contract, contract_of
from tasks import export
from tasks.config import Settings
from tasks.store.home import Home, sha256_of_file
from tasks.store.publications import current_publication, read_manifest
from tasks.store.reading import connect_latest
from tests.lake_builder import DAY_1, DAY_2, run_stages

ENTITY_TABLES = {"people", "countries", "agencies"}


def _manifest(settings: Settings) -> dict[str, Any]:
    publication = current_publication(Home(settings.home))
    assert publication
    return read_manifest(Home(settings.home), publication)


def _paths(settings: Settings, table: str) -> list[Path]:
    return [settings.home / file["path"] for file in _manifest(settings)["files"] if file["table"] == table]


def test_the_manifest_agrees_with_every_file(small_home: Settings) -> None:
    for file in _manifest(small_home)["files"]:
        path = small_home.home / file["path"]
        assert path.stat().st_size == file["bytes"]
        assert sha256_of_file(path) == file["sha256"]
        assert pq.read_metadata(path).num_rows == file["rows"]
        assert file["schema_version"] == contract_of(file["table"]).version


def test_the_manifest_lists_every_row_of_the_warehouse(small_home: Settings) -> None:
    listed: Counter[str] = Counter()
    for file in _manifest(small_home)["files"]:
        listed[file["table"]] += file["rows"]
    with connect_latest(small_home.home) as con:
        held = {c.table: con.table(c.table).count("*").fetchone() for c in PUBLISHED_TABLES}
    assert {table: (rows,) for table, rows in listed.items()} == held


def test_the_manifest_names_version_warehouse_and_days(small_home: Settings) -> None:
    manifest = _manifest(small_home)
    publication = current_publication(Home(small_home.home))
    assert publication
    assert (manifest["version"], manifest["warehouse"]) == (publication.version, publication.warehouse)
    assert manifest["dump_dates"] == ["2024-06-04", "2024-06-05"]


def test_every_file_of_the_exports_is_named_by_its_content(small_home: Settings) -> None:
    for file in _manifest(small_home)["files"]:
        table, path = file["table"], file["path"]
        folder = f"exports/{table}" + ("" if table in ENTITY_TABLES else f"/dump_date={file['dump_date']}")
        assert path == f"{folder}/{table}-{file['sha256'][:12]}.parquet"
        assert (file["dump_date"] is None) == (table in ENTITY_TABLES)


@pytest.mark.parametrize("contract", PUBLISHED_TABLES, ids=lambda contract: contract.table)
def test_every_file_carries_descriptions_and_schema_version(small_home: Settings, contract: Contract) -> None:
    paths = _paths(small_home, contract.table)
    assert paths
    for path in paths:
        schema = pq.read_schema(path)
        assert schema.metadata[b"daybook.schema_version"] == str(contract.version).encode()
        assert schema.metadata[b"daybook.table"] == contract.table.encode()
        assert schema.names == contract.schema.names
        assert [field.type for field in schema] == [field.type for field in contract.schema]
        assert [field.nullable for field in schema] == [field.nullable for field in contract.schema]
        for field, promised in zip(schema, contract.schema, strict=True):
            assert field.metadata[b"description"] == promised.metadata[b"description"]


@pytest.mark.parametrize("contract", PUBLISHED_TABLES, ids=lambda contract: contract.table)
def test_rows_are_those_of_the_warehouse_in_the_order_of_the_grain(small_home: Settings, contract: Contract) -> None:
    order = ", ".join(dict.fromkeys(("dump_date", *contract.grain) if contract.is_dated else contract.grain))
    with connect_latest(small_home.home) as con:
        held = con.table(contract.table).order(order).to_arrow_table().to_pylist()
    exported = [row for path in sorted(_paths(small_home, contract.table)) for row in pq.read_table(path).to_pylist()]
    assert exported == held


def test_files_of_a_day_hold_rows_of_that_day_alone(small_home: Settings) -> None:
    for file in _manifest(small_home)["files"]:
        if file["dump_date"]:
            days = set(pq.read_table(small_home.home / file["path"]).column("dump_date").to_pylist())
            assert {str(day) for day in days} == {file["dump_date"]}


def test_duckdb_reads_the_exports_with_their_types(small_home: Settings) -> None:
    paths = [str(path) for path in _paths(small_home, "summary_bullets")]
    with duckdb.connect() as con:
        rows = con.execute(
            "select typeof(evidence), typeof(dump_date) from read_parquet(?) limit 1", [paths]
        ).fetchall()
    assert rows == [("STRUCT(start_char INTEGER, end_char INTEGER)[]", "DATE")]


def test_a_day_that_did_not_change_keeps_its_files(one_day: Settings) -> None:
    before = {file["path"]: (one_day.home / file["path"]).stat().st_mtime_ns for file in _manifest(one_day)["files"]}
    run_stages([DAY_2], one_day)
    dated = [name for name in before if "/mentions/" in name or "/summaries/" in name or "/rejects/" in name]
    after = {file["path"] for file in _manifest(one_day)["files"]}
    assert dated
    assert set(dated) <= after
    assert all((one_day.home / name).stat().st_mtime_ns == before[name] for name in dated)


def test_a_missing_export_is_written_again(one_day: Settings) -> None:
    manifest = _manifest(one_day)
    gone = one_day.home / manifest["files"][0]["path"]
    content = gone.read_bytes()
    gone.unlink()
    report = export.run([DAY_1], one_day)
    assert not report.is_reused
    assert gone.read_bytes() == content
    assert _manifest(one_day) == manifest


def test_exporting_by_force_gives_the_same_bytes(one_day: Settings) -> None:
    def exports() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in (one_day.home / "exports").rglob("*") if path.is_file()}

    before = exports()
    export.run([DAY_1], one_day, force=True)
    assert exports() == before


def test_no_draft_is_left_in_the_exports(small_home: Settings) -> None:
    assert [path for path in small_home.home.rglob("*.tmp*") if path.is_file()] == []


def test_the_manifest_is_json_that_people_can_read(small_home: Settings) -> None:
    text = (small_home.home / "exports/manifest.json").read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
