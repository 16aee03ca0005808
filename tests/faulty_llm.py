"""A chat completions server that answers badly on cue and remembers what it was asked."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Reply(NamedTuple):
    """What one request gets: `says` in a completion (of the request, where it is a function), or `raw` in its place."""

    says: str | Callable[[dict[str, Any]], str] = "{}"
    status: int = 200
    raw: bytes | None = None
    content_type: str = "application/json"
    waits_seconds: float = 0.0


class FaultyModel(NamedTuple):
    """A running server. Each request takes the next of `replies`; `always` holds where they have run out."""

    url: str
    requests: list[dict[str, Any]]
    keys: list[str | None]
    replies: deque[Reply]
    always: list[Reply]


def error(status: int, message: str = "no", **further: str) -> Reply:
    """An error as OpenAI's API states it."""
    return Reply(status=status, raw=json.dumps({"error": {"message": message, **further}}).encode())


@contextmanager
def faulty_model() -> Iterator[FaultyModel]:
    """A server on a free port of loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    state = FaultyModel(f"http://127.0.0.1:{server.server_port}/v1", [], [], deque(), [Reply()])
    server.state = state  # type: ignore[attr-defined] # for the handler, which is made anew for each request
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        state: FaultyModel = self.server.state  # type: ignore[attr-defined]
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        state.requests.append({"path": self.path, **request})
        state.keys.append(self.headers["Authorization"])
        reply = state.replies.popleft() if state.replies else state.always[0]
        time.sleep(reply.waits_seconds)
        says = reply.says if isinstance(reply.says, str) else reply.says(request)
        content = reply.raw if reply.raw is not None else json.dumps(_completion(request["model"], says)).encode()
        try:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Retry-After", "0.01")
            self.end_headers()
            self.wfile.write(content)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _completion(model: str, says: str) -> dict[str, Any]:
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": says}}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }
