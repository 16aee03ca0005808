"""Signs around a capitalised word that tell a person from a street, a company, a prize or a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from tasks.text.entity_words import Words
from tasks.text.gazetteer import Gazetteer
from tasks.text.name_words import CALENDAR, OPENERS, word_set
from tasks.text.person_names import PARTICLES, Span, clean_spans
from tasks.text.person_titles import HONORIFICS, LOWER_OFFICES, is_abbreviated_title, is_title, title_before

SPEECH = word_set(
    "said says say told tells added adds explained argued warned noted insisted claimed stressed admitted replied "
    "asked wrote writes recalled stated announced declared testified denied confirmed thinks believes acknowledged "
    "concluded conceded continued suggested urged vowed pledged joked remarked observed maintained"
)
# What a name is part of when one of these follows: not a mention of the person.
_THINGS = word_set(
    "Street St Road Rd Avenue Ave Boulevard Blvd Lane Drive Park Square Bridge Tower Towers Foundation Center "
    "Centre Library University College School Hospital Institute Museum Prize Award Awards Cup Medal Trophy "
    "Stadium Arena Airport Building Hall Hotel House Church County Township Lake River Creek Island Islands Bay "
    "Beach Mountain Mountains Mount Hill Hills Valley City Town Village Group Inc Corp Co Company Ltd LLC LLP GmbH "
    "AG Bank Press Times Post News Brothers Bros Motors Airlines Records Pictures Studios Entertainment Act "
    "Amendment Doctrine Plan Law Report Commission Committee Association Society Trust Fund Memorial Cemetery "
    "Theatre Theater Gallery Festival Index Highway Parkway Railway Station Plaza Mall Club FC United Open Classic "
    "Parish District Ministry Department Office Agency Party Movement Front League Army Brigade Brigades "
    "Administration Government Court Peninsula Organization Organisation Philharmonic Symphony Orchestra Band "
    "Quartet Day Week Cathedral Mosque Temple Palace Castle Tribune Journal Herald Gazette Daily Magazine Review "
    "Games Series Show Tonight"
)
# "the Obama administration" is a mention of the person; "the Weishaupt gallery" is not.
_BELONGINGS = word_set(
    "administration government campaign cabinet presidency era family regime White House team camp affair case "
    "trial dictatorship years doctrine brothers couple clan dynasty"
)
_DEEDS = word_set(
    "'s ' took went came made got gave left won lost saw met died became began ran led knew felt held kept put "
    "sent spent stood thought fell rose threw beat hit sat spoke has had did does who himself herself"
)
_NAMING = word_set("surnamed named nicknamed")
_INITIALS = frozenset("BCDEFGHJKLMNOPQRSTUVWXYZ")
_NEVER_ALONE = word_set(
    "God Jesus Christ Allah Buddha Muhammad Islam Bible Koran Quran Internet Twitter Facebook Google Ebola Covid "
    "Christmas Easter Ramadan Olympic Nobel Oscar Grammy Euro Brexit Dow Nasdaq Muslim Muslims Christian "
    "Christians Jew Jews Jewish Sunni Sunnis Shiite Shiites Shia Kurd Kurds Kurdish Hindu Hindus Catholic "
    "Catholics Photo Photos Author Editor Editors Date Related Audios Videos Share Send Print Permalink Subjects "
    "Keywords Feedback"
)


def is_other_thing(words: Words, span: Span, gazetteer: Gazetteer) -> bool:
    """Whether a span that looks like a name is a place, an organisation, a date or a word that names no person."""
    forms = words.forms[span.first : span.last]
    if span.first and words.forms[span.first - 1] in {"the", "The", "a", "A"} and not _is_followed_by_noun(words, span):
        return True
    if forms[-1] in _THINGS or forms[-1] in CALENDAR or any(char.isdigit() for form in forms for char in form):
        return True
    if _is_half_capitals(forms):
        return True
    if len(forms) == 1 and (forms[0] in _NEVER_ALONE or len(forms[0]) < 2 or is_title(forms[0])):
        return True
    if any(form in _NEVER_ALONE for form in forms[-1:]):
        return True
    text = " ".join(forms)
    place = gazetteer.places.get(text)
    if place is not None and place.via != "trap":
        return True
    if gazetteer.agency_names.get(text) is not None or (len(forms) > 1 and gazetteer.regions.get(text) is not None):
        return True
    return span.last < len(words) and words.forms[span.last] in _THINGS and len(forms) == 1


def _is_followed_by_noun(words: Words, span: Span) -> bool:
    return span.last < len(words) and (words.forms[span.last] in _BELONGINGS or words.forms[span.last] == "-")


def _is_half_capitals(forms: list[str]) -> bool:
    """Whether an acronym stands in the name ("UTC", "BATE Borisov"): headlines write all of a name in capitals."""
    long = [form for form in forms if len(form) > 2 and form.isalpha()]
    shouted = [form for form in long if form.isupper()]
    return bool(shouted) and (len(long) == 1 or len(shouted) < len(long))


def is_beside_person(words: Words, span: Span, people: AbstractSet[int]) -> bool:
    """Whether "and" or a comma joins the name to a person's; `people` are the words of full names."""
    forms = words.forms
    if span.first > 1 and forms[span.first - 1] in {"and", ","} and span.first - 2 in people:
        return True
    return span.last + 1 < len(forms) and forms[span.last] in {"and", ","} and span.last + 1 in people


