"""Fixtures that several test files share."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tasks.config import Settings
from tasks.model import load_model, parse_bodies
from tasks.text.entities import COMPONENTS as NAMES
from tasks.text.phrases import COMPONENTS
from tests.lake_builder import (
    DAY_2,
    SAMPLE_DAYS,
    Silence,
    copy_home,
    publish_first_day,
    run_stages,
    write_small_dump,
    write_tiny_model,
)
from tests.parsed import Parse

pytest_plugins = ["tests.s3_fixtures"]

# The same examples on every run: what passes once passes again. Searching is `pytest --hypothesis-profile=search`.
hypothesis.settings.register_profile("same", derandomize=True, database=None, deadline=None)
hypothesis.settings.register_profile("search", max_examples=2_000, deadline=None)
hypothesis.settings.load_profile("same")

PROJECT = Path(__file__).resolve().parent.parent
TEST_DATA = Path(os.environ.get("DAYBOOK_TEST_DATA", PROJECT.parent / "shared"))


def pytest_configure() -> None:
    """Take interrupts: a shell starts what runs in the background with SIGINT ignored, and children inherit it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings of the person who runs it."""
    for name in [name for name in os.environ if name.startswith("DAYBOOK_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def test_data() -> Path:
    """Folder of measuring data, which is not part of the project."""
    if not TEST_DATA.is_dir():
        pytest.skip("no test data: set DAYBOOK_TEST_DATA to its folder")
    return TEST_DATA


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    """A small folder of dumps: two days, every kind of outcome."""
    return write_small_dump(tmp_path / "dumps")


@pytest.fixture
def make_settings(tmp_path: Path) -> Callable[..., Settings]:
    """Settings with home and source under the test's own folder, one worker, changes as named."""

    def make(**changes: Any) -> Settings:
        return Settings(**{"home": tmp_path / "home", "source": str(tmp_path / "dumps"), "workers": 1, **changes})

    return make


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Path of a pipeline of rules alone that loads at once and goes through the doors of the real one."""
    return write_tiny_model(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="session")
def _first_day(tmp_path_factory: pytest.TempPathFactory, tiny_model: str) -> Settings:
    return publish_first_day(tmp_path_factory.mktemp("first"), tiny_model)


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory, _first_day: Settings) -> Settings:
    """A published home of both days of the small dump, made with the tiny model. Read only."""
    settings = copy_home(_first_day, tmp_path_factory.mktemp("small"))
    run_stages([DAY_2], settings)
    return settings


@pytest.fixture
def one_day(tmp_path: Path, _first_day: Settings) -> Settings:
    """A home of the test's own in which the first day of the small dump is published."""
    return copy_home(_first_day, tmp_path)


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A published home of the bundled sample days, made with the real model (slow). Read only."""
    from tasks.runner import run_days

    settings = Settings(home=tmp_path_factory.mktemp("sample") / "home", workers=1)
    run_days(SAMPLE_DAYS, settings, progress=Silence())
    return settings


@pytest.fixture(scope="session")
def parse() -> Parse:
    """A parser of single sentences, with the model that the stages use."""
    nlp = load_model("en_core_web_md", (*NAMES, *COMPONENTS))
    return lambda text: next(iter(parse_bodies(nlp, [text])))
