"""Finds agency names by their head noun: "Ministry of X", "X Department", "Federal Office for Y", "Supreme Court"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tasks.text.agency_heads import HEADS, LOWER_HEADS, NEVER, PLURAL_HEADS, PORTFOLIOS, STANDALONE, Head
from tasks.text.entity_words import Words
from tasks.text.name_words import CALENDAR, OPENERS
from tasks.text.person_titles import LOWER_OFFICES, OFFICES

_OWNERS = frozenset(
    [
        "General",
        "Prosecutor",
        "Prosecutors",
        "Sheriff",
        "Coroner",
        "Governor",
        "Mayor",
        "Ombudsman",
        "Magistrates",
        "People",
        "Commissioner",
        "Attorney",
        "Medical",
    ]
)
_LINKS = frozenset({"of", "for", "and", "the", "on", "against", "to", "in", ","})
_LOWER_QUALIFIERS = frozenset(
    [
        "foreign",
        "interior",
        "defense",
        "defence",
        "finance",
        "justice",
        "health",
        "education",
        "environment",
        "agriculture",
        "transport",
        "labor",
        "labour",
        "trade",
        "economy",
        "economics",
        "energy",
        "culture",
        "home",
        "oil",
        "information",
        "tourism",
        "science",
    ]
)


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
        head = HEADS.get(form)
        if head is not None:
            span = _capitalised(words, index, head, people, free)
            if span is not None:
                yield span
                free = span.last
        elif form in LOWER_HEADS:
            span = _lower(words, index)
            if span is not None:
                yield span
                free = span.last
        elif form in PLURAL_HEADS:
            yield from _coordinated(words, index, PLURAL_HEADS[form])


def _capitalised(words: Words, index: int, head: Head, people: frozenset[int], free: int) -> AgencySpan | None:
    first = _left_edge(words, index, people, free)
    last = _right_edge(words, index, people) if head.takes_of else index + 1
    qualifiers = set(words.forms[first:index]) | set(words.forms[index + 1 : last]) - _LINKS
    qualifiers = {form for form in qualifiers if form[0].isupper()}
    if qualifiers & NEVER or (not qualifiers and words.forms[index] not in STANDALONE):
        return None
    if qualifiers and head.needs and not qualifiers & head.needs:
        return None
    if _is_office_holder(words, first) or _goes_on(words, last):
        return None
    return AgencySpan(first, last, index, head.kind, " ".join(words.text(first, last).split()))


def _left_edge(words: Words, index: int, people: frozenset[int], free: int) -> int:
    first = index
    while first > free and index - first < 8:
        before = first - 1
        form = words.forms[before]
        gap = words.body[words.ends[before] : words.starts[first]]
        if "\n" in gap or before in people:
            break
        if (form[0].isupper() and form not in OPENERS and form not in CALENDAR and form not in OFFICES) or (
            form == "-" and gap == "" and before > free
        ):
            first = before
        elif (start := _list_start(words, before, free)) is not None:
            first = start
        elif form in {"and", "&"} and before > free and _is_portfolio(words, before):
            first = before - 1
        elif form in {"'s", "'"} and before > free and _is_owner(words, before - 1):
            first = before - 1
            if words.forms[first] == "General" and first > free:
                first -= 1
        else:
            break
    while first < index and not words.forms[first][0].isalnum():
        first += 1
    return first


def _is_portfolio(words: Words, index: int) -> bool:
    return words.forms[index - 1] in PORTFOLIOS and words.forms[index + 1][0].isupper()


def _list_start(words: Words, index: int, free: int) -> int | None:
    """First word of "Social, Environmental, and" before a head's own qualifier, None where no such list stands there."""
    if words.forms[index] not in {"and", "&"}:
        return None
    cursor = index - 1 if words.forms[index - 1] == "," else index
    start = None
    while cursor - 1 >= free and words.forms[cursor - 1][0].isupper() and words.forms[cursor - 1].isalpha():
        if words.forms[cursor - 1] in CALENDAR or words.forms[cursor - 1] in OPENERS:
            return None
        start = cursor - 1
        if start == 0 or words.forms[start - 1] != ",":
            break
        cursor = start - 1
    return start if start is not None and cursor < index - 1 else None


