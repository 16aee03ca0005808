"""The two families of errors, told apart by whether a retry can help."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

FaultReason = Literal["bomb", "damaged", "encrypted", "nested_archive", "truncated", "unsafe_member"]


class DaybookError(Exception):
    """An error whose message is meant for the operator: what, where, found, expected, what to do."""

    exit_code = 1


class InputError(DaybookError):
    """The data or a setting is wrong. Terminal: a retry gives the same answer."""

    exit_code = 1


class DaysHeldBack(InputError):
    """Days of which too many records were refused; the other days of the run are published."""


class SourceUnavailable(DaybookError):
    """Something outside is down, not there yet or in motion. A retry may help."""

    exit_code = 3


class DumpNotThere(SourceUnavailable):
    """A dump that is expected has not come, or not all of it."""

    def __init__(self, message: str, *, retry_after: timedelta | None = None) -> None:
        """`retry_after`: when a retry gives another answer even if nothing more comes; None if never."""
        super().__init__(message)
        self.retry_after = retry_after


class UnreadableContent(Exception):
    """Content of a dump file cannot be read, or not beyond this point. Becomes a reject row, never leaves ingest."""

    def __init__(self, reason: FaultReason, detail: str, *, is_passable: bool = False) -> None:
        """`reason` is one of the closed list in docs/formats.md; `detail` says what was found.

        `is_passable`: something is missing here, and the stream can be read on behind it.
        """
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.is_passable = is_passable
