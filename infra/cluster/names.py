"""The name that a worker gives itself: on one machine all would have the machine's."""

from __future__ import annotations

import os
import socket

VARIABLE = "CLUSTER_PART"


def part_name() -> str:
    """Name of the part of the cluster that this process belongs to, for Airflow's `hostname_callable`."""
    return os.environ.get(VARIABLE) or socket.gethostname()
