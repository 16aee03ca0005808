"""Which mentions are full names, and without what ran into them."""

from __future__ import annotations

import re

from tasks.text.appearances import NAME_BEFORE, appearances
from tasks.text.bullet import Evidence
from tasks.text.name_words import OPENERS, PARTICLES
from tasks.text.person_titles import EPITHETS, OFFICES

NO_FIRST_NAME = OPENERS | OFFICES | EPITHETS
_JOINED = re.compile(r"[a-z]-[A-Z]")


def is_full_name(text: str) -> bool:
    """Return whether a mention is of two words or more and nothing ran into the name, as in "Video skip Ann Reed"."""
    parts = text.split(" ")
    if len(set(parts)) < max(len(parts), 2) or "\n" in text or parts[0] in NO_FIRST_NAME:
        return False
    # "Donald Trump-Narendra Modi" are two.
    is_pair = any(_JOINED.search(part) for part in parts[1:-1])
    return not is_pair and all(part[:1].isupper() or part.casefold() in PARTICLES for part in parts)


def without_joined_name(body: str, start_char: int, end_char: int) -> Evidence:
    """Return the name without one that a hyphen joins to it, where the body has it without: "Ann Reed-Tom"."""
    text = body[start_char:end_char]
    first, hyphen, joined = text.rpartition("-")
    is_pair = hyphen and " " in first and " " not in joined and joined[:1].isupper()
    if is_pair and any(not after.startswith("-") for _, _, after in appearances(body, first)):
        return Evidence(start_char, start_char + len(first))
    return Evidence(start_char, end_char)


def without_lost_owner(body: str, full: Evidence) -> Evidence:
    """Return the name without the "s" of an owner whose apostrophe was lost: "Ann Reeds voice", "Reed" elsewhere."""
    last = body[full.start_char : full.end_char].rsplit(maxsplit=1)[-1]
    is_once = last.endswith("s") and body.startswith(" ", full.end_char) and len(list(appearances(body, last))) == 1
    is_owner = is_once and any(not NAME_BEFORE.search(before) for _, before, _ in appearances(body, last[:-1]))
    return full._replace(end_char=full.end_char - is_owner)
