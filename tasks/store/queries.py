"""The SQL files of the project: what runs is what stands in sql/."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

SQL_FOLDER = Path(__file__).resolve().parents[2] / "sql"
_SEVERITY = re.compile(r"^-- severity: (fail|warn)$", re.MULTILINE)
_READS = re.compile(r"\b(?:from|join) (\w+)")


class Check(NamedTuple):
    """A query for rows that must not exist, each with its `dump_date`. No rows is a pass."""

    name: str
    severity: str
    query: str


def read_sql(folder: str, name: str) -> str:
    """Text of sql/{folder}/{name}.sql."""
    return (SQL_FOLDER / folder / f"{name}.sql").read_text(encoding="utf-8")


def sql_names(folder: str) -> list[str]:
    """Names of the SQL files of a folder, without suffix, sorted."""
    return sorted(path.stem for path in (SQL_FOLDER / folder).glob("*.sql"))


def view_names() -> list[str]:
    """Names of the views, each after those that it reads: DuckDB resolves a view when it is created."""
    names = sql_names("views")
    read = {name: sorted({*_READS.findall(read_sql("views", name))} & {*names} - {name}) for name in names}
    return list(TopologicalSorter(read).static_order())


def read_checks() -> list[Check]:
    """All checks, sorted by name. ValueError for a file whose header states no severity."""
    checks = []
    for name in sql_names("checks"):
        query = read_sql("checks", name)
        severity = _SEVERITY.search(query)
        if not severity:
            raise ValueError(f"sql/checks/{name}.sql: expected a line '-- severity: fail' or '-- severity: warn'")
        checks.append(Check(name, severity[1], query))
    return checks
