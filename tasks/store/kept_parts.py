"""Kept parts: what published versions were built from, by content.

A day that is being made anew replaces its parts in the lake; until it is published, the versions of other days are
built from the parts kept here. In a folder they are hard links, which take no room while lake and publication agree;
on S3 the server copies them.
"""

from __future__ import annotations

from tasks.errors import SourceUnavailable
from tasks.store.home import Home
from tasks.store.parts import check_part

FOLDER = "lake/published"


def kept_name(sha256: str) -> str:
    """Name under home of the kept part with this content."""
    return f"{FOLDER}/{sha256}.parquet"


def keep_part(home: Home, name: str, sha256: str) -> None:
    """Keep a lake part. InputError where it is damaged, SourceUnavailable where it was replaced since it was hashed."""
    if home.exists(kept_name(sha256)):
        return
    check_part(home.path_of(name))
    if not home.copy_if(name, kept_name(sha256), sha256=sha256):
        raise SourceUnavailable(f"{name} is being made anew by another process. Run again when it is done.")
