"""Homes to compare and to spoil."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from tasks.config import Settings
from tasks.data import sample_folder
from tasks.plan import list_days
from tasks.runner import run_days
from tasks.stage import StageReport
from tests.lake_builder import Silence

SAMPLE_DAYS = ("2024-06-04", "2024-06-05", "2024-06-06")


def run_here(settings: Settings, days: Sequence[date] | None = None, **how: object) -> list[StageReport]:
    """Run days in this process; all of the source where left out."""
    return run_days(days or list_days(settings)[0], settings, progress=Silence(), **how)  # type: ignore[arg-type]


def version_of_home(home: Path) -> str | None:
    """The published version; None where there is none."""
    current = home / "CURRENT"
    return json.loads(current.read_text())["version"] if current.exists() else None


def published_files(home: Path) -> dict[str, str]:
    """sha256 by name of the manifest, its copy and every export that it lists."""
    manifest = json.loads((home / "exports/manifest.json").read_text())
    names = [file["path"] for file in manifest["files"]]
    names += ["exports/manifest.json", f"exports/manifest-{manifest['version']}.json", "CURRENT"]
    return {name: _sha256(home / name) for name in names}


def tree_of(home: Path, folder: str) -> dict[str, str]:
    """sha256 by name of every file below a folder of home."""
    return {path.relative_to(home).as_posix(): _sha256(path) for path in (home / folder).rglob("*") if path.is_file()}


def temporaries(home: Path) -> list[str]:
    """What a killed process left half-written, logs of DuckDB and its folders included."""
    return sorted(
        path.relative_to(home).as_posix() for path in home.rglob("*") if ".tmp" in path.name or path.suffix == ".wal"
    )


def copy_home(settings: Settings, home: Path) -> Settings:
    """Settings of a copy of a home, to write to."""
    shutil.copytree(settings.home, home)
    return settings.model_copy(update={"home": home})


def make_source(folder: Path, day_count: int) -> str:
    """A source of so many days: the sample's, again and again under later dates."""
    folder.mkdir(parents=True)
    for number in range(day_count):
        sample_day = SAMPLE_DAYS[number % len(SAMPLE_DAYS)]
        day = date.fromisoformat(SAMPLE_DAYS[0]) + timedelta(days=number)
        for path in sample_folder().glob(f"{sample_day}*"):
            shutil.copyfile(path, folder / path.name.replace(sample_day, day.isoformat()))
    return str(folder)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
