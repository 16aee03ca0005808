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
from pathlib import Path

COMPONENTS = (
    ("api-server",),
    ("scheduler", "--skip-serve-logs"),
    ("dag-processor",),
    ("triggerer", "--skip-serve-logs"),
)
LOOPBACK = "127.0.0.1"
USUAL_PORT = 8080
START_SECONDS = 120.0
GRACE_SECONDS = 15.0


def main() -> int:
    """Run until a signal comes (0) or a component ends by itself (1)."""
    home = Path(os.environ["AIRFLOW_HOME"])
    port = choose_port(os.environ.get("AIRFLOW_PORT", ""))
    stop = _StopRequest()
    group, processes = start(home / "logs", {**os.environ, **network_settings(port)})
    try:
        ready = False
        deadline = time.monotonic() + START_SECONDS
        while not stop.requested:
            ended = [name for name, process in processes.items() if process.poll() is not None]
            if ended or not (ready or time.monotonic() < deadline):
                _say(f"{' and '.join(ended) or 'the API server'} did not stay up: see {home / 'logs'}/*.log")
                return 1
            if not ready and (ready := answers(port)):
                _say(f"Airflow is ready: http://{LOOPBACK}:{port} (this machine only)")
                _say(f"user admin, password in {home / 'simple_auth_manager_passwords.json.generated'}")
                _say(f"logs in {home / 'logs'}; Ctrl-C ends everything")
            time.sleep(0.2)
    finally:
        end_group(group, processes)
    return 0


def choose_port(asked: str) -> int:
    """The port asked for, else 8080, else a free one. Ends the program where the asked one is taken."""
    if asked:
        if not _is_free(int(asked)):
            sys.exit(f"daybook: AIRFLOW_PORT={asked} is in use: choose another.")
        return int(asked)
    if _is_free(USUAL_PORT):
        return USUAL_PORT
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


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


def start(logs: Path, environment: dict[str, str]) -> tuple[int, dict[str, subprocess.Popen[bytes]]]:
    """Start every component in one new process group, output to a file each; returns the group and the processes."""
    logs.mkdir(parents=True, exist_ok=True)
    airflow = Path(sys.executable).with_name("airflow")
    group, processes = 0, {}
    for command in COMPONENTS:
        with (logs / f"{command[0]}.log").open("ab") as log:
            processes[command[0]] = subprocess.Popen(  # noqa: S603 the commands above
                [airflow, *command],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                process_group=group,
            )
        group = group or processes[command[0]].pid
    return group, processes


def answers(port: int) -> bool:
    """Whether the API server is up."""
    try:
        with urllib.request.urlopen(f"http://{LOOPBACK}:{port}/api/v2/version", timeout=2):
            return True
    except OSError:
        return False


def end_group(group: int, processes: dict[str, subprocess.Popen[bytes]]) -> None:
    """SIGTERM for the group, SIGKILL for what is left of it after the grace."""
    _signal_group(group, signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    while time.monotonic() < deadline and any(process.poll() is None for process in processes.values()):
        time.sleep(0.1)
    _signal_group(group, signal.SIGKILL)
    for process in processes.values():
        process.wait()


class _StopRequest:
    """Remembers that SIGINT or SIGTERM came."""

    def __init__(self) -> None:
        self.requested = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note)

    def _note(self, *_: object) -> None:
        self.requested = True


def _signal_group(group: int, number: signal.Signals) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return


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
