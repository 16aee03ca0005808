"""Whom "he said" or "against her" means in a bullet, where no bullet before it tells that."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tasks.text.lost_pronouns import has_lost_pronoun, has_somebody
from tasks.text.name_words import word_set
from tasks.text.naming import Names

_PERSONAL = re.compile(r"\b(?<!\bor\s)(?:(?P<man>[Hh]e|[Hh]is|[Hh]im)|(?P<woman>[Ss]he|[Hh]er))\b(?!\sor\s(?:he|she|his|her)\b)")
_MEN, _WOMEN = word_set("he his him himself"), word_set("she her herself")
_WORD = re.compile(r"[A-Za-z][\w-]*")
# "The Reed administration": hardly whom a pronoun behind it means.
_HELD = re.compile(r"\s(?:administration|government|case|ministry|camp|cabinet)\b")
_VICTIM = re.compile(r"\b(?:man|woman|boy|girl|child|victim|accused|deceased|student|mother|father|daughter|son)\b")
# A phrase before the main clause: its pronoun is told there.
_FARTHEST = 3


def misses_person(text: str, sentence: int, texts: Sequence[str], told: Mapping[int, str], names: Names) -> bool:
    """Return whether a pronoun of the bullet means a person whom only sentences behind the last told one name.

    The reader takes it for the person named last: that is nobody, somebody of the other sex, or another one than the
    sentence before the pronoun names. `texts` and `told` are those of `find_untold`.
    """
    match = _find_pronoun(text)
    if match is None or not told or sentence - 1 in told or not has_lost_pronoun(text, names.words):
        return False
    if _VICTIM.search(text, 0, match.start()):
        return False
    # "To support her claim, Reed said".
    if _people_of(text[match.end() :], names) and not text[: match.start()].count(" ") > _FARTHEST:
        return False
    read = _last_people(told, names)
    if not read:
        return not any(has_somebody(one) for one in told.values())
    is_woman = match.group("woman") is not None
    if is_woman and _WOMEN.isdisjoint(_WORD.findall(" ".join(told.values()))):
        people = set().union(*(_people_of(one, names) for one in told.values()))
        if all(_sex_sign(one, texts, names) <= 0 for one in people) and not any(map(has_somebody, told.values())):
            return True
    return all(_sex_sign(one, texts, names) * (1 if is_woman else -1) < 0 for one in read)


def _find_pronoun(text: str) -> re.Match[str] | None:
    """Return the first pronoun outside quotation marks."""
    return next((one for one in _PERSONAL.finditer(text) if text.count('"', 0, one.start()) % 2 == 0), None)


def _people_of(text: str, names: Names) -> set[object]:
    """Return those whom the text names, each as the full name that the word belongs to."""
    return {
        names.by_word.get(match.group()) or match.group()
        for match in _WORD.finditer(text)
        if match.group() in names.words and not _HELD.match(text, match.end())
    }


def _last_people(told: Mapping[int, str], names: Names) -> set[object]:
    """Return whom the last bullet that names anybody names."""
    found = (_people_of(told[number], names) for number in sorted(told, reverse=True))
    return next((people for people in found if people), set())


def _sex_sign(person: object, texts: Sequence[str], names: Names) -> int:
    """Return how many more sentences that name that person alone go on with "she" than with "he"."""
    sign = 0
    for text in texts:
        first = next((match for match in _WORD.finditer(text) if match.group() in names.words), None)
        if first is not None and _people_of(text, names) == {person}:
            words = _WORD.findall(text, first.end())
            sign += (not _WOMEN.isdisjoint(words)) - (not _MEN.isdisjoint(words))
    return sign
