"""Whether a bullet is understood by itself: no word in it points at another sentence or at the day of the article."""

from __future__ import annotations

import re
from collections.abc import Container

from tasks.text import phrase_words
from tasks.text.bullet import Evidence
from tasks.text.name_words import word_set
from tasks.text.stems import content_stems

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SPAN = rf"(?:night|morning|afternoon|evening|week(?:end)?|month|year|season|summer|winter|spring|autumn|{_WEEKDAY})"
# Read next week, these tell another day.
RELATIVE_TIME = re.compile(
    rf"\b(?:today|yesterday|tomorrow|tonight|{_WEEKDAY}|(?:last|next|this|past|following|previous)\s{_SPAN}|ago|"
    r"the\s(?:day|night|week|month|year)\s(?:before|after)|so\sfar|[Nn]ow|[Rr]ecently|(?:[Tt]hat|[Ss]ame)\sday)\b"
)
_DROPPED = re.compile(
    rf"""(?<=[a-zA-Z0-9])\s(?:(?P<time>(?:on\s|late\s|early\s)*{_WEEKDAY}(?:\s(?:night|morning|afternoon|evening))?
      | (?:earlier\s|later\s)?(?:today|yesterday) | last\s(?:night|week|month|year) | earlier\sthis\s(?:week|month|year)
      | recently | now) | also | again | later | then)(?=\s[a-z]|[.]?$|[.](?:\s|$))(?!\s(?:and|or|to|until|till|than|after|before)\b)""",
    re.VERBOSE,
)
_REACH = 50
_POINTER = re.compile(
    r"""\b(?:[Tt]his|[Tt]hese|[Tt]hose(?!\s(?:who|with|in|of|from|whose|aged|killed|affected|involved|responsible))
      | [Ss]uch(?!\sas)|[Aa]nother|[Aa]lso|[Ee]arlier|[Ll]ater|[Tt]oo(?=\W*$|\s(?:are|is|was|were|has|have|had|will)\b)
      | [Tt]he\s(?:same|latter|former|others?|rest|two|three|four|five|pair|duo|trio|couple|above|said)
      | [Ss]imilar(?:ly)?|[Ll]ikewise|[Aa]gain|[Mm]eanwhile|[Ss]ince\sthen|[Tt]hen|[Tt]hereafter
      | [Oo]ther(?=\s[a-z]+(?:s|n)\b)|[Ii]nstead(?!\sof)|[Dd]oing\sso|[Dd]id\sso)\b
      | ^(?:[Tt]hat|[Bb]oth|[Ee]ither|[Nn]either|[Ss]ome|[Oo]thers|[Aa]ll|[Mm]any|[Ss]everal|[Oo]ne|[Hh]ere|[Aa]t\sleast,)
        \s(?![A-Z][a-z]+\sof|\w+\sof\b|of\b|[a-z-]+\s?[a-z]*s\b)
      | ^(?:But|So|However|Still|Yet|Moreover|Furthermore|Besides|Or|Thus|Therefore|Otherwise|Hence|Nor|Even|And)\b
      | ^(?:In\s(?:fact|addition|response|reply|return|turn)|As\sa\sresult|Apart\sfrom|Of\scourse|Well|Suddenly)\b
    """,
    re.VERBOSE,
)
_PERSONAL = re.compile(
    r"\b(?:(?P<one>[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)|(?P<thing>[Tt]hey|[Tt]heir|[Ii]t|[Ii]ts)|(?P<object>them))\b(?!['’]s\s\w+ing)"
)
_REFERENT = re.compile(
    r"\b[A-Z][\w'’.-]+|\b(?:[Aa]n?|[Tt]he|[Ee]very|[Nn]o|\d+|two|three|four|five)\s[\w'’-]+|\b[a-z]{4,}s\b"
)
_EMPTY_IT = re.compile(
    r"\b[Ii]t\s(?:is|was|will\sbe|would\sbe|has\sbeen)\s(?:\w+\s){0,2}(?:that|to|for|clear|unclear|likely)\b"
)

