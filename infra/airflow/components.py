"""Runs scheduler, DAG processor, triggerer and API server as one process group, and ends the group as a whole.

Used in place of `airflow standalone`, whose log servers listen on every interface and whose children outlive SIGTERM.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tasks.config import load_settings
from tasks.errors import InputError

AIRFLOW = Path(sys.executable).with_name("airflow")
# They start when the server answers: tasks report to it, and one that cannot is failed on the spot.
OTHERS = (("scheduler", "--skip-serve-logs"), ("dag-processor",), ("triggerer", "--skip-serve-logs"))
LOOPBACK = "127.0.0.1"
USUAL_PORT = 8080
GRACE_SECONDS = 15.0
POLL_SECONDS = 0.2


def main() -> int:
    """Run until a signal comes (0) or a component ends by itself (1)."""
    logs = Path(os.environ["AIRFLOW_HOME"]) / "logs"
    port = choose_port(os.environ.get("AIRFLOW_PORT", ""))
    stop = StopRequest()
    editions = editions_to_serve()
    editions_port = choose_port("", usual=port + 1) if editions else 0
    group = Group(logs, {**os.environ, **network_settings(port), **edition_settings(editions_port)})
    try:
        group.start("api-server", AIRFLOW, "api-server")
        watch(group, stop, until=lambda: answers(port))
        if not (stop.requested or group.ended()):
            for name, *options in OTHERS:
                group.start(name, AIRFLOW, name, *options)
            if editions:
                address = ("--bind", LOOPBACK, "--directory", editions, str(editions_port))
                group.start("editions", sys.executable, "-m", "http.server", *address)
            _say(f"Airflow is ready: http://{LOOPBACK}:{port} (this machine only)")
            _say(f"user admin, password in {logs.parent / 'simple_auth_manager_passwords.json.generated'}")
            if editions:
                _say(f"editions at http://{LOOPBACK}:{editions_port}")
            _say(f"logs in {logs}; Ctrl-C ends everything")
            watch(group, stop)
        if not stop.requested:
            _say(f"{' and '.join(group.ended())} ended: see {logs}")
        return 0 if stop.requested else 1
    finally:
        group.end()


def watch(group: Group, stop: StopRequest, *, until: Callable[[], bool] = lambda: False) -> None:
    """Wait for an event, a request to stop, or the end of a component."""
    while not (stop.requested or group.ended() or until()):
        time.sleep(POLL_SECONDS)


def choose_port(asked: str, *, usual: int = USUAL_PORT) -> int:
    """The port asked for, else the usual one, else a free one. Ends the program where the asked one is taken."""
    if asked:
        if not asked.isdecimal() or not _is_free(int(asked)):
            sys.exit(f"daybook: AIRFLOW_PORT={asked} is in use or no port: choose another.")
        return int(asked)
    if _is_free(usual):
        return usual
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def editions_to_serve() -> Path | None:
    """The folder of editions, where it lies on this machine and nothing serves it yet.

    Airflow's page shows a button for addresses of http alone, so without a server the button Edition would be missing.
    """
    try:
        settings = load_settings()
    except InputError as error:
        sys.exit(f"daybook: {error}")
    if settings.edition_url is not None or not isinstance(settings.home, Path):
        return None
    return settings.home.resolve() / "editions"


def edition_settings(port: int) -> dict[str, str]:
    """Where the tasks say that editions are served; nothing where this program does not serve them."""
    return {"DAYBOOK_EDITION_URL": f"http://{LOOPBACK}:{port}"} if port else {}


def network_settings(port: int) -> dict[str, str]:
    """Airflow's settings for everything on loopback and as many tasks at once as there are cores."""
    url = f"http://{LOOPBACK}:{port}"
    return {
        "AIRFLOW__API__HOST": LOOPBACK,
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": url,
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{url}/execution/",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": os.environ.get("AIRFLOW__CORE__PARALLELISM", str(max(2, os.cpu_count() or 2))),
    }


def answers(port: int) -> bool:
    """Whether the API server is up."""
    try:
        with urllib.request.urlopen(f"http://{LOOPBACK}:{port}/api/v2/version", timeout=2):
            return True
    except OSError:
        return False


class Group:
    """Components in one process group of their own, each with a file for its output."""

    def __init__(self, logs: Path, environment: dict[str, str]) -> None:
        self._logs = logs
        self._environment = environment
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._group = 0
        logs.mkdir(parents=True, exist_ok=True)

    def start(self, name: str, *command: str | Path) -> None:
        """Start a component under a name; the first one founds the group."""
        with (self._logs / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 the commands above
                command,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                process_group=self._group,
            )
        self._processes[name] = process
        self._group = self._group or process.pid

    def ended(self) -> list[str]:
        """Components that are not running any more."""
        return [name for name, process in self._processes.items() if process.poll() is not None]

    def end(self) -> None:
        """SIGTERM for the group, SIGKILL for what is left of it after the grace."""
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        while time.monotonic() < deadline and len(self.ended()) < len(self._processes):
            time.sleep(POLL_SECONDS)
        self._signal(signal.SIGKILL)
        for process in self._processes.values():
            process.wait()

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            if self._group:
                os.killpg(self._group, number)


class StopRequest:
    """Remembers that SIGINT or SIGTERM came."""

    def __init__(self) -> None:
        self.requested = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note)

    def _note(self, *_: object) -> None:
        self.requested = True


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
