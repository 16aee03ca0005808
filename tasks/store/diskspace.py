"""Telling a full or read-only disk from other faults."""

from __future__ import annotations

import errno

_CODES = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


def is_out_of_space(error: OSError) -> bool:
    """Whether writing failed for lack of room or right; pyarrow states it in words only."""
    return error.errno in _CODES or "No space left on device" in str(error)
