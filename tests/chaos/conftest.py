"""A published home that is quick to make, for the tests of this folder to copy and spoil."""

from __future__ import annotations

import pytest

from tasks.config import Settings
from tests.chaos.homes import make_source, run_here


@pytest.fixture(scope="session")
def two_day_home(tmp_path_factory: pytest.TempPathFactory, tiny_model: str) -> Settings:
    """Two days of the sample, tagged by rules alone and published. Read only: copy it to write."""
    folder = tmp_path_factory.mktemp("two_days")
    settings = Settings(home=folder / "home", source=make_source(folder / "dumps", 2), workers=1, model=tiny_model)
    run_here(settings)
    return settings
