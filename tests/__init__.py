"""Tests: one file per module, named by behaviour; real files, Parquet and DuckDB."""
