"""Telling a full or read-only disk from other faults."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CODES = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})
_WORDS = tuple(os.strerror(code) for code in sorted(_CODES))


def is_out_of_space(error: Exception) -> bool:
    """Whether writing failed for lack of room or right; pyarrow and DuckDB state it in words only."""
    return getattr(error, "errno", None) in _CODES or any(words in str(error) for words in _WORDS)


@contextmanager
def naming_what_has_no_room(path: Path) -> Iterator[None]:
    """OSError ENOSPC that names the file where there is no room for it, whichever library writes."""
    try:
        yield
    except Exception as error:
        if is_out_of_space(error):
            raise OSError(errno.ENOSPC, str(error).splitlines()[0], str(path)) from None
        raise
