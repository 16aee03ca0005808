"""Nouns with "the" in a bullet that only the sentences before it explain: "the ferry", "the AAP leader", "the move"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from tasks.text.name_words import CALENDAR, word_set
from tasks.text.stems import content_stems

_DEFINITE = re.compile(r"[Tt]he(?<!\w[Tt]he)\s(?=[a-z0-9])")
# "the AAP leader", "the Barcelona forward": somebody whom another sentence names.
_BY_POST = re.compile(
    # The word boundary behind the letters, so that the search for these can be a fast one.
    r"[Tt]he(?<!\w[Tt]he)\s(?:"
    r"(?:[a-z]+\s)?(?:[A-Z][\w'’.-]*\s){1,4}(?:[a-z]+\s)?(?:leader|chief|minister|actor|actress|star"
    r"|player|captain|skipper|batsman|"
    r"bowler|forward|striker|singer|director|spokesperson|spokesman|president|man|woman|couple|duo|lad|boy|girl"
    r"|kid|pair|official|officer|film|"
    r"movie|MLA|MP|CM|native|team|side|incident|attack|case|body|outfit|firm|company|giant|boss|chairman|agency"
    r"|department|bench|"
    r"report|group|party|faction|legislator|cricketer|footballer|filmmaker|producer|superstar|supremo|scientist"
    r"|researcher)\b(?!\s(?:of|for|in|at|on|who|whose|that)\b|,?\s[A-Z])"
    r"|(?:Council|Commission|Court|Bench|Minister|Board|Department|Committee|Ministry|Party|Bill|Act|CM"
    r"|CJI|PP|PIL|FIR|SIT)\s[a-z]"
    # "The veteran RSS ideologue blamed", first or behind a comma: only bodies that have one name are named so.
    r"|(?:(?<!.{5})|(?<=,.{5}))(?:[a-z]+\s)?(?:[A-Z][\w'’.&-]*\s){1,3}(?!has\b|had\b|have\b|is\b|was\b|were\b|will\b"
    r"|would\b|government|police|ministry|administration|army|state|cabinet|court|council|commission)[a-z]+"
    r"\s(?:has|had|is|was|were|said|says|will|would|also|[a-z]+ed)\b)"
)
_DAY = re.compile(rf"(?:{'|'.join(sorted(CALENDAR))}|today|yesterday|last\s)\b")
_HAPPENED = re.compile(r"(?:took\splace|happened|occurred)\b")
_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s?$")
# Where a noun phrase ends: no noun is one of these, and a verb of the past ends like none.
NO_NOUN = word_set(
    "is are was were be been being has have had will would "
    "can could may might must shall should do does did not said "
    "says say told tells and or but nor as than so if when while after before because since until although though "
    "also who whom whose which that where what how to he she "
    "it they him her them his its their this these those a an "
    "the all any there then now made took came went got "
    "gave saw left led held met won lost began broke brought built "
    "bought caught chose drew fell felt fought found grew kept knew lay paid put ran rose sent set shot spent spoke "
    "stood struck sought thought threw wrote beat became become "
    "remains drove stole fled hit took takes makes gets goes come comes coming "
    "comes gives sees finds wants needs plans claims claim want need expect hope "
    "fear of for in at on from between against behind with by over about "
    "near under involving into during without within through across among around upon towards toward following amid "
    "along aims aim seeks seek hopes marks mark offers offer includes starts begins ends opens says shows seems seem "
    "appears appear looks look reads adds helps works runs lets leads remain continues suggest suggests indicate "
    "indicates reveal reveals argue argues believe believes think thinks resemble mean means demand demands"
)
_IDENTIFIES = word_set(
    "of for in at on from between against behind with by over about near under involving into to within across among "
    "around towards toward who whom whose which that where following called named known"
)
# These tell more of what was told before: "linked the move to the tax", "the poster which was torn".
_ADDS = word_set("into which where following over towards toward")
_DOING = re.compile(r"\s(?!an?\s|the\s|his\s|her\s|their\s|its\s|this\s|that\s|be\s)[a-z]+")
# There is but one of each, or the reader knows which one is meant.
_ONLY_ONE = word_set(
    "government police public world country nation media internet economy environment climate future past present "
    "weather sun moon earth sea sky law "
    "constitution president parliament army military navy market markets press "
    "universe time end beginning start first last most best worst largest biggest highest lowest top whole wake way "
    "fact need right rest risk number age people opposition centre capital budget "
    "prime world's country's nation's government's web west east north south web centre-left"
)
# These nouns sum up what another sentence tells, or call somebody whom it names.
SUMS_UP = word_set(
    "rumour rumours rumor rumors force carrier airline operator regulator watchdog grouping organisation "
    "organization institution alliance coalition outfit foundation move incident decision announcement report "
    "statement video "
    "photo picture image accident attack case matter issue "
    "development event episode step plan scheme project proposal deal agreement meeting visit development remark "
    "remarks comment comments post tweet clip footage document letter order verdict ruling judgment bill act list "
    "victim victims accused man woman men women boy girl boys girls child couple family actor actress singer star "
    "player cricketer batsman bowler captain minister leader chief official officials officer officers spokesperson "
    "spokesman spokeswoman suspect suspects company firm group team side club party film movie song show series book "
    "court bench judge committee panel commission body agency department ministry board university school hospital "
    "building site area place spot village town city district "
    "region island vehicle car bus truck plane aircraft ship "
    "boat train bag sticker animal dog carcass study survey research researchers scientists activists protesters "
    "robbers attackers gunman gunmen militants terrorists pair duo trio residents villagers petitioner petition "
    "campaign movement event ceremony match game tournament series win victory defeat loss sum amount money figure "
    "app device phone feature service website portal "
    "outlet magazine newspaper channel network programme program deal "
    "tax cut change changes situation process system policy rules measure measures sanctions attack fire blast "
    "explosion crash storm disease virus condition probe investigation arrest allegation allegations charge charges "
    "claim claims culprits rally exercise venue officer wait aim painting controversy row dispute "
    "conflict crisis problem result results news information details data phase stage idea sequel "
    "facility facilities filmmakers organism trailer trailers poster posters news suggestion initiative collaboration "
    "legislation "
    "actor's film's company's party's victim's team's"
)
# These alone mean all of their kind: "the poor", and not "the poor man".
_A_KIND = word_set("poor rich elderly young old sick homeless unemployed wealthy disabled dead")
_ORDINALS = word_set("first last second third")
_GENERIC_PLURAL = word_set("polls elections streets roads years masses people")
_MOST_NOUNS = 4
# "the online grievance redressal system" tells what it is.
_TELLING_NOUNS = 3
_HOLDERS = word_set(
    "minister leader chief officer official commissioner actor player director secretary force group president "
    "captain coach"
)
# "The force in a statement said": where it was said does not tell which one.
_SAID_IN = re.compile(r"\s(?:an?|its|his|her)\s(?:statement|interview|tweet|letter|post|release)\b")
# "The accused, A. K. Raghav, ...", "the priest, identified as Robin Paul".
_NAMED_BEHIND = re.compile(
    r",\s(?:(?:identified\sas|named|called)\s[A-Z]|(?:[A-Z][\w.'’-]*\s?)+,(?!\s(?:who\s)?(?:said|told|added)))"
)
# What nothing before the bullet has told, and stands so far behind, sums up the bullet itself, but for these.
_LATE = 60
_ELSEWHERE = word_set("spot venue matter issue report meeting event site scene")
# A name that the bullet has told tells what these are.
_PLACES = word_set("state country city town village district region island area")
NAMED_KINDS = word_set(
    "actor actress singer star player cricketer batsman bowler captain minister leader chief director filmmaker "
    "company "
    "firm party court ministry commission board department club university school hospital "
    "airline bank airport temple museum magazine newspaper app website duo pair couple"
)
# "The accused for kidnapping": for what does not tell who.
_PARTIES = word_set("accused victim victims suspect suspects culprit culprits deceased")
_SPEECH = word_set("said says added told asked writes wrote tweeted stated claimed alleged explained")
_WORKS = word_set("film movie show series book song album magazine newspaper serial play novel")
_TITLE = re.compile(
    r"[\"'‘“][A-Z][^\"'”’]+[\"'’”]|\b(?:film|movie|show|series|book|song|album|magazine|novel|titled) [A-Z]|^[A-Z]\w+,"
)
_LONG_NAME = re.compile(r"\b[A-Z][\w.-]+ [A-Z][a-z]+|(?<!^)\b[A-Z]{2,}\b")
_CAPITALISED = re.compile(r"(?<!^)\b[A-Z][\w'’-]*")
_NAME = re.compile(r"(?<!^)\b[A-Z][a-z]{2,}")


# "A person familiar with the matter": who says so, whatever it is about.
_SOURCES = ("familiar with ", "privy to ", "briefed on ", "knowledge of ")


def has_known_noun(text: str, introduced: Container[str]) -> bool:
    if _BY_POST.search(text):
        return True
    return any(
        _is_known(text, match.end(), introduced)
        for match in _DEFINITE.finditer(text)
        if not text.endswith(_SOURCES, 0, match.start())
    )


def open_nouns(text: str) -> Iterator[tuple[int, str]]:
    """Yield each noun with "the" of which the bullet does not tell which one it is, with where "the" stands."""
    for match in _DEFINITE.finditer(text):
        phrase = _read_phrase(text, match.end())
        if not phrase.nouns or _is_unique(phrase.nouns, is_told_of=True):
            continue
        behind = text.find(phrase.after, phrase.end) + len(phrase.after)
        head = _without_owner(phrase.nouns[-1])
        if _is_limited(text, phrase.after, behind, is_new=False) and head not in _PARTIES:
            continue
        if not _is_told_here(text, match.start(), phrase):
            yield match.start(), head


def _is_known(text: str, start: int, introduced: Container[str]) -> bool:
    """Return whether the noun phrase after "the" at `start` means something that the bullet does not tell."""
    phrase = _read_phrase(text, start)
    if not phrase.nouns:
        return False
    head = _without_owner(phrase.nouns[-1])
    is_new = not any(stem in introduced for stem in content_stems(head))
    if _is_unique(phrase.nouns, is_told_of=not is_new):
        return False
    if phrase.after in _SPEECH and head in NAMED_KINDS:
        # Whom it quotes a bullet has to name, even where it names somebody else before.
        return text.lower().count(head, 0, start) == 0
    behind = text.find(phrase.after, phrase.end) + len(phrase.after)
    is_limited = head not in _PARTIES and _is_limited(text, phrase.after, behind, is_new=is_new)
    if start <= len("The ") and not is_limited and not _NAMED_BEHIND.match(text, phrase.end):
        # What a story opens with may be new; what a bullet opens with was told before.
        return bool(introduced)
    is_vague = _SAID_IN.match(text, behind) or (phrase.after == "that" and _HAPPENED.match(text, behind + 1))
    if (head in _HOLDERS and phrase.nouns[0] == "new") or (is_limited and is_vague):
        return True
    if _is_told_here(text, start, phrase) or (is_limited and not _DAY.match(text, behind + 1)):
        return False
    if is_new and start > _LATE and head not in _ELSEWHERE:
        return False
    return not is_new or any(noun in SUMS_UP or noun.removesuffix("s") in SUMS_UP for noun in phrase.nouns)


def _is_limited(text: str, after: str, behind: int, *, is_new: bool) -> bool:
    """Return whether the word behind a noun begins what tells which one is meant."""
    if after == "to":
        return _DOING.match(text, behind) is not None
    return after in _IDENTIFIES and (is_new or after not in _ADDS)


class _NounPhrase(NamedTuple):
    """Nouns and adjectives, the word behind them, and where they end."""

    nouns: list[str]
    after: str
    end: int


def _read_phrase(text: str, start: int) -> _NounPhrase:
    """Return the noun phrase at `start`; one without nouns before a name."""
    nouns: list[str] = []
    end = start
    for token in _TOKEN.finditer(text, start):
        word = token.group()
        lower = word.lower()
        if word[0].isupper():
            # "the director Jonathan Demme" names him.
            return _NounPhrase([], "", end)
        is_verb = nouns and nouns[-1] in SUMS_UP and lower.endswith("s") and lower not in SUMS_UP
        if not word[0].isalnum() or is_verb or (nouns and (lower in NO_NOUN or lower.endswith(("ed", "ly")))):
            return _NounPhrase(nouns, lower, end)
        nouns.append(lower)
        end = token.end()
        if len(nouns) == _MOST_NOUNS or _without_owner(lower) != lower:
            break
    return _NounPhrase(nouns, "", end)


def _is_unique(nouns: Sequence[str], *, is_told_of: bool) -> bool:
    """Return whether everybody knows which one is meant: "the government", "the largest bank"."""
    return (
        (nouns[0] in _ONLY_ONE and nouns[-1] not in SUMS_UP and not (is_told_of and nouns[0] in _ORDINALS))
        or (len(nouns) == 1 and nouns[0] in _A_KIND)
        or nouns[-1] in _GENERIC_PLURAL
        or nouns[0].endswith("est")
        or _without_owner(nouns[-1]) in _ONLY_ONE
    )


def _is_told_here(text: str, start: int, phrase: _NounPhrase) -> bool:
    """Return whether the bullet itself tells which one is meant, by a name beside it, before it, or in many words."""
    head = _without_owner(phrase.nouns[-1])
    if (len(phrase.nouns) >= _TELLING_NOUNS and head not in _HOLDERS) or _NAMED_BEHIND.match(text, phrase.end):
        return True
    before = text[: max(start - 4, 0)]
    if _is_named_before(before, head):
        return True
    small = before.lower()
    # All but the last letter of a stem begins each of its words: most have none there, and need not be looked at.
    stems = [stem for stem in content_stems(head) if stem[:-1] in small]
    return bool(stems) and not frozenset(stems).isdisjoint(content_stems(_CAPITALISED.sub("", before)))


def _without_owner(noun: str) -> str:
    """Return the noun without the "'s" or apostrophe of an owner."""
    return _POSSESSIVE.sub("", noun) if "'" in noun or "’" in noun else noun


def _is_named_before(before: str, head: str) -> bool:
    """Return whether the bullet has named what such a noun can mean: a person, a body or a place."""
    if head in _PLACES:
        return _NAME.search(before) is not None
    if head in _WORKS:
        return _TITLE.search(before) is not None
    return head in NAMED_KINDS and _LONG_NAME.search(before) is not None
