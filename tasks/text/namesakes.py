"""Other people of an article who share a word of a name, and names of which a mention has only the end."""

from __future__ import annotations

import re
from functools import lru_cache

from tasks.text.appearances import appearances
from tasks.text.name_words import CALENDAR, OPENERS
from tasks.text.person_titles import EPITHETS, HONORIFICS, LOWER_OFFICES, OFFICES, RANKS

_NO_NAME = CALENDAR | OPENERS | OFFICES | HONORIFICS | RANKS | EPITHETS | {word.capitalize() for word in LOWER_OFFICES}
_NAME_BEFORE = re.compile(r"(?:^|[\w,.?!\"“'’)] ?)\b(?!\w+(?:ing|ed|ly) $)([A-Z][a-z]{2,}) $")
_NAME_BEHIND = re.compile(r" ([A-Z][a-z]{2,})\b")
_TORN = re.compile(
    r"(?:^|[\w,.] )(?P<office>[A-Z]+|[A-Z][a-z]+) (?P<first>[A-Z][a-z]{2,}) (?P<second>[A-Z][a-z]{2,}) $"
)

_REACH = 60
_VOWEL = re.compile(r"[aeiouy]")


@lru_cache(maxsize=512)
def has_namesake(body: str, word: str, full: str, until: int) -> bool:
    """Return whether the body has the first or last word of the name in the name of somebody else: Tom beside Ann Reed.

    Only before `until`: no writer means by a surname alone whom he has yet to bring in. A word of the same name, a
    title or the opener of a sentence beside it is no other name.
    """
    parts = full.split()
    others = []
    for at, before, behind in appearances(body, word):
        if at >= until:
            break
        last = before[:-1].rpartition(" ")[2]
        # Most words before a surname are in lower case, and the pattern is slow to find that out.
        match = _NAME_BEFORE.search(before) if word == parts[-1] and last != last.lower() else None
        match = match or (_NAME_BEHIND.match(behind) if word == parts[0] else None)
        others += [match.group(1)] if match else []
    told = {_skeleton(part) for part in parts}
    return any(other not in _NO_NAME and _skeleton(other) not in told for other in others)


def _skeleton(word: str) -> str:
    """Return what two spellings of a name have in common: "Chaudhary" and "Choudhary"."""
    return word[:1] + _VOWEL.sub("", word[1:])


def find_name_start(body: str, start_char: int) -> int:
    """Return where the name begins of which the mention may have only the end: two words before it, behind an office.

    "MLA Ann Mary Reed Hill", of which the mention is "Reed Hill".
    """
    match = _TORN.search(body, max(0, start_char - _REACH), start_char)
    if (
        match is None
        or match.group("office") not in OFFICES
        or {match.group("first"), match.group("second")} & _NO_NAME
    ):
        return start_char
    return match.start("first")
