"""Quotation marks: which open, which close, and where a quotation runs."""

from __future__ import annotations

import re
from typing import NamedTuple

_MARK = re.compile(r'["“”„«»?\n]')
_LONGEST_QUOTATION = 1500
_LONGEST_MISREAD = 600


class Quotation(NamedTuple):
    """A quotation with its marks. `is_closed` is false where the text never closes it."""

    start_char: int
    end_char: int
    is_closed: bool


def find_quotations(body: str) -> list[Quotation]:
    """Return the quotations of `body` in order, none inside another.

    A straight mark opens where a space or a bracket stands before it and closes where one stands after it; between two
    letters (scraped text loses spaces) it closes what is open. A quotation ends at its line's end at the latest:
    newspapers open each paragraph of a long quotation anew and close only the last. A question mark may be a mark that
    was lost in a wrong decoding ("?We will act,? he said").
    """
    found: list[Quotation] = []
    opened: int | None = None
    for match in _MARK.finditer(body):
        at, mark = match.start(), match.group()
        if opened is not None and (mark == "\n" or at - opened > _longest(body[opened])):
            found.append(_unclosed(opened, at, body))
            opened = None
        if mark == "\n" or (mark == "?" and opened is not None and body[opened] != "?"):
            continue
        is_opening = _opens_misread(body, at, opened) if mark == "?" else _opens(body, at, is_open=opened is not None)
        if opened is not None and is_opening and body[opened] == "?" != mark:
            # Of two marks that open, the one that was lost in a wrong decoding may have been none.
            found.append(_unclosed(opened, at, body))
            opened = None
        if is_opening and opened is None:
            opened = at
        elif is_opening is False and opened is not None:
            found.append(Quotation(opened, at + 1, is_closed=True))
            opened = None
    if opened is not None:
        found.append(_unclosed(opened, len(body), body))
    return found


def _longest(mark: str) -> int:
    return _LONGEST_MISREAD if mark == "?" else _LONGEST_QUOTATION


def _unclosed(start: int, end: int, body: str) -> Quotation:
    return Quotation(start, min(end, start + _longest(body[start])), is_closed=False)


def _opens(body: str, at: int, *, is_open: bool) -> bool:
    """Return whether the quotation mark at `at` opens a quotation."""
    if body[at] in "“„«”»":
        return body[at] in "“„«"
    before = body[at - 1] if at else " "
    after = body[at + 1] if at + 1 < len(body) else " "
    if before.isspace() or before in "([—–-":
        return not (after.isspace() and is_open)
    return not (is_open or after.isspace() or after in ")],.;:!?—–-")


def _opens_misread(body: str, at: int, opened: int | None) -> bool | None:
    """Return whether the question mark at `at` stands for an opening mark, a closing one, or (None) for neither."""
    before = body[at - 1] if at else " "
    after = body[at + 1] if at + 1 < len(body) else " "
    if opened is None:
        return True if (before.isspace() or before in "([.:") and after.isalpha() else None
    is_apostrophe_or_dash = after.islower() or (before.isspace() and after.isspace())
    return None if is_apostrophe_or_dash else False
