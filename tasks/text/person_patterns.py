"""Finds names that the model left out or cut short: by a title before, a verb or apposition after, a later quote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tasks.text.agency_heads import HEADS, PORTFOLIOS
from tasks.text.entity_words import Words
from tasks.text.name_words import CALENDAR, OPENERS, PARTICLES
from tasks.text.person_names import Span, clean_spans
from tasks.text.person_signs import is_part_of_thing, joins, stands_alone
from tasks.text.person_terms import INITIALS, SPEECH, THINGS
from tasks.text.person_titles import HONORIFICS, LOWER_OFFICES, is_abbreviated_title, is_title, title_before

OTHER_LABELS = frozenset({"ORG", "GPE", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "FAC", "LOC"})
# Labels that the model gives to names of persons that it does not know.
_SHAPES_OF_NAMES = frozenset({"ORG", "GPE", "LOC", "NORP"})
# Parts of South Asian names that stand second: a name that the model begins with one lacks its first.
_MIDDLES = frozenset({"Singh", "Kumar", "Lal", "Bahadur", "Chandra", "Prasad", "Kaur", "Bin", "Nath"})
_EXCELLENCY = ["H", "E"]
# What companies and clubs are called as well.
_RANKINGS = frozenset({"leader", "champion", "owner", "rival", "successor", "predecessor", "founder", "head", "expert"})
_PUBLIC = PORTFOLIOS | frozenset(HEADS)


def titled_names(words: Words) -> Iterator[Span]:
    """Capitalised names that follow a title or an office."""
    forms, count = words.forms, len(words)
    for index, form in enumerate(forms):
        if not is_title(form) and form not in LOWER_OFFICES:
            continue
        first = index + 1
        if first < count and forms[first] == "." and is_abbreviated_title(form):
            first += 1
        if first >= count or not _is_name_word(forms[first]) or words.breaks_after(first - 1):
            continue
        last = _name_end(words, first)
        is_single = last - first == 1
        if is_single and form not in HONORIFICS:
            continue
        for span in clean_spans(words, first, last)[:1]:
            if title_before(words, span.first) is not None:
                yield span


def signed_names(words: Words, covered: Mapping[int, str]) -> Iterator[Span]:
    """Full names told by what follows: "Maria Keller said", "Maria Keller, head of ...", "Maria Keller, 35,"."""
    forms, count = words.forms, len(words)
    for index, form in enumerate(forms):
        believed = OTHER_LABELS
        if form == ",":
            if index + 2 >= count or not _is_apposition(forms[index + 1 : index + 6]):
                continue
            if _is_personal(forms[index + 1 : index + 6]):
                believed = OTHER_LABELS - _SHAPES_OF_NAMES
        elif form not in SPEECH:
            continue
        first = _run_start(words, index)
        if 2 <= index - first <= 5 and believed.isdisjoint(covered.get(word, "") for word in range(first, index)):
            yield from (span for span in clean_spans(words, first, index)[-1:] if index == span.last > span.first + 1)


def initialled_names(words: Words, covered: Mapping[int, str]) -> Iterator[Span]:
    """Names of two initials or more and a last name, as written in India and of authors: "B S Yediyurappa"."""
    forms, count = words.forms, len(words)
    index = 0
    while index < count:
        last = index
        while last < count and last - index < 4 and forms[last] in INITIALS and _is_joined(words, index, last):
            last += 1
        is_name = last - index > 1 and last < count and _is_joined(words, index, last) and _is_last_name(forms[last])
        if is_name and forms[index:last] != _EXCELLENCY and covered.get(last) in {None, "ORG", "PERSON", "GPE"}:
            end = _name_end(words, last)
            if end - last < 4 and not is_part_of_thing(words, end):
                yield Span(index, end)
        index = max(last, index + 1)


def spoken_names(words: Words, covered: Mapping[int, str]) -> Iterator[Span]:
    """Full names whose last word is elsewhere quoted alone: "Rhea Valdez ... said Valdez", whatever their label."""
    forms = words.forms
    quoted = set()
    for index in range(1, len(forms) - 1):
        if forms[index] in SPEECH:
            for beside in (index - 1, index + 1):
                if _is_name_word(forms[beside]) and forms[beside] not in OPENERS and not forms[beside].isupper():
                    quoted.add(beside)
    alone = {forms[index] for index in quoted if len(forms[index]) > 2 and stands_alone(words, Span(index, index + 1))}
    for index, form in enumerate(forms):
        if form in alone and covered.get(index) not in {"PERSON", "NORP", "LAW", "WORK_OF_ART", "FAC"}:
            first = _run_start(words, index + 1)
            if 2 <= index + 1 - first <= 5 and _PUBLIC.isdisjoint(forms[first : index + 1]):
                yield Span(first, index + 1)


def widened(words: Words, span: Span, covered: Mapping[int, str]) -> Span:
    """A name with what the model left off beside it: the last name, initials before, a first name."""
    first, last = span
    if last < len(words) and _is_free(words, last, covered) and joins(words, last - 1):
        last += 1
    elif last - first == 1 or words.forms[first] in _MIDDLES:
        first -= first > 0 and _is_free(words, first - 1, covered) and joins(words, first - 1)
    while first and words.forms[first - 1] in INITIALS and joins(words, first - 1):
        first -= 1
    return Span(first, last)


def _is_free(words: Words, index: int, covered: Mapping[int, str]) -> bool:
    form = words.forms[index]
    return (
        _is_name_word(form)
        and form.isalpha()
        and not form.isupper()
        and index not in covered
        and form not in OPENERS
        and form not in THINGS
        and form not in LOWER_OFFICES
    )


def _is_apposition(ahead: list[str]) -> bool:
    if ahead[0].isdigit():
        return len(ahead) > 1 and len(ahead[0]) == 2 and ahead[1] == ","
    if ahead[0] == "who":
        return True
    return any(form in LOWER_OFFICES for form in ahead[: 2 + (ahead[0] in {"a", "an", "the"})])


def _is_personal(ahead: list[str]) -> bool:
    """Whether an apposition is of a person and of nothing else: an age, "who", an office that no company holds."""
    if ahead[0].isdigit() or ahead[0] == "who":
        return True
    return any(form in LOWER_OFFICES - _RANKINGS for form in ahead[: 2 + (ahead[0] in {"a", "an", "the"})])


def _is_joined(words: Words, first: int, index: int) -> bool:
    return index == first or words.body[words.ends[index - 1] : words.starts[index]] == " "


def _is_last_name(form: str) -> bool:
    return len(form) > 3 and form.istitle() and _is_name_word(form) and form not in THINGS and form not in _PUBLIC


def _run_start(words: Words, end: int) -> int:
    first = end
    while first > 0 and end - first < 6:
        form = words.forms[first - 1]
        if first < end and not joins(words, first - 1) and form != "-" and words.forms[first] != "-":
            break
        if not (_is_name_word(form) and form not in OPENERS and form not in THINGS) and form not in PARTICLES | {"-"}:
            break
        first -= 1
    while first < end and not _is_name_word(words.forms[first]):
        first += 1
    return first


def _name_end(words: Words, first: int) -> int:
    last = first + 1
    while last < len(words) and last - first < 6:
        form = words.forms[last]
        joined = words.starts[last] == words.ends[last - 1]
        if words.breaks_after(last - 1):
            break
        is_small = (form in PARTICLES and not joined) or (form == "-" and joined)
        if not (is_small or _is_name_word(form) or _is_surname_may(words, last)):
            break
        last += 1
    while last - 1 > first and not (_is_name_word(words.forms[last - 1]) or _is_surname_may(words, last - 1)):
        last -= 1
    return last


def _is_surname_may(words: Words, index: int) -> bool:
    """Whether "May" behind a name is a surname and no month: no day or year stands beside it."""
    beside = (*words.forms[index + 1 : index + 2], words.forms[index - 1])
    return words.forms[index] == "May" and not any(form.isdigit() for form in beside)


def _is_name_word(form: str) -> bool:
    return form[0].isupper() and len(form) > 1 and not is_title(form) and form not in CALENDAR
