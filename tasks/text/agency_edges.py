"""Where an agency's name begins and ends around its head noun: never across a person, a day or a line break."""

from __future__ import annotations

from tasks.text.agency_heads import HEADS, PORTFOLIOS
from tasks.text.entity_words import Words
from tasks.text.name_words import CALENDAR, OPENERS, word_set
from tasks.text.person_terms import CALLS
from tasks.text.person_titles import OFFICES

_OWNERS = word_set(
    "General Prosecutor Prosecutors Sheriff Coroner Governor Mayor Ombudsman Magistrates People Commissioner Attorney"
)
_LINKS = word_set("of for and the on against to in ,")
_OPENING_LINKS = word_set("of for on against Of For")
# What a commission is against in its own name; of anything else it only decides.
_EVILS = word_set(
    "Corruption Crime Crimes Torture Racism Drugs Doping Terrorism Terror Trafficking Discrimination Slavery Fraud "
    "Antisemitism Intolerance Violence Cancer Tax Hunger Extremism Human Women"
)
# Fields that "and the" may add to a ministry's name; before anything else it begins another name.
_FIELDS = PORTFOLIOS | word_set("Regions Arts Islands Sea Media Family Civil Public")
# Words of esteem, rank or age before a name that are no part of it: "Hon'ble Supreme Court", "Top Home Ministry".
_LEADS = word_set("Top Hon'ble Honble Honourable Honorable Old Senior Dear Respected Retired Ex Former Then Late Said")
_NO_OPENERS = OPENERS | CALENDAR | _LEADS
_MAX_LEFT, _MAX_RIGHT = 8, 14


def left_edge(words: Words, head: int, people: frozenset[int], free: int) -> int:
    """First word of the name headed by word `head`; nothing before word `free` or of a person's name belongs to it."""
    first = head
    while first > free and head - first < _MAX_LEFT:
        before = first - 1
        if before in people or words.breaks_after(before) or _is_headline(words, before, head):
            break
        start = _one_further(words, before, head, free)
        if start is None:
            break
        first = start
    while first < head and not words.forms[first][0].isalnum():
        first += 1
    return first


def right_edge(words: Words, head: int, people: frozenset[int]) -> int:
    """Word after the name headed by word `head`: "of X", "for X and Y", "of X, Y and Z" belong to it."""
    forms = words.forms
    last = head + 1
    if last >= len(words) or forms[last] not in _OPENING_LINKS:
        return last
    for cursor in range(last, min(len(words), head + _MAX_RIGHT)):
        form = forms[cursor]
        if cursor in people or words.breaks_after(cursor - 1) or _begins_another(words, cursor):
            break
        if form[0].isupper() and form not in CALENDAR:
            last = cursor + 1 if form not in _CAPITAL_LINKS else last
        elif not _goes_on_naming(words, cursor, head):
            break
    return _without_title_of_person(words, head + 1, last, people)


_CAPITAL_LINKS = word_set("Of For And The On")


def _begins_another(words: Words, cursor: int) -> bool:
    """Whether the name ends before this word: "against" a party, "and the" another body, an act or its governors."""
    ahead = [*words.forms[cursor + 1 : cursor + 3], "", ""]
    form = words.forms[cursor]
    if form == "against":
        return ahead[0] not in _EVILS
    if form == "and" and ahead[0] == "the":
        return ahead[1] not in _FIELDS
    return form in _NO_PARTS


# What is made by a body, or led by it, and stands behind its name without being a part of it.
_NO_PARTS = word_set(
    "Act Bill Bills Rules Regulations Governor Governors Chairman Chairperson Chief Director Report ATMs"
)


def _without_title_of_person(words: Words, first: int, last: int, people: frozenset[int]) -> int:
    """The edge before "against Prime Minister", where a person's name follows: the title is no part of the agency."""
    forms = words.forms
    if last not in people:
        return last
    link = max((at for at in range(first, last) if forms[at] in _LINKS), default=first)
    return link if forms[link] in {"against", "on"} else last


