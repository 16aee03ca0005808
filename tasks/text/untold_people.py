"""Whom "he said" or "against her" means in a bullet, where no bullet before it tells that."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tasks.text.keyed import distinct_tokens
from tasks.text.lost_pronouns import has_lost_pronoun
from tasks.text.name_words import word_set
from tasks.text.naming import Names

_PERSONAL = re.compile(
    r"\b(?<!\bor\s)(?:(?P<man>[Hh]e|[Hh]is|[Hh]im)|(?P<woman>[Ss]he|[Hh]er))\b(?!\sor\s(?:he|she|his|her)\b)"
)
_MEN, _WOMEN = word_set("he his him himself"), word_set("she her herself")
_ACTING = frozenset({"he", "she"})
_WORD = re.compile(r"[A-Za-z][\w-]*")
# "The Reed administration": hardly whom a pronoun behind it means.
_HELD = re.compile(r"\s(?:administration|government|case|ministry|camp|cabinet)\b")
_SOMEBODY = re.compile(
    r"\b(?:m[ae]n|wom[ae]n|boys?|girls?|child(?:ren)?|bab(?:y|ies)|toddler|victims?|deceased|[Tt]he\s(?:accused|suspects?)|wife|husband"
    r"|(?:grand)?(?:mother|father|son|daughter)|brother|sister|couple|bride|groom|\d+-year-old"
    r"|(?:[Aa]n?|[Oo]ne|[Tt]he|its)\s(?:[\w’'-]+\s){0,3}?[a-z]{2,}(?:er|or|ist|ian|ee|ant|ent|ess|ief|ate))\b"
)
# A phrase before the main clause: its pronoun is told there.
_FARTHEST = 3


def misses_person(text: str, sentence: int, texts: Sequence[str], told: Mapping[int, str], names: Names) -> bool:
    """Return whether a pronoun of the bullet means a person whom only sentences behind the last told one name.

    No bullet before it tells of a person then, or only of people of the other sex, as the article calls them. `texts`
    and `told` are those of `find_untold`.
    """
    match = _find_pronoun(text)
    if match is None or not told or sentence - 1 in told or not has_lost_pronoun(text, names.words):
        return False
    if _SOMEBODY.search(text, 0, match.start()) or _people_of(text[: match.start()], names):
        return False
    # "To support her claim, Reed said".
    if _people_of(text[match.end() :], names) and not text[: match.start()].count(" ") > _FARTHEST:
        return False
    all_told = " ".join(told.values())
    read = _last_people(told, names)
    if not read:
        return _SOMEBODY.search(all_told) is None
    is_woman = match.group("woman") is not None
    if is_woman and _WOMEN.isdisjoint(_WORD.findall(all_told)):
        people = set().union(*(_people_of(one, names) for one in told.values()))
        if all(_sex_sign(one, texts, names) <= 0 for one in people) and _SOMEBODY.search(all_told) is None:
            return True
    return all(_sex_sign(one, texts, names) * (1 if is_woman else -1) < 0 for one in read)


def opens_on_nobody(text: str, sentence: int, names: Names) -> bool:
    """Return whether "he" or "she" acts in a bullet that tells of no person, so that it cannot open the section.

    With the first sentence of an article its readers begin as well.
    """
    if sentence == 0 or _ACTING.isdisjoint(distinct_tokens(text)):
        return False
    match = _find_pronoun(text)
    if match is None or match.group().lower() not in _ACTING or _SOMEBODY.search(text) or _people_of(text, names):
        return False
    return has_lost_pronoun(text, names.words)


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
