"""Signs around a capitalised word that tell a person from a street, a company, a prize or a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from tasks.text.entity_words import Words
from tasks.text.gazetteer import Gazetteer
from tasks.text.name_words import CALENDAR, OPENERS, word_set
from tasks.text.person_names import FAMILY_NAMES_FIRST, Span
from tasks.text.person_terms import (
    BELONGINGS,
    CALLED,
    CALLS,
    DEEDS,
    DEITIES,
    HINDUSTANI,
    HINDUSTANI_LINKS,
    KINDS,
    LEADING_THINGS,
    LOCALITIES,
    LOWER_THINGS,
    NAMING,
    NO_PERSON,
    OF_WORKS,
    SPEECH,
    SURNAMES_TOO,
    THINGS,
    WHERE,
)
from tasks.text.person_titles import LOWER_OFFICES, is_title, title_before

# Of popes and kings: "Benedict XVI".
_NUMERAL = re.compile(r"X{0,2}(?:IX|IV|V?I{0,3})")


def are_places(words: Words, spans: Sequence[Span]) -> bool:
    """Whether the places of one full name say where or what rather than who: most after "in" or "the", none a title."""
    where = sum(_tells_place(words, span) for span in spans)
    return where > 1 and 2 * where > len(spans) and all(title_before(words, span.first) is None for span in spans)


def _tells_place(words: Words, span: Span) -> bool:
    before = words.forms[span.first - 1] if span.first else ""
    after = words.forms[span.last] if span.last < len(words) else ""
    return before in WHERE or (before in {"the", "The"} and after not in BELONGINGS) or after in LOWER_THINGS


def is_quoted(words: Words, span: Span) -> bool:
    """Whether quotation marks stand around a name and no more than a few words in capitals: a title, a nickname."""
    forms = words.forms
    first = span.first - 1
    while first > 0 and span.first - first <= _TITLE_WORDS and forms[first][0].isupper():
        first -= 1
    last = span.last
    while last + 1 < len(forms) and last - span.last < _TITLE_WORDS and forms[last][0].isupper():
        last += 1
    return first >= 0 and forms[first] in _OPENING_QUOTES and last < len(forms) and forms[last] in _CLOSING_QUOTES


_TITLE_WORDS = 3
_OPENING_QUOTES = frozenset({'"', "'", "\u201c"})
_CLOSING_QUOTES = frozenset({'"', "'", "\u201d"})


def is_other_thing(words: Words, span: Span, gazetteer: Gazetteer) -> bool:
    """Whether a span that looks like a name is a place, an organisation, a date or a word that names no person."""
    forms = words.forms[span.first : span.last]
    before = words.forms[span.first - 1] if span.first else ""
    after = words.forms[span.last] if span.last < len(words) else ""
    if before in {"the", "The", "a", "A"} and after not in BELONGINGS and after != "-":
        return True
    is_faith = forms[-1] in NO_PERSON and not (len(forms) > 1 and forms[-1] in SURNAMES_TOO)
    if before in {"Lord", "Goddess", "Bhagwan"} and len(forms) == 1 and forms[0] in DEITIES:
        return True
    is_date = forms[-1] in CALENDAR and (len(forms) == 1 or forms[-1] != "May" or after.isdigit())
    if forms[-1] in THINGS or is_date or is_faith or after in LOWER_THINGS:
        return True
    if _is_title_of_work(words, span) or not LOCALITIES.isdisjoint(forms[1:]):
        return True
    if is_called_a_thing(words, span) or all(form.lower() in CALLS for form in forms):
        return True
    if _is_half_capitals(forms) or any(char.isdigit() for form in forms for char in form):
        return True
    if len(forms) > 1:
        is_named_after = is_part_of_thing(words, span.last) and after not in {"Administration", "Government"}
        return is_named_after or forms[0] in LEADING_THINGS or _is_known_thing(" ".join(forms), gazetteer)
    is_no_name = len(forms[0]) < 2 or forms[0] in OPENERS or is_title(forms[0])
    return is_no_name or after in THINGS or _is_known_thing(forms[0], gazetteer)


def _is_title_of_work(words: Words, span: Span) -> bool:
    """Whether a name is that of a film or a song: by its Hindi words, a doubled word, or "starring" after."""
    forms = words.forms[span.first : span.last]
    if len(forms) > 1 and not HINDUSTANI.isdisjoint(forms):
        return True
    if "-" not in forms and forms[0] not in FAMILY_NAMES_FIRST and not HINDUSTANI_LINKS.isdisjoint(forms[1:-1]):
        return True
    if len(forms) > 2 and forms[0] == forms[1]:
        return True
    after = [*words.forms[span.last : span.last + 2], "", ""]
    return after[0] in OF_WORKS or (after[0] == "," and after[1] == "starring")


def is_called_a_thing(words: Words, span: Span) -> bool:
    """Whether the words beside a name say what it is: "NGO X", "a film called X", "X, the remake of a film"."""
    first = span.first
    before = words.forms[first - 1] if first else ""
    ahead = words.forms[span.last : span.last + 8]
    if len(ahead) > 2 and ahead[0] == "," and ahead[1] in {"the", "a", "an"} and _heads_thing(ahead[2:]):
        return True
    is_named_so = before in CALLED and first > 1 and words.forms[first - 2] in KINDS
    return before in KINDS or is_named_so or _is_in_list_of_works(words, first)


def _heads_thing(ahead: Sequence[str]) -> bool:
    """Whether an apposition, after its article, is about a thing: "Hindi remake of", not "partner at a law firm"."""
    for form in ahead:
        if form in KINDS:
            return True
        if form in LOWER_OFFICES or form in _PREPOSITIONS or not form.isalpha():
            return False
    return False


_PREPOSITIONS = word_set("at of for in with from by on who whose and to behind")


def _is_in_list_of_works(words: Words, first: int) -> bool:
    """Whether a name stands in a list after "films such as" or "songs like"."""
    forms = words.forms
    for index in range(first - 1, max(0, first - _LIST_WORDS), -1):
        form = forms[index]
        if form == "like" or (form == "as" and forms[index - 1] == "such"):
            return forms[index - 1 - (form == "as")] in KINDS
        if not (form[0].isupper() or form in {",", "and", "(", ")", '"', "'", "the", "of"} or form.isdigit()):
            return False
    return False


_LIST_WORDS = 14


def _is_known_thing(name: str, gazetteer: Gazetteer) -> bool:
    """Whether the gazetteer has the name as a place or an organisation; one word may be a region and a surname."""
    place = gazetteer.places.get(name)
    if (place is not None and place.via != "trap") or gazetteer.agency_names.get(name) is not None:
        return True
    return " " in name and gazetteer.regions.get(name) is not None


def _is_half_capitals(forms: list[str]) -> bool:
    """Whether an acronym stands in the name ("UTC", "BATE Borisov"): headlines write all of a name in capitals."""
    long = [form for form in forms if len(form) > 2 and form.isalpha() and not _NUMERAL.fullmatch(form)]
    shouted = [form for form in long if form.isupper()]
    return bool(shouted) and (len(long) == 1 or len(shouted) < len(long))


def is_beside_person(words: Words, span: Span, people: AbstractSet[int]) -> bool:
    """Whether "and" or a comma joins the name to a person's; `people` are the words of full names."""
    forms = words.forms
    if span.first > 1 and forms[span.first - 1] in {"and", ","} and span.first - 2 in people:
        return True
    return span.last + 1 < len(forms) and forms[span.last] in {"and", ","} and span.last + 1 in people


