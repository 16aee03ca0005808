"""The edits that put a full name in the place of a surname, with the title or the "'s" that stands beside it."""

from __future__ import annotations

import re

from tasks.text.bullet import Evidence
from tasks.text.name_words import word_set
from tasks.text.person_titles import RANKS
from tasks.text.replacing import Edit

# Before a surname these tell too little of who it is; "Mr" stays as the article has it.
_MINOR = "|".join(sorted(RANKS | word_set("Justice Judge Ms Mrs Miss Dr Prof Professor Smt Advocate DSP DCP ACP")))
_MINOR_TITLE = re.compile(rf"(?:\b(?:{_MINOR})\.? ){{1,2}}(?:(?<=Deputy )SP )?$")
_LONGEST_TITLE = 24


def find_minor_title(body: str, start_char: int, at: int) -> str:
    """Return the title before the surname at `at` that tells too little, with the space behind it."""
    match = _MINOR_TITLE.search(body, max(start_char, at - _LONGEST_TITLE), at)
    return match.group() if match else ""


def edit_in_full(body: str, span: Evidence, full: Evidence, title: str = "") -> Edit:
    """Return the edit that puts the full name in the place of title and surname.

    The title stays where the body has it before the full name. Before "'s" it is a span that has the full name with it.
    """
    start, end = span.start_char - len(title), span.end_char
    name = body[full.start_char : full.end_char]
    owner = body[end : end + 2] if body.startswith(("'s", "’s"), end) else ""
    found = _find_edit(body, start, end + len(owner), (title + name + owner, name + owner))
    return found if found and (title or owner) else Edit(start, end, full)


def _find_edit(body: str, start: int, end: int, wanted: tuple[str, ...]) -> Edit | None:
    """Return the edit that puts the first of the texts there which the body has."""
    found = ((body.find(text), text) for text in wanted)
    return next((Edit(start, end, Evidence(at, at + len(text))) for at, text in found if at >= 0), None)
