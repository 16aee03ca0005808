"""The contracts of published tables as they were last released, and what changes to them mean to readers.

`python -m tests.contract_snapshot` writes the snapshot anew: after a bump of the version and a line in the changelog.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from schemas import PUBLISHED_TABLES, Contract

SNAPSHOT = Path(__file__).resolve().parents[1] / "schemas" / "snapshot.json"
Promise = Mapping[str, Any]


def promise_of(contract: Contract) -> Promise:
    """What readers may rely on: version, grain, and type and nullability of each column, in order."""
    columns = {field.name: {"type": str(field.type), "nullable": field.nullable} for field in contract.schema}
    return {"version": contract.version, "grain": list(contract.grain), "columns": columns}


def promises() -> dict[str, Promise]:
    """The promises of all published tables by name."""
    return {contract.table: promise_of(contract) for contract in PUBLISHED_TABLES}


def unannounced_changes(before: Mapping[str, Promise], after: Mapping[str, Promise]) -> list[str]:
    """Breaking changes of tables whose version did not rise; an added nullable column and a new table break nothing."""
    changes = []
    for table, old in before.items():
        new = after.get(table)
        if new is None:
            changes.append(f"{table} is gone")
        elif new["version"] <= old["version"]:
            changes += [f"{table}{change}" for change in _breaking(old, new)]
    return changes


def _breaking(old: Promise, new: Promise) -> Iterator[str]:
    if new["version"] < old["version"]:
        yield f": version {old['version']} became {new['version']}"
    if new["grain"] != old["grain"]:
        yield f": grain {old['grain']} became {new['grain']}"
    for name, column in old["columns"].items():
        if name not in new["columns"]:
            yield f".{name} is gone"
        elif new["columns"][name] != column:
            yield f".{name}: {column} became {new['columns'][name]}"
    for name, column in new["columns"].items():
        if name not in old["columns"] and not column["nullable"]:
            yield f".{name} is new and never null"


if __name__ == "__main__":
    SNAPSHOT.write_text(json.dumps(promises(), indent=2) + "\n", encoding="utf-8")
