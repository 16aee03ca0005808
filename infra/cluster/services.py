"""A service of the cluster: how it is started, as whom, and how one sees that it is up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGTERM, Signals

from infra.cluster.places import PROJECT


@dataclass(frozen=True)
class Service:
    """A long-running process. `stop_signal` asks it to end and drop its clients; `user` is whom it runs as."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    is_up: Callable[[], bool]
    folder: Path = PROJECT
    user: str | None = None
    stop_signal: Signals = SIGTERM
    prepare: Callable[[], None] = field(default=lambda: None)
