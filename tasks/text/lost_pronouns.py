"""Pronouns of a bullet that stand before anything they could mean."""

from __future__ import annotations

import re
from collections.abc import Container

from tasks.text.empty_it import EMPTY_IT
from tasks.text.keyed import distinct_tokens
from tasks.text.name_words import OPENERS, word_set

_PERSONAL = re.compile(
    r"\b(?:(?P<one>[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)|(?P<thing>[Tt]hey|[Tt]heir|[Ii]t|[Ii]ts)|(?P<object>them))\b(?!['’]s\s\w+ing)"
)
_PRONOUNS = word_set("he she his her him they their it its them")
_MEN, _WOMEN = word_set("he him his"), word_set("she her hers")
_REFERENT = re.compile(
    r"\b(?:[Tt]he\s)?[A-Z][\w'’.-]+(?:\s[A-Z][\w'’.-]+)*|\b(?:[Aa]n?|[Tt]he|[Ee]very|[Nn]o|\d+|two|three|four|five)\s(?:[\w'’-]+\s){0,3}?[\w'’-]+(?=\s(?:who|was|is|has|had|in|from|of|at|on|with|to|and|said|says|while|after|when|travelling|[a-z]+ed)\b|[,.])"
    r"|\b[a-z]{5,}+(?<=s)\b"
)
_WORD = re.compile(r"[A-Z][\w-]+")
_LONG_NAME = re.compile(r"[A-Z][\w.'’-]* [A-Z]")
_SOMEBODY = re.compile(
    r"(?:[Aa]n?|[Oo]ne|[Tt]he|[Ee]very|[Nn]o)\s(?:[\w'’-]+\s)*?(?:man|woman|boy|girl|child|person|accused|victim|survivor|student|teenager|"
    r"\d+-year-old|[a-z]{2,}(?:er|or|ist|ian|ee|ant|ent|man|woman|ess|ective|ief|wife))$"
)
_EARLY, _FAR = 40, 140
_SUBORDINATE = re.compile(
    r"(?:In|On|At|After|When|As|While|During|Before|Since|With|Despite|Though|Although|If|By|For|Through|Under|From|Given|Amid|"
    r"Despite|Besides|[A-Z][a-z]+(?:ing|ed))\b"
)
_MAIN_NAME = re.compile(
    r", (?:[a-z'’-]+ ){0,4}[A-Z]\w++(?: [A-Z]\w++)*+(?! (?:said|says|added|told|claimed)\b)(?!['’]s\b)"
)
_SPAN_OF_TIME = re.compile(
    r"(?:hour|day|week|month|year|time)s?$|^(?:[Tt]he|[Aa]n?)\s(?:past|last|first|few|same|statement|while)$"
)

# "An officer of the Oban force, he was suspended": who he is stands elsewhere.
_DESCRIBED = re.compile(r"(?:An?|The|One)\s[^,\"“]+,\s$")
# "Accompanied by Ann Reed, she visited", "Addressing supporters of Reed, he said": somebody else.
_ACCOMPANIED = re.compile(
    r"(?:[A-Z][a-z]+(?:ing|ed)|Set|Built|Held|Known|Born|Shot|Written|Led|[A-Z][a-z]+\s(?:being|having))\s[^\"“]+,\s$"
)
# "With a length of 92 metres, it is the largest", "In a statement, they said": no word of such a phrase is meant.
_PHRASE_BEFORE = re.compile(
    r"(?:With|At|In|On|By|Under|Among|Despite|Without)\s(?!.*\b(?:who|which|that|where|when|is|are|was|were|has|had|have)\b)[^A-Z\"“]+,\s$"
)
_BEHIND_COMMA, _COMMA_REACH = (_DESCRIBED, _ACCOMPANIED, _PHRASE_BEFORE), 3
# "It has said is keen": what is keen was lost.
_SAID_IS = re.compile(
    r"(?<!which )(?<!that )(?<!who )(?<!what )\b(?:it|he|she|they)\s(?:has\s|have\s|had\s)?"
    r"(?:said|says?)\s(?:is|are|was|were|has|had|will)\b"
)
_SAYING = word_set("said say says")
# "Reed inquired about her health", "Condoling his death, Reed wrote", "Reed is named as her successor": another's.
_OF_ANOTHER = re.compile(
    r"\b(?:(?:inquir|enquir|ask)(?:ed|ing|es?)\sabout\s(?:his|her|their)\s(?:health|condition|well-?being)"
    r"|(?:[Cc]ondol|[Mm]ourn)(?:ed|ing|es?|s)\s(?:his|her|their)\s(?:death|demise|passing|loss)"
    r"|as\s(?:his|her|their)\s(?:successor|predecessor|replacement))\b"
)
_ANOTHERS = word_set("health condition well wellbeing death demise passing loss successor predecessor replacement")
# "The ministry has objected to it": not to itself.
_OBJECT_IT = re.compile(
    r"(?:[A-Z][\w’'-]*(?:ly|on)?,?\s)?(?:(?:[Tt]he|An?)\s)?(?:[\w’'-]+\s){1,5}?(?:has|have|had|was|were|will)\s(?:[a-z]+\s){1,3}"
    r"(?:to|about|against|on|with|of|for|from|over)\s$"
)
# "Clearly, it means more".
_ADVERB = re.compile(r"(?:[A-Z][a-z]+ly|Together|Soon|Further|Indeed),?\s$")
# "Giving details, it said": no name.
_VERB_FIRST = re.compile(r"[A-Z][a-z]+(?:ing|ed)\s[a-z]")
_TREATED = re.compile(r"[A-Z][\w.’'-]*\s(?!(?:said|says|told|that|who|whose|when)\s)(?:[a-z]+\s){1,2}$")


