"""Words of a bullet that mean what no bullet before it tells, because the part of the text between is left out."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from tasks.text.keyed import Keyed
from tasks.text.known_nouns import NAMED_KINDS, SUMS_UP, open_nouns
from tasks.text.lost_pronouns import has_lost_pronoun
from tasks.text.name_words import word_set
from tasks.text.stems import content_stems

# What sums up or goes on with the sentence before.
_POINTER = Keyed(
    "this these those such then thereafter similar similarly likewise same latter former others rest that so "
    "later other no both remaining time least fact",
    r"""\b(?:
      (?:[Tt]his|[Tt]hese)(?!\s(?:year|season|summer|winter|spring|autumn|month|week|time|report|copy|story|article
        |is\s(?:not\s)?the\sfirst\stime|days)\b)(?:\s(?P<noun>[a-z-]+))?
      |[Oo]n\sthese\sdays
      |(?:[Oo]n|[Oo]f|[Ff]or|[Ww]ith|[Bb]y|[Aa]t|[Ff]rom|[Dd]uring|[Uu]nder|[Aa]fter|[Bb]efore|about|against|shares?
        |[Ii]n|[Rr]eali[sz]ed|[Ss]hared?)\sthat(?=[.,]|\s(?!the\b|an?\b|of\b|in\b|is\b|was\b|he\b|she\b|it\b)[a-z]+)
      |[Tt]hose(?!\s(?:who|that|with|in|of|from|whose|on|at|under|behind|between|living|present
            |(?:\w+ly\s)?\w+ed|\w+ing|responsible)\b)
      |[Ss]uch(?!\sas\b)|^Similar(?:ly)?|[Ll]ikewise|[Tt]hereafter|[Ss]ince\sthen
      |^(?:(?:[\w'’-]+\s){1,3}(?<!the\s)(?<!and\s)(?<!was\s)(?<!were\s)(?<!is\s))?[Tt]hen(?!\s(?:[a-z-]+\s)?[A-Z])
      |[Tt]he\s(?:same(?!\sway|\stime|\sday)|latter|former(?!\s[a-zA-Z])|others|rest(?!\sof))
      |(?:did|do|doing|done)\sso
      |[Aa]t\sthe\stime(?=[.,]|$)|[Aa]t\sleast\sthat|^(?:But\s)?[Ii]n\sfact,?\sit|^(?:The\s)?[Rr]emaining
      |(?P<both>[Bb]oth)\s(?:the\s)?(?:[a-z]+s|men|women)(?!\s(?:and|of)\b)
      |^No(?=[.,])|^One\b(?=.*\bthe\sother\b)
      |^(?:[\w-]+\s){1,3}(?:hours|days|weeks|months|years)\slater
    )\b""",
)
_PLURAL = re.compile(r"\b[a-z]{3,}s\b(?!\s(?:the|an?|that|to|it)\b)")
_OPENING_PLURAL = re.compile(r"[Tt]hese\b(?!\s[a-z]+s\b)")
_NEW = re.compile(
    r"\b(?:an?|another|one|two|three|four|five|six|seven|eight|nine|ten|some|several|\d[\d,]*)\s(?:[\w'’-]+\s){0,3}?$",
    re.IGNORECASE,
)
_TIMES = word_set("day week month year time night morning evening hour minute season days weeks months years")
# "The Cranes and the Gulls drew": whom "both teams" means.
_PAIR = re.compile(r"\b([A-Z]\w+)(?: [A-Z]\w+)* and (?:the )?([A-Z]\w+)")
# "At this level", "in this regard": nouns for whatever was said.
_WHATEVER = word_set("level stage point moment juncture regard connection effect respect context backdrop manner")
# The second half of a sentence: "two others fell", "soon the van turned", told without "and"; "his sons" likewise.
_SECOND_HALF = re.compile(
    r"(?:[A-Z][^,\"“]*,\s)?(?P<word>(?:(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]ome|[Mm]any|[Ss]everal|\d+)\s)?[Oo]thers|[Ss]oon(?!\safter))\s"
)
_HALF_OWNED = re.compile(r"(?P<and>\b(?:and|or)\s)?\b(?P<word>(?:their|his|her|its)\s[a-z]+)")
# What stands behind a noun that is no part of a compound.
_END = re.compile(
    r"s?(?:\W*$|[.,;:?!'’\"”]|\s(?:of|in|at|on|for|to|from|with|by|that|which|who|was|is|has|had|were|are|and|or|where|when|said"
    r"|during|after|before|as|against|over|will|would|[a-z]+ed|[a-z]+ing)\b)"
)
_REACH = 40
# A pronoun of the bullet that the reader would take for a thing or a person of another one.
_LOST = re.compile(
    r"^[\"“]?(?:He|She|It|His|Her|Its|They|Their)\b|\b(?:its?|they|their|them)\b"
    r"(?!\s(?:is|was|comes?|came|became|seems|will\sbe|would\sbe|has\sbeen)\s(?:[\w-]+\s){0,3}?(?:to|that|who)\b)"
)
# "The men took her to their room".
_OWN_PLURAL = re.compile(r"The (?:[a-z]+ ){0,2}(?:[a-z]+s|men|women|children|people|police)\b.*\b(?:they|their|them)$")


class Untold(NamedTuple):
    """What a bullet points at: the words that do, the sentence that tells it, and the stem that a form of it needs."""

    words: str
    sentence: int
    stem: str | None


def find_untold(
    text: str, sentence: int, texts: Sequence[str], told: Mapping[int, str], people: Container[str]
) -> Untold | None:
    """Return what the bullet, a form of that sentence, points at and none of the bullets before it tells.

    `texts` has all sentences, `told` by their numbers what bullets tell of those before this one, `people` the words
    of the names of all people of the article.
    """
    before = sentence - 1
    if before < 0:
        return None
    match = _POINTER.search(text)
    found = None if match is None or _is_quoted(match) else _find_summed_up(match, before, texts, told)
    if found is None and before not in told and _is_lost(text, people):
        return Untold("", before, None)
    if found is not None:
        return found
    traces = (_trace(head, text[start:], before, texts, told) for start, head in open_nouns(text))
    return next((one for one in traces if one is not None), None)


def sums_up(text: str) -> bool:
    """Return whether a word of the bullet goes on with the sentence before: "this", "then", "the others"."""
    return _POINTER.search(text) is not None


def find_half(text: str, sentence: str) -> str | None:
    """Return the words of a form up to one that means what stood before "and", which the form left out."""
    half = _SECOND_HALF.match(text)
    if half and re.search(rf"\b(?:and|but|while)\s{half.group('word').lower()}\s", sentence):
        return half.group()
    for owned in _HALF_OWNED.finditer(text) if " and " in sentence else ():
        if not owned.group("and") and f" and {owned.group('word')}" in sentence and not _is_quoted(owned):
            return text[: owned.end()]
    return None


def _find_summed_up(match: re.Match[str], before: int, texts: Sequence[str], told: Mapping[int, str]) -> Untold | None:
    """Return what "this", "then" or "the same" goes on with, if it is told by no bullet."""
    words, noun, text = match.group(), match.group("noun"), match.string
    stems = content_stems(noun) if noun and noun not in _TIMES | _WHATEVER else ()
    if stems and stems[0] in content_stems(text[: match.start()]):
        return None
    if stems and any(stems[0] in content_stems(one) for one in texts[: before + 1]):
        return _trace(noun, words, before, texts, told, is_pointed_at=True)
    if before not in told:
        is_known = match.group("both") and not _is_pair_untold(texts[before], told)
        return None if is_known else Untold(words, before, None)
    plurals = _PLURAL.findall(texts[before]) if _OPENING_PLURAL.match(text) else ()
    stem = next(reversed(content_stems(plurals[-1])), None) if plurals else None
    return None if stem is None or stem in content_stems(told[before]) else Untold(words, before, stem)


def _is_pair_untold(before: str, told: Mapping[int, str]) -> bool:
    """Return whether the sentence before names two whom the last bullet does not both name."""
    pair = _PAIR.search(before)
    return pair is not None and bool(told) and any(name not in told[max(told)] for name in pair.groups())


def _is_lost(text: str, people: Container[str]) -> bool:
    match = _LOST.search(text)
    if match is None or _is_quoted(match) or _OWN_PLURAL.match(text, 0, match.end()):
        return False
    return has_lost_pronoun(text, people)


def _is_quoted(match: re.Match[str]) -> bool:
    """Return whether the match stands within a quotation, whose words are those of its speaker."""
    return match.string.count('"', 0, match.start()) % 2 == 1


def _trace(
    noun: str, words: str, before: int, texts: Sequence[str], told: Mapping[int, str], *, is_pointed_at: bool = False
) -> Untold | None:
    """Return where the noun was brought in, unless a bullet tells it there or behind it."""
    stem = next(iter(content_stems(noun)), None)
    if stem is None or noun in _TIMES or any(stem in content_stems(one) for one in told.values()):
        return None
    first = None
    for number in range(before, -1, -1):
        if stem not in content_stems(texts[number]):
            continue
        first = number
        if _is_new(noun.removesuffix("s"), texts[number].lower()):
            return Untold(words, number, stem)
    is_known = first is None or noun not in SUMS_UP or noun in NAMED_KINDS
    return Untold(words, first, stem) if first is not None and (is_pointed_at or not is_known) else None


def _is_new(noun: str, small: str) -> bool:
    """Return whether the sentence tells of one that it was not known before: "a ferry", "two ferries"."""
    at = small.find(noun)
    return at >= 0 and bool(_NEW.search(small, max(0, at - _REACH), at) and _END.match(small, at + len(noun)))
