"""Kept parts: what published versions were built from, by content.

A day that is being made anew replaces its parts in the lake; until it is published, the versions of other days are
built from the parts kept here. They are hard links, so they take no room while lake and publication agree.
"""

from __future__ import annotations

import os
import uuid

from tasks.errors import SourceUnavailable
from tasks.store.home import Home, sha256_of_file
from tasks.store.parts import check_part

FOLDER = "lake/published"


def kept_name(sha256: str) -> str:
    """Name under home of the kept part with this content."""
    return f"{FOLDER}/{sha256}.parquet"


def keep_part(home: Home, name: str, sha256: str) -> None:
    """Keep a lake part. InputError where it is damaged, SourceUnavailable where it was replaced since it was hashed."""
    kept = home.path_of(kept_name(sha256))
    if kept.is_file():
        return
    check_part(home.path_of(name))
    kept.parent.mkdir(parents=True, exist_ok=True)
    link = kept.with_name(f".{uuid.uuid4().hex}.tmp")
    try:
        os.link(home.path_of(name), link)
        if sha256_of_file(link) != sha256:
            raise SourceUnavailable(f"{name} is being made anew by another process. Run again when it is done.")
        link.replace(kept)
    finally:
        link.unlink(missing_ok=True)
