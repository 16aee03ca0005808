"""Starts services, each in a session of its own, starts again what ended, and ends them all.

A file `hold/<service>` keeps a service down: so that one command can stop the database for a while and start it again.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil

from infra.cluster.services import Service
from infra.cluster.sessions import kill_session

GRACE_SECONDS = 20.0
START_SECONDS = 180.0
POLL_SECONDS = 0.3
PAUSE_SECONDS = 2.0
"""Between the end of a service and its next start."""


class Supervisor:
    """The services of one cluster, from the first start to the last end."""

    def __init__(self, root: Path) -> None:
        """`root` is the cluster's folder: logs, process ids and holds are kept below it."""
        self._logs, self._pids, self._holds = (root / name for name in ("logs", "pids", "hold"))
        for folder in (self._logs, self._pids, self._holds):
            folder.mkdir(parents=True, exist_ok=True)
        self._services: dict[str, Service] = {}
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._ended_at: dict[str, float] = {}
        self.stop_requested = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note)

    def end_leftovers(self) -> None:
        """Kill what a killed cluster left running, and forget its holds."""
        for file in self._pids.glob("*.json"):
            _kill(file)
            file.unlink()
        for hold in self._holds.iterdir():
            hold.unlink()

    def start(self, *services: Service) -> None:
        """Start services side by side and wait until all are up; ends the program where one does not come up."""
        for service in services:
            service.prepare()
            self._services[service.name] = service
            self._launch(service)
        waiting, deadline = list(services), time.monotonic() + START_SECONDS
        while waiting and not self.stop_requested:
            ended = [service.name for service in waiting if self._processes[service.name].poll() is not None]
            if ended or time.monotonic() > deadline:
                names = ended or [service.name for service in waiting]
                raise SystemExit(f"cluster: {', '.join(names)} did not come up: see {self._logs}")
            waiting = [service for service in waiting if not service.is_up()]
            time.sleep(POLL_SECONDS)

    def watch(self) -> None:
        """Keep the services running until a signal comes; holds are obeyed."""
        while not self.stop_requested:
            for name, service in self._services.items():
                self._keep(name, service)
            time.sleep(POLL_SECONDS)

    def end(self) -> None:
        """End the services, the last one first: asked at first, SIGKILL for what is left of a session."""
        for name in reversed(self._services):
            self._signal(name, self._services[name].stop_signal)
            if name in {"postgres", "redis", "s3"}:
                self._wait(name)
        for name in self._services:
            self._wait(name)
            (self._pids / f"{name}.json").unlink(missing_ok=True)

    def _keep(self, name: str, service: Service) -> None:
        process = self._processes[name]
        is_held = (self._holds / name).exists()
        if process.poll() is None:
            if is_held:
                self._signal(name, service.stop_signal)
                self._wait(name)
            return
        ended_at = self._ended_at.setdefault(name, time.monotonic())
        if not is_held and time.monotonic() - ended_at >= PAUSE_SECONDS:
            kill_session(process.pid)
            _say(f"{name} ended with code {process.returncode}: started again")
            self._launch(service)

    def _launch(self, service: Service) -> None:
        self._ended_at.pop(service.name, None)
        with (self._logs / f"{service.name}.log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 the commands of services.py
                service.command,
                env=dict(service.environment),
                cwd=service.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=service.user,
                group=service.user,
                extra_groups=[] if service.user else None,
            )
        self._processes[service.name] = process
        record = {"pid": process.pid, "created": psutil.Process(process.pid).create_time()}
        (self._pids / f"{service.name}.json").write_text(json.dumps(record))

    def _wait(self, name: str) -> None:
        process = self._processes[name]
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_SECONDS)
        kill_session(process.pid)
        process.wait()

    def _signal(self, name: str, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._processes[name].pid, number)

    def _note(self, *_: object) -> None:
        self.stop_requested = True


def kill_service(root: Path, name: str) -> None:
    """SIGKILL for every process of a service; the supervisor starts it again. Ends the program without one."""
    file = root / "pids" / f"{name}.json"
    if not file.exists():
        known = ", ".join(sorted(path.stem for path in (root / "pids").glob("*.json"))) or "none runs"
        raise SystemExit(f"cluster: no service '{name}'. There are: {known}.")
    _kill(file)


def _kill(file: Path) -> None:
    """End a service by its record, unless its number has been given to another process or the machine started anew.

    While a session has members its number is not given away, also where the process that began it has ended.
    """
    record = json.loads(file.read_text())
    with suppress(psutil.NoSuchProcess):
        if psutil.Process(record["pid"]).create_time() != record["created"]:
            return
    if record["created"] >= psutil.boot_time():
        kill_session(record["pid"])


def _say(line: str) -> None:
    sys.stdout.write(f"cluster: {line}\n")
    sys.stdout.flush()
