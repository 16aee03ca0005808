"""Real faults during backfills of three days each: they end in the version that the command line gives, with no help
but what docs/operations.md tells an operator to do.

Part of the long form, `DAYBOOK_CLUSTER=long`: about half an hour. Days are Reuters' where the measuring data is there.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from infra.cluster.places import BUCKET
from infra.cluster.stores import bucket_client
from tasks.config import Settings
from tests.chaos.homes import run_here, version_of_home
from tests.cluster.running import IS_LONG, Cluster, running_cluster

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not IS_LONG, reason="part of the long form: set DAYBOOK_CLUSTER=long"),
]
DAYS_EACH = 3
OUTAGE_SECONDS = 30
DONE_SECONDS = 1500


class Story:
    """A cluster and a local home that are given the same days, fault after fault."""

    def __init__(self, cluster: Cluster, dumps: Path, home: Path) -> None:
        self.cluster = cluster
        self._settings = Settings(home=home, source=str(dumps), workers=1)
        self._days = sorted({date.fromisoformat(path.name[:10]) for path in dumps.iterdir()})

    def next_days(self) -> list[date]:
        """Three days that no fault has had yet."""
        taken, self._days = self._days[:DAYS_EACH], self._days[DAYS_EACH:]
        return taken

    def expected(self, days: list[date]) -> str | None:
        """The version that the command line gives with these days on top of those before."""
        run_here(self._settings, days)
        return version_of_home(Path(self._settings.home))


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, test_data: Path) -> Iterator[Story]:
    dumps = tmp_path_factory.mktemp("dumps")
    days = sorted((test_data / "data/dumps/reuters-1987").glob("*.jsonl.gz"))
    for path in days[: 6 * DAYS_EACH]:
        shutil.copyfile(path, dumps / path.name)
    with running_cluster(tmp_path_factory.mktemp("cluster"), dumps) as cluster:
        yield Story(cluster, dumps, tmp_path_factory.mktemp("local") / "home")


def ends_well(story: Story, disturb: Callable[[Cluster, list[date]], None]) -> None:
    """Backfill three days, disturb, wait, compare."""
    days = story.next_days()
    story.cluster.backfill(days[0], days[-1], "--max-active-runs", "3")
    disturb(story.cluster, days)
    assert set(story.cluster.wait_until_done(days, DONE_SECONDS).values()) == {"success"}
    assert story.cluster.version() == story.expected(days)


def test_a_worker_killed_while_it_tags(story: Story) -> None:
    def disturb(cluster: Cluster, _: list[date]) -> None:
        workers = cluster.wait_for(lambda: cluster.running("tag"), 300)
        cluster.command("kill", workers[0])

    ends_well(story, disturb)


def test_the_scheduler_killed(story: Story) -> None:
    def disturb(cluster: Cluster, _: list[date]) -> None:
        cluster.wait_for(lambda: cluster.running("tag"), 300)
        cluster.command("kill", "scheduler")

    ends_well(story, disturb)


@pytest.mark.parametrize("service", ["postgres", "s3"])
def test_a_store_down_for_half_a_minute(story: Story, service: str) -> None:
    def disturb(cluster: Cluster, _: list[date]) -> None:
        cluster.wait_for(lambda: cluster.running("tag"), 300)
        cluster.command("hold", service)
        time.sleep(OUTAGE_SECONDS)
        cluster.command("release", service)

    ends_well(story, disturb)


def test_the_same_days_twice_at_once(story: Story) -> None:
    def disturb(cluster: Cluster, days: list[date]) -> None:
        for day in days:
            conf = f'{{"dump_date": "{day}"}}'
            cluster.command("airflow", "dags", "trigger", "daily_news", "--conf", conf)

    ends_well(story, disturb)


def test_a_poisoned_day_beside_good_ones(story: Story) -> None:
    cluster, days = story.cluster, story.next_days()
    poisoned, good = days[1], [days[0], days[2]]
    client, key = bucket_client(cluster.places), f"source/{poisoned}.jsonl.gz"
    sound = client.get_object(Bucket=BUCKET, Key=key)["Body"].read()
    client.put_object(Bucket=BUCKET, Key=key, Body=b'{"title": "no body"}\n' * 9)
    cluster.backfill(days[0], days[-1], "--max-active-runs", "3")
    states = cluster.wait_until_done(days, DONE_SECONDS)
    assert states == {good[0]: "success", poisoned: "failed", good[1]: "success"}
    client.put_object(Bucket=BUCKET, Key=key, Body=sound)
    span = ("--start-date", poisoned.isoformat(), "--end-date", poisoned.isoformat())
    cluster.command("airflow", "tasks", "clear", "daily_news", *span, "--yes")
    cluster.wait_for(lambda: cluster.run_states()[poisoned] == "success", DONE_SECONDS)
    assert cluster.version() == story.expected(days)
