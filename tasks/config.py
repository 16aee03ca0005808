"""Settings: `daybook.toml` in the working folder, overridden by DAYBOOK_* variables, overridden by flags."""

from __future__ import annotations

import difflib
import json
import os
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, ValidationError, field_validator
from pydantic_core import ErrorDetails

from tasks.errors import InputError
from tasks.feeds import Feed, FeedName

SETTINGS_FILE = "daybook.toml"
VARIABLE_PREFIX = "DAYBOOK_"
_EITHER = {"source": "feeds", "feeds": "source"}
# Variables with this prefix that are secrets: read where they are used, and no settings.
_SECRETS = frozenset({"DAYBOOK_OPENAI_API_KEY", "DAYBOOK_ALERT_WEBHOOK", "DAYBOOK_ALERT_TOKEN"})
_PARAMETERS: dict[str, JsonValue] = {"temperature": 0, "seed": 0, "max_tokens": 800}
_TABLES = ("feeds", "llm_parameters")


def _as_location(value: object) -> object:
    """A home as given: an address on S3 stays text, for a path would lose one of its slashes."""
    if isinstance(value, str) and not value.startswith("s3://"):
        return Path(value).expanduser()
    return value.expanduser() if isinstance(value, Path) else value


HomeLocation = Annotated[Path | str, BeforeValidator(_as_location)]


class Settings(BaseModel):
    """What the operator may choose. Read once at the start and passed on; stages get it as an argument."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: HomeLocation = Field(
        default=Path("daybook-home"), description="Folder or s3:// address of lake, warehouse and exports"
    )
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
    keep_versions: int = Field(default=3, ge=1, description="Published versions that stay, with the current one")
    grace_hours: float = Field(
        default=24, ge=0, description="Hours for which files stay that no kept version needs any more"
    )
    catch_up_days: int = Field(
        default=7, ge=0, le=3_660, description="Days before today that the DAG catch_up holds against their sources"
    )
    edition_url: str | None = Field(
        default=None, pattern=r"^https?://\S+$", description="Address at which the editions folder of home is served"
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="How the command line writes its log on standard error"
    )
    feeds: dict[FeedName, Feed] = Field(default_factory=dict, description="Feeds by name; they replace source")

    summarizer: Literal["extractive", "openai"] = Field(
        default="extractive", description="Who writes the bullets: the extract, or a language model through the gate"
    )
    llm_url: str | None = Field(default=None, description="OpenAI-compatible address, mostly ending in /v1")
    llm_model: str | None = Field(default=None, min_length=1, description="Model by the name that the server knows")
    llm_parameters: dict[str, JsonValue] = Field(
        default=_PARAMETERS,
        description="Parameters of a request beside model and messages; what is given replaces the default whole",
    )
    llm_answer_format: Literal["json_schema", "json_object", "text"] = Field(
        default="json_schema", description="What the server is asked to hold the model to"
    )
    llm_article_chars: int = Field(
        default=24_000, ge=500, le=10_000_000, description="Characters of an article that the model is given at most"
    )
    llm_timeout_seconds: float = Field(default=120, gt=0, le=3_600, description="Wait for an answer at most")
    llm_retries: int = Field(default=4, ge=0, le=20, description="Attempts after the first one, with growing waits")
    llm_concurrency: int = Field(default=4, ge=1, le=256, description="Requests at once of one worker process")
    llm_price_in: float = Field(default=0, ge=0, description="Price of a million tokens of prompts, for the log")
    llm_price_out: float = Field(default=0, ge=0, description="Price of a million tokens of answers, for the log")

    @field_validator("overrides")
    @classmethod
    def _expand_home(cls, value: Path | None) -> Path | None:
        return value.expanduser() if value else value

    @field_validator("llm_url")
    @classmethod
    def _check_url(cls, value: str | None) -> str | None:
        if value and not (value.startswith(("http://", "https://")) and urlsplit(value).hostname):
            raise ValueError("expected an address such as http://127.0.0.1:8080/v1")
        return value

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
        settings = Settings(**merged)
    except ValidationError as error:
        raise InputError(_describe(error, origin)) from None
    missing = [key for key in ("llm_url", "llm_model") if not getattr(settings, key)]
    if settings.summarizer == "openai" and missing:
        raise InputError(f"{origin['summarizer']}: summarizer = 'openai' also needs {' and '.join(missing)}.")
    return settings


def _read_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not valid TOML: {error}") from None


def _read_environment(variables: Mapping[str, str]) -> dict[str, Any]:
    names = sorted(name for name in variables if name.startswith(VARIABLE_PREFIX) and name not in _SECRETS)
    values: dict[str, Any] = {name.removeprefix(VARIABLE_PREFIX).lower(): variables[name] for name in names}
    for key in [key for key in _TABLES if key in values]:
        try:
            values[key] = json.loads(values[key])
        except ValueError as error:
            what = "feeds by name" if key == "feeds" else "parameters"
            variable = f"{VARIABLE_PREFIX}{key.upper()}"
            raise InputError(f"environment: {variable}: expected a JSON object of {what}: {error}") from None
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
