"""Words of a bullet that point at what only other sentences, or the day of the article, tell."""

from __future__ import annotations

import re
from functools import lru_cache

from tasks.text.keyed import Keyed, any_in

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SPAN = rf"(?:night|morning|afternoon|evening|week(?:end)?|month|{_WEEKDAY})"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
# Read next week, these tell another day.
_RELATIVE_TIME = Keyed(
    "today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday night morning afternoon "
    "evening week weekend weeks month months minute minutes hour hours day days year now moment midweek mid just",
    rf"""\b(?=[A-Za-z])(?:today|yesterday|tomorrow|tonight|{_WEEKDAY}
      |(?:[Ll]ast|[Nn]ext|[Tt]his|past|following|previous)\s(?:few\s)?{_SPAN}
      |(?:minute|hour|day|week|month)s?\s(?:ago|back)|(?:the\s)?(?:following|previous)\syear
      |the\s(?:day|night|week|month|year)\s(?:before|after)|^Now\b|(?:[Tt]hat|[Ss]ame)\sday
      |right\snow|[Tt]hese\sdays|at\sthe\smoment|mid-?week|(?:{_MONTH})(?:\s\d+)?(?:,|\sof)?\snext\syear
      |(?:over|during|in|for|within)\sthe\s(?:last|past|next|coming)\s(?:\w+\s)?(?:hours|days|weeks)
      |(?:has|have)\sjust\s(?:landed|arrived|begun|started|left|finished|ended|entered|reached))\b""",
)
_SPEECH = "said says told added asked wrote writes tweeted stated claimed explained"
# Each with its key words; lookaheads before lookbehinds save the cost of those at every other word.
_POINTERS = (
    Keyed(
        "this these those such",
        r"""\b(?:[Tt]his(?!\s(?:year|season|summer|winter|spring|autumn|is\sthe\sfirst\stime|time\snext))
          |[Tt]hese(?!\sdays)
          |[Tt]hose(?!\s(?:who|that|with|in|of|from|whose|on|at|under|behind|between|living|present
            |(?:\w+ly\s)?\w+ed|\w+ing|responsible)\b)
          |[Ss]uch(?!\sas\b))\b""",
    ),
    Keyed(
        "also earlier later too similar similarly likewise again meanwhile then thereafter here there instead version "
        "versions neither both",
        r"""\b(?:[Aa]lso|[Ee]arlier(?!\sthis\s(?:year|season))
          |(?=[Ll]ater)(?<!\d\s)(?<!(?:days|year)\s)(?<!\w(?:week|year|onth)s\s)(?<!and\s)[Ll]ater(?!\sthis\syear)
          |[Tt]oo(?=\W*$|\s(?:are|is|was|were|has|have|had|will)\b)
          |[Nn]either\s(?!of\b|[A-Z])[a-z]+|[Bb]oth\s(?:sides|parties|camps|leaders|teams|countries|groups)
          |[Tt]here(?=[.,;]|$|\s(?:on|in|for|after|before|to|and|but|since|by|at|with)\b)
          |[Ss]imilar(?:ly)?|[Ll]ikewise|[Aa]gain|[Mm]eanwhile|[Ss]ince\sthen
          |(?=[Tt]hen)(?<!the\s)(?<!back\s)(?<!and\s)[Tt]hen(?!\s(?:[a-z-]+\s)?[A-Z])|[Tt]hereafter
          |(?=[Ii]nstead)(?<!.{40})[Ii]nstead(?!\sof)|[Hh]ere|versions?(?!\sof\b))\b""",
    ),
    Keyed(
        "same latter former other others rest two three four five pair duo trio couple above said",
        r"""\b(?:[Tt]he\s(?:same(?!\sway|\stime)|latter|former|others?|rest(?!\sof)
            |(?:two|three|four|five)(?!-)|pair|duo|trio|couple|above|said)
          |(?=[Oo]ther\s)(?<!and\s)(?<!or\s)(?<!among\s)(?<!(?:each|many|with)\s)(?<!several\s)(?<!like\s)[Oo]ther
            (?=\s[a-z]+(?:s|n)\b)
          |[Aa]ll\sothers)\b""",
    ),
    Keyed(
        "do doing done does did",
        r"\b(?:[Dd]o(?:ing|ne|es)?|[Dd]id)\s(?:so|that)\b",
    ),
    # "That" without its first letter: letters to begin with are fast to find.
    Keyed(
        "that",
        r"""hat(?:
          (?=[\s,.]+[A-Z]|[,.])(?:(?<=\b[Aa]fter\sthat)|(?<=\b[Bb]efore\sthat)|(?<=\b[Ss]ince\sthat))
          |\b(?<=\blike\sthat)|(?<=[Ii]f\sthat)\s(?:is|was|happens)|(?<=\b[Tt]hat)['’]s\b)""",
    ),
    Keyed(
        "that",
        r"""(?=\sthat\s(?!the\b|an?\b|of\b|in\b|is\b|was\b|he\b|she\b|it\b)[a-z])(?:
            (?<=\b[Tt]o)|(?<=\b[Oo]f)|(?<=\b[Oo]n)|(?<=\b[Bb]y)|(?<=\b[Aa]t)|(?<=\b[Ii]n)|(?<=\b[Ff]or)|(?<=\btill)
            |(?<=\b[Ww]ith)|(?<=\b[Ff]rom)|(?<=\b[Ii]nto)|(?<=\b[Oo]ver)|(?<=\babout)|(?<=\b[Uu]nder)|(?<=\b[Uu]ntil)
            |(?<=\b[Ss]ince)|(?<=\b[Aa]fter)|(?<=\b[Bb]efore)|(?<=\b[Dd]uring)|(?<=\bagainst)|(?<=\bbehind)
            |(?<=\bApparently))""",
    ),
    Keyed("old olds", r"\b[Tt]he\s\d+-year-old(?:(?!\s[A-Za-z-]+)|\s(?:is|was|has|had|will|who|said|and)\b)"),
    Keyed("him her them it", r"[Aa]ccording\sto\s(?:him|her|them|it)\b"),
    Keyed("following", r"\bthe\sfollowing\W*$"),
    Keyed("one ones", r"\bthe\s(?:new|old|first|second)\sones?\b"),
    # A speaker who is no name: "he said", "the minister said", "says the chief".
    Keyed(
        _SPEECH,
        r"""["”?,](?:(?<!,)\s(?:he|she)\s(?:said|says|asked|added|wrote|tweeted|told)\b
          |(?<=,)["”]?\s(?:he|she|it|they)\s(?:said|says|added|stated)\b)""",
    ),
    Keyed(
        _SPEECH,
        r"""he\s(?<=\b[Tt]he\s)(?:
          (?:[A-Z][a-z]+\s)?(?:Minister|Secretary|Commissioner|Minister\sof\s[A-Z][A-Za-z\s]+)
            \s(?:said|says|told|added)\b
          |(?:(?<=\bsaid\sthe\s)|(?<=\bsays\sthe\s)|(?<=\bwrites\sthe\s)|(?<=\bwrote\sthe\s)|(?<=\badded\sthe\s)
            |(?<=\basked\sthe\s))(?:[a-z-]+\s){0,3}[a-z]+[.,]
          |[a-z]+\s[A-Z][a-z]+\s(?:said|says|added|told)\b
          |(?<=["”]\s[Tt]he\s)[a-z\s-]+\s(?:said|added|told|says|stated|tweeted|wrote|asked|claimed|explained)\b)""",
    ),
)
# Two words that ran into one: "PatnaBENEFICIARYName".
_RUN_IN = re.compile(r"[A-Z]{3,}[a-z]{2}")
_OPENING = re.compile(
    r"""(?:[A-Z][a-z]+\s)?[Aa]nother\b | (?:[A-Z'’]{2,}\s){3}
      | (?:Some|All|Many|Several|Most)\s(?:are|were|was|is|have|has|had|say|said|will|would|also|even|others|the
        |such|in|on|of\sthe\w+)\b
      | (?:Both|For|Still|First|Second|Third|Fourth|Fifth|Firstly|Secondly|Thirdly|Finally|Lastly|More\sso),
      | The\s(?:Spaniard|Swiss|Serb|Scot|Briton|Dane|Swede|Turk|[A-Z][a-z]+(?:ian|ish|ese|ican|lander))
        \s(?:has|had|is|was|will|who|said|[a-z]+ed)\b
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


def has_pointer(text: str) -> bool:
    """Return whether a word of the bullet stands for something that another sentence tells: "these", "the latter"."""
    return _OPENING.match(text) is not None or any_in(_POINTERS, text) or _RUN_IN.search(text) is not None


@lru_cache(maxsize=64)
def has_relative_time(text: str) -> bool:
    """Return whether the bullet tells a time by the day of the article: "today", "last week". Asked twice of each."""
    return _RELATIVE_TIME.search(text) is not None
