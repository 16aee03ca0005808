"""No hostile file raises, hangs, fills memory or hides what it cost; what was read before a fault stays."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest

from tests.hostile import CORPUS
from tests.reading import articles, read_file, reasons

pytestmark = pytest.mark.slow

SECONDS = 30
MEMORY_BYTES = 400_000_000


@pytest.mark.parametrize("label", CORPUS)
def test_a_hostile_file_ends_in_rejects_in_bounded_time_and_memory(label: str, tmp_path: Path) -> None:
    hostile = CORPUS[label]
    path = tmp_path / hostile.name
    path.write_bytes(hostile.make())
    before, started = _peak_bytes(), time.monotonic()
    members = read_file(path)
    assert time.monotonic() - started < SECONDS
    assert _peak_bytes() - before < MEMORY_BYTES
    found = [one for records in members.values() for one in records]
    assert len(articles(found)) == hostile.article_count
    assert set(reasons(found)) == set(hostile.reasons)
    assert sorted(tmp_path.iterdir()) == [path]


def _peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
