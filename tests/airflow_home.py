"""An Airflow of the tests' own: its environment, runs of a DAG in it, and what it recorded about them."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple

import psutil

PROJECT = Path(__file__).resolve().parent.parent
SCRIPTS = PROJECT / "infra" / "airflow"
LOOPBACK = "127.0.0.1"
RUN_SECONDS = 240
POLL_SECONDS = 0.3
_TRIES = 5


class Finished(NamedTuple):
    """How a command ended and all that it printed."""

    exit_code: int
    output: str


class RunningAirflow(NamedTuple):
    """A started `airflow.sh`: its process, the address of its API and the folder of its database."""

    process: subprocess.Popen[str]
    url: str
    home: Path

    def request(self, method: str, path: str, body: object = None) -> Any:
        """The answer of the REST API, as the one user that there is."""
        password = json.loads((self.home / "simple_auth_manager_passwords.json.generated").read_text())["admin"]
        token = _call(f"{self.url}/auth/token", "POST", {"username": "admin", "password": password})["access_token"]
        return _call(f"{self.url}/api/v2{path}", method, body, token)

    def listening(self) -> set[str]:
        """Addresses on which its processes listen; one that ends meanwhile listens no more."""
        found: set[str] = set()
        for process in self.processes():
            with suppress(psutil.NoSuchProcess):
                connections = process.net_connections("inet")
                found |= {one.laddr.ip for one in connections if one.status == psutil.CONN_LISTEN}
        return found

    def processes(self) -> list[psutil.Process]:
        """Every process of the session that the script leads."""
        return [process for process in psutil.process_iter() if _session_of(process.pid) == self.process.pid]


def airflow_environment(folder: Path, **settings: object) -> dict[str, str]:
    """Environment of an Airflow below `folder`, with Daybook's settings as given and none of the caller's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "DAYBOOK", "PYTHON"))}
    ours = {f"DAYBOOK_{name.upper()}": str(value) for name, value in settings.items()}
    return {**kept, **ours, "AIRFLOW_HOME": str(folder / "airflow")}


def run(command: list[str | Path], environment: Mapping[str, str]) -> Finished:
    """Run a command in a process group of its own; the group is killed where it takes too long."""
    process = subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        output, _ = process.communicate(timeout=RUN_SECONDS)
    except subprocess.TimeoutExpired:
        end_session(process.pid)
        output, _ = process.communicate()
        raise AssertionError(f"{command} took more than {RUN_SECONDS} s:\n{output}") from None
    return Finished(process.returncode, output)


def describe_dags(environment: Mapping[str, str]) -> dict[str, Any]:
    """What Airflow makes of the DAG files, read in a process of its own: importing Airflow changes logging."""
    done = run([sys.executable, "-m", "tests.airflow_description"], {**environment, "PYTHONPATH": str(PROJECT)})
    assert done.exit_code == 0, done.output
    description: dict[str, Any] = json.loads(done.output.splitlines()[-1])
    return description


def rows(environment: Mapping[str, str], query: str, *values: object) -> list[tuple[Any, ...]]:
    """Rows of Airflow's own database."""
    database = Path(environment["AIRFLOW_HOME"]) / "airflow.db"
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


def wait_for(happened: Callable[[], Any], seconds: float = 240) -> Any:
    """The first true answer; an AssertionError where there is none in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := happened():
            return answer
        time.sleep(POLL_SECONDS)
    raise AssertionError(f"did not happen in {seconds} s: {happened}")


@contextmanager
def running_airflow(environment: Mapping[str, str]) -> Iterator[RunningAirflow]:
    """`airflow.sh` on a free port, ready to answer; whatever is left of it at the end is killed."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port = probe.getsockname()[1]
    home = Path(environment["AIRFLOW_HOME"])
    said = home / "said.txt"
    with said.open("w") as output:
        process = subprocess.Popen(
            [SCRIPTS / "airflow.sh"],
            env={**environment, "AIRFLOW_PORT": str(port)},
            text=True,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_for(lambda: process.poll() is not None or "ready" in said.read_text(), RUN_SECONDS)
        assert process.poll() is None, said.read_text()
        yield RunningAirflow(process, f"http://{LOOPBACK}:{port}", home)
    finally:
        end_session(process.pid)
        process.wait()


def end_session(leader: int) -> None:
    """Kill every process of a session that a test started, whichever group it is in."""
    for process in psutil.process_iter():
        if _session_of(process.pid) == leader:
            process.send_signal(signal.SIGKILL)


def _session_of(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return None


def _call(url: str, method: str, body: object, token: str = "") -> Any:
    request = urllib.request.Request(  # noqa: S310 our own loopback address
        url,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})},
    )
    for left in reversed(range(_TRIES)):
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return json.load(answer)
        except urllib.error.HTTPError as error:
            # Airflow answers so, having done nothing, while another process holds its SQLite file.
            if error.code != HTTPStatus.INTERNAL_SERVER_ERROR or not left:
                raise
            time.sleep(1)
    return None
