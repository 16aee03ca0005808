"""The bundled gazetteer, read once a process."""

from __future__ import annotations

from functools import lru_cache

from tasks.data import read_table
from tasks.fingerprint import data_sha256
from tasks.text.gazetteer import TABLES, Gazetteer, build_gazetteer


@lru_cache(maxsize=1)
def bundled_gazetteer() -> Gazetteer:
    """Countries, agencies and office-holders that ship with the package."""
    return build_gazetteer({table: read_table(table) for table in TABLES})


def gazetteer_sha256() -> str:
    """sha256 over the tables of the bundled gazetteer."""
    return data_sha256(tuple(f"{table}.csv" for table in TABLES))
