"""The only code that knows disks, object stores, Parquet and DuckDB."""
