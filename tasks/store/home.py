"""Home: the folder that holds lake, warehouse and exports. Every write is whole or absent."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tasks.store.diskspace import naming_what_has_no_room


class Home:
    """Named files under one root. Names are relative POSIX paths; a name holds a complete file or nothing."""

    def __init__(self, root: Path | str) -> None:
        """`root` need not exist yet: the first write makes it."""
        self.root = Path(root)

    def path_of(self, name: str) -> Path:
        """Local path of a file, for readers that want one."""
        return self.root / name

    def exists(self, name: str) -> bool:
        """Whether the file is there, complete."""
        return self.path_of(name).is_file()

    def read_bytes(self, name: str) -> bytes:
        """Whole content of a small file; FileNotFoundError where it is missing."""
        return self.path_of(name).read_bytes()

    def size_of(self, name: str) -> int:
        """Size in bytes."""
        return self.path_of(name).stat().st_size

    def sha256_of(self, name: str) -> str:
        """sha256 of the content, hex."""
        return sha256_of_file(self.path_of(name))

    def list_names(self, prefix: str) -> list[str]:
        """Names of complete files below a folder, sorted; temporary ones left out."""
        folder = self.path_of(prefix)
        found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".tmp")
        return sorted(path.relative_to(self.root).as_posix() for path in found)

    def remove(self, name: str) -> None:
        """Remove a file; nothing happens where it is missing."""
        self.path_of(name).unlink(missing_ok=True)

    @contextmanager
    def creating(self, name: str) -> Iterator[Path]:
        """A temporary path beside `name`; leaving the block moves it there, an exception removes it."""
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

    def append_line(self, name: str, line: str) -> None:
        """Append one line to a log under home."""
        path = self.path_of(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(line + "\n")

    def sweep_temporaries(self) -> int:
        """Remove what killed processes left half-written; the caller holds the home alone. Returns how many."""
        leftovers = [path for path in self.root.rglob("*.tmp*") if _is_leftover(path)]
        for path in leftovers:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        return len(leftovers)


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
