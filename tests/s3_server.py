"""A real S3 server (SeaweedFS) for tests: on loopback and free ports, in a process group that ends with the tests."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import boto3.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

WEED = str(Path(sys.executable).with_name("weed"))
BUCKET = "news"
OTHER_BUCKET = "closed"
ACCESS_KEY, SECRET_KEY = "AKIATESTREADER", "the-reader-has-a-secret"
# Somebody who may read another bucket only.
STRANGER_KEY, STRANGER_SECRET = "AKIASTRANGER", "the-stranger-has-a-secret"
PATIENCE_SECONDS = 60
STARTS = 3
_PORTS = ("master", "volume", "filer", "s3", "admin")
_SIGNAL_OF_PARENTS_DEATH = 1  # PR_SET_PDEATHSIG, prctl(2)


class S3Server(NamedTuple):
    """A running server: where it listens, and a client that may do everything."""

    endpoint: str
    client: Any


class S3Folder(NamedTuple):
    """A prefix of a test's own."""

    client: Any
    prefix: str

    @property
    def url(self) -> str:
        """The folder as a source."""
        return f"s3://{BUCKET}/{self.prefix}"

    def put(self, name: str, content: bytes = b"x") -> None:
        """Write an object."""
        self.client.put_object(Bucket=BUCKET, Key=f"{self.prefix}/{name}", Body=content)

    def remove(self, name: str) -> None:
        """Remove an object."""
        self.client.delete_object(Bucket=BUCKET, Key=f"{self.prefix}/{name}")

    def copy_from(self, folder: Path) -> None:
        """Write every file of a local folder."""
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                self.put(path.relative_to(folder).as_posix(), path.read_bytes())


@contextmanager
def serving(folder: Path) -> Iterator[S3Server]:
    """A server that keeps its objects in `folder`, with the buckets of this module."""
    identities = [
        {
            "name": "reader",
            "credentials": [{"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}],
            "actions": ["Admin", "Read", "Write", "List"],
        },
        {
            "name": "stranger",
            "credentials": [{"accessKey": STRANGER_KEY, "secretKey": STRANGER_SECRET}],
            "actions": [f"Read:{OTHER_BUCKET}", f"List:{OTHER_BUCKET}"],
        },
    ]
    (folder / "identities.json").write_text(json.dumps({"identities": identities}))
    with ExitStack() as ending:
        for start in range(STARTS):
            ports = _free_ports(2 * len(_PORTS))
            process, endpoint = _start(folder, folder / f"server-{start}.log", ports)
            ending.callback(_end, process, ports)
            client = _client(endpoint)
            if _is_up(client, process):
                client.create_bucket(Bucket=OTHER_BUCKET)
                yield S3Server(endpoint, client)
                return
        raise RuntimeError(f"the S3 server does not start, see its logs in {folder}")


def _start(folder: Path, log: Path, ports: Sequence[int]) -> tuple[subprocess.Popen[bytes], str]:
    wanted = dict(zip((f"{name}.port{kind}" for name in _PORTS for kind in ("", ".grpc")), ports, strict=True))
    command = [
        *(WEED, "mini", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-bucket={BUCKET}"),
        *("-admin.ui=false", "-webdav=false", "-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false"),
        *(f"-s3.config={folder / 'identities.json'}", "-s3.localSocket=s3.sock", "-filer.localSocket=filer.sock"),
        *(f"-{name}={port}" for name, port in wanted.items()),
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 one thread at this time
        )
    return process, f"http://127.0.0.1:{wanted['s3.port']}"


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_SIGNAL_OF_PARENTS_DEATH, signal.SIGKILL)


def _free_ports(count: int) -> list[int]:
    with ExitStack() as sockets:
        bound = [sockets.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [one.getsockname()[1] for one in bound]


def _client(endpoint: str) -> Any:
    config = Config(retries={"total_max_attempts": 1}, connect_timeout=2, read_timeout=60, proxies={})
    return boto3.session.Session().client(
        "s3",
        endpoint_url=endpoint,
        aws_access_key_id=ACCESS_KEY,
        aws_secret_access_key=SECRET_KEY,
        region_name="us-east-1",
        config=config,
    )


def _is_up(client: Any, process: subprocess.Popen[bytes]) -> bool:
    """Wait until the server takes objects; False where it has ended, as when another took one of its ports."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            client.put_object(Bucket=BUCKET, Key="up", Body=b"yes")
        except (BotoCoreError, ClientError):
            time.sleep(0.1)
        else:
            return True
    return False


def _end(process: subprocess.Popen[bytes], ports: Sequence[int]) -> None:
    """Kill the server's process group: what it keeps is thrown away, and asking it takes two seconds."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for port in ports:
        for left in Path("/tmp").glob(f"seaweedfs-*-grpc-{port}.sock"):  # noqa: S108 the server knows no other folder
            left.unlink(missing_ok=True)
