"""A month is backfilled with several runs at once: one writer at a time, and the version of the command line.

Part of the long form, `DAYBOOK_CLUSTER=long`: about ten minutes, on days of the bundled sample.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tasks.config import Settings
from tests.chaos.homes import make_source, run_here, version_of_home
from tests.cluster.running import IS_LONG, Cluster, running_cluster

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not IS_LONG, reason="part of the long form: set DAYBOOK_CLUSTER=long"),
]
DAYS = [date(2024, 6, 4) + timedelta(days=number) for number in range(30)]
ACTIVE_RUNS = 6


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(make_source(tmp_path_factory.mktemp("source") / "dumps", len(DAYS)))


@pytest.fixture(scope="module")
def backfilled(tmp_path_factory: pytest.TempPathFactory, dumps: Path) -> Iterator[Cluster]:
    """The cluster when it has made the month."""
    with running_cluster(tmp_path_factory.mktemp("cluster"), dumps) as cluster:
        cluster.backfill(DAYS[0], DAYS[-1], "--max-active-runs", str(ACTIVE_RUNS))
        assert set(cluster.wait_until_done(DAYS, 3000).values()) == {"success"}
        yield cluster


def test_a_month_gives_the_version_of_the_command_line(backfilled: Cluster, dumps: Path, tmp_path: Path) -> None:
    run_here(Settings(home=tmp_path / "home", source=str(dumps), workers=1), DAYS)
    assert backfilled.version() == version_of_home(tmp_path / "home")


def test_several_days_are_under_way_at_once(backfilled: Cluster) -> None:
    runs = backfilled.dag_runs(DAYS)
    moments = [run.started_at for run in runs if run.started_at]
    at_once = [
        sum(bool(run.started_at and run.ended_at and run.started_at <= moment < run.ended_at) for run in runs)
        for moment in moments
    ]
    assert 1 < max(at_once) <= ACTIVE_RUNS


def test_only_one_task_writes_at_a_time(backfilled: Cluster) -> None:
    query = """
        select start_date, end_date from task_instance
        where dag_id = 'daily_news' and task_id in ('load', 'export', 'publish') and state = 'success'
        order by start_date
        """
    spans = backfilled.rows(query)
    assert len(spans) == 3 * len(DAYS)
    assert [one for one, after in pairwise(spans) if after[0] < one[1]] == []


def test_nothing_had_to_be_tried_again(backfilled: Cluster) -> None:
    assert backfilled.earlier_tries(DAYS) == []
