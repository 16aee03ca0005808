"""Pronouns of a bullet that stand before anything they could mean."""

from __future__ import annotations

import re

from tasks.text.name_words import OPENERS

_PERSONAL = re.compile(
    r"\b(?:(?P<one>[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)|(?P<thing>[Tt]hey|[Tt]heir|[Ii]t|[Ii]ts)|(?P<object>them))\b(?!['’]s\s\w+ing)"
)
_REFERENT = re.compile(
    r"\b(?:[Tt]he\s)?[A-Z][\w'’.-]+(?:\s[A-Z][\w'’.-]+)*|\b(?:[Aa]n?|[Tt]he|[Ee]very|[Nn]o|\d+|two|three|four|five)\s[\w'’-]+"
    r"|\b[a-z]{4,}s\b"
)
_EARLY, _FAR = 40, 140
_SUBORDINATE = re.compile(
    r"(?:In|On|At|After|When|As|While|During|Before|Since|With|Despite|Though|Although|If|By|For|Through|Under|From|Given|Amid|"
    r"Despite|Besides|[A-Z][a-z]+(?:ing|ed))\b"
)
_MAIN_NAME = re.compile(r", (?:[a-z'’-]+ ){0,4}[A-Z]\w+(?! (?:[A-Z]\w+ )*(?:said|says|added|told|claimed)\b)(?!\w)")
_SPAN_OF_TIME = re.compile(
    r"(?:hour|day|week|month|year|time)s?$|^(?:[Tt]he|[Aa]n?)\s(?:past|last|first|few|same|statement|while)$"
)

_EMPTY_IT = re.compile(
    r"\b[Ii]t(?:['’]s|\s(?:is|was|will\sbe|would\sbe|has\sbeen|remains|does(?:n['’]t|\snot)\scome|became|seems))\s(?:[\w-]+\s){0,4}?"
    r"(?:that|whether|(?:important|necessary|difficult|hard|easy|(?:im)?possible|better|time|wrong|right|(?:il)?legal|mandatory|"
    r"compulsory|common|crucial|good|clear|unclear|likely|unlikely)\s(?:to|for|if|that|whether))\b"
)


def has_lost_pronoun(text: str) -> bool:
    """Return whether a pronoun stands before anything that it could mean."""
    for match in _PERSONAL.finditer(text):
        if match.group("thing") and _EMPTY_IT.match(text, match.start()):
            continue
        named = _REFERENT.findall(text, 0, match.start())
        before = len(
            [
                one
                for one in named
                if one not in OPENERS
                and not _SPAN_OF_TIME.search(one)
                and not (match.group("one") and one[0].islower())
            ]
        )
        is_quoted = text.count('"', 0, match.start()) % 2 == 1
        wanted = 2 if match.group("object") or is_quoted else 1
        if before < wanted and not _follows_later(text, match):
            return True
    return False


def _follows_later(text: str, match: re.Match[str]) -> bool:
    """Return whether a clause before the main one has the pronoun and the main one has the name: "In his ..., Modi"."""
    if match.start() >= _EARLY or not _SUBORDINATE.match(text):
        return False
    return _MAIN_NAME.search(text[match.end() : match.end() + _FAR]) is not None
