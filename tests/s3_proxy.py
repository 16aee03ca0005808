"""A proxy before an S3 server that fails on cue and remembers what it was asked."""

from __future__ import annotations

import http.client
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

BLOCK_BYTES = 1 << 16


class Request(NamedTuple):
    """A request that came: for an object, or for a list of what begins with `prefix`."""

    method: str
    path: str
    prefix: str | None
    range: str | None
    if_match: str | None

    @property
    def is_read(self) -> bool:
        """Whether it reads an object."""
        return self.method == "GET" and self.prefix is None


class Fault(NamedTuple):
    """What goes wrong with one read of an object: an answer instead, or an end after so many bytes of the body."""

    status: int = 0
    cut_after_bytes: int | None = None
    meanwhile: Callable[[], object] | None = None


class FaultyProxy(NamedTuple):
    """A running proxy. Each read of an object takes the next of `faults`; `always` holds where they have run out."""

    endpoint: str
    requests: list[Request]
    faults: deque[Fault]
    always: list[Fault]

    def reads(self) -> list[Request]:
        """Requests that read objects."""
        return [one for one in self.requests if one.is_read]

    def listed(self) -> list[str]:
        """Prefixes of the lists that were asked for."""
        return [one.prefix for one in self.requests if one.prefix is not None]


@contextmanager
def proxy_before(endpoint: str) -> Iterator[FaultyProxy]:
    """A proxy on a free port of loopback."""
    server = _Server(endpoint)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.proxy
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, endpoint: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upstream = urlsplit(endpoint).netloc
        self.proxy = FaultyProxy(f"http://127.0.0.1:{self.server_port}", [], deque(), [])


class _Handler(BaseHTTPRequestHandler):
    """Hands requests on as they are, so that their signatures stay valid."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        proxy, request = self.server.proxy, self._remember()
        fault = Fault()
        if request.is_read:
            fault = proxy.faults.popleft() if proxy.faults else (proxy.always or [fault])[0]
        if fault.status:
            self._send_head(fault.status, [("Content-Length", "0")])
        else:
            self._hand_on(fault)

    def do_HEAD(self) -> None:
        self._remember()
        self._hand_on(Fault())

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _remember(self) -> Request:
        parts = urlsplit(self.path)
        prefix = parse_qs(parts.query, keep_blank_values=True).get("prefix", [None])[0]
        path, headers = unquote(parts.path), self.headers
        request = Request(self.command, path, prefix, headers.get("Range"), headers.get("If-Match"))
        self.server.proxy.requests.append(request)
        return request

    def _hand_on(self, fault: Fault) -> None:
        upstream = http.client.HTTPConnection(self.server.upstream, timeout=60)
        upstream.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            upstream.putheader(name, value)
        upstream.endheaders()
        answer = upstream.getresponse()
        left = fault.cut_after_bytes
        self._send_head(answer.status, [pair for pair in answer.getheaders() if pair[0] != "Connection"])
        while block := answer.read(BLOCK_BYTES if left is None else min(left, BLOCK_BYTES)):
            self.wfile.write(block)
            left = None if left is None else left - len(block)
        upstream.close()
        if left is not None:
            self.wfile.flush()
            self.close_connection = True
            if fault.meanwhile:
                fault.meanwhile()

    def _send_head(self, status: int, headers: list[tuple[str, str]]) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