def has_lost_pronoun(text: str, people: Container[str] = ()) -> bool:
    """Return whether a pronoun stands before anything that it could mean.

    `people` holds the words of all names of people in the article: "he" means one of them, or "a man".
    """
    tokens = distinct_tokens(text)
    if _PRONOUNS.isdisjoint(tokens):
        return False
    # "Reed said that he had praised her work": there are two, and the text names one.
    if not (_MEN.isdisjoint(tokens) or _WOMEN.isdisjoint(tokens)) and _count_people(text, people) == 1:
        return True
    another = None if _ANOTHERS.isdisjoint(tokens) else _OF_ANOTHER.search(text)
    is_said = not _SAYING.isdisjoint(tokens) and _SAID_IS.search(text)
    if is_said or (another and _count_people(text[: another.start()], people) <= 1):
        return True
    for match in _PERSONAL.finditer(text):
        if match.group("thing") and EMPTY_IT.match(text, match.start()):
            continue
        has_comma = "," in text[max(0, match.start() - _COMMA_REACH) : match.start()]
        phrases = (*_BEHIND_COMMA, _ADVERB) if has_comma else (_ADVERB,)
        if any(phrase.match(text, 0, match.start()) for phrase in phrases):
            return True
        if match.group() == "it" and _OBJECT_IT.match(text, 0, match.start()):
            return True
        named = [one for one in _REFERENT.findall(text, 0, match.start()) if one not in OPENERS]
        if named and _VERB_FIRST.match(text) and text.startswith(named[0]):
            del named[0]
        before = sum(_may_be(one, match, people) for one in named)
        # "Ravi Shankar treated him": himself he did not.
        if match.group() == "him" and before == 1 and _TREATED.search(text, 0, match.start()):
            return True
        is_quoted = text.count('"', 0, match.start()) % 2 == 1
        wanted = 2 if is_quoted else 1
        if before < wanted and not _follows_later(text, match):
            return True
    return False


def _count_people(text: str, people: Container[str]) -> int:
    """Return how many people the text names or describes."""
    referents = _REFERENT.findall(text)
    named = {
        one
        for one in referents
        if any(word in people for word in _WORD.findall(one)) or (text.startswith(one) and _LONG_NAME.match(one))
    }
    return len(named) + sum(_SOMEBODY.match(one) is not None for one in referents)


def _may_be(referent: str, pronoun: re.Match[str], people: Container[str]) -> bool:
    """Return whether the pronoun can mean what those words name."""
    if _SPAN_OF_TIME.search(referent):
        return False
    if pronoun.group("one"):
        is_person = referent[0].isupper() and any(word in people for word in _WORD.findall(referent))
        opener = referent.split(maxsplit=1)[0]
        is_article = opener in {"A", "An", "The"}
        # "An FIR" is no name.
        named = referent.partition(" ")[2] if is_article else referent
        is_name = _LONG_NAME.search(named) is not None and (opener not in OPENERS or is_article)
        is_first = is_name and pronoun.string.startswith(referent)
        return is_person or is_first or _SOMEBODY.match(referent) is not None
    is_plural = referent[0].islower() and referent.endswith("s")
    if pronoun.group("object"):
        return is_plural
    if pronoun.group().lower() in {"they", "their", "them"}:
        return referent.endswith("s") or " " in referent or referent.isupper() or pronoun.string.startswith(referent)
    return not (is_plural and " " not in referent) and not any(word in people for word in _WORD.findall(referent))


def _follows_later(text: str, match: re.Match[str]) -> bool:
    """Return whether a clause before the main one has the pronoun and the main one has the name: "In his ..., Modi"."""
    if match.start() >= _EARLY or not _SUBORDINATE.match(text):
        return False
    return _MAIN_NAME.search(text[match.end() : match.end() + _FAR]) is not None
