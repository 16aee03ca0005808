"""Writes the tables of `tasks/data` anew.

Usage: python -m tasks.data.gazetteers --from FOLDER [--out FOLDER]

The layout of the source folder is in `sources.py`, what each source is and its licence in `tasks/data/SOURCES.md`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tasks.data.gazetteers.build import build_tables
from tasks.data.gazetteers.rows import write_csv


def main() -> None:
    """Build all tables and write them."""
    parser = argparse.ArgumentParser(prog="python -m tasks.data.gazetteers", description=__doc__.splitlines()[0])
    parser.add_argument("--from", dest="folder", type=Path, required=True, help="folder with the sources")
    parser.add_argument("--out", type=Path, default=Path("tasks/data"), help="folder for the tables")
    options = parser.parse_args()
    for table, rows in build_tables(options.folder).items():
        (options.out / f"{table}.csv").write_text(write_csv(rows), encoding="utf-8", newline="")
        sys.stdout.write(f"{table}: {len(rows):,} rows\n")


if __name__ == "__main__":
    main()
