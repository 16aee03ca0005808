"""Scratch cache: copies of objects on this machine, by content, for readers that want a local file.

It lies in the system's folder for temporary files (TMPDIR), is shared by the processes of one user, and may be deleted
whenever none of them runs. What nobody has used for a day goes by itself.
"""

from __future__ import annotations

import os
import stat
import tempfile
import time
from pathlib import Path

from tasks.errors import InputError

IDLE_SECONDS = 24 * 3600.0
SWEEP_SECONDS = 3600.0
"""How often the folder is looked through: it may hold thousands of copies."""
MARKER = "swept"


class ScratchCache:
    """Files by key. A key holds a complete file or nothing, and its content never changes."""

    def __init__(self) -> None:
        """The folder is made, and swept of what is idle, when it is first used."""
        self._folder: Path | None = None

    def find(self, key: str) -> Path | None:
        """The file with this key, kept for another day; None where it is not there."""
        path = self.folder / key
        try:
            os.utime(path)
        except FileNotFoundError:
            return None
        return path

    def new_file(self, suffix: str = "") -> Path:
        """Path of an empty temporary file in the folder, to be written and then adopted or removed."""
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=f"{suffix}.tmp")
        os.close(handle)
        return Path(name)

    def adopt(self, temporary: Path, key: str) -> Path:
        """Move a complete temporary file to its key."""
        return temporary.replace(self.folder / key)

    @property
    def folder(self) -> Path:
        """The folder; InputError where somebody else has put something in its place."""
        if self._folder is None:
            folder = Path(tempfile.gettempdir()) / f"daybook-cache-{os.getuid()}"
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            state = folder.lstat()
            if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.getuid() or state.st_mode & 0o022:
                raise InputError(f"{folder} is not a folder of your own that others cannot write to. Set TMPDIR.")
            _sweep_now_and_then(folder)
            self._folder = folder
        return self._folder


def _sweep_now_and_then(folder: Path) -> None:
    """Remove files that nobody has used for a day. A clock that jumps costs a download, never a result."""
    now, marker = time.time(), folder / MARKER
    if marker.exists() and now - marker.stat().st_mtime < SWEEP_SECONDS:
        return
    marker.touch()
    oldest = now - IDLE_SECONDS
    for entry in os.scandir(folder):
        try:
            if entry.is_file(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_mtime < oldest:
                Path(entry.path).unlink(missing_ok=True)
        except FileNotFoundError:
            continue
