"""Tables that ship with the package: gazetteers as CSV, ranker weights, the bundled sample days (see SOURCES.md)."""

from __future__ import annotations

import csv
import io
from importlib.resources import as_file, files
from pathlib import Path


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of the bundled `{name}.csv` (UTF-8, a header line), in file order; empty cells are empty strings."""
    text = files(__name__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def read_data(name: str) -> bytes:
    """Content of a bundled data file, by its name with suffix."""
    return files(__name__).joinpath(name).read_bytes()


def sample_folder() -> Path:
    """Folder of the bundled sample days. The package is always installed unpacked, so it is a real folder."""
    with as_file(files(__name__).joinpath("sample")) as folder:
        return folder
