"""People whom no mention tells and whom the article introduces like strangers, by their age or as somebody's kin."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import lru_cache

from tasks.text.bullet import Evidence
from tasks.text.name_words import CALENDAR, OPENERS

# "Reed, 23, was driving", "29-year-old Reed was", "Reed's wife".
_INTRODUCTION = re.compile(
    r"\b(?P<aged>[A-Z][a-z]{3,}), \d\d, |"
    r"-year-old (?:[A-Z][\w.]* )*(?P<old>[A-Z][a-z]{3,})(?=,| (?:was|is|had|has|who|with|and|said)\b)|"
    r"\b(?P<kin>[A-Z][a-z]{3,})['’]s (?:wife|husband|father|mother|brother|sister|parents|widow|in-laws)\b"
)
# One of these is in all that the pattern above finds, which is slow to look for.
_SIGN = re.compile(r", \d\d, |-year-old |['’]s (?:wife|husband|father|mother|brother|sister|parents|widow|in-laws)\b")
_NATIONALITY = re.compile(r".*(?:ian|ish|ese|ican)$")
# "The 23-year-old Reed", "his brother Reed", "Reed, 23": who it is stands there.
_INTRODUCED = re.compile(r"(?:-old|wife|husband|father|mother|brother|sister|son|daughter|friend|named) $")
_AGE = re.compile(r", \d\d\b")
_RUN = re.compile(r"(?<![\w-])[A-Z][\w-]*(?: [A-Z][\w-]*)*")


def has_stranger(body: str, evidence: Sequence[Evidence], known: Container[str]) -> bool:
    """Return whether the evidence calls a stranger by one word; `known` has the words of names that mentions tell."""
    strangers = _find_strangers(body)
    if not strangers:
        return False
    text = " ".join(body[span.start_char : span.end_char] for span in evidence)
    for match in _RUN.finditer(text):
        opener, _, rest = match.group().partition(" ")
        word = rest if rest and opener in OPENERS else match.group()
        is_introduced = _INTRODUCED.search(text, 0, match.start()) or _AGE.match(text, match.end())
        if word in strangers and word not in known and not is_introduced:
            return True
    return False


@lru_cache(maxsize=32)
def _find_strangers(body: str) -> frozenset[str]:
    if _SIGN.search(body) is None:
        return frozenset()
    found = {match.group(match.lastgroup or 0) for match in _INTRODUCTION.finditer(body)}
    return frozenset(word for word in found - OPENERS - CALENDAR if not _NATIONALITY.match(word))
