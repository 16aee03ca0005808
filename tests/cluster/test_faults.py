"""Real faults during backfills of three days each: they end in the version that the command line gives, with no help
but what docs/operations.md tells an operator to do.

Part of the long form, `DAYBOOK_CLUSTER=long`: about half an hour. Each test first proves that its fault has hit.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil
import psycopg2
import pytest
from botocore.exceptions import BotoCoreError, ClientError

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
FAULTS = 6
SHARD_RECORDS = 250
OUTAGE_SECONDS = 30
TAGGING_SECONDS = 300
DONE_SECONDS = 1500


class Story:
    """A cluster and a local home that are given the same days, fault after fault."""

    def __init__(self, cluster: Cluster, dumps: Path, home: Path) -> None:
        self.cluster = cluster
        self._settings = Settings(home=home, source=str(dumps), workers=1, shard_records=SHARD_RECORDS)
        self._days = sorted(date.fromisoformat(path.name[:10]) for path in dumps.iterdir())

    def next_days(self) -> list[date]:
        """Three days that no fault has had yet."""
        return self._days[:DAYS_EACH]

    @contextmanager
    def backfilled_days(self) -> Iterator[list[date]]:
        """The next days while they run; the fault over, they end well and are compared."""
        days, self._days = self.next_days(), self._days[DAYS_EACH:]
        self.cluster.backfill(days[0], days[-1], "--max-active-runs", str(DAYS_EACH))
        yield days
        assert set(self.cluster.wait_until_done(days, DONE_SECONDS).values()) == {"success"}
        run_here(self._settings, days)
        assert self.cluster.version() == version_of_home(Path(self._settings.home))


def consecutive_days(folder: Path) -> list[Path]:
    """Dumps of as many threes of consecutive days as there are faults; a backfill makes a run for a missing day too."""
    paths = sorted(folder.glob("*.jsonl.gz"))
    days = [date.fromisoformat(path.name[:10]) for path in paths]
    taken: list[Path] = []
    at = 0
    while len(taken) < FAULTS * DAYS_EACH:
        chosen = days[at : at + DAYS_EACH]
        is_whole = all(later - day == timedelta(days=1) for day, later in pairwise(chosen))
        taken += paths[at : at + DAYS_EACH] if is_whole else []
        at += DAYS_EACH if is_whole else 1
    return taken


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, test_data: Path) -> Iterator[Story]:
    dumps = tmp_path_factory.mktemp("dumps")
    for path in consecutive_days(test_data / "data/dumps/reuters-1987"):
        shutil.copyfile(path, dumps / path.name)
    with running_cluster(tmp_path_factory.mktemp("cluster"), dumps, shard_records=str(SHARD_RECORDS)) as cluster:
        yield Story(cluster, dumps, tmp_path_factory.mktemp("local") / "home")


def service_process(cluster: Cluster, name: str) -> psutil.Process:
    """The process of a service at the moment."""
    record = json.loads((cluster.root / "pids" / f"{name}.json").read_text())
    return psutil.Process(record["pid"])


def killed(cluster: Cluster, name: str) -> None:
    """Kill a service; nothing of it is left, and the supervisor starts it again."""
    family = [process := service_process(cluster, name), *process.children(recursive=True)]
    cluster.command("kill", name)
    _, alive = psutil.wait_procs(family, timeout=10)
    assert [one for one in alive if one.status() != psutil.STATUS_ZOMBIE] == []
    cluster.wait_for(lambda: f"{name} ended with code -9: started again" in cluster.said(), 30)


def test_a_worker_killed_while_it_tags(story: Story) -> None:
    cluster = story.cluster
    with story.backfilled_days() as days:
        hit = cluster.wait_for(lambda: cluster.running("tag"), TAGGING_SECONDS)[0]
        killed(cluster, hit.worker)
    lost = {(task.dump_date, task.task_id, task.part, task.worker) for task in cluster.earlier_tries(days)}
    assert (hit.dump_date, "tag", hit.part, hit.worker) in lost


def test_the_scheduler_killed(story: Story) -> None:
    cluster = story.cluster
    with story.backfilled_days() as days:
        going_on = cluster.wait_for(lambda: cluster.running("tag"), TAGGING_SECONDS)[0]
        killed(cluster, "scheduler")
    tries = {(task.dump_date, task.task_id, task.part): task.try_number for task in cluster.task_runs()}
    assert tries[going_on.dump_date, "tag", going_on.part] == 1
    assert cluster.earlier_tries(days) == []


def test_postgres_stopped_for_half_a_minute(story: Story) -> None:
    def started_at() -> Any:
        return cluster.rows("select pg_postmaster_start_time()")

    cluster = story.cluster
    before = started_at()
    with story.backfilled_days():
        cluster.wait_for(lambda: cluster.running("tag"), TAGGING_SECONDS)
        with held(cluster, "postgres"), pytest.raises(psycopg2.OperationalError, match="refused"):
            started_at()
    assert started_at() > before


def test_s3_stopped_for_half_a_minute(story: Story) -> None:
    cluster = story.cluster
    with story.backfilled_days() as days:
        cluster.wait_for(lambda: cluster.running("tag"), TAGGING_SECONDS)
        with held(cluster, "s3"), pytest.raises((BotoCoreError, ClientError)):
            cluster.version()
    assert cluster.earlier_tries(days)


@contextmanager
def held(cluster: Cluster, service: str) -> Iterator[None]:
    """A service that is stopped, for half a minute; inside it is down."""
    process = service_process(cluster, service)
    cluster.command("hold", service)
    cluster.wait_for(lambda: not process.is_running(), 30)
    stopped_at = time.monotonic()
    try:
        yield
        time.sleep(OUTAGE_SECONDS - (time.monotonic() - stopped_at))
    finally:
        cluster.command("release", service)
        cluster.wait_for(lambda: is_answering(cluster, service), 60)


def is_answering(cluster: Cluster, service: str) -> bool:
    try:
        if service == "postgres":
            cluster.rows("select 1")
        else:
            bucket_client(cluster.places).list_objects_v2(Bucket=BUCKET, MaxKeys=1)
    except (psycopg2.OperationalError, BotoCoreError, ClientError):
        return False
    return True


def test_the_same_days_twice_at_once(story: Story) -> None:
    cluster = story.cluster
    with story.backfilled_days() as days:
        for day in days:
            cluster.command("airflow", "dags", "trigger", "daily_news", "--conf", f'{{"dump_date": "{day}"}}')
        cluster.wait_for(lambda: len(cluster.dag_runs(days)) == 2 * DAYS_EACH, 60)
        cluster.wait_until_done(days, DONE_SECONDS)
        runs = cluster.dag_runs(days)
        overlapping = [
            (one.run_id, other.run_id)
            for one in runs
            for other in runs
            if one.run_id < other.run_id and one.dump_date == other.dump_date
            if one.started_at and one.ended_at and other.started_at and other.ended_at
            if max(one.started_at, other.started_at) < min(one.ended_at, other.ended_at)
        ]
        assert overlapping
        for run in runs:
            if run.state == "failed":
                cluster.command("airflow", "dags", "clear", "daily_news", "--run-id", run.run_id, "--yes")
                cluster.wait_until_done(days, DONE_SECONDS)
    assert {run.state for run in cluster.dag_runs(days)} == {"success"}


def test_a_poisoned_part_and_a_poisoned_dump_beside_good_ones(story: Story) -> None:
    """One part of a day is damaged before it is tagged, the next day's dump is refused, the third day is sound."""
    cluster = story.cluster
    client = bucket_client(cluster.places)

    def replace(key: str, body: bytes) -> bytes:
        before: bytes = client.get_object(Bucket=BUCKET, Key=key)["Body"].read()
        client.put_object(Bucket=BUCKET, Key=key, Body=body)
        return before

    def is_there(key: str) -> bool:
        return bool(client.list_objects_v2(Bucket=BUCKET, Prefix=key).get("KeyCount"))

    def run_id(day: date) -> str:
        return cluster.dag_runs([day])[0].run_id

    damaged, refused, sound = story.next_days()
    dump = f"source/{refused}.jsonl.gz"
    content = replace(dump, b'{"title": "no body"}\n' * 9)
    with story.backfilled_days() as days:
        part = f"home/lake/day_articles/dump_date={damaged}/part-00001.parquet"
        cluster.wait_for(lambda: is_there(part), TAGGING_SECONDS)
        replace(part, b"PAR1 no part PAR1")
        assert cluster.wait_until_done(days, DONE_SECONDS) == {damaged: "failed", refused: "failed", sound: "success"}
        ended = {
            (task.dump_date, task.task_id, task.part): (task.state, task.try_number) for task in cluster.task_runs()
        }
        assert ended[damaged, "tag", 1] == ended[refused, "load", -1] == ("failed", 1)
        assert ended[damaged, "tag", 0] == ("success", 1)
        replace(dump, content)
        for day in (damaged, refused):
            cluster.command("airflow", "dags", "clear", "daily_news", "--run-id", run_id(day), "--yes")
