"""A dump file, wherever it lies: its day, its address, and its content as delivered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from tasks.errors import SourceUnavailable
from tasks.store.compression import BUFFER_BYTES


class DumpContent(Protocol):
    """The bytes of a dump file as delivered. SourceUnavailable where they cannot be had now."""

    def size_bytes(self) -> int:
        """Size as delivered."""

    def modified_at(self) -> datetime:
        """When the file was last written, UTC."""

    def identity(self) -> str | None:
        """What changes whenever the content may have; None where reading it again is the way to know."""

    def sha256(self) -> str:
        """sha256 as delivered, hex; reads all of it in blocks."""

    def opened(self, *, sha256: str, size_bytes: int) -> AbstractContextManager[BinaryIO]:
        """A buffered stream that can go back, of content that has this hash; SourceUnavailable where it has another."""


class DumpFile(NamedTuple):
    """A dump file of one day. `dump_uri` is relative to the source, with slashes."""

    day: date
    dump_uri: str
    content: DumpContent


class Listing(NamedTuple):
    """What a source holds: dump files sorted by day and address, and files that belong to no day."""

    files: tuple[DumpFile, ...]
    undated: tuple[str, ...]


@dataclass(frozen=True)
class LocalContent:
    """Content of a file on a disk."""

    path: Path

    def size_bytes(self) -> int:
        """Size as delivered."""
        return self.path.stat().st_size

    def modified_at(self) -> datetime:
        """When the file was last written, UTC."""
        return datetime.fromtimestamp(self.path.stat().st_mtime, UTC)

    def identity(self) -> None:
        """None: a file may be rewritten within the resolution of its time, and reading it again costs little."""
        return

    def sha256(self) -> str:
        """sha256 as delivered, hex."""
        with self.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    @contextmanager
    def opened(self, *, sha256: str, size_bytes: int) -> Iterator[BinaryIO]:
        """The file itself, hashed first; SourceUnavailable where it has changed or gone."""
        try:
            stream = self.path.open("rb", buffering=BUFFER_BYTES)
        except (FileNotFoundError, IsADirectoryError):
            raise changed(str(self.path)) from None
        with stream:
            # Through the same descriptor, so that a file moved into its place meanwhile makes no difference.
            delivered = hashlib.file_digest(stream, "sha256")  # type: ignore[arg-type]
            if stream.tell() != size_bytes or delivered.hexdigest() != sha256:
                raise changed(str(self.path))
            stream.seek(0)
            yield stream


def changed(place: str) -> SourceUnavailable:
    """The error for a dump file that is no longer what was planned."""
    return SourceUnavailable(f"{place} has changed or gone since the day was planned. Run the day again.")