def is_part_of_thing(words: Words, last: int) -> bool:
    """Whether a street, a foundation or a prize is named after somebody: "Nehru Prize", "Nehru Law School"."""
    if last >= len(words) or not joins(words, last - 1):
        return False
    is_longer = last + 1 < len(words) and words.forms[last].istitle() and joins(words, last)
    is_longer = is_longer and words.forms[last] not in BELONGINGS
    return words.forms[last] in THINGS or (is_longer and words.forms[last + 1] in THINGS | LOWER_THINGS)


def is_place(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is that of a country, a people or a region, which a bare surname may not be."""
    place = gazetteer.places.get(name)
    if place is not None and place.via not in {"trap", "capital"}:
        return True
    return gazetteer.regions.get(name) is not None


def is_city(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is a country's or a capital's and hardly a surname: "Lutyens Delhi", not "Michael Jordan"."""
    place = gazetteer.places.get(name)
    return place is not None and place.via in {"capital", "name"} and not place.is_homonym and name not in _SURNAMES


_SURNAMES = word_set("London Berlin Paris France Israel Ireland Holland Jordan Chad Mali Washington")


def is_quoted_or_titled(words: Words, span: Span) -> bool:
    """Whether a lone name stands after a title or beside a verb of speech: sure enough to look for it everywhere."""
    after = words.forms[span.last] if span.last < len(words) else ""
    before = words.forms[span.first - 1] if span.first else ""
    return (
        after in SPEECH or before in SPEECH - {"told", "asked", "tells"} or title_before(words, span.first) is not None
    )


def is_followed_by_name(words: Words, last: int) -> bool:
    """Whether a capitalised word joins on, so that a first name before it belongs to somebody or something else."""
    return last < len(words) and joins(words, last - 1) and words.forms[last].istitle()


def acts_as_person(words: Words, span: Span) -> bool:
    """Whether a lone name does or owns something as people do: it speaks, went, has, or is followed by "who" or 's."""
    after = words.forms[span.last] if span.last < len(words) else ""
    before = words.forms[span.first - 1] if span.first else ""
    return after in SPEECH or after in DEEDS or before in (SPEECH | NAMING) - {"told", "asked", "tells"}


def stands_alone(words: Words, span: Span) -> bool:
    """Whether a bare surname is not a part of a longer name: no capitalised word joins it on either side."""
    if is_part_of_thing(words, span.last):
        return False
    if _is_double_name(words, span.last):
        return False
    if span.first == 0:
        return True
    before = words.forms[span.first - 1]
    if before == "-" and words.ends[span.first - 1] == words.starts[span.first]:
        return False
    if before == ".":
        return True
    is_name = before[0].isupper() and before.isalpha() and joins(words, span.first - 1)
    return not is_name or is_title(before) or before in OPENERS


def _is_double_name(words: Words, last: int) -> bool:
    """Whether a hyphen ties the name before word `last` to another one: "Ortega-Murillo"."""
    if last >= len(words) - 1 or words.forms[last] != "-" or not words.forms[last + 1][0].isupper():
        return False
    return words.starts[last] == words.ends[last - 1] and words.starts[last + 1] == words.ends[last]


def joins(words: Words, left: int) -> bool:
    """Whether one blank stands between word `left` and the next."""
    return words.body[words.ends[left] : words.starts[left + 1]] in {" ", "\xa0"}
