"""What readers rely on does not change behind their backs, and the page of tables says what is."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from schemas import contract_of
from tasks.config import Settings
from tests import contract_snapshot, tables_page

CHANGELOG = Path(__file__).resolve().parents[1] / "CHANGELOG.md"
RELEASED: dict[str, Any] = json.loads(contract_snapshot.SNAPSHOT.read_text(encoding="utf-8"))


def test_the_page_of_tables_is_what_contracts_and_comments_say() -> None:
    stale = "docs/tables.md is stale: run `python -m tests.tables_page`"
    assert tables_page.PAGE.read_text(encoding="utf-8") == tables_page.page(), stale


def test_no_contract_breaks_without_a_new_version() -> None:
    assert contract_snapshot.unannounced_changes(RELEASED, contract_snapshot.promises()) == []


def test_the_snapshot_is_of_the_contracts_as_they_are() -> None:
    stale = "schemas/snapshot.json is stale: run `python -m tests.contract_snapshot`"
    assert contract_snapshot.promises() == RELEASED, stale


def test_a_new_version_of_a_table_is_in_the_changelog() -> None:
    told = CHANGELOG.read_text(encoding="utf-8")
    raised = {table: new["version"] for table, new in contract_snapshot.promises().items() if new["version"] > 1}
    assert [table for table, version in raised.items() if f"`{table}` version {version}" not in told] == []


def _added(table: dict[str, Any], *, nullable: bool) -> None:
    table["columns"]["mood"] = {"type": "string", "nullable": nullable}


BREAKING: dict[str, Callable[[dict[str, Any]], object]] = {
    "column gone": lambda table: table["columns"].pop("title"),
    "type changed": lambda table: table["columns"]["word_count"].update(type="int64"),
    "may be null now": lambda table: table["columns"]["body"].update(nullable=True),
    "never null now": lambda table: table["columns"]["title"].update(nullable=False),
    "grain changed": lambda table: table["grain"].append("dump_date"),
    "version fell": lambda table: table.update(version=0),
    "column added that is never null": lambda table: _added(table, nullable=False),
}


@pytest.mark.parametrize("change", BREAKING.values(), ids=BREAKING)
def test_a_breaking_change_is_found_and_passes_with_a_new_version(change: Callable[[dict[str, Any]], object]) -> None:
    after = copy.deepcopy(RELEASED)
    change(after["articles"])
    assert contract_snapshot.unannounced_changes(RELEASED, after)
    after["articles"]["version"] = RELEASED["articles"]["version"] + 1
    assert contract_snapshot.unannounced_changes(RELEASED, after) == []


def test_a_table_that_is_gone_is_a_breaking_change() -> None:
    rest = {table: promise for table, promise in RELEASED.items() if table != "runs"}
    assert contract_snapshot.unannounced_changes(RELEASED, rest) == ["runs is gone"]


def test_a_nullable_column_or_a_table_more_breaks_nothing() -> None:
    after = copy.deepcopy(RELEASED)
    _added(after["articles"], nullable=True)
    after["moods"] = after["articles"]
    assert contract_snapshot.unannounced_changes(RELEASED, after) == []


def test_every_parquet_file_of_a_home_carries_its_contract(small_home: Settings) -> None:
    files = [path for folder in ("lake", "exports") for path in Path(small_home.home, folder).rglob("*.parquet")]
    assert {path.relative_to(small_home.home).parts[0] for path in files} == {"lake", "exports"}
    for path in files:
        schema = pq.read_schema(path)
        contract = contract_of(schema.metadata[b"daybook.table"].decode())
        assert schema.metadata[b"daybook.schema_version"] == str(contract.version).encode()
        assert [field.metadata[b"description"] for field in schema] == [
            field.metadata[b"description"] for field in contract.schema
        ]
