"""Apostrophes that a text has lost without a trace ("Modis visit", "the countrys economy"), where that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

_APOSTROPHE = re.compile(r"\w['’`?]\w|s['’]\s")
_NO_NOUN = (
    r"(?:and|or|but|nor|in|on|at|of|to|for|with|by|from|as|that|which|who|whom|whose|when|while|where|after|before|if|than"
    r"|then|he|she|it|they|we|you|I|said|says|say|told|asked|is|are|was|were|be|been|has|have|had|do|does|did|will|would"
    r"|can|could|may|might|must|should|the|an?|this|these|those|his|her|its|their|our|my|not|no|so|also|because|during"
    r"|into|over|about|among|amid|amidst|amongst|through|against|since|until|till|via|vs?|per|there|here|how|why|what|too"
    r"|alone|across|around|abroad|along|near|behind|between|beyond|besides|despite|due|except|inside|like|off|only|onto"
    r"|out|outside|away|again|ago|instead|just|now|today|tomorrow|tonight|yesterday|towards?|under|up|down|upon|within"
    r"|without|went|came|took|made|gave|got|won|lost|beat|left|led|met|held|set|saw|go|get|make|take|give|want|need"
    r"|continue|remain|ever|never|always|often|still|already|even|back|together|both|all|[a-z]+ly|[a-z]+ed|[a-z]+ing)\b"
)
# What is no word of English without its apostrophe; the match ends where that stood.
_SURE = re.compile(
    rf"""\b(?:(?:[Dd]o|[Dd]oes|[Dd]id|is|was|are|were|has|have|had|could|would|should)n(?=t\b)
      | (?:[Yy]ou|[Tt]hey)(?=(?:re|ve)\b) | (?:[Tt]hat|[Tt]here|[Ww]hat|He|She)(?=s\b)
      | (?:women|children|[Tt]oday|yesterday|[a-z]*[bcdfghjklmnpqrtvwxz]y)(?=s[ ](?!{_NO_NOUN})\w))""",
    re.VERBOSE,
)
_OWNER = re.compile(
    r"\b(?!(?:He|She|That|There|What|It)s\b)(?P<name>[A-Z][A-Za-z]+(?<!s))"
    rf"(?=s (?!{_NO_NOUN})(?:(?P<noun>[a-z])|[\"“]?[A-Z0-9]))"
)
_PREPOSITION = re.compile(
    r"\b(?:of|in|on|for|by|with|to|from|over|after|against|about|under|at|into|behind|through|during|before) \Z"
)
_PEOPLE = re.compile(r"(?:ian|ean|ican|ghan|ist|ani|qi|eli)\Z")
_MANY = (
    r"(?i:an?|every|each|any|two|three|four|five|many|some|all|several|most|these|those|other|more|few|both|no|\d+)"
    r" (?:\w+ )?"
)
_AS_A_NAME = (
    r"(?: (?:said|says|has|had|is|was|will|would|told|added|and|in|on|at|to|for|who|which|also|could|may|by|with|from"
    r"|as)\b|[,.)])"
)
_FEWEST_USES, _LONGEST_PREPOSITION = 2, 9
# So many names are looked at, each in the whole body.
_MOST_NAMES = 64


def restore_apostrophes(body: str) -> str:
    """Return the body with the apostrophes of contractions and of owners, where it has lost all that it had.

    The sign of that is a word which is none without its apostrophe ("dont", "countrys"), or a name with an "s" behind
    a preposition and before a noun: no plural, but a name that the body has without the "s" as well.
    """
    if _APOSTROPHE.search(body):
        return body
    places = {match.end() for match in _SURE.finditer(body)}
    places.update(_owners(body, is_stripped=bool(places)))
    pieces, at = [], 0
    for place in sorted(places):
        pieces.append(body[at:place])
        at = place
    return "'".join([*pieces, body[at:]])


def _owners(body: str, *, is_stripped: bool) -> Iterator[int]:
    """Yield where names end that own what follows."""
    found = list(_OWNER.finditer(body))
    once = dict.fromkeys(match["name"] for match in found)
    names = {name for name in islice(once, _MOST_NAMES) if _is_name(body, name)}
    found = [match for match in found if match["name"] in names]
    if not is_stripped:
        sure = [match["name"] for match in found if match["noun"] and _is_behind_preposition(body, match.start())]
        if not any(len(re.findall(rf"\b{name}\b", body)) >= _FEWEST_USES for name in sure):
            return
    yield from (match.end() for match in found)


def _is_behind_preposition(body: str, at: int) -> bool:
    return _PREPOSITION.search(body[max(0, at - _LONGEST_PREPOSITION) : at]) is not None


def _is_name(body: str, name: str) -> bool:
    """Return whether the word names one person, place or body, so that with an "s" it is neither plural nor a name."""
    small = name.lower()
    is_plural = rf"\b{_MANY}{name}s?\b|\b{name}s(?: (?:are|were|have|do)\b|{_AS_A_NAME})|\b{small}s?\b"
    if _PEOPLE.search(name) or re.search(is_plural, body):
        return False
    article = "" if name.isupper() else r"(?<!\b[Tt]he )"
    return re.search(rf"{article}\b{name}{_AS_A_NAME}", body) is not None