_DEFINITE = re.compile(r"\b[Tt]he\s(?=[a-z0-9])")
_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s?$")
# Where a noun phrase ends: no noun is one of these, and a verb of the past ends like none.
_NO_NOUN = word_set(
    "is are was were be been being has have had will would can could may might must shall should do does did not said "
    "says say told tells and or but nor as than so if when while after before because since until although though "
    "also who whom whose which that where what how to he she it they him her them his its their this these those a an "
    "the all any there then now made took came went got gave saw left led held met won lost began broke brought built "
    "bought caught chose drew fell felt fought found grew kept knew lay paid put ran rose sent set shot spent spoke "
    "stood struck sought thought threw wrote beat became become remains drove stole fled hit took takes makes gets goes "
    "comes gives sees finds wants needs plans claims of for in at on from between against behind with by over about "
    "near under involving into during without within through across among around upon towards toward following amid"
)
_IDENTIFIES = word_set(
    "of for in at on from between against behind with by over about near under involving into to within across among "
    "around towards toward who whom whose which that where following aimed called named known"
)
# There is but one of each, or the reader knows which one is meant.
_ONLY_ONE = word_set(
    "government police public world country nation media internet economy environment climate future past present "
    "weather sun moon earth sea sky air law constitution president parliament army military navy market markets press "
    "universe time end beginning start first last most best worst largest biggest highest lowest top whole wake way "
    "fact idea need right rest risk number age poor rich elderly young people opposition state centre capital budget "
    "prime world's country's nation's government's web west east north south web centre-left dead injured"
)
# These nouns sum up what another sentence tells, or call somebody whom it names.
_SUMS_UP = word_set(
    "move incident decision announcement report statement video photo picture image accident attack case matter issue "
    "development event episode step plan scheme project proposal deal agreement meeting visit development remark "
    "remarks comment comments post tweet clip footage document letter order verdict ruling judgment bill act list "
    "victim victims accused man woman men women boy girl boys girls child couple family actor actress singer star "
    "player cricketer batsman bowler captain minister leader chief official officials officer officers spokesperson "
    "spokesman spokeswoman suspect suspects company firm group team side club party film movie song show series book "
    "court bench judge committee panel commission body agency department ministry board university school hospital "
    "building site area place spot village town city district region island vehicle car bus truck plane aircraft ship "
    "boat train bag sticker animal dog carcass study survey research researchers scientists activists protesters "
    "robbers attackers gunman gunmen militants terrorists pair duo trio residents villagers petitioner petition "
    "campaign movement event ceremony match game tournament series win victory defeat loss sum amount money figure "
    "app device phone feature service website portal outlet magazine newspaper channel network programme program deal "
    "tax cut change changes situation process system policy rules measure measures sanctions attack fire blast "
    "explosion crash storm disease virus condition probe investigation arrest allegation allegations charge charges "
    "claim claims controversy row dispute conflict crisis problem result results news information details data "
    "actor's film's company's party's victim's team's"
)
_GENERIC_PLURAL = word_set("polls elections streets roads years masses people")
_MOST_NOUNS = 4


def stands_alone(text: str, introduced: Container[str]) -> bool:
    """Return whether a reader of this bullet alone knows who and what is meant.

    `introduced` holds the stems of the words of the sentences before it: a noun with "the" that one of them has told
    of already is known from there, unless the bullet itself says which one it is.
    """
    return not (RELATIVE_TIME.search(text) or points_back(text, introduced))


def points_back(text: str, introduced: Container[str]) -> bool:
    """Return whether a word of the bullet means what only the sentences before it tell; `introduced` as above."""
    return bool(_POINTER.search(text)) or _has_lost_pronoun(text) or _has_known_noun(text, introduced)


def _has_lost_pronoun(text: str) -> bool:
    """Return whether a pronoun stands before anything that it could mean."""
    for match in _PERSONAL.finditer(text):
        if match.group("thing") and _EMPTY_IT.match(text, match.start()):
            continue
        before = len(_REFERENT.findall(text, 0, match.start()))
        is_quoted = text.count('"', 0, match.start()) % 2 == 1
        wanted = 2 if match.group("object") or is_quoted else 1
        if before < wanted and not _follows_later(text, match):
            return True
    return False


def _follows_later(text: str, match: re.Match[str]) -> bool:
    """Return whether a clause before the main one has the pronoun and the main one has the name: "In his ..., Modi"."""
    return bool(match.start() < 40 and re.search(r", (?:[a-z]+ ){0,4}[A-Z]\w+", text[match.end() : match.end() + 90]))


def _has_known_noun(text: str, introduced: Container[str]) -> bool:
    return any(_is_known(text, match.end(), introduced) for match in _DEFINITE.finditer(text))


def _is_known(text: str, start: int, introduced: Container[str]) -> bool:
    """Return whether the noun phrase after "the" at `start` means something that the bullet does not tell."""
    nouns: list[str] = []
    after = ""
    for token in _TOKEN.finditer(text, start):
        word = token.group()
        lower = word.lower()
        if word[0].isupper():
            # "the Delhi government", "the director Jonathan Demme" name it.
            return False
        if not word[0].isalnum() or (nouns and (lower in _NO_NOUN or lower.endswith(("ed", "ly")))):
            after = lower
            break
        nouns.append(lower)
        if len(nouns) == _MOST_NOUNS or _POSSESSIVE.search(lower):
            break
    if not nouns or nouns[0] in _ONLY_ONE or nouns[-1] in _GENERIC_PLURAL or nouns[0].endswith("est"):
        return False
    head = _POSSESSIVE.sub("", nouns[-1])
    if head in _ONLY_ONE:
        return False
    if after in _IDENTIFIES and not RELATIVE_TIME.match(text, text.find(after, start) + len(after) + 1):
        return False
    stems = content_stems(head)
    if any(stem in content_stems(text[: max(start - 4, 0)]) for stem in stems):
        return False
    return any(noun in _SUMS_UP for noun in nouns) or any(stem in introduced for stem in stems)


def without_time(body: str, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Return the evidence without "on Monday", "today" or "also", where what is left reads on."""
    kept: list[Evidence] = []
    for span in evidence:
        at = span.start_char
        for match in _DROPPED.finditer(body, span.start_char, span.end_char):
            before = body[max(span.start_char, match.start() - _REACH) : match.start()].lower()
            is_needed = match.group("time") and not phrase_words.NEED_TIME.isdisjoint(before.split())
            if is_needed or match.start() <= at or before.endswith(("not", "only", "just", "until")):
                continue
            kept.append(Evidence(at, match.start()))
            at = match.end() + (body[match.end() : match.end() + 1] == " ")
        kept.append(Evidence(at, span.end_char))
    return tuple(span for span in kept if any(map(str.isalnum, body[span.start_char : span.end_char])))
