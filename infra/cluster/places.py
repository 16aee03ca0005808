"""Where the cluster keeps its state: folders, ports, and secrets that are made once for their owner only."""

from __future__ import annotations

import base64
import json
import os
import secrets
import socket
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = "127.0.0.1"
PROJECT = Path(__file__).resolve().parents[2]
BUCKET = "daybook"
WORKERS = ("worker-1", "worker-2")
_PORTS = ("postgres", "redis", "api-server", "triggerer-log")
_S3_PORTS = tuple(f"s3-{role}{kind}" for role in ("master", "volume", "filer", "s3", "admin") for kind in ("", ".grpc"))
_SECRETS = ("postgres", "redis", "s3_key", "s3_secret", "jwt", "session", "fernet")


@dataclass(frozen=True)
class Places:
    """One cluster: its folder, its ports and its secrets."""

    root: Path
    ports: dict[str, int]
    secrets: dict[str, str]

    def folder(self, name: str) -> Path:
        """A folder below the root, made where it is missing."""
        path = self.root / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    @property
    def s3_url(self) -> str:
        """Endpoint of the S3 server."""
        return f"http://{LOOPBACK}:{self.ports['s3-s3']}"

    @property
    def api_url(self) -> str:
        """Address of Airflow's API server and pages."""
        return f"http://{LOOPBACK}:{self.ports['api-server']}"


def cluster_root() -> Path:
    """Folder of the cluster: CLUSTER_DIR, else .cluster in the project."""
    return Path(os.environ.get("CLUSTER_DIR") or PROJECT / ".cluster").resolve()


def make_places(root: Path) -> Places:
    """Places for a cluster that is about to start: free ports, secrets of before or new ones."""
    root.mkdir(parents=True, exist_ok=True)
    places = Places(root, _free_ports((*_PORTS, *_S3_PORTS)), _kept_secrets(root / "secrets.json"))
    _write_private(root / "ports.json", places.ports)
    return places


def read_places(root: Path) -> Places:
    """Places of a cluster that was started; ends the program where there is none."""
    try:
        ports, kept = ((root / name).read_text() for name in ("ports.json", "secrets.json"))
    except FileNotFoundError:
        raise SystemExit(f"cluster: none was started in {root}: run `make cluster` first.") from None
    return Places(root, json.loads(ports), json.loads(kept))


def _free_ports(names: tuple[str, ...]) -> dict[str, int]:
    with ExitStack() as sockets:
        bound = [sockets.enter_context(socket.create_server((LOOPBACK, 0))) for _ in names]
        return {name: one.getsockname()[1] for name, one in zip(names, bound, strict=True)}


def _kept_secrets(path: Path) -> dict[str, str]:
    if path.exists():
        kept: dict[str, str] = json.loads(path.read_text())
        return kept
    made = {name: secrets.token_hex(24) for name in _SECRETS}
    made["fernet"] = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    _write_private(path, made)
    return made


def _write_private(path: Path, content: object) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(content, file, indent=2)