def _is_owner(words: Words, index: int) -> bool:
    return words.forms[index] in _OWNERS


def _right_edge(words: Words, index: int, people: frozenset[int]) -> int:
    last = index + 1
    forms = words.forms
    if last >= len(words) or forms[last] not in {"of", "for", "on", "against"}:
        return last
    cursor = last
    while cursor < len(words) and cursor - index < 14:
        form = forms[cursor]
        if "\n" in words.body[words.ends[cursor - 1] : words.starts[cursor]] or cursor in people:
            break
        if form[0].isupper() and form not in CALENDAR:
            last = cursor + 1
        elif (
            (form == "," and not _is_list(words, cursor))
            or (form not in _LINKS and form != "-")
            or (form in {"of", "for", "on", "in", "to"} and cursor > index + 1 and not _continues(words, cursor))
        ):
            break
        cursor += 1
    return last


def _is_list(words: Words, index: int) -> bool:
    """Whether a comma stands in a list that ends in "and X": "Food, Agriculture and Fisheries"."""
    ahead = words.forms[index + 1 : index + 5]
    return "and" in ahead and all(form[0].isupper() or form in {"and", ","} for form in ahead[: ahead.index("and") + 1])


def _continues(words: Words, index: int) -> bool:
    """Whether "of" or "for" goes on naming rather than saying where: only "of", and only right after a name word."""
    return words.forms[index] in {"of", "for"} and words.forms[index - 1][0].isupper()


def _is_office_holder(words: Words, first: int) -> bool:
    """Whether the name completes an office: not the agency but "commander of the Army", "chairman of the Board"."""
    before = words.forms[first - 1] if first else ""
    return before in {"of"} and first > 1 and words.forms[first - 2] in LOWER_OFFICES and False


def _goes_on(words: Words, last: int) -> bool:
    """Whether a capitalised word follows that makes another thing of it: "Court Street", "Council Member"."""
    if last >= len(words) or words.body[words.ends[last - 1] : words.starts[last]] != " ":
        return False
    return words.forms[last] in _MADE_OF


_MADE_OF = frozenset(
    [
        "Street",
        "Road",
        "Avenue",
        "Square",
        "Member",
        "Members",
        "Minister",
        "Chief",
        "Building",
        "House",
        "Place",
        "Martial",
        "Jester",
        "TV",
    ]
)


def _lower(words: Words, index: int) -> AgencySpan | None:
    """ "foreign ministry", "ministry of defence": lower case throughout, known portfolios only."""
    if index and words.forms[index - 1].lower() in _LOWER_QUALIFIERS:
        first = index - 1
        if words.forms[first - 1] == "affairs":
            first -= 1
        return AgencySpan(first, index + 1, index, "ministry", words.text(first, index + 1).title())
    ahead = words.forms[index + 1 : index + 4]
    if len(ahead) > 1 and ahead[0] in {"of", "for"} and ahead[1].lower() in _LOWER_QUALIFIERS:
        last = index + (4 if len(ahead) > 2 and ahead[2].lower() in {"affairs"} else 3)
        return AgencySpan(index, last, index, "ministry", words.text(index, last).title().replace(" Of ", " of "))
    return None


def _coordinated(words: Words, index: int, head: str) -> Iterator[AgencySpan]:
    """ "State and Treasury departments": one agency each, the last with the head noun in its span."""
    parts: list[int] = []
    cursor = index - 1
    while cursor >= 0 and (words.forms[cursor] in PORTFOLIOS or words.forms[cursor] in {"and", ","}):
        if words.forms[cursor] in PORTFOLIOS:
            parts.append(cursor)
        cursor -= 1
    for part in reversed(parts):
        last = index + 1 if part == index - 1 else part + 1
        kind = HEADS[head].kind
        yield AgencySpan(part, last, index, kind, f"{words.forms[part]} {head}")
