"""Home on S3: the same names under a prefix. One request writes a file; nothing locks, so CURRENT moves on a condition.

Objects state the sha256 of their content in their metadata. Readers that want a local file get a copy from the scratch
cache, which is named by that hash.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, TypeVar

from tasks.errors import SourceUnavailable
from tasks.store.diskspace import naming_what_has_no_room
from tasks.store.home import Home, sha256_of_file
from tasks.store.s3 import CONNECTIONS, S3Access, S3Bucket, S3Object, wait_after
from tasks.store.s3_address import bucket_and_key
from tasks.store.s3_writing import copy_object, put_content, put_file, remove_object, require_conditions
from tasks.store.scratch_cache import ScratchCache

END_BYTES = 64 << 10
"""What is read of the end of a Parquet file at first: its footer is seldom longer."""
APPENDING_ATTEMPTS = 10
CONDITIONS_TRIED = "log/conditions-are-heeded"
_BY_CONTENT = re.compile(r"[0-9a-f]{64}\.parquet")

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class S3Home(Home):
    """A home below an `s3://` address. Processes on any number of machines may read and write at once."""

    is_local = False

    def __init__(self, address: str) -> None:
        """InputError where the address or the settings for AWS cannot be used; nothing is sent yet."""
        name, key = bucket_and_key(address, "home")
        self.root = address.rstrip("/")
        self._bucket = _bucket_of_process(name)
        self._prefix = f"{key.rstrip('/')}/" if key.rstrip("/") else ""
        self._cache = ScratchCache()

    def address_of(self, name: str) -> str:
        """The file's `s3://` address."""
        return f"{self.root}/{name}"

    def path_of(self, name: str) -> Path:
        """A local copy, downloaded where there is none of this content; FileNotFoundError where the file is missing."""
        copy = self._cached_by_name(name)
        if copy:
            return copy
        found = self._look_up(name)
        return self._cache.find(self._cache_key(found)) or self._download(found)

    def access_to(self, name: str) -> S3Access | None:
        """How to read the file where it is; None where a copy of it is on this machine."""
        found = self._look_up(name)
        return None if self._cache.find(self._cache_key(found)) else self._bucket.access_to(found.key)

    def end_of(self, name: str) -> Path | BinaryIO | None:
        """The end of a Parquet file, at least its whole footer; None where the file is missing."""
        copy = self._cached_by_name(name)
        if copy:
            return copy
        end = self._bucket.read_end(self._prefix + name, END_BYTES)
        needed = int.from_bytes(end[-8:-4], "little") + 8 if end else 0
        if end and len(end) == END_BYTES < needed:
            end = self._bucket.read_end(self._prefix + name, needed)
        return io.BytesIO(end) if end else None

    def exists(self, name: str) -> bool:
        """Whether the file is there, complete."""
        return self._bucket.look_up(self._prefix + name) is not None

    def read_bytes(self, name: str) -> bytes:
        """Whole content of a small file; FileNotFoundError where it is missing."""
        found = self._bucket.read_whole(self._prefix + name)
        if found is None:
            raise FileNotFoundError(self.address_of(name))
        return found[0]

    def size_of(self, name: str) -> int:
        """Size in bytes."""
        return self._look_up(name).size_bytes

    def sha256_of(self, name: str, *, is_reread: bool = False) -> str:
        """sha256 of the content, hex: as stated when it was written, unless `is_reread` or nothing was stated."""
        found = self._look_up(name)
        if found.sha256 and not is_reread:
            return found.sha256
        digest = hashlib.sha256()
        for block in self._bucket.read_object(found.key, size_bytes=found.size_bytes, etag=found.etag):
            digest.update(block)
        return digest.hexdigest()

    def list_names(self, prefix: str) -> list[str]:
        """Names of files below a folder, sorted."""
        return sorted(self.sizes_below(prefix))

    def sizes_below(self, prefix: str) -> dict[str, int]:
        """Sizes in bytes of the files below a folder, by name."""
        below = f"{self._prefix}{prefix.rstrip('/')}/" if prefix else self._prefix
        return {one.key.removeprefix(self._prefix): one.size_bytes for one in self._bucket.list_objects(below)}

    def remove(self, name: str) -> None:
        """Remove a file; nothing happens where it is missing."""
        remove_object(self._bucket, self._prefix + name)

    @contextmanager
    def creating(self, name: str, *, is_once: bool = False) -> Iterator[Path]:
        """A temporary local path; leaving the block writes the file to S3, an exception removes it."""
        temporary = self._cache.new_file(Path(name).suffix)
        try:
            with naming_what_has_no_room(temporary):
                yield temporary
            sha256 = sha256_of_file(temporary)
            if put_file(self._bucket, self._prefix + name, temporary, sha256=sha256, is_new=is_once):
                self._cache.adopt(temporary, f"{sha256}{Path(name).suffix}")
        finally:
            temporary.unlink(missing_ok=True)
            temporary.with_name(f"{temporary.name}.wal").unlink(missing_ok=True)

    def write_bytes(self, name: str, content: bytes) -> None:
        """Replace a file by new content, atomically."""
        put_content(self._bucket, self._prefix + name, content, sha256=hashlib.sha256(content).hexdigest())

    def draft(self, name: str) -> Path:
        """A local path to write a file to whose name is not known yet."""
        return self._cache.new_file(f".{Path(name).name}")

    def state_of(self, name: str) -> str | None:
        """The file's ETag; None where it is missing."""
        found = self._bucket.look_up(self._prefix + name)
        return found.etag if found else None

    def replace_if(self, name: str, content: bytes, state: str | None) -> bool:
        """Replace a small file that is still in this state; whether it was. InputError where S3 cannot promise that."""
        if not self._bucket.heeds_conditions:
            require_conditions(self._bucket, self._prefix + CONDITIONS_TRIED)
            self._bucket.heeds_conditions = True
        key, sha256 = self._prefix + name, hashlib.sha256(content).hexdigest()
        if put_content(self._bucket, key, content, sha256=sha256, is_new=state is None, etag=state):
            return True
        # A request whose answer got lost is made again, and then it is refused because of itself.
        found = self._bucket.read_whole(key)
        return found is not None and found[0] == content

    def copy_if(self, name: str, copy: str, *, sha256: str) -> bool:
        """Have S3 copy a file whose content has this hash; whether it has."""
        found = self._look_up(name)
        if (found.sha256 or self.sha256_of(name)) != sha256:
            return False
        return copy_object(self._bucket, found.key, self._prefix + copy, etag=found.etag)

    def append_lines(self, name: str, lines: Sequence[str]) -> None:
        """Append lines to a log: it is read and replaced, again where somebody else was faster."""
        if not lines:
            return
        key, added = self._prefix + name, "".join(f"{line}\n" for line in lines).encode()
        tried = b""
        for failures in range(1, APPENDING_ATTEMPTS + 1):
            content, etag = self._bucket.read_whole(key) or (b"", None)
            if tried and content == tried:
                return
            tried = content + added
            if put_content(self._bucket, key, tried, is_new=etag is None, etag=etag):
                return
            wait_after(min(failures, 5))
        raise SourceUnavailable(f"{self.address_of(name)}: others append to it without a pause. Run again later.")

    def for_each(self, function: Callable[[_Item], _Result], items: Iterable[_Item]) -> list[_Result]:
        """Results in order of a function that reads from home, some at a time."""
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            return list(pool.map(function, items))

    def sweep_temporaries(self) -> int:
        """Nothing: what is half-written is no object. Uploads in parts that were cut off are for a lifecycle rule."""
        return 0

    def _look_up(self, name: str) -> S3Object:
        found = self._bucket.look_up(self._prefix + name)
        if found is None:
            raise FileNotFoundError(self.address_of(name))
        return found

    def _cached_by_name(self, name: str) -> Path | None:
        """The copy of a file that is named by its content, without a request."""
        last = name.rpartition("/")[2]
        return self._cache.find(last) if _BY_CONTENT.fullmatch(last) else None

    def _cache_key(self, found: S3Object) -> str:
        place = f"{self._bucket.endpoint} {self._bucket.name} {found.key} {found.etag} {found.size_bytes}"
        return (found.sha256 or hashlib.sha256(place.encode()).hexdigest()) + Path(found.key).suffix

    def _download(self, found: S3Object) -> Path:
        temporary = self._cache.new_file()
        try:
            digest = hashlib.sha256()
            with naming_what_has_no_room(temporary), temporary.open("wb") as file:
                for block in self._bucket.read_object(found.key, size_bytes=found.size_bytes, etag=found.etag):
                    digest.update(block)
                    file.write(block)
            if found.sha256 not in (None, digest.hexdigest()):
                raise SourceUnavailable(
                    f"{self._bucket.address_of(found.key)} arrived with another sha256 than it was written with. Run "
                    "again; if it says so again, remove it and run its day: it is made anew."
                )
            return self._cache.adopt(temporary, self._cache_key(found))
        finally:
            temporary.unlink(missing_ok=True)


def _bucket_of_process(name: str) -> S3Bucket:
    """The process's client for a bucket: to make one costs more than most requests."""
    variables = tuple(sorted((key, value) for key, value in os.environ.items() if key.startswith("AWS_")))
    return _bucket(name, os.getpid(), variables)


@lru_cache(maxsize=4)
def _bucket(name: str, _pid: int, _variables: tuple[tuple[str, str], ...]) -> S3Bucket:
    return S3Bucket(name)
