"""Settings: `daybook.toml` in the working folder, overridden by DAYBOOK_* variables, overridden by flags."""

from __future__ import annotations

import difflib
import json
import os
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from tasks.errors import InputError
from tasks.feeds import Feed, FeedName

SETTINGS_FILE = "daybook.toml"
VARIABLE_PREFIX = "DAYBOOK_"
_EITHER = {"source": "feeds", "feeds": "source"}


class Settings(BaseModel):
    """What the operator may choose. Read once at the start and passed on; stages get it as an argument."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path = Field(default=Path("daybook-home"), description="Folder of lake, warehouse and exports")
    source: str | None = Field(
        default=None, description="Folder, s3:// address or pattern with {date}; the bundled sample if unset"
    )
    workers: int = Field(default=0, ge=0, le=512, description="Worker processes; 0 is one per core")
    model: str = Field(default="en_core_web_md", min_length=1, description="spaCy pipeline, by name or path")
    overrides: Path | None = Field(default=None, description="Override file for people and agencies; none if unset")
    shard_records: int = Field(default=2_000, ge=1, le=1_000_000, description="Rows of a part at most")
    max_reject_share: float = Field(default=0.2, ge=0, le=1, description="Share of a day's records that may be refused")
    max_record_bytes: int = Field(default=16_000_000, ge=1_000, description="Size of one record at most, in bytes")
    max_member_bytes: int = Field(
        default=16_000_000_000, ge=1_000, description="Unpacked size of a compressed file or archive member at most"
    )
    max_compression_ratio: int = Field(
        default=250, ge=2, le=100_000, description="How many times its own size a dump file may unpack to"
    )

    volume_check: Literal["warn", "stop", "off"] = Field(
        default="warn", description="What an unusual number of articles does to a load"
    )
    edition_url: str | None = Field(
        default=None, pattern=r"^https?://\S+$", description="Address at which the editions folder of home is served"
    )
    feeds: dict[FeedName, Feed] = Field(default_factory=dict, description="Feeds by name; they replace source")

    @field_validator("home", "overrides")
    @classmethod
    def _expand_home(cls, value: Path | None) -> Path | None:
        return value.expanduser() if value else value

    @property
    def worker_count(self) -> int:
        """Processes to use on this machine."""
        return self.workers or _cores()


def load_settings(flags: Mapping[str, Any] | None = None, *, folder: Path | None = None) -> Settings:
    """Settings from file, environment and flags (None values are flags not given); InputError names what is wrong."""
    path = (folder or Path.cwd()) / SETTINGS_FILE
    layers = [
        (str(path), _read_file(path)),
        ("environment", _read_environment(os.environ)),
        ("command line", {key: value for key, value in (flags or {}).items() if value is not None}),
    ]
    merged: dict[str, Any] = {}
    origin: dict[str, str] = {}
    for where, values in layers:
        if values.get("source") and values.get("feeds"):
            raise InputError(f"{where}: both 'source' and 'feeds' are set. Make the source a feed of its own.")
        for key, value in values.items():
            if key not in Settings.model_fields:
                raise InputError(f"{where}: {_unknown_key(key, Settings.model_fields)}")
            merged[key], origin[key] = value, where
            if value and key in _EITHER:
                # Of source and feeds the later layer decides which it is.
                merged.pop(_EITHER[key], None)
    try:
        return Settings(**merged)
    except ValidationError as error:
        raise InputError(_describe(error, origin)) from None


def _read_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not valid TOML: {error}") from None


def _read_environment(variables: Mapping[str, str]) -> dict[str, Any]:
    names = sorted(name for name in variables if name.startswith(VARIABLE_PREFIX))
    values: dict[str, Any] = {name.removeprefix(VARIABLE_PREFIX).lower(): variables[name] for name in names}
    if "feeds" in values:
        try:
            values["feeds"] = json.loads(values["feeds"])
        except ValueError as error:
            raise InputError(f"environment: DAYBOOK_FEEDS: expected a JSON object of feeds by name: {error}") from None
    return values


def _unknown_key(key: str, known: Iterable[str]) -> str:
    nearest = difflib.get_close_matches(key, list(known), n=1, cutoff=0)
    return f"unknown setting '{key}'. Nearest known: '{nearest[0]}'. Known: {', '.join(known)}."


def _describe(error: ValidationError, origin: Mapping[str, str]) -> str:
    return "\n".join(
        f"{origin.get(str(problem['loc'][0]), 'settings')}: {_describe_problem(problem)}" for problem in error.errors()
    )


def _describe_problem(problem: ErrorDetails) -> str:
    *above, key = [str(step) for step in problem["loc"] if step != "[key]"]
    if problem["type"] == "extra_forbidden":
        return f"{'.'.join(above)}: {_unknown_key(key, Feed.model_fields)}"
    if problem["type"] == "missing":
        return f"{'.'.join(above)}: '{key}' is missing"
    return f"{'.'.join([*above, key])} = {problem['input']!r}: {problem['msg'].removeprefix('Value error, ')}"


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
