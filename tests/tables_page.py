"""docs/tables.md from the contracts and the comments in sql: `python -m tests.tables_page` writes it."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa

from schemas import PUBLISHED_TABLES, Contract

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "docs" / "tables.md"
_COMMENT = re.compile(
    r"^comment on (view|column|macro table) ([\w.]+) is(?: -- noqa: PRS)?\s+'((?:[^']|'')*)';", re.MULTILINE
)
_HEAD = """# Tables and views

Made from the contracts in `schemas/` and the comments in `sql/` by `python -m tests.tables_page`; a test fails where
this page is stale. The same words stand in every warehouse (`select * from duckdb_columns()`) and, for tables, in the
fields of every Parquet file. What may change, and how you are told: [compatibility.md](compatibility.md).

Dates are calendar dates, times are in UTC. Offsets (`_char`) count code points, 0-based, end exclusive. The grain is
what identifies a row; rows are sorted by it.
"""


def page() -> str:
    """Text of docs/tables.md."""
    tables = [_table(contract) for contract in PUBLISHED_TABLES]
    views = [
        _commented(path) for folder in ("views", "macros") for path in sorted((PROJECT / "sql" / folder).glob("*.sql"))
    ]
    return "\n".join(
        [_HEAD, *tables, "# Views and macros\n\nViews carry no version: they are the stable face.\n", *views]
    )


def type_name(kind: pa.DataType) -> str:
    """The name of a column's type in DuckDB's SQL."""
    if pa.types.is_list(kind):
        return f"{type_name(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        return "STRUCT(" + ", ".join(f"{field.name} {type_name(field.type)}" for field in kind) + ")"
    names = {
        "string": "VARCHAR",
        "date32[day]": "DATE",
        "timestamp[us, tz=UTC]": "TIMESTAMPTZ",
        "int32": "INTEGER",
        "int64": "BIGINT",
        "double": "DOUBLE",
        "bool": "BOOLEAN",
    }
    return names[str(kind)]


def _table(contract: Contract) -> str:
    rows = [
        f"| `{field.name}` | {type_name(field.type)} | {'yes' * field.nullable} | {_cell(_description(field))} |"
        for field in contract.schema
    ]
    facts = f"Grain: {', '.join(contract.grain)}. Version {contract.version}."
    head = f"## {contract.table}\n\n{contract.description} {facts}\n"
    return "\n".join([head, "| column | type | null | what it is |", "|---|---|---|---|", *rows, ""])


def _description(field: pa.Field[pa.DataType]) -> str:
    return (field.metadata or {}).get(b"description", b"").decode()


def _commented(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    grain = re.search(r"^-- Grain: ([a-z_]+(?:, [a-z_]+)*)", text, re.MULTILINE)
    said = [(kind, name, comment.replace("''", "'")) for kind, name, comment in _COMMENT.findall(text)]
    (whole,) = [comment for kind, _, comment in said if kind != "column"]
    columns = [f"| `{name.split('.')[1]}` | {_cell(comment)} |" for kind, name, comment in said if kind == "column"]
    title = f"{path.stem}(words)" if path.parent.name == "macros" else path.stem
    lines = [f"## {title}\n\n{whole}. Grain: {grain[1] if grain else ''}.\n"]
    return "\n".join([*lines, *(["| column | what it is |", "|---|---|", *columns] if columns else []), ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
