"""Puts full names in the place of bare surnames, so that a bullet says by itself whom it is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from tasks.text.appearances import CAPITAL_BEHIND, GOES_ON, NAME_BEFORE, appearances
from tasks.text.bullet import Evidence
from tasks.text.false_names import has_lost_owner, is_of_a_firm, is_played, is_told_before, is_torn
from tasks.text.full_names import NO_FIRST_NAME, is_full_name, without_joined_name, without_lost_owner
from tasks.text.known_nouns import NO_NOUN
from tasks.text.name_edits import find_minor_title, put_in_full
from tasks.text.name_words import OPENERS
from tasks.text.namesakes import find_name_start, has_namesake
from tasks.text.strangers import has_stranger
from tasks.text.titles import is_of_a_film, is_title

_CAPITALS = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*")
_PLAIN_NAME = re.compile(r"[A-Z][\w.'’-]*")
_DETERMINER = re.compile(r"(?:\b(?:the|The|an?|An?|its|[Oo]ld|New)|[\[#@]) ?$")
_AND_ANOTHER = re.compile(r" and ([A-Z][a-z]+)(?! [A-Z])\b")
_TITLE = re.compile(r"(?:[A-Z][\w.'’-]*|[^\s\w]|\b(?:the|an?)) $")
# "Asked about the harbour, Reed said": here the comma does not end what somebody is.
_CLAUSE_BEFORE = re.compile(
    r"(?:(?:In|On|At|From|Despite|After|When|As|While|During|Before|Since|With|Though|Although|If|By|Once|For|Asked|Quizzed)\b"
    r"|[A-Z][a-z]+ing )[^,]*(?:, \d{4})?, $"
)
_CONJUNCTION = re.compile(r"\b(?:When|While|As|After|And|But|If|Though|Although|Since|Because|Before|Once|Then|So) $")
_FIRST_NAME = re.compile(r"\b([A-Z][a-z]+|[A-Z]{1,3}\.?) $")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near) $")
# How far before a name "near" or "the" may stand.
_REACH = 5
# "Reed lawyers Tom Hill and Ann Cole": those of the firm, or of all Reeds.
_LAWYERS = re.compile(r" (?:lawyers|counsels|officials|executives|sources|brothers|sisters|siblings|makers) ")
_INITIALS = re.compile(r"(?:[A-Z]{1,3}\.? ?)+")
# "commander Ali", "21-year-old Ali", "identified as Ali": who he is stands before the name.
_INTRODUCED = re.compile(r"\b(?:identified as|named|called|\d+-year-old|(?P<role>[a-z]{3,})) $")
_SHORTEST_NAME = 3
_ONE = Evidence(0, 0)
_TIMES_OF_THE_KNOWN = 3
_OWNING = ("'s", "’s", "'", "’")


class Mentioned(NamedTuple):
    """A mention that was linked: code points of the body, 0-based, end exclusive."""

    kind: str
    entity_id: str
    start_char: int
    end_char: int


class Names(NamedTuple):
    """The people of a body: their mentions in order, and where each is called by a full name.

    `by_word` has the full name that each word of one belongs to, None where that is more than one. `words` are those of
    all their names, `known` those of full ones and those by which the article calls whom everybody knows.
    """

    people: Sequence[Mentioned]
    full: Mapping[str, Evidence]
    starts: Sequence[int]
    by_word: Mapping[str, Evidence | None]
    words: Set[str]
    known: Set[str]


def read_names(body: str, mentions: Sequence[Mentioned]) -> Names:
    """Return the people among `mentions`, and for each the first mention of two words or more."""
    people = sorted((one for one in mentions if one.kind == "person"), key=lambda one: (one.start_char, one.end_char))
    full: dict[str, Evidence] = {}
    films = {one.entity_id for one in people if is_of_a_film(body, one.start_char, one.end_char)}
    torn: set[str] = set()
    texts = {body[one.start_char : one.end_char] for one in people}
    for one in people:
        text = body[one.start_char : one.end_char]
        is_known = one.entity_id in films or one.entity_id in full
        if is_known or not is_full_name(text) or is_of_a_firm(body, text, texts):
            continue
        if is_torn(body, one.start_char, one.end_char):
            torn.add(one.entity_id)
        else:
            span = without_joined_name(body, one.start_char, one.end_char)
            span = span._replace(start_char=find_name_start(body, span.start_char))
            full.setdefault(one.entity_id, without_lost_owner(body, span))
    for one in people:
        if one.entity_id not in films | full.keys():
            longer = _find_longer(body, body[one.start_char : one.end_char])
            # "Shah Reed Khan" for "Reed Khan", where it stands again, but not "Tamil Nadu Reed" for "Nadu Reed".
            is_sure = one.entity_id not in torn or (
                longer and body.count(body[longer.start_char : longer.end_char]) > 1
            )
            full.update({one.entity_id: longer} if longer and is_sure else {})
    words = {word for one in people for word in body[one.start_char : one.end_char].split()}
    by_word: dict[str, Evidence | None] = {}
    for span in full.values():
        parts = body[span.start_char : span.end_char].split()
        words.update(parts)
        if not all(map(_PLAIN_NAME.fullmatch, parts)):
            continue
        for word in dict.fromkeys((parts[0], parts[-1])):
            # "Sennheiser has long made headphones ... Daniel Sennheiser said": the firm, not the man.
            other = by_word.get(word)
            # "Reed" of Reed Hill and Reed Cole is either, wherever it stands.
            is_first = other and word == parts[0] and body.startswith(f"{word} ", other.start_char)
            is_name = len(word) >= _SHORTEST_NAME and not is_title(body, word)
            if is_first or (is_name and not _is_something_else(body, word, span)):
                by_word[word] = None if word in by_word else span
    return Names(people, full, [one.start_char for one in people], by_word, words, _known_words(body, people, full))


def _known_words(body: str, people: Sequence[Mentioned], full: Mapping[str, Evidence]) -> Set[str]:
    """Return the words of full names, and the single ones by which the article calls whom everybody knows."""
    in_full = {word for span in full.values() for word in body[span.start_char : span.end_char].split()}
    times = Counter(body[one.start_char : one.end_char] for one in people)
    return in_full | {word for word, number in times.items() if number >= _TIMES_OF_THE_KNOWN}


def _is_something_else(body: str, word: str, full: Evidence) -> bool:
    """Return whether the word of a full name stands alone before that, or like a place: the firm Reed, in Reed."""
    return any(
        (at < full.start_char or _PLACE_BEFORE.search(before))
        and not NAME_BEFORE.search(before)
        and not GOES_ON.match(after)
        for at, before, after in appearances(body, word)
    )


def _find_longer(body: str, word: str) -> Evidence | None:
    """Return where the body has the word at the end of a name that no mention tells: "O Panneerselvam"."""
    for at, before, _ in appearances(body, word):
        first = _FIRST_NAME.search(before)
        if first and first.group(1) not in NO_FIRST_NAME | {word}:
            return Evidence(at - len(first.group()), at + len(word))
    return None


def people_between(names: Names, start_char: int, end_char: int) -> Sequence[Mentioned]:
    """Return the mentions of people within the span, in order."""
    starts = names.starts
    inside = names.people[bisect_left(starts, start_char) : bisect_left(starts, end_char)]
    return [one for one in inside if one.end_char <= end_char]


def name_in_full(body: str, evidence: tuple[Evidence, ...], names: Names) -> tuple[Evidence, ...]:
    """Return the evidence with full names in the place of the first bare surname of each person in it."""
    done: set[str] = set()
    named = evidence
    for span in evidence:
        for one in people_between(names, *span):
            full = names.full.get(one.entity_id)
            word = body[one.start_char : one.end_char]
            if one.entity_id in done or full is None or _is_shared(word, names) or is_title(body, word):
                continue
            is_other = _LAWYERS.match(body, one.end_char) or body.startswith(" &", one.end_char)
            if is_other or is_played(body, one.end_char) or is_told_before(body, word, full):
                continue
            reach = max(span.start_char, one.start_char - _REACH)
            if _PLACE_BEFORE.search(body, reach, one.start_char):
                continue
            if is_ambiguous(body, Evidence(one.start_char, one.end_char), full, names):
                continue
            done.add(one.entity_id)
            title = find_minor_title(body, span.start_char, one.start_char)
            if _is_short_for(body, one, full) and (title or not _has_title(body, one, span)):
                named = put_in_full(body, named, Evidence(one.start_char, one.end_char), full, title)
    said = " ".join(body[span.start_char : span.end_char] for span in named)
    if not _has_name_word(said, names):
        return named
    for word, span in tuple(_lone(body, named, names)):
        whole = names.by_word[word]
        if whole is None or is_played(body, span.end_char) or is_ambiguous(body, span, whole, names):
            continue
        if word not in done and not _is_told(word, said):
            done.add(word)
            named = put_in_full(body, named, span, whole)
    return named


def has_bare_surname(body: str, evidence: Sequence[Evidence], names: Names) -> bool:
    """Return whether somebody with a longer name is called by one word, without a title, before that name."""
    known: set[str] = set()
    for span in evidence:
        for one in people_between(names, *span):
            is_short = " " not in body[one.start_char : one.end_char] and _has_longer_name(body, one, names)
            is_unsaid = is_short and (
                _is_shared(body[one.start_char : one.end_char], names) or not is_introduced(body, one, span)
            )
            if one.entity_id not in known and is_unsaid:
                return True
            known.add(one.entity_id)
    said = " ".join(body[span.start_char : span.end_char] for span in evidence)
    has_word = _has_name_word(said, names)
    lone = _lone(body, evidence, names) if has_word else ()
    if any(not _is_told(word, said) for word, _ in lone) or has_stranger(body, evidence, names.known):
        return True
    return has_word and has_lost_owner(said, names.by_word, names.words)


def _has_name_word(said: str, names: Names) -> bool:
    """Return whether a word of a full name is in the text, perhaps within another word: to look closer costs more."""
    return any(map(said.__contains__, names.by_word))


def _is_shared(word: str, names: Names) -> bool:
    """Return whether two people of the article have the name, so that the word alone tells neither."""
    return names.by_word.get(word, _ONE) is None


def is_ambiguous(body: str, span: Evidence, full: Evidence, names: Names) -> bool:
    """Return whether the one word there may mean somebody else of the article than the one with that full name."""
    word = body[span.start_char : span.end_char]
    whole = body[full.start_char : full.end_char]
    other = names.by_word.get(word)
    if " " in word:
        return False
    is_others = other is not None and body[other.start_char : other.end_char] != whole
    return is_others or has_namesake(body, word, whole, span.start_char)


def _is_told(word: str, said: str) -> bool:
    """Return whether the text has the word within a longer name."""
    return any(_has_name_before(before) or CAPITAL_BEHIND.match(after) for _, before, after in appearances(said, word))


def _has_name_before(before: str) -> bool:
    """Return whether the last word is a name: "When Reed", "Joining Reed" have none before theirs."""
    match = NAME_BEFORE.search(before)
    return match is not None and not (match.group().strip() in OPENERS or match.group().endswith("ing "))


def _lone(body: str, evidence: Sequence[Evidence], names: Names) -> Iterator[tuple[str, Evidence]]:
    """Yield the words of people's full names that stand alone in the evidence, and where."""
    for span in evidence:
        for run in _CAPITALS.finditer(body, span.start_char, span.end_char):
            word, start = _without_ending(run.group()), run.start()
            opener, _, rest = word.partition(" ")
            if rest and (opener in OPENERS or (opener.endswith("ing") and opener not in names.words)):
                word, start = rest, start + len(opener) + 1
            if word not in names.by_word:
                continue
            end = start + len(word)
            if _DETERMINER.search(body, max(span.start_char, start - _REACH), start):
                continue
            other = _AND_ANOTHER.match(body, end, span.end_char)
            goes_on = GOES_ON.match(body, end, span.end_char) and not (other and other.group(1) in names.by_word)
            if not (goes_on or _LAWYERS.match(body, end, span.end_char)):
                yield word, Evidence(start, end)


