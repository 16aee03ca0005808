"""Whether a bullet is understood by itself: no word in it points at another sentence or at the day of the article."""

from __future__ import annotations

import re
from collections.abc import Container

from tasks.text.known_nouns import has_known_noun
from tasks.text.lost_pronouns import has_lost_pronoun
from tasks.text.pointers import has_pointer, has_relative_time

# What may mean something told elsewhere: a noun with "the" that nothing behind it limits, and a pronoun.
_REFERENCE = re.compile(
    r"\b[Tt]he\s[a-z]+(?!\s(?:of|who|whose|that)\b|\s[A-Z]|\s[a-z]+\s(?:of|who|whose|that)\b)"
    r"|\b(?:he|she|it|they|him|them)\b"
)
# A name, by which a reader knows which story this is.
_ANCHOR = re.compile(
    r"(?<=[\w,;:\"“‘'(-] )[\"“‘'(]?(?!I\b|(?:FIR|PIL|TV|CCTV|ATM|VIP|MLA|MP|CM|PM|CEO|DNA|HC|IPC|Rs"
    r"|SIT)s?\b)[A-Z][\w]|^[A-Z]\w*[A-Z]|^[A-Z][\w’']+ [A-Z]|\w-[A-Z]"
)


def stands_alone(text: str, introduced: Container[str], people: Container[str] = ()) -> bool:
    """Return whether a reader of this bullet alone knows who and what is meant.

    `introduced` holds the stems of the words of the sentences before it: a noun with "the" that one of them has told
    of already is known from there, unless the bullet itself says which one it is.
    """
    return has_anchor(text) and not (has_relative_time(text) or points_back(text, introduced, people))


def points_back(text: str, introduced: Container[str], people: Container[str] = ()) -> bool:
    """Return whether a word of the bullet means what only the sentences before it tell.

    `introduced` as above; `people` has the words of the names of all people of the article.
    """
    return has_pointer(text) or has_lost_pronoun(text, people) or has_known_noun(text, introduced)


def has_anchor(text: str) -> bool:
    """Return whether the bullet names somebody or something, by which a reader knows which story it is from."""
    return _ANCHOR.search(text) is not None


def count_references(text: str) -> int:
    """Return how many nouns with "the" and pronouns the bullet has, which a name would tell more surely."""
    return len(_REFERENCE.findall(text))
