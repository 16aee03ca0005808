"""Whether a bullet is understood by itself: no word in it points at another sentence or at the day of the article."""

from __future__ import annotations

import re
from collections.abc import Container

from tasks.text.known_nouns import has_known_noun
from tasks.text.lost_pronouns import has_lost_pronoun

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SPAN = rf"(?:night|morning|afternoon|evening|week(?:end)?|month|{_WEEKDAY})"
# Read next week, these tell another day.
RELATIVE_TIME = re.compile(
    rf"\b(?:today|yesterday|tomorrow|tonight|{_WEEKDAY}|(?:[Ll]ast|[Nn]ext|[Tt]his|past|following"
    rf"|previous)\s(?:few\s)?{_SPAN}"
    r"|(?:minute|hour|day|week|month)s?\s(?:ago|back)|(?:the\s)?(?:following|previous)\syear"
    r"|the\s(?:day|night|week|month|year)\s(?:before|after)|^Now\b|(?:[Tt]hat|[Ss]ame)\sday)\b"
)
# Lookaheads before lookbehinds save the cost of those at every other word.
_POINTER = re.compile(
    r"""\b(?:[Tt]his(?!\s(?:year|season|summer|winter|spring|autumn|is\sthe\sfirst\stime|time\snext))|[Tt]hese(?!\sdays)
      | [Tt]hose(?!\s(?:who|that|with|in|of|from|whose|on|at|under|behind|between|living|present|(?:\w+ly\s)?\w+ed
        |\w+ing|responsible)\b)
      | [Ss]uch(?!\sas\b)|[Aa]lso|[Ee]arlier(?!\sthis\s(?:year|season))
        |(?=[Ll]ater)(?<!\d\s)(?<!(?:days|year)\s)(?<!\w(?:week|year|onth)s\s)(?<!and\s)[Ll]ater(?!\sthis\syear)
        |[Tt]oo(?=\W*$|\s(?:are|is|was|were|has|have|had|will)\b)
      | (?=[Tt]he\s)(?<!\bat\s)[Tt]he\s(?:same(?!\sway)|latter|former|others?|rest(?!\sof)|(?:two|three|four|five)(?!-)
        |pair|duo|trio|couple|above|said)
      | [Nn]either\s(?!of\b|[A-Z])[a-z]+|[Bb]oth\s(?:sides|parties|camps|leaders|teams|countries|groups)
      | [Tt]here(?=[.,;]|$|\s(?:on|in|for|after|before|to|and|but|since|by|at|with)\b)
      | [Ss]imilar(?:ly)?|[Ll]ikewise|[Aa]gain|[Mm]eanwhile|[Ss]ince\sthen
        |(?=[Tt]hen)(?<!the\s)(?<!back\s)(?<!and\s)[Tt]hen(?!\s(?:[a-z-]+\s)?[A-Z])|[Tt]hereafter
      | (?=[Oo]ther\s)(?<!and\s)(?<!or\s)(?<!among\s)(?<!(?:each|many|with)\s)(?<!several\s)(?<!like\s)[Oo]ther
        (?=\s[a-z]+(?:s|n)\b)
      | (?=[Ii]nstead)(?<!.{40})[Ii]nstead(?!\sof)|[Dd]o(?:ing|ne|es)?\s(?:so|that)|[Dd]id\s(?:so|that)|[Hh]ere
        |(?:[Aa]fter|[Bb]efore|[Ss]ince)\sthat(?=[\s,.]+[A-Z]|[,.]))\b
      | \b[Tt]he\s\d+-year-old(?:(?!\s[A-Za-z-]+)|\s(?:is|was|has|had|will|who|said|and)\b)
      | [A-Z]{3,}[a-z]{2}
      | [Ii]f\sthat\s(?:is|was|happens)|\b[Tt]hat['’]s\b
      | [Aa]ccording\sto\s(?:him|her|them|it)\b|["”?]\s(?:he|she)\s(?:said|says|asked|added|wrote|tweeted|told)\b
      | \b[Tt]he\s(?:[A-Z][a-z]+\s)?(?:Minister|Secretary|Commissioner|Minister\sof\s[A-Z][A-Za-z\s]+)
        \s(?:said|says|told|added)\b
      | \b(?:said|says|writes|wrote|added|asked)\sthe\s(?:[a-z-]+\s){0,3}[a-z]+[.,]
      | \b[Tt]he\s[a-z]+\s[A-Z][a-z]+\s(?:said|says|added|told)\b
      | ,["”]?\s(?:he|she|it|they)\s(?:said|says|added|stated)\b|\bthe\s(?:new|old|first|second)\sones?\b
      | ["”]\s[Tt]he\s[a-z\s-]+\s(?:said|added|told|says|stated|tweeted|wrote|asked|claimed|explained)\b
      | \bversions?(?!\sof\b)\b
      | \b(?:[Tt]o|[Oo]f|[Ff]or|[Ww]ith|[Oo]n|[Bb]y|[Aa]t|[Ff]rom|[Dd]uring|[Uu]nder|[Uu]ntil|till|[Ss]ince|[Aa]fter
        |[Bb]efore|[Ii]nto|[Oo]ver|about|against|behind|[Ii]n|Apparently)
        \sthat\s(?!the\b|an?\b|of\b|in\b|is\b|was\b|he\b|she\b|it\b)[a-z]+
    """,
    re.VERBOSE,
)
# The same at the beginning of a bullet.
_OPENING_POINTER = re.compile(
    r"""(?:[A-Z][a-z]+\s)?[Aa]nother\b | (?:[A-Z'’]{2,}\s){3}
      | (?:Some|All|Many|Several|Most)\s(?:are|were|was|is|have|has|had|say|said|will|would|also|even|others|the
        |such|in|on|of\sthe\w+)\b
      | (?:Both|For|Still|First|Second|Third|Fourth|Fifth|Firstly|Secondly|Thirdly|Finally|Lastly|More\sso),
      | All\s(?:two|three|four|five|six|seven|eight|nine|ten)\b
      | (?:[Tt]hat|[Bb]oth|[Ee]ither|[Nn]either|[Oo]thers|[Oo]ne|[Aa]t\sleast,)
        \s(?![A-Z][a-z]+\sof|\w+\sof\b|of\b|[a-z-]+\s?[a-z]*s\b)
      | There\s(?!is\b|are\b|was\b|were\b|has\b|have\b|had\b|will\b|would\b|seem)
      | (?:Rightly\sso|Consequently|In\s(?:more|other|some)\s\w+\scases)\b
      | (?:That|Rather)\s(?:[a-z]+\s)?(?:is|was|has|had|will|would|says|said|includes?|means?|ended|came|comes)\b
      | (?:But|So|However|Still|Yet|Moreover|Furthermore|Besides|Or|Thus|Therefore|Otherwise|Hence|Nor|Even|And)\b
      | (?:In\s(?:fact|addition|response|reply|return|turn)|As\sa\sresult|Apart\sfrom|Of\scourse|Well|Suddenly)\b
    """,
    re.VERBOSE,
)
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
    return has_anchor(text) and not (RELATIVE_TIME.search(text) or points_back(text, introduced, people))


def points_back(text: str, introduced: Container[str], people: Container[str] = ()) -> bool:
    """Return whether a word of the bullet means what only the sentences before it tell.

    `introduced` as above; `people` has the words of the names of all people of the article.
    """
    return (
        _OPENING_POINTER.match(text) is not None
        or has_lost_pronoun(text, people)
        or _POINTER.search(text) is not None
        or has_known_noun(text, introduced)
    )


def has_anchor(text: str) -> bool:
    """Return whether the bullet names somebody or something, by which a reader knows which story it is from."""
    return _ANCHOR.search(text) is not None


def count_references(text: str) -> int:
    """Return how many nouns with "the" and pronouns the bullet has, which a name would tell more surely."""
    return len(_REFERENCE.findall(text))