def is_part_of_thing(words: Words, last: int) -> bool:
    """Whether the word after a name makes a street, a foundation or a prize of it."""
    return last < len(words) and _joins(words, last - 1) and words.forms[last] in _THINGS


def acts_as_person(words: Words, span: Span) -> bool:
    """Whether a lone name does or owns something as people do: it speaks, went, has, or is followed by "who" or 's."""
    after = words.forms[span.last] if span.last < len(words) else ""
    before = words.forms[span.first - 1] if span.first else ""
    return after in SPEECH or after in _DEEDS or before in (SPEECH | _NAMING) - {"told", "asked", "tells"}


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
    is_name = before[0].isupper() and before.isalpha() and _joins(words, span.first - 1)
    return not is_name or is_title(before) or _opens_sentence(words, span.first - 1)


def _is_double_name(words: Words, last: int) -> bool:
    """Whether a hyphen ties the name before word `last` to another one: "Ortega-Murillo"."""
    if last >= len(words) - 1 or words.forms[last] != "-" or not words.forms[last + 1][0].isupper():
        return False
    return words.starts[last] == words.ends[last - 1] and words.starts[last + 1] == words.ends[last]


def titled_names(words: Words) -> Iterator[Span]:
    """Capitalised names that follow a title or an office."""
    forms, count = words.forms, len(words)
    for index, form in enumerate(forms):
        if not is_title(form) and form not in LOWER_OFFICES:
            continue
        first = index + 1
        if first < count and forms[first] == "." and is_abbreviated_title(form):
            first += 1
        if (
            first >= count
            or not _is_name_word(forms[first])
            or "\n" in words.body[words.ends[index] : words.starts[first]]
        ):
            continue
        last = _name_end(words, first)
        is_single = last - first == 1
        if is_single and form not in HONORIFICS:
            continue
        for span in clean_spans(words, first, last)[:1]:
            if title_before(words, span.first) is not None:
                yield span


_BLOCKING = frozenset({"ORG", "GPE", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "FAC", "LOC"})


def signed_names(words: Words, covered: Mapping[int, str]) -> Iterator[Span]:
    """Full names told by what follows: "Maria Keller said", "Maria Keller, head of ...", "Maria Keller, 35,"."""
    forms, count = words.forms, len(words)
    for index, form in enumerate(forms):
        if form == ",":
            if index + 2 >= count or not _is_apposition(forms[index + 1 : index + 6]):
                continue
        elif form not in SPEECH:
            continue
        first = _run_start(words, index)
        if 2 <= index - first <= 5 and _BLOCKING.isdisjoint(covered.get(word, "") for word in range(first, index)):
            yield from (span for span in clean_spans(words, first, index)[-1:] if index == span.last > span.first + 1)


def widened(words: Words, span: Span, covered: Mapping[int, str]) -> Span:
    """A name with what the model left off beside it: the last name, initials before, a first name."""
    first, last = span
    if last < len(words) and _is_free(words, last, covered) and _joins(words, last - 1):
        last += 1
    elif last - first == 1 and first and _is_free(words, first - 1, covered) and _joins(words, first - 1):
        first -= 1
    while first and words.forms[first - 1] in _INITIALS and _joins(words, first - 1):
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
        and form not in _THINGS
        and form not in LOWER_OFFICES
    )


def _is_apposition(ahead: list[str]) -> bool:
    if ahead[0].isdigit():
        return len(ahead) > 1 and len(ahead[0]) == 2 and ahead[1] == ","
    if ahead[0] == "who":
        return True
    return any(form in LOWER_OFFICES for form in ahead[: 2 + (ahead[0] in {"a", "an", "the"})])


def _run_start(words: Words, end: int) -> int:
    first = end
    while first > 0 and end - first < 6:
        form = words.forms[first - 1]
        if first < end and not _joins(words, first - 1) and form != "-" and words.forms[first] != "-":
            break
        if not (_is_name_word(form) and form not in OPENERS and form not in _THINGS) and form not in PARTICLES | {"-"}:
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
        if "\n" in words.body[words.ends[last - 1] : words.starts[last]]:
            break
        if not (_is_name_word(form) or (form in PARTICLES and not joined) or (form == "-" and joined)):
            break
        last += 1
    while last - 1 > first and not _is_name_word(words.forms[last - 1]):
        last -= 1
    return last


def _is_name_word(form: str) -> bool:
    return form[0].isupper() and len(form) > 1 and not is_title(form) and form not in CALENDAR


def _joins(words: Words, left: int) -> bool:
    return words.body[words.ends[left] : words.starts[left + 1]] in {" ", "\xa0"}


def _opens_sentence(words: Words, index: int) -> bool:
    return words.forms[index] in OPENERS
