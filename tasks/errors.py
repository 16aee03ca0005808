"""The two families of errors, told apart by whether a retry can help."""

from __future__ import annotations


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
