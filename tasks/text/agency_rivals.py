"""Tells an agency's acronym from another body's: spelt out otherwise in the article, or suggested by its field."""

from __future__ import annotations

from tasks.text.entity_words import Words
from tasks.text.gazetteer import AgencyName, Gazetteer
from tasks.text.lexicon import Match
from tasks.text.name_words import word_set

_SMALL = word_set("of for and the on in to & de du des la le")
_SPORT = word_set(
    "cricket cricketer cricketers cricketing batsman batsmen wicket wickets innings ODI ODIs T20 T20I Twenty20 IPL "
    "BCCI bowler bowlers umpire umpires UEFA FIFA Uefa Fifa club clubs striker midfielder goalkeeper football "
    "footballer footballers league League season touchdown quarterback basketball playoffs NBA NFL NCAA tournament "
    "tournaments match matches stadium Premiership rugby Test Tests skipper captaincy Olympics athletes athlete "
    "racing driver drivers Prix championship championships medal medals"
)
_EVENTS = word_set("Champions Trophy Cup Cricket World Rankings Hall Women Under-19 U-19")
_FILM = word_set("film films actor actress episode episodes serial Bollywood Hollywood sitcom box-office")
_SCHOOL = word_set("exam exams examination examinations students syllabus admission admissions campus semester")
_FIELDS = {"sport": _SPORT, "film": _FILM, "school": _SCHOOL}
# Acronyms of public bodies that are also those of bodies in other fields: the International Cricket Council, the
# England and Wales Cricket Board, the European Club Association, the National Cricket Academy, a film's detectives.
_SHARED_BY_FIELD = {
    "sport": word_set(
        "ICC ECB ECA NCA ACC FIA AFC CSA CAS FA FAI SEC BCC PCA MCC DDCA CFA BFI NRA ASA NSA ITA CAF CPA WBC WBA IBF "
        "IRB ACA TCA SAFF CBA ITF ATF EFA MCA PFA RCA BBA WTA ATP AIU FSA"
    ),
    "film": word_set("CID RAW"),
    "school": word_set("MIT CAT CET NTA SAT"),
}
_SHARED = {acronym: field for field, acronyms in _SHARED_BY_FIELD.items() for acronym in acronyms}
# Words of the field that an article must have before the acronym is the other body's.
_ENOUGH = 4


def names_of_bodies(words: Words, gazetteer: Gazetteer) -> list[Match[AgencyName]]:
    """Names of the gazetteer in the text, without acronyms that mean another body there."""
    matches = gazetteer.agency_names.matches(words)
    names = {
        words.forms[match.first]: gazetteer.full_names(match.value.agency_ids)
        for match in matches
        if match.value.via == "acronym" and match.last - match.first == 1
    }
    rivals = other_bodies(words, names) if names else frozenset()
    return [
        match
        for match in matches
        if match.last - match.first > 1
        or not (words.forms[match.first] in rivals or _is_shouted_word(words, match.first))
    ]


def _is_shouted_word(words: Words, index: int) -> bool:
    """Whether a word stands in a heading in capitals and is no acronym there: "WHO IS"."""
    ahead = words.forms[index + 1 : index + 2]
    return words.forms[index] in _WORDS_TOO and any(len(form) > 1 and form.isupper() for form in ahead)


_WORDS_TOO = word_set("WHO RAW IT US CAN NOW ICE ART ACT AID AIR CAT CARE SEC MI ARMY NAVY POLICE")


def other_bodies(words: Words, names: dict[str, frozenset[str]]) -> frozenset[str]:
    """Acronyms that mean no agency in this article; `names` are the known names of each acronym's agencies, folded."""
    shared = {form: _SHARED[form] for form in set(words.forms) & _SHARED.keys()}
    counts = {field: sum(form in _FIELDS[field] for form in words.forms) for field in sorted(set(shared.values()))}
    by_field = {form for form, field in shared.items() if counts[field] >= _ENOUGH or _is_beside(words, form, field)}
    spelt = _spelt_out(words)
    known = {form for form in by_field if form in spelt and spelt[form] in names.get(form, frozenset())}
    otherwise = {form for form, text in spelt.items() if form in names and text not in names[form]}
    return frozenset(by_field - known | otherwise)


def _is_beside(words: Words, acronym: str, field: str) -> bool:
    """Whether a word of the field is one of the two words after the acronym: "the ICC World Twenty20"."""
    forms = words.forms
    return any(
        form == acronym and not (_FIELDS[field] | _EVENTS).isdisjoint(forms[index + 1 : index + 3])
        for index, form in enumerate(forms)
    )


def _spelt_out(words: Words) -> dict[str, str]:
    """Full form of each acronym in brackets after its words, folded: "European Club Association (ECA)"."""
    found: dict[str, str] = {}
    forms = words.forms
    for index in range(2, len(forms) - 1):
        if forms[index - 1] != "(" or not forms[index].isupper() or len(forms[index]) < 2 or not forms[index].isalpha():
            continue
        first = _start(forms, index - 1, forms[index])
        if first is not None:
            found.setdefault(forms[index], " ".join(forms[first : index - 1]).casefold())
    return found


def _start(forms: list[str], end: int, acronym: str) -> int | None:
    """First of the words before `end` whose capitals are those of the acronym; None where they are not."""
    cursor, left = end, len(acronym)
    while cursor > 0 and left > 0:
        cursor -= 1
        form = forms[cursor]
        if form in _SMALL or form in {"-", ","}:
            continue
        if form[0].upper() != acronym[left - 1]:
            return None
        left -= 1
    return cursor if left == 0 and end - cursor > 1 else None
