"""How much may be read a second time after a fault, so that no file can make reading quadratic."""

from __future__ import annotations


class RereadBudget:
    """Bytes that may be read again: a constant, and a few times what has been read before."""

    FIRST_BYTES = 64_000_000
    TIMES = 4

    def __init__(self) -> None:
        """Nothing read yet."""
        self._left = self.FIRST_BYTES

    def earn(self, count: int) -> None:
        """Account for bytes that were read for the first time and made a record."""
        self._left += count * self.TIMES

    def spend(self, count: int) -> bool:
        """Take bytes to be read again; false where too many have been."""
        if count > self._left:
            return False
        self._left -= count
        return True
