"""Full names that are none: torn out of a longer name, run together with a heading, or a firm's."""

from __future__ import annotations

import re
from collections.abc import Container

from tasks.text.appearances import GOES_ON, NAME_BEFORE, appearances
from tasks.text.bullet import Evidence
from tasks.text.name_words import OPENERS

_REACH = 40
_NEAR = 25
_WORK = re.compile(r"\b(?:film|movie|remake|sequel|show|series|blockbuster|brand|company|firm)\b")
_WORD_BEFORE = re.compile(r"([A-Z][a-z]+) $")
_WORD_BEHIND = re.compile(r" ([A-Z][a-z]+|\d+)\b")
# "the tycoon Reed (Tom Hill)": whom an actor plays, and no other Reed of the article.
_PLAYED = re.compile(r" \((?:[A-Z][\w.’'-]* )+[A-Z][\w.’'-]*\)")
_LOST_OWNER = re.compile(r" (?<![A-Z]\w\s)(?<=[a-z] )([A-Z][a-z]{2,})s(?= [a-z])")


def is_torn(body: str, start_char: int, end_char: int) -> bool:
    """Return whether one end of the name belongs to what stands beside it: "Tamil Nadu Reed", "Ann Reed No 150".

    So it is where the body has the two words together elsewhere, without the rest of the name.
    """
    first, _, rest = body[start_char:end_char].partition(" ")
    last = rest.rpartition(" ")[2] or rest
    before = _WORD_BEFORE.search(body, max(0, start_char - _REACH), start_char)
    if before and before.group(1) not in OPENERS:
        pair = f"{before.group(1)} {first}"
        if any(not behind.startswith(f" {rest.split(' ')[0]}") for _, _, behind in appearances(body, pair)):
            return True
    behind = _WORD_BEHIND.match(body, end_char)
    if behind is None or behind.group(1) in OPENERS:
        return False
    others = appearances(body, f"{last} {behind.group(1)}")
    return any(not _WORD_BEFORE.search(ahead) for _, ahead, _ in others)


def is_of_a_firm(body: str, name: str, names: Container[str]) -> bool:
    """Return whether the name has lost the apostrophe of an owner that is nobody: no mention is of it without the "s".

    `names` has the texts of all mentions of people.
    """
    owner = name[:-1]
    return name.endswith("s") and owner not in names and any(True for _ in appearances(body, owner))


def is_played(body: str, end_char: int) -> bool:
    """Return whether the name that ends there is that of a character, whose player stands behind it in brackets."""
    return body.startswith(" (", end_char) and _PLAYED.match(body, end_char) is not None


def has_lost_owner(said: str, words: Container[str], known: Container[str]) -> bool:
    """Return whether the text has one of the words as an owner without its apostrophe: "27-year-old Reeds motive"."""
    return any(match.group(1) in words and match.group()[1:] not in known for match in _LOST_OWNER.finditer(said))


def is_told_before(body: str, word: str, full: Evidence) -> bool:
    """Return whether the word is a first name that stands alone before the full name, as of a film or a firm."""
    if not body.startswith(f"{word} ", full.start_char):
        return False
    return any(
        at < full.start_char
        and not NAME_BEFORE.search(before)
        and not GOES_ON.match(after)
        and (_WORK.search(before[-_NEAR:]) or _WORK.search(after[:_NEAR]))
        for at, before, after in appearances(body, word)
    )
