"""Finds where an article says who somebody is: a post before the name or an apposition behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from tasks.text.bullet import Evidence
from tasks.text.name_words import CALENDAR, OPENERS, word_set
from tasks.text.person_titles import EPITHETS, HONORIFICS, RANKS
from tasks.text.role_words import COMPLETE, FIELDS, KNOWN_TO_ALL, MODIFIERS, PARTIAL, PRAISE

_MOST_BEFORE, _MOST_BEHIND = 7, 9
_REACH = 110
_WORD = re.compile(r"\S+")
_ASIDE = re.compile(r"\([A-Z]?[\w -]{2,24}\) $")
_PROPER = re.compile(r"[A-Z][\w.&/-]*(?:\([A-Z]+\)|['’]s)?")
_AGED = re.compile(r"\d\d-year-old")
# The end of a sentence, and a heading that ran into the word: "WORRYChief".
_ENDED = re.compile(r"\w\w\w\.$|^[A-Z]{2,}\.$|^[A-Z]{3,}[a-z]{2}|[a-z]{3}[A-Z]")
_LINKS = frozenset({"of", "for"})
_LINKED = frozenset({"of", "for", "and", "&", "police", "state", "home", "opposition"})
# Behind these a post is somebody's, or is one no more.
_OWNERS = word_set(
    "his her their its our my your whose then fellow another alleged like unlike no not would-be so-called"
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
_LOWER_OWNER = re.compile(r"\b[a-z]+['’]")
_PLURAL = re.compile(r"[a-z]s$")
_PREPOSITION = re.compile(r" (?:of|at|in|with|for|from|on) ")
_STATES = frozenset({"", "US", "U.S.", "France", "French", "Greek", "Iraqi", "Afghan", "Czech"})
_NATIONALITY = re.compile(r"[A-Z]\w*(?:ian|ish|ese|ican)")
_HEADS = COMPLETE | PARTIAL
_NAMES_OF_POSTS = {head.capitalize() for head in _HEADS} | {head for head in _HEADS if head[0].isupper()}
_PARTS = MODIFIERS | FIELDS | _HEADS
_RANKS_OF_POSTS = frozenset({"Deputy", "Joint", "Additional", "Assistant", "Chief", "Union", "Vice"})
_NO_PART = CALENDAR | OPENERS | EPITHETS | HONORIFICS


class Role(NamedTuple):
    """A span that has a name and who that is, and the words of the latter; a comma behind it closes an apposition.

    One that `opens` a sentence has a capital that would be wrong within one.
    """

    span: Evidence
    words: str
    is_behind: bool = False
    opens: bool = False


def find_roles(body: str, name: str) -> Iterator[Role]:
    """Yield the spans that have the name with a post before it or in an apposition behind it, in order."""
    at = body.find(name)
    while at >= 0:
        end = at + len(name)
        if not (body[at - 1 : at].isalnum() or body[end : end + 1].isalnum()):
            for start, opens in _find_posts(body, at):
                yield Role(Evidence(start, end), body[start : at - 1], opens=opens)
            behind = _find_apposition(body, end)
            if behind is not None:
                yield Role(Evidence(at, behind), body[end + 2 : behind].rstrip(","), is_behind=True)
        at = body.find(name, end)


def _find_posts(body: str, at: int) -> Iterator[tuple[int, bool]]:
    """Yield where the post begins that stands right before the name at `at`, and whether it opens a sentence."""
    low = max(0, at - _REACH)
    end = at
    aside = _ASIDE.search(body, low, at)
    if aside is not None:
        end = aside.start()
    words = list(_WORD.finditer(body, low, end))
    if not words or body[end - 1] != " ":
        return
    first = _find_head(words)
    if first is None and words[-1].group().rstrip(".") in RANKS | HONORIFICS:
        # "Army chief Gen Ann Reed"
        first = _find_head(words[:-1])
    if first is None:
        return
    while first > 0 and _is_part(body, words, first - 1):
        first -= 1
    yield from _complete(body, words, first, at)


def _find_head(words: list[re.Match[str]]) -> int | None:
    """Return the place of the word that says what somebody is: the last one, or one with "of" and names behind it."""
    texts = [word.group() for word in words]
    for number in reversed(range(len(texts))):
        if is_head(texts[number]) and (number == len(texts) - 1 or texts[number + 1] in _LINKS):
            return number
        is_part = _PROPER.fullmatch(texts[number]) and not _ENDED.search(texts[number])
        if not (is_part or texts[number] in _LINKED):
            return None
    return None


def is_head(word: str) -> bool:
    """Return whether the word says by itself what somebody is."""
    return word in _HEADS or word in _NAMES_OF_POSTS


def _is_part(body: str, words: list[re.Match[str]], number: int) -> bool:
    """Return whether the word belongs to the post behind it."""
    word = words[number].group()
    if body[words[number].end()] != " ":
        return False
    lower = word.lower()
    if lower in MODIFIERS or word in FIELDS or lower in _HEADS or word in _HEADS or _AGED.fullmatch(word):
        return True
    if not _PROPER.fullmatch(word) or word in _NO_PART or _ENDED.search(word):
        return False
    # "Norways health minister": the apostrophe of an owner was lost.
    return not (_PLURAL.search(word) and re.search(rf"\b{re.escape(word[:-1])}\b", body))


def _complete(body: str, words: list[re.Match[str]], first: int, at: int) -> Iterator[tuple[int, bool]]:
    """Yield where the post begins if it tells by itself who holds it, and whether it opens a sentence."""
    start = words[first].start()
    post = body[start : at - 1].split()
    before = words[first - 1].group() if first else ""
    if before.lower() in _OWNERS or before.endswith(_OWNING) or len(post) > _MOST_BEFORE or not _is_understood(post):
        return
    if before in {"and", "&"} and post[0][0].isupper() and first > 1:
        # "Sports and Youth Minister", but "Oban mayor and Harbour Trust chief".
        other = words[first - 2].group()
        if other[0].isupper() and not is_head(other):
            return
    opens = not (before[-1:].islower() or before.endswith(",")) and post[0][0].isupper()
    opens = opens and not _is_proper(body, post)
    yield start, opens
    if opens and post[0].lower() in PRAISE and _is_understood(post[1:]):
        yield start + len(post[0]) + 1, False


def _is_proper(body: str, post: list[str]) -> bool:
    """Return whether the post that opens a sentence would have its capital anywhere."""
    word = post[0]
    if word.isupper() or re.search(rf"[a-z,] {re.escape(word)}\b", body):
        return True
    # "Superintendent of Police", but not "Former IOA president".
    telling = [part for part in post[1:] if part not in _LINKED]
    return bool(telling) and telling[0][0].isupper() and (word in _NAMES_OF_POSTS or word in _RANKS_OF_POSTS)


def _is_understood(post: list[str]) -> bool:
    """Return whether the words tell who somebody is: a lawyer, or the president of what."""
    lower = [word.strip("(),") for word in post]
    heads = [word for word in lower if is_head(word)]
    if not heads:
        return False
    if _is_known_to_all(lower):
        return False
    if any(word in COMPLETE or word.lower() in COMPLETE for word in heads) or {"of", "police"} <= {
        word.lower() for word in lower
    }:
        return True
    return any(
        word.lower() in FIELDS - {"police", "board"}
        or (word[0].isupper() and not is_head(word) and word.lower() not in MODIFIERS | FIELDS)
        for word in lower
    )


def _is_known_to_all(post: list[str]) -> bool:
    """Return whether the post is that of a head of state or of government."""
    for before, word in pairwise(["", *post]):
        if (
            word in KNOWN_TO_ALL
            or word.lower() in KNOWN_TO_ALL
            or (before.lower(), word.lower()) == ("prime", "minister")
        ):
            return before.lower() != "vice"
        if word == "president" and (before in _STATES or _NATIONALITY.fullmatch(before)):
            return True
    return False


def _find_apposition(body: str, end: int) -> int | None:
    """Return where the apposition ends that stands behind the name, with the comma that closes it."""
    match = _BEHIND.match(body, end)
    if match is None:
        return None
    role = match.group("role")
    words = role.removeprefix(match.group("the") or "").split()
    if _NO_PHRASE.search(role) or _LOWER_OWNER.search(role) or len(words) > _MOST_BEHIND:
        return None
    head_part = _PREPOSITION.split(" ".join(words) + " ", maxsplit=1)[0].split("(")[0].split()
    if not head_part or not is_head(head_part[-1]) or not _is_understood(words):
        return None
    is_phrase = match.group("the") in {"a ", "an "}
    if not all(is_phrase or _PROPER.fullmatch(word) or word in _PARTS or _AGED.fullmatch(word) for word in head_part):
        return None
    return match.end("role") + (match.group("end") == ",")
