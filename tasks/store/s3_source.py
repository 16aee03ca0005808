"""A source on S3: the objects below an address or like a pattern, and their content by way of a scratch file."""

from __future__ import annotations

import hashlib
import io
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from tasks.errors import SourceUnavailable
from tasks.store.compression import BUFFER_BYTES
from tasks.store.diskspace import is_out_of_space
from tasks.store.dumps import changed
from tasks.store.s3 import S3Bucket, S3Object
from tasks.store.s3_address import bucket_and_key


@dataclass(frozen=True)
class S3Content:
    """Content of an object. `listed` is None where the object was not looked at yet."""

    bucket: S3Bucket
    key: str
    listed: S3Object | None = None

    def size_bytes(self) -> int:
        """Size as delivered."""
        return self._found().size_bytes

    def modified_at(self) -> datetime:
        """When the object was last written, UTC."""
        return self._found().modified_at

    def identity(self) -> str:
        """Server, address, ETag, size and time of the object, which a write changes."""
        found = self._found()
        place = f"{self.bucket.endpoint} {self.bucket.address_of(self.key)}"
        return f"{place} {found.etag} {found.size_bytes} {found.modified_at.isoformat()}"

    def sha256(self) -> str:
        """sha256 as delivered, hex; the object is streamed once and not kept."""
        found, digest = self._found(), hashlib.sha256()
        for block in self.bucket.read_object(self.key, size_bytes=found.size_bytes, etag=found.etag):
            digest.update(block)
        return digest.hexdigest()

    @contextmanager
    def opened(self, *, sha256: str, size_bytes: int) -> Iterator[BinaryIO]:
        """A scratch copy without a name, which is gone however the process ends; SourceUnavailable where it differs.

        The copy lies in the system's folder for temporary files (TMPDIR) and is hashed as it is written. With a copy
        the object is read from S3 once, whatever its format, and nothing of content that has changed gets any further.
        """
        with self._scratch_file() as scratch:
            digest = hashlib.sha256()
            etag = self.listed.etag if self.listed else None
            for block in self.bucket.read_object(self.key, size_bytes=size_bytes, etag=etag):
                digest.update(block)
                self._write(scratch, block, size_bytes)
            if digest.hexdigest() != sha256:
                raise changed(self.bucket.address_of(self.key))
            scratch.seek(0)
            yield io.BufferedReader(scratch, BUFFER_BYTES)

    def _found(self) -> S3Object:
        return self.listed or self.bucket.find_object(self.key)

    def _scratch_file(self) -> io.FileIO:
        """An empty file without a name and without a buffer, which on a full disk would fail once more when closed."""
        try:
            return tempfile.TemporaryFile(prefix="daybook-", buffering=0)
        except OSError as error:
            raise self._no_room(str(error.strerror)) from None

    def _write(self, scratch: io.FileIO, block: bytes, size_bytes: int) -> None:
        rest = memoryview(block)
        try:
            while rest:
                rest = rest[scratch.write(rest) :]
        except OSError as error:
            if not is_out_of_space(error):
                raise
            raise self._no_room(f"{size_bytes:,} bytes in {tempfile.gettempdir()}: {error.strerror}") from None

    def _no_room(self, what: str) -> SourceUnavailable:
        return SourceUnavailable(
            f"{self.bucket.address_of(self.key)}: no room for a scratch copy: {what}. "
            "Free some space or set TMPDIR to another folder, then run again."
        )


def objects_below(root: str, beginning: str = "") -> Iterator[tuple[str, S3Content]]:
    """Every object below an `s3://` address by its name relative to that; those whose names begin so, where given."""
    name, prefix = bucket_and_key(root)
    bucket, folder = S3Bucket(name), _as_folder(prefix)
    for found in bucket.list_objects(folder + beginning):
        yield found.key.removeprefix(folder), S3Content(bucket, found.key, found)


def objects_like(root: str, pattern: str) -> Iterator[tuple[str, S3Content]]:
    """Objects below an `s3://` address that can match a pattern, in which * stands for a part of one name.

    Level by level, so that folders which the pattern does not mean are not listed.
    """
    name, prefix = bucket_and_key(root)
    bucket, folder = S3Bucket(name), _as_folder(prefix)
    for found in _walk(bucket, folder, pattern.split("/")):
        yield found.key.removeprefix(folder), S3Content(bucket, found.key, found)


def objects_named(root: str, names: Sequence[str]) -> dict[str, S3Content]:
    """The objects below an `s3://` address that have these names; whether they are there is seen at reading."""
    name, prefix = bucket_and_key(root)
    bucket, folder = S3Bucket(name), _as_folder(prefix)
    return {one: S3Content(bucket, folder + one) for one in names}


def _walk(bucket: S3Bucket, folder: str, segments: Sequence[str]) -> Iterator[S3Object]:
    segment, *rest = segments
    literal = segment.partition("*")[0]
    if not rest:
        yield from bucket.list_objects(folder + literal, is_flat=False)
    elif literal == segment:
        yield from _walk(bucket, f"{folder}{segment}/", rest)
    else:
        expression = re.compile("[^/]*".join(map(re.escape, segment.split("*"))))
        for below in bucket.list_folders(folder + literal):
            if expression.fullmatch(below.removeprefix(folder).removesuffix("/")):
                yield from _walk(bucket, below, rest)


def _as_folder(prefix: str) -> str:
    return f"{prefix.removesuffix('/')}/" if prefix else ""
