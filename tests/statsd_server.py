"""A StatsD server on loopback: a UDP socket that keeps every metric sent to it."""

from __future__ import annotations

import socket
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple


class StatsdServer(NamedTuple):
    """A running server, and the lines that have come so far."""

    port: int
    lines: list[str]

    @property
    def environment(self) -> dict[str, str]:
        """Settings that make Airflow send its metrics here."""
        return {
            "AIRFLOW__METRICS__STATSD_ON": "True",
            "AIRFLOW__METRICS__STATSD_HOST": "127.0.0.1",
            "AIRFLOW__METRICS__STATSD_PORT": str(self.port),
        }

    def counts(self) -> dict[str, list[float]]:
        """Values by name, in order of arrival."""
        found: defaultdict[str, list[float]] = defaultdict(list)
        for line in self.lines:
            name, _, rest = line.partition(":")
            found[name].append(float(rest.partition("|")[0]))
        return found


@contextmanager
def statsd_server() -> Iterator[StatsdServer]:
    """A server that listens until the block ends."""
    lines: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(0.2)
        is_over = threading.Event()

        def listen() -> None:
            while not is_over.is_set():
                try:
                    lines.extend(server.recv(65_536).decode().splitlines())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield StatsdServer(server.getsockname()[1], lines)
        finally:
            is_over.set()
            thread.join()
