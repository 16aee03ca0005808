"""Warehouse files: building a new one whole, auditing it through fresh eyes, opening one to read.

Seen on DuckDB 1.5.5: COMMIT after a failed statement says OK, so any error rolls back and is raised; a second connect()
to the same path in one process returns the old instance, so every connection is closed before the next is opened.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from schemas import contract_of
from tasks.errors import InputError
from tasks.store.parts import check_part
from tasks.store.queries import Check, read_checks, read_sql, sql_names, view_names

_PARAMETER = re.compile(r"\$([a-z_]+)")
LOAD_ORDER = (
    "articles",
    "mentions",
    "article_people",
    "article_countries",
    "article_agencies",
    "summaries",
    "summary_bullets",
    "people",
    "countries",
    "agencies",
    "rejects",
    "inputs",
    "runs",
)


def build_warehouse(
    path: Path,
    *,
    parts: Mapping[str, Sequence[str]],
    relations: Mapping[str, pa.Table],
    days: Sequence[date],
    remarks: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Make a complete warehouse file at `path`: tables, rows of the lake parts, views, audit results.

    What stands at `path` is replaced: DuckDB takes an empty file for a damaged database.
    `parts` gives the local paths of the lake parts by table, `relations` what the loader worked out: footers, joins,
    `remarks` further rows of check_results, about what cannot be seen in the file.
    InputError where a check of severity fail finds rows.
    """
    path.unlink(missing_ok=True)
    with _connection(path, read_only=False) as con:
        _fill(con, parts, relations)
    with connection_to_read(path) as con:
        audit = audit_warehouse(con, days)
    with _connection(path, read_only=False) as con:
        noted = pa.Table.from_pylist([dict(row) for row in remarks], schema=audit.schema)
        con.register("audit", pa.concat_tables([audit, noted]))
        con.execute(read_sql("load", "check_results"))
        con.unregister("audit")
        con.execute("checkpoint")
    _settle(path)


def audit_warehouse(con: duckdb.DuckDBPyConnection, days: Sequence[date]) -> pa.Table:
    """Results of every check for every loaded day; InputError names checks of severity fail that found rows."""
    results, failures = [], []
    for check in read_checks():
        found = failing_rows(con, check)
        results += [_result(check, day, found.get(day, 0)) for day in sorted({*days, *found})]
        if found and check.severity == "fail":
            failures.append(f"{check.name}: {sum(found.values())} rows, first on {min(found)}")
    if failures:
        raise InputError(
            "The new warehouse does not pass its checks, the published version stays in place.\n"
            + "\n".join(failures)
            + "\nEach check is a query in sql/checks that shows the rows; run it on the file named above."
        )
    return pa.Table.from_pylist(results, schema=contract_of("check_results").schema)


def passes_audit(path: Path, days: Sequence[date]) -> bool:
    """Whether a warehouse file can be read and no check of severity fail finds rows: if not, it was damaged since."""
    return audit_failure(path, days) is None


def audit_failure(path: Path, days: Sequence[date]) -> str | None:
    """Why a warehouse file cannot be read or does not pass its checks; None where it does."""
    try:
        with connection_to_read(path) as con:
            audit_warehouse(con, days)
    except (InputError, duckdb.Error) as error:
        return str(error)
    return None


def failing_rows(con: duckdb.DuckDBPyConnection, check: Check) -> dict[date, int]:
    """Rows that a check finds, counted by day."""
    found: list[Any] = con.execute(check.query).to_arrow_table().column("dump_date").to_pylist()
    return dict(sorted(Counter(found).items()))


def rows_of_check(path: Path, name: str) -> list[dict[str, Any]]:
    """Rows that one check finds in a warehouse file, with all their columns."""
    with connection_to_read(path) as con:
        found: list[dict[str, Any]] = con.execute(read_sql("checks", name)).to_arrow_table().to_pylist()
    return found


@contextmanager
def connection_to_read(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection without access to other files, closed at the end."""
    with _connection(path, read_only=True) as con:
        yield con


def open_to_read(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection that SQL cannot leave: no files, no downloads, no settings. Times are UTC.

    InputError where the file is gone or damaged.
    """
    try:
        con = duckdb.connect(
            str(path),
            read_only=True,
            config={
                "enable_external_access": "false",
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
            },
        )
    except duckdb.Error as error:
        first_line = str(error).splitlines()[0]
        raise InputError(f"{path} cannot be opened ({first_line}). `daybook run` for any day makes it again.") from None
    if con.execute("select current_setting('lock_configuration')").fetchone() == (False,):
        # Connections of one process to one file share its settings: the first one sets and locks them for all.
        con.execute("set global timezone = 'UTC'")
        con.execute("set lock_configuration = true")
    return con


@contextmanager
def _connection(path: Path, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    con = (
        open_to_read(path) if read_only else duckdb.connect(str(path), config={"autoinstall_known_extensions": "false"})
    )
    try:
        if not read_only:
            con.execute("set timezone = 'UTC'")
        yield con
    finally:
        con.close()


def _fill(
    con: duckdb.DuckDBPyConnection, parts: Mapping[str, Sequence[str]], relations: Mapping[str, pa.Table]
) -> None:
    con.execute("begin transaction")
    try:
        for name in sql_names("tables"):
            con.execute(read_sql("tables", name))
        for name, relation in relations.items():
            con.register(name, relation)
        for table in LOAD_ORDER:
            query = read_sql("load", table)
            named = sorted(set(_PARAMETER.findall(query)))
            con.execute(query, {name: list(parts[name]) for name in named} if named else None)
        for name in relations:
            con.unregister(name)
        for name in sql_names("macros"):
            con.execute(read_sql("macros", name))
        for name in view_names():
            con.execute(read_sql("views", name))
    except BaseException as error:
        with suppress(duckdb.Error):
            con.execute("rollback")
        if isinstance(error, duckdb.Error):
            _blame_a_part(parts)
        raise
    con.execute("commit")
    _recount(con, parts, relations["footers"])
    con.execute("checkpoint")


def _blame_a_part(parts: Mapping[str, Sequence[str]]) -> None:
    """InputError that names the damaged part, where one is: not every error of DuckDB does."""
    for paths in parts.values():
        for path in paths:
            check_part(Path(path))


def _recount(con: duckdb.DuckDBPyConnection, parts: Mapping[str, Sequence[str]], footers: pa.Table) -> None:
    """InputError where fewer or more rows came than the lake holds: a commit that lied must not be published."""
    expected = {
        "articles": sum(_row_count(path) for path in parts["day_articles"]),
        "rejects": sum(_row_count(path) for path in parts["rejects"]),
        "inputs": sum(_row_count(path) for path in parts["inputs"]),
        "runs": footers.num_rows,
    }
    for table, count in expected.items():
        (found,) = con.table(table).count("*").fetchone() or (0,)
        if found != count:
            raise InputError(f"warehouse table {table} holds {found} rows, its lake parts {count}. Run the load again.")


def _row_count(path: str) -> int:
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


def _result(check: Check, day: date, count: int) -> dict[str, Any]:
    return {"check_name": check.name, "dump_date": day, "severity": check.severity, "failing_rows": count}


def _settle(path: Path) -> None:
    """The file is whole on disk and needs no log beside it."""
    log = path.with_name(path.name + ".wal")
    if log.exists():
        raise InputError(f"{log} is still there after the checkpoint: the file is not complete. Run the load again.")
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
