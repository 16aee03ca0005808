"""One contract per table: pyarrow schema, grain, version and a note on every column."""

from __future__ import annotations

from schemas.contract import Contract
from schemas.registry import LAKE_TABLES, PUBLISHED_TABLES, contract_of

__all__ = ["LAKE_TABLES", "PUBLISHED_TABLES", "Contract", "contract_of"]
