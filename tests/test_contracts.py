"""The tables that SQL makes are the tables that the contracts promise."""

from __future__ import annotations

import re
from collections.abc import Iterator

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas import LAKE_TABLES, PUBLISHED_TABLES, Contract, contract_of
from tasks.store.parts import parquet_writer
from tasks.store.queries import SQL_FOLDER, read_sql, sql_names
from tasks.store.warehouse import LOAD_ORDER

ALL_TABLES = (*PUBLISHED_TABLES, *LAKE_TABLES)
SQL_TYPES = {
    "string": "VARCHAR",
    "date32[day]": "DATE",
    "timestamp[us, tz=UTC]": "TIMESTAMP WITH TIME ZONE",
    "int32": "INTEGER",
    "int64": "BIGINT",
    "double": "DOUBLE",
    "bool": "BOOLEAN",
}
PUBLISHED_NAMES = [contract.table for contract in PUBLISHED_TABLES]
SPANS_IN_SQL = "STRUCT(start_char INTEGER, end_char INTEGER)[]"


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as connection:
        for table in sql_names("tables"):
            connection.execute(read_sql("tables", table))
        yield connection


def _sql_type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return SPANS_IN_SQL if pa.types.is_struct(kind.value_type) else f"{_sql_type(kind.value_type)}[]"
    return SQL_TYPES[str(kind)]


def _describe(field: pa.Field) -> str:
    return (field.metadata or {}).get(b"description", b"").decode()


def test_every_published_table_has_its_ddl_and_no_other_is_made() -> None:
    assert sql_names("tables") == sorted(PUBLISHED_NAMES)


def test_every_published_table_is_loaded() -> None:
    assert sorted([*LOAD_ORDER, "check_results"]) == sorted(PUBLISHED_NAMES)
    assert sql_names("load") == sorted(PUBLISHED_NAMES)


@pytest.mark.parametrize("contract", PUBLISHED_TABLES, ids=PUBLISHED_NAMES)
def test_ddl_has_the_columns_of_the_contract(contract: Contract, con: duckdb.DuckDBPyConnection) -> None:
    query = """
        select column_name, data_type, is_nullable, comment
        from duckdb_columns() where table_name = ? order by column_index
    """
    promised = [(f.name, _sql_type(f.type), f.nullable, _describe(f)) for f in contract.schema]
    assert con.execute(query, [contract.table]).fetchall() == promised


@pytest.mark.parametrize("contract", PUBLISHED_TABLES, ids=PUBLISHED_NAMES)
def test_ddl_says_what_the_contract_says_of_the_table(contract: Contract, con: duckdb.DuckDBPyConnection) -> None:
    row = con.execute("select comment from duckdb_tables() where table_name = ?", [contract.table]).fetchone()
    assert row == (contract.description,)


@pytest.mark.parametrize("contract", PUBLISHED_TABLES, ids=PUBLISHED_NAMES)
def test_sql_names_the_grain_of_the_contract(contract: Contract) -> None:
    for folder in ("tables", "load"):
        stated = re.search(r"Grain: ([a-z_, ]+)", read_sql(folder, contract.table))
        assert stated, f"sql/{folder}/{contract.table}.sql names no grain"
        assert tuple(stated[1].split(", ")) == contract.grain


@pytest.mark.parametrize("contract", ALL_TABLES, ids=lambda contract: contract.table)
def test_every_column_is_described(contract: Contract) -> None:
    assert [field.name for field in contract.schema if not _describe(field).strip()] == []
    assert contract.description.strip()


@pytest.mark.parametrize("contract", ALL_TABLES, ids=lambda contract: contract.table)
def test_grain_columns_are_there_and_never_null(contract: Contract) -> None:
    assert contract.grain
    for name in contract.grain:
        assert contract.schema.field(name).nullable is False


@pytest.mark.parametrize("contract", PUBLISHED_TABLES, ids=PUBLISHED_NAMES)
def test_tables_of_days_say_their_day_and_it_is_never_null(contract: Contract) -> None:
    assert contract.is_dated == (contract.table not in ("people", "countries", "agencies"))
    if contract.is_dated:
        assert contract.schema.field("dump_date").nullable is False


@pytest.mark.parametrize("contract", ALL_TABLES, ids=lambda contract: contract.table)
def test_a_contract_is_found_by_its_table(contract: Contract) -> None:
    assert contract_of(contract.table) is contract


def test_no_two_tables_have_the_same_name() -> None:
    names = [contract.table for contract in ALL_TABLES]
    assert len(names) == len(set(names))


def test_the_same_column_has_the_same_type_in_every_published_table() -> None:
    kinds: dict[str, dict[str, str]] = {}
    for contract in PUBLISHED_TABLES:
        for field in contract.schema:
            kinds.setdefault(field.name, {})[contract.table] = str(field.type)
    assert {name: found for name, found in kinds.items() if len(set(found.values())) > 1} == {}


def test_column_suffixes_mean_one_type_everywhere() -> None:
    meanings = {"_id": "string", "_date": "date32[day]", "_char": "int32", "_sha256": "string"}
    odd = [
        f"{contract.table}.{field.name}"
        for contract in ALL_TABLES
        for field in contract.schema
        for suffix, kind in meanings.items()
        if field.name.endswith(suffix) and str(field.type) != kind
    ]
    assert odd == []


@pytest.mark.parametrize("contract", ALL_TABLES, ids=lambda contract: contract.table)
def test_an_empty_parquet_file_carries_the_contract(
    contract: Contract, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("contract") / "empty.parquet"
    with parquet_writer(path, contract) as writer:
        writer.write_table(contract.schema.empty_table())
    schema = pq.read_schema(path)
    assert schema.metadata[b"daybook.table"] == contract.table.encode()
    assert schema.metadata[b"daybook.schema_version"] == str(contract.version).encode()
    assert schema.metadata[b"daybook.grain"] == ",".join(contract.grain).encode()
    assert schema.metadata[b"description"] == contract.description.encode()
    assert [_describe(field) for field in schema] == [_describe(field) for field in contract.schema]
    assert [field.nullable for field in schema] == [field.nullable for field in contract.schema]


@pytest.mark.parametrize("path", sorted(SQL_FOLDER.rglob("*.sql")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_sql_says_at_its_head_what_it_is_for(path) -> None:  # type: ignore[no-untyped-def]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("-- ")
    if path.parent.name == "checks":
        assert re.fullmatch(r"-- severity: (fail|warn)", lines[0])
        assert re.fullmatch(r"-- [A-Z].*", lines[1])


@pytest.mark.parametrize("path", sorted(SQL_FOLDER.rglob("*.sql")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_sql_never_groups_by_position_and_orders_what_it_loads(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_text(encoding="utf-8").lower()
    assert not re.search(r"group by\s+\d", text)
    if path.parent.name == "load":
        assert "insert into" in text
        assert "by name" in text
        assert "order by" in text.split("insert into")[-1]
