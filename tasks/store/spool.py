"""Streams that can go back, for formats that begin reading at the end: ZIP and Parquet."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

BLOCK_BYTES = 1 << 17


@contextmanager
def seekable(stream: BinaryIO) -> Iterator[IO[bytes]]:
    """The content as a stream that can go back: itself, or an unnamed temporary file that is gone afterwards."""
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile(prefix="daybook-") as spool:
        while block := stream.read(BLOCK_BYTES):
            spool.write(block)
        spool.seek(0)
        yield spool
