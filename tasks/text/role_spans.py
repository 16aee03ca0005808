"""Finds where an article says who somebody is: a post before the name or an apposition behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tasks.text.bullet import Evidence
from tasks.text.name_words import CALENDAR, OPENERS
from tasks.text.person_titles import EPITHETS, HONORIFICS
from tasks.text.role_words import COMPLETE, FIELDS, KNOWN_TO_ALL, MODIFIERS, PARTIAL

_MOST_BEFORE, _MOST_BEHIND = 7, 9
_REACH = 110
_WORD = re.compile(r"\S+")
_ASIDE = re.compile(r"\([A-Z]?[\w -]{2,24}\) $")
_PROPER = re.compile(r"[A-Z][\w.&/-]*(?:['’]s)?")
_AGED = re.compile(r"\d\d-year-old")
_LINKS = frozenset({"of", "for"})
_LINKED = frozenset({"of", "for", "and", "&", "police", "state", "home", "opposition"})
# Behind these a post is somebody's, or is one no more.
_OWNERS = frozenset(
    "his her their its our my your whose then fellow another alleged like unlike no not not-so would-be so-called".split()
)
_OWNING = ("'s", "’s", "s'", "s’")
_BEHIND = re.compile(
    r", (?P<role>(?P<the>(?:an?|the) )?(?:[\w&.'’/-]+ ){0,9}?[\w&.'’/-]*\w(?: \([\w ]{2,24}\))?)"
    r"(?P<end>,(?= [a-z])|\.(?=$|\s))"
)
_NO_PHRASE = re.compile(
    r"\b(?:said|says|told|was|were|is|are|has|had|have|will|would|who|whom|which|that|and|or|but|also|not|his|her|their"
    r"|its|added|when|while|as|then|this|here|if|where)\b"
)
_PREPOSITION = re.compile(r" (?:of|at|in|with|for|from|on) ")
_HEADS = COMPLETE | PARTIAL
_NAMES_OF_POSTS = {head.capitalize() for head in _HEADS} | {head for head in _HEADS if head[0].isupper()}
_NO_PART = CALENDAR | OPENERS | EPITHETS | HONORIFICS


class Role(NamedTuple):
    """A span that has a name and who that is, and the words of the latter; a comma behind it closes an apposition."""

    span: Evidence
    words: str
    is_behind: bool


def find_roles(body: str, name: str) -> Iterator[Role]:
    """Yield the spans that have the name with a post before it or in an apposition behind it, in order."""
    at = body.find(name)
    while at >= 0:
        end = at + len(name)
        if not (body[at - 1 : at].isalnum() or body[end : end + 1].isalnum()):
            start = _find_post(body, at)
            if start is not None:
                yield Role(Evidence(start, end), body[start : at - 1], is_behind=False)
            behind = _find_apposition(body, end)
            if behind is not None:
                yield Role(Evidence(at, behind), body[end + 2 : behind].rstrip(","), is_behind=True)
        at = body.find(name, end)


def _find_post(body: str, at: int) -> int | None:
    """Return where the post begins that stands right before the name at `at`."""
    low = max(0, at - _REACH)
    end = at
    aside = _ASIDE.search(body, low, at)
    if aside is not None:
        end = aside.start()
    words = list(_WORD.finditer(body, low, end))
    if not words or body[end - 1] != " ":
        return None
    head = len(words) - 1
    if _is_head(words[head].group()):
        first = head
    else:
        while head >= 0 and (_PROPER.fullmatch(words[head].group()) or words[head].group() in _LINKED):
            head -= 1
        linked = [number for number in range(head + 1, len(words)) if words[number].group() in _LINKS]
        if not linked or head < 0:
            return None
        # "general secretary of the ...": the post stands right before the first "of".
        first = linked[0] - 1
        if first < 0 or not _is_head(words[first].group()):
            return None
    while first > 0 and _is_part(body, words, first - 1):
        first -= 1
    return _complete(body, words, first, at)


def _is_head(word: str) -> bool:
    return word in _HEADS or word in _NAMES_OF_POSTS


def _is_part(body: str, words: list[re.Match[str]], number: int) -> bool:
    """Return whether the word belongs to the post behind it."""
    word = words[number].group()
    if body[words[number].end()] != " ":
        return False
    lower = word.lower()
    if lower in MODIFIERS or word in FIELDS or lower in _HEADS or word in _HEADS or _AGED.fullmatch(word):
        return True
    return bool(_PROPER.fullmatch(word)) and word not in _NO_PART and not (word.endswith(".") and len(word) > 3)


def _complete(body: str, words: list[re.Match[str]], first: int, at: int) -> int | None:
    """Return where the post begins if it tells by itself who holds it."""
    start = words[first].start()
    post = body[start : at - 1].split()
    before = words[first - 1].group() if first else ""
    if before.lower() in _OWNERS or before.endswith(_OWNING) or len(post) > _MOST_BEFORE:
        return None
    if not _is_understood(post) or post[0].endswith(_OWNING) and len(post) == 1:
        return None
    is_opening = not first or before[-1:] in ".?!:\"”"
    if is_opening and not _is_proper(body, post[0]):
        return None
    return start


def _is_proper(body: str, word: str) -> bool:
    """Return whether the word that opens a sentence has a capital elsewhere too."""
    return word.isupper() or re.search(rf"[a-z,] {re.escape(word)}\b", body) is not None


def _is_understood(post: list[str]) -> bool:
    """Return whether the words tell who somebody is: a lawyer, or the president of what."""
    lower = [word.strip("(),") for word in post]
    heads = [word for word in lower if _is_head(word)]
    if not heads:
        return False
    if any(word.lower() in KNOWN_TO_ALL or word in KNOWN_TO_ALL for word in heads) and "Vice" not in lower:
        return False
    if any(word in COMPLETE or word.lower() in COMPLETE for word in heads):
        return True
    return any(
        word in FIELDS - {"police", "board"}
        or (word[0].isupper() and not _is_head(word) and word.lower() not in MODIFIERS | FIELDS)
        for word in lower
    )


def _find_apposition(body: str, end: int) -> int | None:
    """Return where the apposition ends that stands behind the name, with the comma that closes it."""
    match = _BEHIND.match(body, end)
    if match is None:
        return None
    role = match.group("role")
    words = role.removeprefix(match.group("the") or "").split()
    if _NO_PHRASE.search(role) or len(words) > _MOST_BEHIND:
        return None
    head_part = _PREPOSITION.split(" ".join(words) + " ", maxsplit=1)[0].split("(")[0].split()
    if not head_part or not _is_head(head_part[-1]) or not _is_understood(words):
        return None
    if not all(_PROPER.fullmatch(w) or w in MODIFIERS | FIELDS | _HEADS or _AGED.fullmatch(w) for w in head_part):
        return None
    return match.end("role") + (match.group("end") == ",")
