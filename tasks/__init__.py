"""Daybook: each day's dump of news articles as sectioned summaries and entity tables in DuckDB and Parquet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tasks.store.reading import connect_latest, export_paths

__all__ = ["connect_latest", "export_paths"]


def __getattr__(name: str) -> Any:
    """The two readers, imported on first use: DAG parsing imports this package and must not import DuckDB."""
    if name in __all__:
        from tasks.store import reading

        return getattr(reading, name)
    raise AttributeError(f"module 'tasks' has no attribute {name!r}")
