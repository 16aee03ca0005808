"""Puts a full name in the place of a surname, with the title or the "'s" that stands beside it."""

from __future__ import annotations

import re

from tasks.text.bullet import Evidence
from tasks.text.name_words import word_set
from tasks.text.person_titles import RANKS
from tasks.text.replacing import Edit, replace

# Before a surname these tell too little of who it is.
_MINOR = "|".join(
    sorted(RANKS | word_set("Mr Mrs Ms Miss Shri Smt Justice Judge Dr Prof Professor Advocate DSP DCP ACP"))
)
_MINOR_TITLE = re.compile(rf"(?:\b(?:{_MINOR})\.? ){{1,2}}(?:(?<=Deputy )SP )?$")
_LONGEST_TITLE = 24
_OTHERS = {"Mr": ("Mrs", "Mrs.", "Ms"), "Mrs": ("Mr", "Mr."), "Ms": ("Mr", "Mr.")}
_SURNAME = re.compile(r"[\w-]+")
_MARK = re.compile(r"['’]s\b|[,;:]")


def find_minor_title(body: str, start_char: int, at: int) -> str:
    """Return the title before the surname at `at` that tells too little, with the space behind it.

    Where the body has a Mr and a Mrs of that name it tells which of them is meant, and is none of these.
    """
    match = _MINOR_TITLE.search(body, max(start_char, at - _LONGEST_TITLE), at)
    return match.group() if match and not _is_of_a_couple(body, match.group(), at) else ""


def _is_of_a_couple(body: str, title: str, at: int) -> bool:
    others = _OTHERS.get(title.rstrip(". "), ())
    surname = _SURNAME.match(body, at)
    return surname is not None and any(f"{other} {surname.group()}" in body for other in others)


def put_in_full(
    body: str, evidence: tuple[Evidence, ...], span: Evidence, full: Evidence, title: str = ""
) -> tuple[Evidence, ...]:
    """Return the evidence with the full name in the place of title and surname, as it was where that cannot be done.

    The title stays where the body has it before the full name. Before "'s" or a comma, which nothing parts from the
    name, it is a span that has the full name with that.
    """
    start, end = span.start_char - len(title), span.end_char
    name = body[full.start_char : full.end_char]
    match = _MARK.match(body, end)
    mark = match.group() if match else ""
    for edit in (
        _find_edit(body, start, end + len(mark), (title + name + mark, name + mark)) if title or mark else None,
        Edit(start, end, full),
    ):
        named = replace(body, evidence, edit) if edit else evidence
        if named != evidence:
            return named
    return evidence


def _find_edit(body: str, start: int, end: int, wanted: tuple[str, ...]) -> Edit | None:
    """Return the edit that puts the first of the texts there which the body has."""
    found = ((body.find(text), text) for text in wanted)
    return next((Edit(start, end, Evidence(at, at + len(text))) for at, text in found if at >= 0), None)
