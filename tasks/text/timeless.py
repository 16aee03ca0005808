"""Takes out of a bullet what ties it to its day or to the sentence before it: "on Monday", "today", "also"."""

from __future__ import annotations

import re

from tasks.text import phrase_words
from tasks.text.bullet import Evidence
from tasks.text.keyed import distinct_tokens
from tasks.text.name_words import word_set

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:\s(?:night|morning|afternoon|evening))?(?!\s(?:night|morning|afternoon|evening))"
_TIME = rf"""(?:on\s|late\s|early\s)*(?:last\s)?{_WEEKDAY}{_PART}
      | (?:earlier\s|later\s)?(?:today|yesterday|tomorrow){_PART}
      | last\s(?:night|week|month) | earlier\sthis\s(?:week|month) | (?:late\s)?this\s(?:morning|afternoon|evening
        |week|month)
      | (?:a\s(?:few\s)?|two\s|three\s|some\s|\d+\s)(?:day|hour|week|month)s?\s(?:ago|back) | recently | now"""
_DROPPED = re.compile(
    rf"""\s(?<=[a-zA-Z0-9),]\s)(?<!\bMail\s)(?:(?P<time>{_TIME}) | also | again | earlier | later | then | here)
      (?:,(?=\s(?:as|after|when|while|before|following|amid|because|to|over|where)\s)|(?=\s[a-z]|[.]?$|[.](?:\s|$)))
      (?!\s(?:until|till|than|on\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|in\sthe|in\sthat|this|(?:and|or|to)\s(?:\w+\s)?(?:{_WEEKDAY}|today|tomorrow|yesterday|again|later|there|now))\b)""",
    re.VERBOSE,
)
# "the Tuesday morning blast", "last week's vote".
_BEFORE_NOUN = re.compile(
    rf"(?<=\bthe\s){_WEEKDAY}{_PART}(?:['’]s)?\s(?=[a-z])|\blast\s(?:week|month)['’]s\s(?=[A-Za-z])"
)
_OPENING = re.compile(
    rf"""(?:(?:{_TIME}|Earlier|Later|Whereas|Meanwhile|However|Also|Moreover|Furthermore|Besides|Instead|Interestingly
      |Earlier\s(?:in\sthe\sday|on\s{_WEEKDAY})|A\s(?:day|week|month)\s(?:ago|earlier|later)|Even\searlier
        |As\sof\snow|So\sfar
      |Of\slate|In\sthe\smeantime|At\sthe\ssame\stime|In\sfact|Of\scourse|Well|Suddenly|That\ssaid|Moments\slater),\s
      |(?:During|Following|After|At|Before)\s(?:the|this|that)\s[a-z]+(?:\s[a-z]+)?,\s
      |(?:But|And|So|Yet)\s(?!far\b|much\b|many\b|that\b)|On\s{_WEEKDAY}{_PART}\s)(?=[\w"“'‘])(?!(?:which|who|whose|where|when|and|but|or)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_TIES = re.compile(
    r"\b(?:not|only|just|until|till|early|late|shortly|on|by|from|since|for|of|in|at|to|every|that|than|and|or|if"
    r"|even|no|"
    r"much|years?|weeks?|days?|months?|hours?|minutes?|right|till|sooner|yet|once|over|all|nor|never"
    r"|an?|entire|whole|each|same|one|good|black|holy|beginning|starting|ending|effective|dated|scheduled|due)$"
)
_BE = re.compile(r"\b(?:am|is|are|was|were|been|be|being)$")
_PARTICIPLE = re.compile(r" (?:\w+(?:ed|en|ing)|shot|held|found|sent|hit|made|told|sworn|set)\b")
# One of these is in all that goes, but for openings.
_KEYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow last this ago back recently now "
    "also again earlier later then here"
)
_PART_OF_DAY = re.compile(r"(?:night|morning|afternoon|evening)\b")
_DAY_WORDS = word_set("today yesterday now here")
_DAY_WORD = re.compile(r"\b(?:today|yesterday|now|here)\b")
_REACH = 50
_NEAR_WORDS = 1


def without_time(body: str, evidence: tuple[Evidence, ...], text: str) -> tuple[Evidence, ...]:
    """Return the evidence, which says `text`, without "on Monday", "today" or "also", where what is left reads on."""
    if not _OPENING.match(text) and _KEYS.isdisjoint(distinct_tokens(text)):
        return evidence
    kept: list[Evidence] = []
    for number, span in enumerate(evidence):
        at = span.start_char
        opening = None if number else _OPENING.match(body, at, span.end_char)
        at = opening.end() if opening else at
        for start, end in _cuts(body, span):
            if kept and start < at:
                at = max(at, end)
            elif start > at:
                kept.append(Evidence(at, start))
                at = end
        kept.append(Evidence(at, span.end_char))
    return tuple(span for span in kept if any(map(str.isalnum, body[span.start_char : span.end_char])))


def find_day_words(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return "today", "now" and "here", each with a space beside it, where `body[start:end]` reads on without them."""
    if not any(body.find(word, start, end) >= 0 for word in _DAY_WORDS) or _DAY_WORD.search(body, start, end) is None:
        return []
    cuts = _cuts(body, Evidence(start, end))
    return [
        (first, last)
        for first, last in cuts
        if body[first:last].strip() in _DAY_WORDS and not _PART_OF_DAY.match(body, last)
    ]


def _cuts(body: str, span: Evidence) -> list[tuple[int, int]]:
    """Return what goes, each with one of the spaces around it."""
    found = []
    for match in _DROPPED.finditer(body, span.start_char, span.end_char):
        before = body[max(span.start_char, match.start() - _REACH) : match.start()].lower()
        is_needed = match.group("time") and not phrase_words.NEED_TIME.isdisjoint(before.split()[-_NEAR_WORDS:])
        is_needed = is_needed and not (_BE.search(before) and _PARTICIPLE.match(body, match.end()))
        is_comma = before.endswith(",") and not (
            match.group("time")
            and re.match(
                r" (?:said|told|left|took|made|won|met|gave|came|went|held|sent|found|began|\w+ed)\b",
                body[match.end() :],
            )
        )
        is_needed = is_needed or (match.group().endswith("here") and _BE.search(before) is not None)
        if not (is_needed or is_comma or _TIES.search(before.rstrip(","))):
            found.append((match.start(), match.end() + (body[match.end() : match.end() + 1] == " ")))
    found += [(match.start() - 1, match.end()) for match in _BEFORE_NOUN.finditer(body, span.start_char, span.end_char)]
    return sorted(found)
