"""Home: the folder, or the prefix on S3, that holds lake, warehouse and exports. Every write is whole or absent."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from tasks.store.diskspace import naming_what_has_no_room
from tasks.store.s3_address import is_on_s3

if TYPE_CHECKING:
    from tasks.store.s3 import S3Access

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def home_at(location: Path | str) -> Home:
    """The home in a folder or below an `s3://` address. Either need not exist yet: the first write makes it."""
    if is_on_s3(str(location)):
        from tasks.store.s3_home import S3Home

        return S3Home(str(location))
    return Home(location)


class Home:
    """Named files under one root. Names are relative POSIX paths; a name holds a complete file or nothing.

    This one is a folder; S3Home has the same methods for a prefix on S3.
    """

    is_local = True
    """Whether the processes that write here can lock each other out, and leave half-written files behind."""

    root: Path | str

    def __init__(self, root: Path | str) -> None:
        """`root` need not exist yet: the first write makes it."""
        self.root = self._folder = Path(root)

    def address_of(self, name: str) -> Path | str:
        """Where a file is, for people and their programs: a path, or an `s3://` address."""
        return self._folder / name

    def path_of(self, name: str) -> Path:
        """Local path of a file, for readers that want one; on S3 that of a copy, made where there is none yet."""
        return self._folder / name

    def access_to(self, name: str) -> S3Access | None:  # noqa: ARG002 as on S3
        """How to read the file where it is; None where that is best done through `path_of`."""
        return None

    def end_of(self, name: str) -> Path | BinaryIO | None:
        """What the end of a file, where Parquet has its footer, can be read from; None where the file is missing."""
        return self.path_of(name) if self.exists(name) else None

    def exists(self, name: str) -> bool:
        """Whether the file is there, complete."""
        return self.path_of(name).is_file()

    def read_bytes(self, name: str) -> bytes:
        """Whole content of a small file; FileNotFoundError where it is missing."""
        return self.path_of(name).read_bytes()

    def size_of(self, name: str) -> int:
        """Size in bytes."""
        return self.path_of(name).stat().st_size

    def sha256_of(self, name: str, *, is_reread: bool = False) -> str:  # noqa: ARG002 as on S3
        """sha256 of the content, hex. On S3 as it was when it was written, unless `is_reread`.

        FileNotFoundError where the file is missing.
        """
        return sha256_of_file(self.path_of(name))

    def list_names(self, prefix: str) -> list[str]:
        """Names of complete files below a folder, sorted; temporary ones left out."""
        return sorted(path.relative_to(self._folder).as_posix() for path in self._files_below(prefix))

    def sizes_below(self, prefix: str) -> dict[str, int]:
        """Sizes in bytes of the complete files below a folder, by name."""
        return {path.relative_to(self._folder).as_posix(): path.stat().st_size for path in self._files_below(prefix)}

    def remove(self, name: str) -> None:
        """Remove a file; nothing happens where it is missing."""
        self.path_of(name).unlink(missing_ok=True)

    @contextmanager
    def creating(self, name: str, *, is_once: bool = False) -> Iterator[Path]:  # noqa: ARG002 as on S3
        """A temporary path beside `name`; leaving the block moves it there, an exception removes it.

        `is_once`: the file is never replaced. On S3, where there is no lock, what somebody else has put there meanwhile
        stays, for it may be read already.
        """
        target = self.path_of(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary_name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        os.close(handle)
        temporary = Path(temporary_name)
        try:
            with naming_what_has_no_room(target):
                yield temporary
                temporary.chmod(0o644)
                _sync(temporary)
                temporary.replace(target)
                _sync(target.parent)
        finally:
            temporary.unlink(missing_ok=True)
            temporary.with_name(f"{temporary.name}.wal").unlink(missing_ok=True)

    def write_bytes(self, name: str, content: bytes) -> None:
        """Replace a file by new content, atomically."""
        with self.creating(name) as temporary:
            temporary.write_bytes(content)

    def draft(self, name: str) -> Path:
        """A local path to write a file to whose name is not known yet; to be moved into `creating`, or removed."""
        path = self.path_of(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def state_of(self, name: str) -> str | None:
        """What tells this state of a small file from any other; None where it is missing."""
        return self.sha256_of(name) if self.exists(name) else None

    def replace_if(self, name: str, content: bytes, state: str | None) -> bool:
        """Replace a small file that is still in this state; whether it was. In a folder the caller holds the lock."""
        if self.state_of(name) != state:
            return False
        self.write_bytes(name, content)
        return True

    def copy_if(self, name: str, copy: str, *, sha256: str) -> bool:
        """Keep a file under a second name where its content has this hash; whether it has. In a folder a hard link."""
        target = self.path_of(copy)
        target.parent.mkdir(parents=True, exist_ok=True)
        link = target.with_name(f".{uuid.uuid4().hex}.tmp")
        try:
            os.link(self.path_of(name), link)
            if sha256_of_file(link) != sha256:
                return False
            link.replace(target)
        finally:
            link.unlink(missing_ok=True)
        return True

    def append_line(self, name: str, line: str) -> None:
        """Append one line to a log under home."""
        self.append_lines(name, (line,))

    def append_lines(self, name: str, lines: Sequence[str]) -> None:
        """Append lines to a log under home; nothing happens without any."""
        if not lines:
            return
        path = self.path_of(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.writelines(f"{line}\n" for line in lines)

    def for_each(self, function: Callable[[_Item], _Result], items: Iterable[_Item]) -> list[_Result]:
        """Results in order of a function that reads from home; on S3 several at a time."""
        return [function(item) for item in items]

    def sweep_temporaries(self) -> int:
        """Remove what killed processes left half-written; the caller holds the home alone. Returns how many."""
        leftovers = [path for path in self._folder.rglob("*.tmp*") if _is_leftover(path)]
        for path in leftovers:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        return len(leftovers)

    def _files_below(self, prefix: str) -> Iterator[Path]:
        return (path for path in self.path_of(prefix).rglob("*") if path.is_file() and path.suffix != ".tmp")


def sha256_of_file(path: Path) -> str:
    """sha256 of a local file, hex, read in blocks."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _is_leftover(path: Path) -> bool:
    """Temporary files, DuckDB's log beside one and folder of one; not the folder to which a reader's query spills."""
    is_of_reader = any(name.endswith(".duckdb.tmp") and not name.startswith(".") for name in path.parts)
    return path.name.endswith((".tmp", ".tmp.wal")) and not is_of_reader


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
