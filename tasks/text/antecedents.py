"""Whom "he", "she" or "the actor" means, told only where it is beyond doubt."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from tasks.text.appearances import appearances
from tasks.text.naming import Mentioned, Names, people_between
from tasks.text.quotes import Quotation, find_quotations
from tasks.text.replacing import Edit
from tasks.text.sentences import Sentence

# The pronoun of the subject: first, or behind a word that opens a clause, or behind an opening phrase.
_SUBJECT = re.compile(
    r"""(?:(?:But|And|So|When|While|As|After|Before|If|Although|Though|Since|Because|Once|Yet|Also|Then|Later)\s
      |(?:However|Meanwhile|Earlier|Later|Recently|Now|Moreover|In|On|At|During|For|Speaking|Talking|Addressing
        |Asked|With|From
        |Last|After|Before|Since|Despite|Following|Besides|While|Though|Although|As|When|Once|[A-Z][a-z]+ing)\b[^,"“”]{0,90},\s)?(?P<pronoun>[Hh]e|[Ss]he)(?=\s[a-z])""",
    re.VERBOSE,
)
_SPEAKER = re.compile(
    r"(?<=[,\"”] )(?P<pronoun>he|she)(?= (?:said|says|added|told|wrote|tweeted|claimed|explained|stated|asked"
    r"|announced|"
    r"alleged|pointed\sout|noted|remarked|observed|continued|recalled|argued|insisted|warned|felt|asserted|admitted)\b)"
)
_ROLES = (
    r"actors?|actress|superstar|star|singer|director|filmmaker|producer|author|writer|minister|leader|chief|president|"
    r"captain|skipper|cricketer|batsman|bowler|spinner|pacer|all-rounder|wicketkeeper|player|footballer|striker"
    r"|forward|"
    r"midfielder|coach|legislator|lawmaker|politician|MP|MLA|CM|senator|governor|chancellor|premier|judge|lawyer"
    r"|comedian|"
    r"businessman|entrepreneur|CEO|billionaire|model|boxer|wrestler|shuttler|sprinter|champion|veteran|musician|rapper|"
    r"composer|economist|scientist|professor|activist|\d+-year-old"
)
_THE_ROLE = (
    rf"[Tt]he (?:[\w'’-]+ ){{0,3}}?(?P<noun>{_ROLES})(?= (?:has|had|is|was|will|would|also|said|says|told|took"
    rf"|made|won|went|"
    r"wrote|gave|came|added|feels|believes|can|did|does|later|then|recently|[a-z]{2,}(?:ed|s))\b)"
)
_OPENING_ROLE = re.compile(_THE_ROLE)
_LATER_ROLE = re.compile(rf"(?:(?<=, )|(?<=[\"”] )){_THE_ROLE}")
_ANYBODY = re.compile(r"\b[Aa]n? (?:[\w'’-]+ ){0,3}(?:man|woman|boy|girl|student|official|officer|youth|driver)\b")
_ACTING = re.compile(
    r"(?:,? who)? (?:(?:also|had|has|have|was|is|will|would|never|on \w+day) )?"
    r"(?:said|says|told|took|made|won|lost|went|wrote|gave|has|had|is|was|will|would|may|can|feels|believes|wants"
    r"|came|became|"
    r"got|\w+ed)\b"
)
_OBJECT_OF = re.compile(r"\b(?:of|by|with|to|and|for|from|in|on|at|than|as|after|that|against|like|or|between)\s$")
_WOMAN = re.compile(
    r"\b(?:Ms|Mrs|Miss|Smt|[Aa]ctress|[Mm]other|[Ww]ife|[Dd]aughter|[Ss]ister|Queen|Princess|Lady|Begum|Kumari)\b\.?\s$"
)
_MAN = re.compile(r"\b(?:Mr|Sir|Shri|father|husband|son|brother|King|Prince|Lord)\b\.?\s$")
_HIS = re.compile(r"\b(?:[Hh]e|[Hh]is|[Hh]im|himself)\b")
_HER = re.compile(r"\b(?:[Ss]he|[Hh]er|herself)\b")
_A_SUCH = re.compile(r"\b[Aa]n? (?:[\w'’-]+ ){0,3}$")
_WORD = re.compile(r"[\w-]+")
_ROLE_BEFORE = re.compile(r"((?:[\w'’.-]+,? ){1,5})$")
_ROLE_BEHIND = re.compile(r",? (?:who is |was |is )?(?:an?|the) ([^,.]{3,60})")
# The one named early in a sentence is mostly the one it is about.
_EARLY_SHARE = 0.6
# What somebody is stands in the few words before the name.
_REACH = 60


class _Pointer(NamedTuple):
    """Where a sentence says "he", "she" or what somebody is; `word` is the pronoun or the noun."""

    start_char: int
    end_char: int
    word: str


class _Signs(NamedTuple):
    """What the whole body tells of its people: more "her" than "his" (positive), and the words for what they are."""

    her: Mapping[str, int]
    roles: Mapping[str, Set[str]]


def find_antecedents(body: str, sentences: Sequence[Sentence], names: Names) -> dict[int, Edit]:
    """Return by the start of a sentence the edit that names whoever its "he", "she" or "the actor" is.

    That is the only person whom the sentence before names, or the one who acts in it, or the one before that where the
    sentences between speak of "he" or "she" themselves; and nobody whom the body calls by the other pronoun. Hobbs,
    "Resolving pronoun references" (Lingua 44, 1978), prefers the subject before likewise.
    """
    if not names.people:
        return {}
    named = _named_by_the_reporter(body, sentences, names)
    signs = _read_signs(body, sentences, named)
    found: dict[int, Edit] = {}
    focus: str | None = None
    seen: set[str] = set()
    called: dict[str, set[str]] = {"he": set(), "she": set()}
    for sentence, people in zip(sentences, named, strict=True):
        pointer = _find_pointer(body, sentence, people)
        who = _resolve(body, sentence, pointer, focus, seen, signs, called) if pointer else None
        seen.update(one.entity_id for one in people)
        if pointer and who is not None and all(one.entity_id != who for one in people):
            if who in names.full:
                found[sentence.start_char] = Edit(pointer.start_char, pointer.end_char, names.full[who])
            focus = who
            if pointer.word in called:
                called[pointer.word].add(who)
        else:
            focus = _focus(body, sentence, people) if people and pointer is None else None
    return found


def _named_by_the_reporter(body: str, sentences: Sequence[Sentence], names: Names) -> list[list[Mentioned]]:
    """Return the people whom each sentence names outside quotations: whom a speaker talks of is not the speaker."""
    quotations = find_quotations(body)
    starts = [one.start_char for one in quotations]
    named = []
    for sentence in sentences:
        people = people_between(names, sentence.start_char, sentence.end_char)
        around = [quotations[max(bisect_right(starts, one.start_char) - 1, 0)] if starts else None for one in people]
        named.append([one for one, near in zip(people, around, strict=True) if not near or not _is_within(one, near)])
    return named


def _is_within(mention: Mentioned, quotation: Quotation) -> bool:
    return quotation.start_char <= mention.start_char < quotation.end_char


def _find_pointer(body: str, sentence: Sentence, people: Sequence[Mentioned]) -> _Pointer | None:
    """Return the first words of the sentence that mean somebody told of before, outside quotation marks."""
    start, end = sentence.start_char, sentence.end_char
    match = _SUBJECT.match(body, start, end)
    if match and any(one.start_char < match.start("pronoun") for one in people):
        return None
    if match is None and not people:
        match = _SPEAKER.search(body, start, end)
    if match:
        return _Pointer(*match.span("pronoun"), match.group("pronoun").lower())
    if people:
        return None
    match = _OPENING_ROLE.match(body, start, end) or _LATER_ROLE.search(body, start, end)
    if match is None or body.count('"', start, match.start()) % 2:
        return None
    return _Pointer(*match.span(), match.group("noun").lower())


def _resolve(
    body: str,
    sentence: Sentence,
    pointer: _Pointer,
    focus: str | None,
    seen: Set[str],
    signs: _Signs,
    called: Mapping[str, Set[str]],
) -> str | None:
    """Return the person whom the pointer means; `called` has whom the article has meant by "he" and "she" before."""
    if pointer.word in {"he", "she"}:
        her = signs.her.get(focus, 0) if focus is not None else 0
        # Where the article has called somebody else so, whom nothing says to be of that sex may be another person.
        if focus is not None and her == 0 and called[pointer.word] and focus not in called[pointer.word]:
            return None
        return focus if (her >= 0 if pointer.word == "she" else her <= 0) else None
    holders = [one for one in sorted(seen) if pointer.word in signs.roles.get(one, ())]
    if holders or focus is None or len(seen) > 1:
        return holders[0] if len(holders) == 1 else None
    told = body[: sentence.start_char]
    return None if any(_A_SUCH.search(before) for _, before, _ in appearances(told, pointer.word)) else focus


def _focus(body: str, sentence: Sentence, people: Sequence[Mentioned]) -> str | None:
    """Return whom the next "he" or "she" means: the only person of the sentence, or the one who acts in it."""
    first = people[0]
    if _HIS.search(body, sentence.start_char, first.start_char) or _HER.search(
        body, sentence.start_char, first.start_char
    ):
        return None
    is_one = all(one.entity_id == first.entity_id for one in people) or _acts(body, first)
    if (
        not is_one
        or not _is_early(body, sentence, first)
        or _ANYBODY.search(body, sentence.start_char, sentence.end_char)
    ):
        return None
    return first.entity_id


def _acts(body: str, mention: Mentioned) -> bool:
    """Return whether a verb follows the name, and nothing stands before it that would make another word the subject."""
    before = body[max(0, mention.start_char - 12) : mention.start_char]
    return not _OBJECT_OF.search(before) and bool(_ACTING.match(body, mention.end_char))


def _is_early(body: str, sentence: Sentence, mention: Mentioned) -> bool:
    reach = sentence.start_char + _EARLY_SHARE * (sentence.end_char - sentence.start_char)
    return mention.start_char < reach and body[mention.end_char : mention.end_char + 2] not in {"'s", "’s", "' ", "’ "}


def _read_signs(body: str, sentences: Sequence[Sentence], named: Sequence[Sequence[Mentioned]]) -> _Signs:
    her: Counter[str] = Counter()
    roles: defaultdict[str, set[str]] = defaultdict(set)
    for sentence, people in zip(sentences, named, strict=True):
        at = sentence.start_char
        for one in people:
            before = body[max(at, one.start_char - _REACH) : one.start_char]
            at = one.end_char
            her[one.entity_id] += 3 * bool(_WOMAN.search(before)) - 3 * bool(_MAN.search(before))
            words = _ROLE_BEFORE.search(before)
            roles[one.entity_id].update(_WORD.findall(words.group(1).lower()) if words else ())
            behind = _ROLE_BEHIND.match(body, one.end_char, sentence.end_char)
            roles[one.entity_id].update(_WORD.findall(behind.group(1).lower()) if behind else ())
        if people and all(one.entity_id == people[0].entity_id for one in people):
            has_his = bool(_HIS.search(body, people[0].end_char, sentence.end_char))
            has_her = bool(_HER.search(body, people[0].end_char, sentence.end_char))
            her[people[0].entity_id] += has_her - has_his
    return _Signs(her, roles)
