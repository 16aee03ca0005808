"""Whom a sentence leaves in the reader's mind, so that "he" or "she" of the next one can only mean that person."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from tasks.text.appearances import appearances
from tasks.text.name_words import CALENDAR, OPENERS
from tasks.text.naming import Mentioned
from tasks.text.person_titles import LOWER_OFFICES, OFFICES
from tasks.text.quotes import Quotation
from tasks.text.sentences import Sentence

_ANYBODY = re.compile(r"\b[Aa]n? (?:[\w'’-]+ ){0,3}(?:man|woman|boy|girl|student|official|officer|youth|driver)\b")
_ACTING = re.compile(
    r"(?:,? who)? (?:(?:also|had|has|have|was|is|will|would|never|on \w+day) )?"
    r"(?:said|says|told|took|made|won|lost|went|wrote|gave|has|had|is|was|will|would|may|can|feels|believes|wants"
    r"|came|became|"
    r"got|\w+ed)\b"
)
_OBJECT_OF = re.compile(r"\b(?:of|by|with|to|and|for|from|in|on|at|than|as|after|that|against|like|or|between)\s$")
_HIS_OR_HER = re.compile(r"\b(?:[Hh]e|[Hh]is|[Hh]im|himself|[Ss]he|[Hh]er|herself)\b")
# The one named early in a sentence is mostly the one it is about.
_EARLY_SHARE = 0.6
# "Reed's daughter", "Reed?s" of a lost apostrophe, "the Reed government", "Reed and Hill".
_NOT_THE_PERSON = re.compile(
    r"['’?]s\b|['’?] |\s(?:government|govt|administration|regime|cabinet|camp|faction|family|dispensation)\b"
    r"|\s(?:and|&|or)\s[A-Z]"
)
_JOINED_BEFORE = re.compile(r"[A-Z][\w-]*,?\s(?:and|&|or)\s$")
_THING = re.compile(
    r"(?:,|\sis|\swas)\s(?:an?|the|one\sof\sthe)\s(?:[\w'’-]+\s){0,3}?(?:firm|company|brand|party|organi[sz]ation|film|movie|app"
    r"|website|start-?up|newspaper|group)\b(?!['’?]|\s(?:chief|head|founder|owner|president|director|secretary|leader))"
)
_OPENING_NAME = re.compile(r"[A-Z][a-z]+(?= [a-z])")
_FIRST_NAME = re.compile(r"\b([A-Z][a-z]+) $")
_ASKS = re.compile(
    r"(?:[^\w]*)(?:Would|Will|Is|Are|Was|Were|Do|Does|Did|Can|Could|Has|Have|Had|Should|Why|How|What|Who|When|Where)\b"
    r"[^.]*\?"
)
# "The secretary is accused of the killing of Reed": he, not Reed.
_ACTING_ROLE = re.compile(
    rf"The (?:[\w()'’-]+ ){{0,8}}?(?:{'|'.join(sorted(LOWER_OFFICES))})"
    r"\s(?:is|was|has|had|will|would|may|can|said|says|told|took|made|went|gave|came|got|\w+ed)\b"
)
# "Reed is wrong, Hill said": what follows may be of Hill.
_SPEAKS = re.compile(r"\b([A-Z][\w-]*[a-z])(?: said| says| told| added| claimed)\b")
_APPOSITION = re.compile(r", [^,]*")
# Somebody without a name as a subject: "said the mother went", "his brother was".
_MAN = r"man|boy|father|son|husband|brother|uncle|boyfriend|groom|nephew|grandfather"
_WOMAN = r"woman|girl|mother|daughter|wife|sister|aunt|girlfriend|bride|niece|grandmother|actress"
_EITHER = r"victim|accused|suspect|attacker|patient|deceased|teenager|survivor|child|baby|driver|student|teacher"
_NAMELESS = {
    pronoun: re.compile(
        rf"\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|\w+['’]s)\s(?:[\w-]+\s){{0,2}}?(?:{sex}|{_EITHER})"
        r"\s(?:(?:also|had|has|was|is|will|would|can|could|may|did)\b|said\b|told\b|took\b|went\b|came\b|got\b|gave\b|left\b|\w+ed\b)"
    )
    for pronoun, sex in (("he", _MAN), ("she", _WOMAN))
}


def find_focus(body: str, sentence: Sentence, people: Sequence[Mentioned]) -> str | None:
    """Return whom the next "he" or "she" means: the only person of the sentence, or the one who acts in it."""
    first = people[0]
    start, end = sentence.start_char, sentence.end_char
    if _has_acting_surname(body, start, first.start_char) or _ACTING_ROLE.match(body, start, first.start_char):
        return None
    if _has_other_speaker(body, first, end):
        return None
    if _HIS_OR_HER.search(body, start, first.start_char) or _ASKS.match(body, start, end):
        return None
    if _NOT_THE_PERSON.match(body, first.end_char) or _THING.match(body, first.end_char, end):
        return None
    is_one = all(one.entity_id == first.entity_id for one in people) and not _is_object(body, sentence, first)
    if not (is_one or _acts(body, first)) or not _is_early(sentence, first) or _ANYBODY.search(body, start, end):
        return None
    return first.entity_id


def _has_acting_surname(body: str, start: int, end: int) -> bool:
    """Return whether somebody else whom no mention tells is the subject: "Hill asked Reed", Tom Hill elsewhere."""
    match = _OPENING_NAME.match(body, start, end)
    if match is None or match.group() in OPENERS | OFFICES or not _ACTING.match(body, match.end()):
        return False
    firsts = [_FIRST_NAME.search(before) for _, before, _ in appearances(body, match.group())]
    return any(first and first.group(1) not in OPENERS | OFFICES for first in firsts)


def _has_other_speaker(body: str, first: Mentioned, end: int) -> bool:
    """Return whether a name behind the first one speaks; not "Reed, the head of Oban Mills said"."""
    for match in _SPEAKS.finditer(body, first.end_char, end):
        is_own = match.group(1) in body[first.start_char : first.end_char] or match.group(1) in CALENDAR
        if not is_own and not _APPOSITION.fullmatch(body, first.end_char, match.start()):
            return True
    return False


def has_rival(body: str, sentence: Sentence, pronoun: str) -> bool:
    """Return whether the sentence has somebody without a name who does something and may be the next "he" or "she"."""
    return pronoun in _NAMELESS and bool(_NAMELESS[pronoun].search(body, sentence.start_char, sentence.end_char))


def is_inside_quotation(quotations: Sequence[Quotation], starts: Sequence[int], at: int) -> bool:
    """Return whether the character stands within a quotation; `starts` has where each begins."""
    number = bisect_right(starts, at) - 1
    return number >= 0 and at < quotations[number].end_char


def _acts(body: str, mention: Mentioned) -> bool:
    """Return whether a verb follows the name, and nothing stands before it that would make another word the subject."""
    before = body[max(0, mention.start_char - 12) : mention.start_char]
    return not _OBJECT_OF.search(before) and bool(_ACTING.match(body, mention.end_char))


def _is_object(body: str, sentence: Sentence, mention: Mentioned) -> bool:
    """Return whether the person stands beside another one, or in a phrase about somebody who is "he" behind it."""
    before = body[max(sentence.start_char, mention.start_char - 40) : mention.start_char]
    if _JOINED_BEFORE.search(before):
        return True
    has_pronoun = _HIS_OR_HER.search(body, mention.end_char, sentence.end_char)
    return bool(_OBJECT_OF.search(before) and not before.endswith("that ") and has_pronoun)


def _is_early(sentence: Sentence, mention: Mentioned) -> bool:
    return mention.start_char < sentence.start_char + _EARLY_SHARE * (sentence.end_char - sentence.start_char)
