"""Days on the cluster give the version that the command line gives on one machine; nothing is left running.

This is the short form, on two sample days. `DAYBOOK_CLUSTER=long` adds the faults of test_faults.py.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest

from infra.cluster.places import BUCKET
from infra.cluster.sessions import session_members
from infra.cluster.stores import bucket_client
from tasks.config import Settings
from tests.chaos.homes import make_source, run_here, version_of_home
from tests.cluster.running import Cluster, running_cluster, stop

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(1800)]
FIRST, LAST = date(2024, 6, 4), date(2024, 6, 5)


def _is_open(connection: Any) -> bool:
    """Whether others can reach it: a listening TCP socket, or a UDP socket that is not tied to one peer."""
    is_udp = connection.type == socket.SOCK_DGRAM
    return bool(connection.status == psutil.CONN_LISTEN or (is_udp and connection.laddr and not connection.raddr))


def _sessions(cluster: Cluster) -> list[int]:
    """Sessions of the cluster's services, by the process that began each."""
    return [json.loads(file.read_text())["pid"] for file in (cluster.root / "pids").glob("*.json")]


def _family(cluster: Cluster) -> set[psutil.Process]:
    """Every process of the cluster: by descent, and by session, which a process whose parent has ended still has."""
    found = set(psutil.Process(cluster.process.pid).children(recursive=True))
    for leader in _sessions(cluster):
        for pid in session_members(leader):
            with suppress(psutil.NoSuchProcess):
                found.add(psutil.Process(pid))
    return found


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_source(tmp_path_factory.mktemp("source") / "dumps", 2)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory, dumps: Path) -> Iterator[Cluster]:
    with running_cluster(tmp_path_factory.mktemp("cluster"), dumps, shard_records="4") as running:
        yield running


@pytest.fixture(scope="module")
def backfilled(cluster: Cluster) -> Cluster:
    """The cluster when it has made both days."""
    cluster.backfill(FIRST, LAST, "--max-active-runs", "2")
    assert set(cluster.wait_until_done([FIRST, LAST], 900).values()) == {"success"}
    return cluster


def test_the_cluster_gives_the_version_of_the_command_line(backfilled: Cluster, dumps: Path, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", source=str(dumps), workers=1, shard_records=4)
    run_here(settings, [FIRST, LAST])
    assert backfilled.version() == version_of_home(tmp_path / "home")


def test_both_workers_take_tasks(backfilled: Cluster) -> None:
    assert {task.worker for task in backfilled.task_runs()} == {"worker-1", "worker-2"}


def test_every_server_listens_on_loopback_only(backfilled: Cluster) -> None:
    listening = []
    for process in _family(backfilled):
        with suppress(psutil.NoSuchProcess):
            listening += [one.laddr.ip for one in process.net_connections("inet") if _is_open(one)]
    assert len(listening) >= 5
    assert set(listening) == {"127.0.0.1"}


def test_logs_of_tasks_are_in_the_bucket(backfilled: Cluster) -> None:
    found = bucket_client(backfilled.places).list_objects_v2(Bucket=BUCKET, Prefix="logs/dag_id=daily_news")
    assert found["KeyCount"] >= len({task.task_id for task in backfilled.task_runs()})


def test_the_command_line_reads_the_cluster(backfilled: Cluster) -> None:
    assert "2024-06-04" in backfilled.command("daybook", "sql", "select distinct dump_date from articles")


@pytest.mark.parametrize("arguments", [[], ["up", "twice"], ["kill"]], ids=["none", "one too many", "one missing"])
def test_wrong_arguments_show_the_commands(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "infra.cluster", *arguments], text=True, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert "backfill create" in done.stderr


def test_nothing_is_left_running_when_it_stops(backfilled: Cluster) -> None:
    """The last one: it stops the cluster of the tests above."""
    family, sessions = _family(backfilled), _sessions(backfilled)
    assert len(sessions) == 9
    assert len(family) > 2 * len(sessions)
    stop(backfilled.process)
    assert backfilled.process.returncode == 0
    assert [process for process in family if process.is_running() and process.status() != psutil.STATUS_ZOMBIE] == []
    assert [pid for leader in sessions for pid in session_members(leader)] == []
