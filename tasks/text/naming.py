"""Puts names in the place of pronouns and bare surnames, so that a bullet says by itself whom it is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tasks.text.bullet import Evidence
from tasks.text.sentences import Sentence

_OPENING_PRONOUN = re.compile(r"(?:He|She)(?= [a-z])")
_SPEAKING_PRONOUN = re.compile(
    r"(?<=[,\"”] )(?:he|she)(?= (?:said|says|added|told|wrote|tweeted|claimed|explained|stated|asked)\b)"
)
_ACTING = re.compile(
    r" (?:(?:also|had|has|was|is|on \w+day) )?(?:said|told|took|made|won|lost|went|wrote|gave|\w+ed)\b"
)
_SPEAKER = re.compile(
    r"(?<![\w.] )(?<!\w)(?P<name>[A-Z][a-z]+) (?:said|says|told|added|tweeted|claimed|alleged|wrote)\b"
)
_MOST_BACK = 3
# The one named early in a sentence is mostly the one it is about.
_EARLY_SHARE = 0.6


class Mentioned(NamedTuple):
    """A mention that was linked: code points of the body, 0-based, end exclusive."""

    kind: str
    entity_id: str
    start_char: int
    end_char: int


class Names(NamedTuple):
    """The people of a body: their mentions in order, and where each is called by a full name."""

    people: Sequence[Mentioned]
    full: Mapping[str, Evidence]


def read_names(body: str, mentions: Sequence[Mentioned]) -> Names:
    """Return the people among `mentions`, and for each the first mention of two words or more."""
    people = sorted((one for one in mentions if one.kind == "person"), key=lambda one: (one.start_char, one.end_char))
    full: dict[str, Evidence] = {}
    for one in people:
        if " " in body[one.start_char : one.end_char] and "\n" not in body[one.start_char : one.end_char]:
            full.setdefault(one.entity_id, Evidence(one.start_char, one.end_char))
    return Names(people, full)


def find_antecedents(body: str, sentences: Sequence[Sentence], names: Names) -> dict[int, Evidence]:
    """Return the full name of whoever "he" or "she" is, by the start of the sentence, where that is beyond doubt.

    It is the only person whom the sentence before names, or the one who acts in it; the one before that where the one
    between says "he" or "she" itself. Named early in it, and nobody is named beside the pronoun. Hobbs, "Resolving
    pronoun references" (Lingua 44, 1978), prefers the subject before likewise.
    """
    found: dict[int, Evidence] = {}
    starts = [one.start_char for one in names.people]
    named = [names.people[bisect_left(starts, one.start_char) : bisect_left(starts, one.end_char)] for one in sentences]
    for number, sentence in enumerate(sentences):
        if named[number] or not _has_pronoun(body, sentence):
            continue
        for back in range(number - 1, max(number - 1 - _MOST_BACK, -1), -1):
            people = {one.entity_id for one in named[back]}
            if people:
                first = named[back][0]
                is_one = (len(people) == 1 or _acts(body, first)) and _is_early(body, sentences[back], first)
                if is_one and first.entity_id in names.full:
                    found[sentence.start_char] = names.full[first.entity_id]
                break
            if not _has_pronoun(body, sentences[back]):
                break
    return found


def name_pronoun(body: str, evidence: tuple[Evidence, ...], name: Evidence) -> tuple[Evidence, ...]:
    """Return the evidence with the name in the place of the pronoun that opens it or speaks in it."""
    first = evidence[0]
    opening = _OPENING_PRONOUN.match(body, first.start_char, first.end_char)
    if opening:
        return _drop_empty(name, Evidence(opening.end() + 1, first.end_char), *evidence[1:])
    for number, span in enumerate(evidence):
        match = _SPEAKING_PRONOUN.search(body, span.start_char, span.end_char)
        if match:
            before, after = Evidence(span.start_char, match.start() - 1), Evidence(match.end() + 1, span.end_char)
            return _drop_empty(*evidence[:number], before, name, after, *evidence[number + 1 :])
    return evidence


def name_in_full(body: str, evidence: tuple[Evidence, ...], names: Names) -> tuple[Evidence, ...]:
    """Return the evidence with full names in the place of the first bare surname of each person in it."""
    done: set[str] = set()
    parts: list[Evidence] = []
    for span in evidence:
        at = span.start_char
        for one in _people_in(span, names):
            full = names.full.get(one.entity_id)
            is_again = one.entity_id in done
            done.add(one.entity_id)
            if is_again or full is None or not _is_short_for(body, one, full) or not _stands_free(body, one, span):
                continue
            if one.start_char > at:
                parts.append(Evidence(at, one.start_char - 1))
            parts.append(full)
            at = one.end_char + 1
        parts.append(Evidence(at, span.end_char))
    return _drop_empty(*parts)


def has_bare_surname(body: str, evidence: Sequence[Evidence], names: Names) -> bool:
    """Return whether somebody is called by one word, without a title, before the evidence gives a full name."""
    known: set[str] = set()
    for span in evidence:
        for one in _people_in(span, names):
            word = body[one.start_char : one.end_char]
            if one.entity_id not in known and " " not in word and not _has_title(body, one, span):
                return True
            known.add(one.entity_id)
        for match in _SPEAKER.finditer(body, span.start_char, span.end_char):
            is_known = any(
                body.find(f" {match.group('name')}", part.start_char, part.end_char) >= 0 for part in evidence
            )
            if not is_known and re.search(rf"[A-Z][\w.]+ {match.group('name')}\b", body):
                return True
    return False


def _people_in(span: Evidence, names: Names) -> Sequence[Mentioned]:
    starts = [one.start_char for one in names.people]
    inside = names.people[bisect_left(starts, span.start_char) : bisect_left(starts, span.end_char)]
    return [one for one in inside if one.end_char <= span.end_char]


def _is_short_for(body: str, mention: Mentioned, full: Evidence) -> bool:
    surname = body[mention.start_char : mention.end_char]
    return " " not in surname and surname in body[full.start_char : full.end_char].split()


def _has_pronoun(body: str, sentence: Sentence) -> bool:
    start, end = sentence.start_char, sentence.end_char
    return bool(_OPENING_PRONOUN.match(body, start, end) or _SPEAKING_PRONOUN.search(body, start, end))


def _is_early(body: str, sentence: Sentence, mention: Mentioned) -> bool:
    reach = sentence.start_char + _EARLY_SHARE * (sentence.end_char - sentence.start_char)
    return mention.start_char < reach and body[mention.end_char : mention.end_char + 2] not in {"'s", "’s", "' ", "’ "}


def _acts(body: str, mention: Mentioned) -> bool:
    """Return whether a verb of the past follows the name, and nothing that would make another word its subject."""
    before = body[max(0, mention.start_char - 12) : mention.start_char]
    is_subject = not re.search(r"\b(?:of|by|with|to|and|for|from|in|on|at|than|as|after|that)\s$", before)
    return is_subject and bool(_ACTING.match(body, mention.end_char))


def _stands_free(body: str, mention: Mentioned, span: Evidence) -> bool:
    """Return whether a surname stands between spaces, without a title or another name before it."""
    before = body[span.start_char : mention.start_char]
    after = body[mention.end_char : mention.end_char + 1] if mention.end_char < span.end_char else " "
    return not _has_title(body, mention, span) and before[-1:] in {"", " "} and after == " "


def _has_title(body: str, mention: Mentioned, span: Evidence) -> bool:
    before = body[span.start_char : mention.start_char]
    return re.search(r"(?:[A-Z][\w.'’-]*|[^\s\w]) $", before) is not None


def _drop_empty(*spans: Evidence) -> tuple[Evidence, ...]:
    return tuple(span for span in spans if span.start_char < span.end_char)
