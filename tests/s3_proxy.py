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
    if_none_match: str | None = None

    @property
    def is_read(self) -> bool:
        """Whether it reads an object."""
        return self.method == "GET" and self.prefix is None

    @property
    def is_write(self) -> bool:
        """Whether it writes an object, a part of one, or removes one."""
        return self.method in ("PUT", "POST", "DELETE")


class Fault(NamedTuple):
    """What goes wrong with one request: an answer instead, with an error code, or an end after so many bytes.

    `meanwhile` is done when the answer ends so; `beforehand`, before the request is handed on. With `is_lost` the
    server does what it is asked to, and its answer never arrives.
    """

    status: int = 0
    cut_after_bytes: int | None = None
    meanwhile: Callable[[], object] | None = None
    code: str = ""
    beforehand: Callable[[], object] | None = None
    is_lost: bool = False


class FaultyProxy(NamedTuple):
    """A running proxy. Each read of an object takes the next of `faults`; `always` holds where they have run out.

    Of requests that write, `on_write` says what goes wrong with them; of those that look up an object, `on_look_up`; of
    those that list, `on_list`.
    """

    endpoint: str
    requests: list[Request]
    faults: deque[Fault]
    always: list[Fault]
    on_write: list[Callable[[Request], Fault | None]]
    on_look_up: list[Callable[[Request], Fault | None]]
    on_list: list[Callable[[Request], Fault | None]]

    def reads(self) -> list[Request]:
        """Requests that read objects."""
        return [one for one in self.requests if one.is_read]

    def writes(self) -> list[Request]:
        """Requests that write."""
        return [one for one in self.requests if one.is_write]

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
        self.proxy = FaultyProxy(f"http://127.0.0.1:{self.server_port}", [], deque(), [], [], [], [])

    def handle_error(self, *_: object) -> None:
        """Say nothing: a client that had enough of waiting is gone."""


class _Handler(BaseHTTPRequestHandler):
    """Hands requests on as they are, so that their signatures stay valid."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        proxy, request = self.server.proxy, self._remember()
        fault = Fault()
        if request.is_read:
            fault = proxy.faults.popleft() if proxy.faults else (proxy.always or [fault])[0]
        else:
            fault = next((told for rule in proxy.on_list if (told := rule(request))), fault)
        self._answer(fault)

    def do_HEAD(self) -> None:
        self._answer(self._fault_of(self.server.proxy.on_look_up))

    def do_PUT(self) -> None:
        self._answer(self._fault_of(self.server.proxy.on_write))

    def do_POST(self) -> None:
        self.do_PUT()

    def do_DELETE(self) -> None:
        self.do_PUT()

    def _fault_of(self, rules: list[Callable[[Request], Fault | None]]) -> Fault:
        request = self._remember()
        return next((fault for rule in rules if (fault := rule(request))), Fault())

    def _answer(self, fault: Fault) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if fault.beforehand:
            fault.beforehand()
        if fault.status:
            error = f"<Error><Code>{fault.code}</Code></Error>".encode() if fault.code else b""
            self._send_head(fault.status, [("Content-Length", str(len(error))), ("ETag", '"as-told"')])
            self.wfile.write(error if self.command != "HEAD" else b"")
        else:
            self._hand_on(fault, content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _remember(self) -> Request:
        parts = urlsplit(self.path)
        prefix = parse_qs(parts.query, keep_blank_values=True).get("prefix", [None])[0]
        path, headers = unquote(parts.path), self.headers
        conditions = (headers.get("Range"), headers.get("If-Match"), headers.get("If-None-Match"))
        request = Request(self.command, path, prefix, *conditions)
        self.server.proxy.requests.append(request)
        return request

    def _hand_on(self, fault: Fault, content: bytes) -> None:
        upstream = http.client.HTTPConnection(self.server.upstream, timeout=60)
        upstream.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            upstream.putheader(name, value)
        upstream.endheaders(content or None)
        answer = upstream.getresponse()
        if fault.is_lost:
            answer.read()
            upstream.close()
            self.close_connection = True
            return
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