def _is_headline(words: Words, index: int, head: int) -> bool:
    """Whether a word in capitals is of a heading or a call to the reader before the name: "ALSO READ Parliament"."""
    form = words.forms[index]
    if not form.isupper() or len(form) < 2 or words.forms[head].isupper():
        return False
    before = words.forms[index - 1] if index else ""
    return form.lower() in CALLS or (before.isupper() and len(before) > 2 and len(form) > 3)


def has_other_head(words: Words, last: int) -> bool:
    """Whether a capitalised word follows that heads the name in its place: "Court Street", "Police Department"."""
    if last >= len(words) or words.body[words.ends[last - 1] : words.starts[last]] != " ":
        return False
    return words.forms[last] in _MADE_OF or words.forms[last] in HEADS


_MADE_OF = word_set(
    "Street Road Avenue Square Announcement Announcements Complex Member Members Minister Chief Building House Place "
    "Martial Jester TV Commander Base Station Academy Forum Day Award Awards Medal Act Acts Bill Bills Rules Bench "
    "Benches"
)


def _one_further(words: Words, before: int, head: int, free: int) -> int | None:
    """Start of the name with the word `before` in it, None where that word is not part of it."""
    form = words.forms[before]
    if form[0].isupper():
        return before if (form not in _NO_OPENERS and form not in OFFICES) or _is_all_india(words, before) else None
    if before <= free:
        return None
    if form == "-":
        return before if words.ends[before] == words.starts[before + 1] else None
    if form in {"and", "&"}:
        start = _list_start(words, before, free)
        return before - 1 if start is None and _joins_fields(words, before, head) else start
    if form in {"'s", "'"} and words.forms[before - 1] in _OWNERS:
        return before - 2 if words.forms[before - 1] == "General" and before - 1 > free else before - 1
    return None


def _is_all_india(words: Words, index: int) -> bool:
    """Whether "All" begins a name: "All India Council for Technical Education"."""
    return words.forms[index : index + 2] == ["All", "India"]


# What is named beside a body and is none of its fields: "the States and Central Board of Excise".
_OTHER_SIDES = word_set("State States Centre Center Government Governments Parliament Union Company Companies")


def _joins_fields(words: Words, index: int, head: int) -> bool:
    """Whether "and" at `index` joins two fields of one body: "Food and Drug", "the Roads and Transport"."""
    if not words.forms[index + 1][0].isupper():
        return False
    before = words.forms[index - 1]
    if before in PORTFOLIOS:
        return True
    if (len(before) > 1 and before.isupper()) or before in _OTHER_SIDES:
        return False
    is_office = HEADS[words.forms[head]].kind in {"agency", "regulator"}
    return is_office and index > 1 and words.forms[index - 2] in {"the", "The"} and before.istitle()


def _list_start(words: Words, index: int, free: int) -> int | None:
    """First word of "Social, Environmental, and" before the head's last field, None where no such list stands there."""
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


def _goes_on_naming(words: Words, cursor: int, head: int) -> bool:
    """Whether a small word goes on naming the body rather than saying where it is or what its deputy does."""
    form = words.forms[cursor]
    if form == ",":
        return _is_list(words, cursor)
    if form not in _LINKS and form != "-":
        return False
    if cursor == head + 1 or form in {"and", "the", "-"}:
        return True
    if form == "for" and words.forms[head + 1] == "of":
        return False
    return form in {"of", "for"} and words.forms[cursor - 1][0].isupper()


def _is_list(words: Words, index: int) -> bool:
    """Whether a comma stands in a list that ends in "and X": "Food, Agriculture and Fisheries"."""
    ahead = words.forms[index + 1 : index + 5]
    if "and" not in ahead:
        return False
    return all(form[0].isupper() or form in {"and", ","} for form in ahead[: ahead.index("and") + 1])
