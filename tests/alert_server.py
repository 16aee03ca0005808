"""An HTTP server on loopback that keeps what is posted to it, and behaves badly where asked to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Posted(NamedTuple):
    """One request: its path, its headers and its JSON."""

    path: str
    headers: dict[str, str]
    content: dict[str, Any]


class AlertServer(NamedTuple):
    """A running server and what has come so far."""

    url: str
    posted: list[Posted]


@contextmanager
def alert_server(*, status: int = 200, delay_seconds: float = 0, location: str = "") -> Iterator[AlertServer]:
    """A server that answers with a status, after a delay, perhaps pointing elsewhere; it stops with the block."""
    posted: list[Posted] = []
    is_over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            posted.append(Posted(self.path, dict(self.headers), json.loads(body)))
            self._answer()

        def do_GET(self) -> None:
            posted.append(Posted(self.path, dict(self.headers), {}))
            self._answer()

        def _answer(self) -> None:
            # A byte of a header now and then: no single read waits for long, only all of them together.
            self.send_response(status)
            deadline = time.monotonic() + delay_seconds
            while time.monotonic() < deadline and not is_over.is_set():
                self.send_header("X-Slow", "1")
                self.flush_headers()
                is_over.wait(0.3)
            if location:
                self.send_header("Location", location)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that has left is no news."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield AlertServer(f"http://127.0.0.1:{server.server_port}/hook/s3cret", posted)
    finally:
        is_over.set()
        server.shutdown()
        server.server_close()
