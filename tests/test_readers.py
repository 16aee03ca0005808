"""Readers while versions are published: a connection keeps its version, a new one gets a whole one, nobody waits."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tasks import connect_latest, export_paths
from tasks.config import Settings
from tasks.plan import list_days
from tests.benchmarks.readers import measure
from tests.chaos.commands import Running, sequence_of, started, wait_until
from tests.chaos.homes import make_source, run_here, temporaries, version_of_home
from tests.invariants import counts, violations

pytestmark = pytest.mark.slow

DAY_COUNT = 5


class Seen(NamedTuple):
    """What a reader found in a version."""

    version: str
    day_count: int
    article_count: int


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory, tiny_model: str) -> Settings:
    """A home with the first day published and the others ready to load."""
    folder = tmp_path_factory.mktemp("lake")
    source = make_source(folder / "dumps", DAY_COUNT)
    settings = Settings(home=folder / "home", source=source, workers=1, model=tiny_model)
    days, _ = list_days(settings)
    run_here(settings, days, stages=["plan", "ingest", "dedupe", "tag", "link", "summarize"])
    run_here(settings, days[:1], stages=["load", "export", "publish"])
    return settings


@pytest.fixture
def publishing(lake: Settings, tmp_path: Path) -> Iterator[Running]:
    """Another process that publishes day after day."""
    days, _ = list_days(lake)
    stages = ("load", "export", "publish")
    commands = [[stage, "--date", day, "--home", lake.home] for day in days[1:] for stage in stages]
    with started(sequence_of(*commands), tmp_path) as running:
        yield running


def test_readers_see_all_of_a_load_or_none_of_it(lake: Settings, publishing: Running) -> None:
    old = connect_latest(lake.home)
    before = counts(old)
    seen: list[Seen] = []
    while publishing.process.poll() is None:
        version = version_of_home(lake.home)
        with connect_latest(lake.home) as con:
            assert violations(con) == []
            seen.append(Seen(str(version), *counts(con)))
        assert violations(old) == []
        assert counts(old) == before
        assert all(path.is_file() for path in export_paths("articles", lake.home))
    ended = publishing.wait()
    assert ended.code == 0, ended.err
    assert counts(old) == before == (1, before[1])
    old.close()
    with connect_latest(lake.home) as con:
        assert counts(con)[0] == DAY_COUNT
    assert_versions_follow_each_other(lake.home, seen)
    assert temporaries(lake.home) == []


def test_a_load_is_seen_only_when_it_is_published(lake: Settings, tmp_path: Path) -> None:
    days, _ = list_days(lake)
    settings = lake.model_copy(update={"home": tmp_path / "home"})
    run_here(settings, days[:1])
    before = version_of_home(settings.home)
    run_here(settings, days[1:2], stages=["plan", "ingest", "dedupe", "tag", "link", "summarize", "load", "export"])
    assert version_of_home(settings.home) == before
    with connect_latest(settings.home) as con:
        assert counts(con)[0] == 1
    assert len(export_paths("articles", settings.home)) == 1
    run_here(settings, days[1:2], stages=["publish"])
    with connect_latest(settings.home) as con:
        assert counts(con)[0] == 2
    assert len(export_paths("articles", settings.home)) == 2


def test_a_reader_in_another_process_blocks_nobody(lake: Settings, tmp_path: Path) -> None:
    settings = lake.model_copy(update={"home": tmp_path / "home"})
    days, _ = list_days(lake)
    run_here(settings, days[:1])
    reading = "import sys, time; from tasks import connect_latest; con = connect_latest(sys.argv[1]);"
    reading += "print(con.sql('select count(*) from articles').fetchone()[0], flush=True); time.sleep(600)"
    with started([sys.executable, "-c", reading, str(settings.home)], tmp_path / "reader") as reader:
        assert wait_until(lambda: reader.out.stat().st_size > 0), reader.progress()
        run_here(settings, days[:2], force=True)
        assert reader.process.poll() is None
    with connect_latest(settings.home) as con:
        assert counts(con)[0] == 2


def assert_versions_follow_each_other(home: Path, seen: list[Seen]) -> None:
    """Readers saw several of the published versions, never an older one after a newer one, each with its own counts."""
    published = [json.loads(line)["version"] for line in (home / "log/publications.jsonl").read_text().splitlines()]
    order = [published.index(one.version) for one in seen]
    assert order == sorted(order)
    days = [one.day_count for one in seen]
    assert days == sorted(days)
    assert len(set(days)) > 1, "no publication fell into the time of reading"


def test_four_readers_that_never_pause_see_no_half_loaded_day(lake: Settings, tmp_path: Path) -> None:
    """The short form of tests/benchmarks/readers.py, with versions removed as soon as the next one is published."""
    days, _ = list_days(lake)
    settings = lake.model_copy(update={"home": tmp_path / "home", "keep_versions": 1, "grace_hours": 0})
    run_here(settings, days, stages=["plan", "ingest", "dedupe", "tag", "link", "summarize"])
    run_here(settings, days[:1], stages=["load", "export", "publish"])
    quiet, loading = measure(settings, days[1:], readers=4, quiet_seconds=2)
    assert quiet.errors == loading.errors == []
    assert (len(quiet.versions), len(loading.versions)) >= (1, 2)
    assert min(quiet.looks, loading.looks) > 4
    assert len(list((settings.home / "warehouse").glob("*.duckdb"))) == 1
