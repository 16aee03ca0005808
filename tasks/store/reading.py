"""The two doors for readers: a connection to the current warehouse, and paths of its exports."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from schemas import PUBLISHED_TABLES
from tasks.config import load_settings
from tasks.errors import InputError
from tasks.store.home import home_at
from tasks.store.publications import read_manifest, require_current

if TYPE_CHECKING:
    import duckdb


def connect_latest(home: Path | str | None = None) -> duckdb.DuckDBPyConnection:
    """A read-only DuckDB connection to the current version; it keeps that version when the next is published.

    `home` is that of the settings where left out. Times are UTC; SQL reaches no other files. On S3 the warehouse is
    read where it is, piece by piece, unless a copy of it lies on this machine already.
    """
    place = home_at(home or load_settings().home)
    warehouse = require_current(place).warehouse
    access = place.access_to(warehouse)
    if access:
        from tasks.store.remote_warehouse import open_on_s3

        return open_on_s3(access)
    from tasks.store.warehouse import open_to_read

    return open_to_read(place.path_of(warehouse))


def export_paths(table: str, home: Path | str | None = None, *, dump_date: date | None = None) -> list[Path | str]:
    """Paths of a table's current Parquet files, sorted, of one day where given; none where the table has no rows.

    Addresses, `s3://...`, where the home is on S3. InputError for an unknown table.
    """
    place = home_at(home or load_settings().home)
    files = read_manifest(place, require_current(place))["files"]
    tables = sorted(contract.table for contract in PUBLISHED_TABLES)
    if table not in tables:
        raise InputError(f"no table '{table}' in the exports. There are: {', '.join(tables)}.")
    day = dump_date.isoformat() if dump_date else None
    return [
        place.address_of(file["path"]) for file in files if file["table"] == table and day in (None, file["dump_date"])
    ]