def _without_ending(run: str) -> str:
    """Return the capitalised words without the "'s" or full stop behind them."""
    word = run.removesuffix(".")
    if word.endswith(_OWNING):
        return next(word.removesuffix(ending) for ending in _OWNING if word.endswith(ending))
    return word


def _has_longer_name(body: str, mention: Mentioned, names: Names) -> bool:
    """Return whether the body tells more of a name than the one word: whom it never names in full, everybody knows.

    Those are people whom it is about; one that it mentions once or twice would have to be introduced.
    """
    times = sum(one.entity_id == mention.entity_id for one in names.people)
    word = body[mention.start_char : mention.end_char]
    full = names.full.get(mention.entity_id)
    if full is not None and _INITIALS.fullmatch(body[full.start_char : full.end_char].removesuffix(word)):
        return False
    if full is not None or times < _TIMES_OF_THE_KNOWN:
        return True
    return _is_told(body[mention.start_char : mention.end_char], body)


def _is_short_for(body: str, mention: Mentioned, full: Evidence) -> bool:
    surname = body[mention.start_char : mention.end_char]
    return " " not in surname and surname in body[full.start_char : full.end_char].split()


def is_introduced(body: str, mention: Mentioned, span: Evidence) -> bool:
    """Return whether a title or what somebody is stands before the name."""
    match = _INTRODUCED.search(body[span.start_char : mention.start_char])
    role = match and match.group("role")
    is_role = match is not None and (role is None or not (role in NO_NOUN or role.endswith(("ed", "ly", "ing"))))
    return is_role or (
        _has_title(body, mention, span) and not find_minor_title(body, span.start_char, mention.start_char)
    )


def _has_title(body: str, mention: Mentioned, span: Evidence) -> bool:
    before = body[span.start_char : mention.start_char]
    return _TITLE.search(before) is not None and not _CLAUSE_BEFORE.match(before) and not _CONJUNCTION.search(before)
