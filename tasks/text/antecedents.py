"""Whom "he", "she" or "the actor" means, told only where it is beyond doubt."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from tasks.text.appearances import appearances
from tasks.text.bullet import Evidence
from tasks.text.foci import find_focus, has_rival, is_inside_quotation
from tasks.text.naming import Mentioned, Names, is_ambiguous, people_between
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
    r"[,\"”] (?P<pronoun>he|she)(?= (?:said|says|added|told|wrote|tweeted|claimed|explained|stated|asked"
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
# "The former minister" is nobody who is one, "the minister" hardly the Prime Minister.
_HELD_BY_ONE = {
    "minister",
    "chief",
    "president",
    "captain",
    "skipper",
    "mp",
    "mla",
    "cm",
    "governor",
    "chancellor",
    "ceo",
}
_RANKS = {"former", "ex", "chief", "prime", "deputy", "vice", "late", "acting"}
_OPENING_ROLE = re.compile(rf"(?P<role>{_THE_ROLE})")
_LATER_ROLE = re.compile(rf"[,\"”] (?P<role>{_THE_ROLE})")
_WOMAN = re.compile(
    r"\b(?:(?:Ms|Mrs|Miss|Smt|[Aa]ctress|[Mm]other|[Ww]ife|[Dd]aughter|[Ss]ister|Queen|Princess|Lady|Begum|Kumari)\b[.,]?"
    r"|[Ww]oman(?:\s[\w-]+){0,2})\s$"
)
_MAN = re.compile(r"\b(?:Mr|Sir|Shri|father|husband|son|brother|King|Prince|Lord)\b[.,]?\s$")
_HIS = re.compile(r"\b(?:[Hh]e|[Hh]is|[Hh]im|himself)\b")
_HER = re.compile(r"\b(?:[Ss]he|[Hh]er|herself)\b")
_A_SUCH = re.compile(r"\b[Aa]n? (?:[\w'’-]+ ){0,3}$")
_WORD = re.compile(r"[\w-]+")
_ROLE_BEFORE = re.compile(r"((?:[\w'’.-]+,? ){1,5})$")
_ROLE_BEHIND = re.compile(r",? (?:who is |was |is )?(?:an?|the) ([^,.]{3,60})")
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
    quotations = find_quotations(body)
    starts = [one.start_char for one in quotations]
    named = _named_by_the_reporter(sentences, names, quotations, starts)
    found_pointers = [_find_pointer(body, *one) for one in zip(sentences, named, strict=True)]
    pointers = [
        None if one and is_inside_quotation(quotations, starts, one.start_char) else one for one in found_pointers
    ]
    while pointers and pointers[-1] is None:
        pointers.pop()
    if not pointers:
        return {}
    # What people are is asked only of "the actor" and the like.
    has_role = any(one is not None and one.word not in {"he", "she"} for one in pointers)
    signs = _Signs(_read_sex(body, sentences, named), _read_roles(body, sentences, named) if has_role else {})
    found: dict[int, Edit] = {}
    focus: str | None = None
    seen: set[str] = set()
    called: dict[str, set[str]] = {"he": set(), "she": set()}
    before: tuple[Sentence, Sequence[Mentioned]] | None = None
    # Whom the sentences behind the last pointer are about nobody asks.
    for sentence, people, pointer in zip(sentences, named, pointers, strict=False):
        is_inside = is_inside_quotation(quotations, starts, sentence.start_char)
        if pointer and not is_inside and body.count('"', sentence.start_char, pointer.start_char) % 2:
            # The quotation that ends here began nobody knows where.
            focus = None
        who = _resolve(body, sentence, pointer, focus, seen, signs, called) if pointer else None
        if pointer and before and _is_open(body, pointer, who, *before, signs):
            who = None
        before = sentence, people
        seen.update(one.entity_id for one in people)
        if pointer and who is not None and all(one.entity_id != who for one in people):
            if who in names.full:
                found[sentence.start_char] = Edit(pointer.start_char, pointer.end_char, names.full[who])
            focus = who
            if pointer.word in called:
                called[pointer.word].add(who)
        elif people or not is_inside:
            focus = find_focus(body, sentence, people) if people and pointer is None else None
            focus = None if focus and _may_be_another(body, people[0], names) else focus
    return found


def _named_by_the_reporter(
    sentences: Sequence[Sentence], names: Names, quotations: Sequence[Quotation], starts: Sequence[int]
) -> list[list[Mentioned]]:
    """Return the people whom each sentence names outside quotations: whom a speaker talks of is not the speaker."""
    return [
        [
            one
            for one in people_between(names, sentence.start_char, sentence.end_char)
            if not is_inside_quotation(quotations, starts, one.start_char)
        ]
        for sentence in sentences
    ]


def _may_be_another(body: str, mention: Mentioned, names: Names) -> bool:
    """Return whether the mention is one word, which others of the article are called as well."""
    full = names.full.get(mention.entity_id)
    return full is not None and is_ambiguous(body, Evidence(mention.start_char, mention.end_char), full, names)


def _is_open(
    body: str,
    pointer: _Pointer,
    who: str | None,
    before: Sentence,
    people: Sequence[Mentioned],
    signs: _Signs,
) -> bool:
    """Return whether the sentence before has somebody else who may be meant: without a name, or known to be a woman."""
    if has_rival(body, before, pointer.word):
        return True
    if who is None:
        return False
    # "He praised Ann Reed. The actor": she.
    if pointer.word not in {"he", "she"} and pointer.word not in _HELD_BY_ONE:
        return any(one.entity_id != who for one in people)
    return pointer.word == "she" and any(
        signs.her[one.entity_id] > max(signs.her[who], 0) for one in people if one.entity_id != who
    )


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
    if match is None or body.count('"', start, match.start("role")) % 2:
        return None
    return _Pointer(*match.span("role"), match.group("noun").lower())


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
    who = _find_holder(body, sentence, pointer, focus, seen, signs)
    # Of the only person of the article nothing need be known.
    her = 1 if len(seen) == 1 and who is not None and signs.her[who] == 0 else 0
    rest = pointer.end_char, sentence.end_char
    is_her, is_his = bool(_HER.search(body, *rest)), bool(_HIS.search(body, *rest))
    # "The actor was clicked ... that she got engaged": no man.
    if who is None:
        return None
    is_wrong = (is_her and not is_his and signs.her[who] + her <= 0) or (is_his and not is_her and signs.her[who] > 0)
    return None if is_wrong else who


def _find_holder(
    body: str, sentence: Sentence, pointer: _Pointer, focus: str | None, seen: Set[str], signs: _Signs
) -> str | None:
    """Return the only one whom the article calls what the pointer says, or who alone can be that."""
    said = body[pointer.start_char : pointer.end_char]
    needed = {word.lower() for word in _WORD.findall(said)[1:] if word[0].isupper() or word in _RANKS}
    holders = [one for one in sorted(seen) if pointer.word in signs.roles.get(one, ())]
    if holders:
        roles = signs.roles[holders[0]]
        excess = (
            {"former", "chief", "prime"} & roles - needed if pointer.word == "minister" else {"former"} & roles - needed
        )
        is_other = focus is not None and focus != holders[0]
        return None if len(holders) > 1 or is_other or not needed <= roles or excess else holders[0]
    if focus is None or len(seen) > 1:
        return None
    told = body[: sentence.start_char]
    return None if any(_A_SUCH.search(before) for _, before, _ in appearances(told, pointer.word)) else focus


def _read_sex(body: str, sentences: Sequence[Sentence], named: Sequence[Sequence[Mentioned]]) -> Mapping[str, int]:
    her: Counter[str] = Counter()
    for sentence, people in zip(sentences, named, strict=True):
        for one, before in _each_with_words_before(body, sentence, people):
            her[one.entity_id] += 3 * bool(_WOMAN.search(before)) - 3 * bool(_MAN.search(before))
        if people and all(one.entity_id == people[0].entity_id for one in people):
            has_his = bool(_HIS.search(body, people[0].end_char, sentence.end_char))
            has_her = bool(_HER.search(body, people[0].end_char, sentence.end_char))
            her[people[0].entity_id] += has_her - has_his
    return her


def _read_roles(
    body: str, sentences: Sequence[Sentence], named: Sequence[Sequence[Mentioned]]
) -> Mapping[str, Set[str]]:
    roles: defaultdict[str, set[str]] = defaultdict(set)
    for sentence, people in zip(sentences, named, strict=True):
        for one, before in _each_with_words_before(body, sentence, people):
            words = _ROLE_BEFORE.search(before)
            roles[one.entity_id].update(_WORD.findall(words.group(1).lower()) if words else ())
            behind = _ROLE_BEHIND.match(body, one.end_char, sentence.end_char)
            roles[one.entity_id].update(_WORD.findall(behind.group(1).lower()) if behind else ())
    return roles


def _each_with_words_before(
    body: str, sentence: Sentence, people: Sequence[Mentioned]
) -> Iterator[tuple[Mentioned, str]]:
    """Yield the people of the sentence, each with the few words between the one before and the name."""
    at = sentence.start_char
    for one in people:
        yield one, body[max(at, one.start_char - _REACH) : one.start_char]
        at = one.end_char
