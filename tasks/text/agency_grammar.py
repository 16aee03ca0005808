"""Finds agency names by their head noun: "Ministry of X", "X Department", "Federal Office for Y", "Supreme Court"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tasks.text.agency_edges import has_other_head, left_edge, right_edge
from tasks.text.agency_heads import HEADS, LOWER_HEADS, NEVER, PLURAL_HEADS, PORTFOLIOS, STANDALONE
from tasks.text.entity_words import Words
from tasks.text.name_words import word_set

_LOWER_PORTFOLIOS = word_set(
    "foreign interior defense defence finance justice health education environment agriculture transport labor "
    "labour trade economy economics energy culture home oil information tourism science"
)
# Qualifiers that alone make no body of a head: "Public Service" is what a commission is for.
_NO_BODIES = {
    "Service": word_set("Public"),
    "Services": word_set("Public"),
    "Council": word_set("Municipal"),
    "Guard": word_set("Security"),
}
# Fields of departments whose "officials" are called so in lists: "State and Treasury officials".
_OFFICIAL = word_set(
    "State Treasury Defense Defence Justice Commerce Labor Labour Energy Education Health Interior Agriculture "
    "Transportation Transport Finance Foreign Home"
)
_MEMBERS = word_set("Member Members member members")
# What qualifies an office or a council may say more of its kind than its head does.
_KINDS = {
    "Police": "police",
    "Intelligence": "intelligence",
    "Legislative": "legislature",
    "City": "local",
    "County": "local",
    "Municipal": "local",
    "Regional": "local",
    "Provincial": "local",
    "School": "local",
}


class AgencySpan(NamedTuple):
    """Words `first` up to, not including, `last`; `head` is the index of the head noun, `name` the name it makes."""

    first: int
    last: int
    head: int
    kind: str
    name: str


def agency_spans(words: Words, people: frozenset[int]) -> Iterator[AgencySpan]:
    """Agency names in order, without articles and owners; `people` are the words that are persons' names."""
    free = 0
    for index, form in enumerate(words.forms):
        if index < free:
            continue
        if form in HEADS:
            found = _capitalised(words, index, people, free)
        elif form in LOWER_HEADS:
            found = _lower(words, index)
        elif form in PLURAL_HEADS:
            found = _coordinated(words, index, PLURAL_HEADS[form])
        else:
            continue
        for span in found:
            yield span
            free = max(free, span.last)


def _capitalised(words: Words, index: int, people: frozenset[int], free: int) -> list[AgencySpan]:
    head = HEADS[words.forms[index]]
    first = left_edge(words, index, people, free)
    last = right_edge(words, index, people) if head.takes_of else index + 1
    qualifiers = {form for form in (*words.forms[first:index], *words.forms[index + 1 : last]) if form[0].isupper()}
    if words.forms[index] in _NO_BODIES and qualifiers == _NO_BODIES[words.forms[index]]:
        return []
    if qualifiers & NEVER or (not qualifiers and words.forms[index] not in STANDALONE):
        return []
    if qualifiers and head.needs and not qualifiers & head.needs:
        return []
    if has_other_head(words, last) or is_of_members(words, first):
        return []
    kind = head.kind
    if kind in {"agency", "regulator"}:
        kind = next((special for word, special in _KINDS.items() if word in qualifiers), kind)
    return [AgencySpan(first, last, index, kind, " ".join(words.text(first, last).split()))]


def is_of_members(words: Words, first: int) -> bool:
    """Whether the name before word `first` is that of its members: "a Member of Parliament"."""
    return first > 1 and words.forms[first - 1] == "of" and words.forms[first - 2] in _MEMBERS


def _lower(words: Words, index: int) -> list[AgencySpan]:
    """ "foreign ministry", "ministry of defence": lower case throughout, known portfolios only."""
    if index and words.forms[index - 1].lower() in _LOWER_PORTFOLIOS:
        return [AgencySpan(index - 1, index + 1, index, "ministry", words.text(index - 1, index + 1).title())]
    ahead = words.forms[index + 1 : index + 4]
    if len(ahead) > 1 and ahead[0] in {"of", "for"} and ahead[1].lower() in _LOWER_PORTFOLIOS:
        last = index + (4 if ahead[2:] in (["affairs"], ["Affairs"]) else 3)
        field = words.text(index + 2, last).title()
        return [AgencySpan(index, last, index, "ministry", f"Ministry of {field}")]
    return []


def _coordinated(words: Words, index: int, head: str) -> list[AgencySpan]:
    """ "State and Treasury departments": one agency each, the last with the head noun in its span."""
    fields: list[int] = []
    cursor = index - 1
    while cursor >= 0 and (words.forms[cursor] in PORTFOLIOS or words.forms[cursor] in {"and", ","}):
        if words.forms[cursor] in PORTFOLIOS:
            fields.append(cursor)
        cursor -= 1
    if words.forms[index] == "officials":
        fields = [field for field in fields if words.forms[field] in _OFFICIAL]
        if len(fields) < 2:
            return []
    found = []
    for field in reversed(fields):
        is_last = field == index - 1 and words.forms[index] != "officials"
        last = index + 1 if is_last else field + 1
        found.append(AgencySpan(field, last, index, HEADS[head].kind, f"{words.forms[field]} {head}"))
    return found
