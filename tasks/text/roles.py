"""Says with a name who that is: "Ann Reed" becomes "Oban mayor Ann Reed", as the article itself calls her once."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from tasks.text.appearances import appearances
from tasks.text.bullet import Evidence
from tasks.text.known_nouns import NO_NOUN
from tasks.text.name_words import OPENERS
from tasks.text.naming import Names, people_between
from tasks.text.replacing import Edit, replace
from tasks.text.role_spans import Role, find_roles, is_head

_MOST_ROLES, _SHORTEST = 2, 3
# What follows a name that the bullet tells of who it is, or that is no person's there.
_TOLD_BEHIND = re.compile(
    r"(?:, | )(?:who|whose|whom|aged?|\(|\d\d\b|an?\b|the\b|(?:is|was|as|being|became|becomes)\s(?:an?|the|one)\b)"
    r"|, (?:[\w.&'’-]+ ){0,6}?(?:[\w.&'’-]+),| ?[-–—(/&]| [A-Z]|,? (?:and|or) [A-Z]"
    r"| (?:government|administration|regime|cabinet|ministry|case|murder|film|fans?|starrer|camp|faction)\b"
)
# After these a post would not fit, or the bullet says already who it is.
_TOLD_BEFORE = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|named|called|dubbed|as|wife|husband|son|daughter|mother|father|brother|sister|widow|one"
    r"|old|friend|girlfriend|boyfriend|uncle|cousin|nephew|colleague|counterpart|partner|couple|duo|and)"
    r"|[a-z]+-[a-z]+|[^\w\s,;:)\"”])\s$|[^\s]$"
)
# The firm, not the one whose name it has.
_FIRM_BEFORE = re.compile(
    r"\b(?:retailer|brand|firm|company|label|chain|maker|store|band|[Ss]hares in|film|movie|show) $"
)
_INFINITIVE = re.compile(r"\bto [a-z]+ $")
_WORD_BEFORE = re.compile(r"([\w.&'’-]+) $")


def introduce(
    title: str, body: str, evidences: Sequence[tuple[Evidence, ...]], names: Names
) -> list[tuple[Evidence, ...]]:
    """Return the evidence of each takeaway with who people are beside their full names, where the body says so.

    Each takeaway may be read alone; but whom the title calls by one word many know, and one of them tells the others.
    """
    introduced = []
    known: set[str] = set()
    for evidence in evidences:
        introduced.append(_introduce(body, evidence, names, known))
        for span in evidence:
            people = {body[one.start_char : one.end_char] for one in people_between(names, *span)}
            known.update(name for name in people if _is_called_by_a_word(title, name))
    return introduced


def _introduce(body: str, evidence: tuple[Evidence, ...], names: Names, known: Container[str]) -> tuple[Evidence, ...]:
    """Return the evidence with who they are beside the full names of people who are not `known`."""
    told = " ".join(body[span.start_char : span.end_char] for span in evidence)
    seen: set[str] = set()
    edits: list[Edit] = []
    at = 0
    for span in evidence:
        for one in people_between(names, *span):
            name = body[one.start_char : one.end_char]
            place = at + one.start_char - span.start_char
            before, behind = told[:place], told[place + len(name) :]
            if " " in name and name not in known and name not in seen and not _is_told(before, behind):
                edit = _choose(body, told, Evidence(one.start_char, one.end_char), before, behind)
                edits += [edit] if edit else []
            seen.add(name)
        at += span.end_char - span.start_char + 1
    introduced = evidence
    for edit in edits[:_MOST_ROLES]:
        introduced = replace(body, introduced, edit)
    return introduced


def _is_told(before: str, behind: str) -> bool:
    """Return whether the bullet says beside the name who it is."""
    word = _WORD_BEFORE.search(before)
    is_title = word is not None and not _may_stand_before(word.group(1), before)
    is_quoted = before.count('"') % 2 or before.count("“") > before.count("”")
    return bool(is_title or is_quoted or _TOLD_BEHIND.match(behind) or _TOLD_BEFORE.search(before))


def _may_stand_before(word: str, before: str) -> bool:
    """Return whether the word before a name is no part of a title, as a verb or a preposition."""
    lower = word.lower()
    if is_head(word):
        return False
    is_verb = word == lower and (lower.endswith(("ed", "ly", "ing")) or _INFINITIVE.search(before) is not None)
    return word in OPENERS or lower in NO_NOUN or is_verb


def _is_called_by_a_word(title: str, name: str) -> bool:
    """Return whether the title has one word of the name, without who that is."""
    found = [(word, first[1]) for word in name.split() if (first := next(appearances(title, word), None))]
    if len(found) != 1 or len(found[0][0]) <= _SHORTEST:
        return False
    before = _WORD_BEFORE.search(found[0][1])
    return before is None or not is_head(before.group(1))


def _choose(body: str, told: str, place: Evidence, before: str, behind: str) -> Edit | None:
    """Return the edit that puts the shortest span with role and name there which fits."""
    name = body[place.start_char : place.end_char]
    if any(_FIRM_BEFORE.search(text) for _, text, _ in appearances(body, name)):
        return None
    lower = told.lower()
    edits = [
        edit
        for role in find_roles(body, name)
        if not (role.opens and before)
        and not before.rstrip().endswith(role.words.rstrip())
        and not _says(lower, role.words)
        and (edit := _fit(body, place, role, behind)) is not None
    ]
    return min(edits, key=lambda edit: edit.by.end_char - edit.by.start_char if edit.by else 0, default=None)


def _says(lower: str, role: str) -> bool:
    """Return whether the bullet has a word of the role that is more than a name."""
    return any(word in lower for word in re.findall(r"[a-z]{5,}", role.lower().split(" of ")[0]))


def _fit(body: str, place: Evidence, role: Role, behind: str) -> Edit | None:
    """Return the edit that puts the span there with the mark that follows the name, if the body has it so."""
    by, end = role.span, place.end_char
    if not role.is_behind:
        if behind[:1] in {"", " ", "."}:
            return Edit(place.start_char, end, by)
        mark = behind[:2] if behind.startswith(("'s", "’s")) else behind[0]
        if body.startswith(mark, by.end_char):
            return Edit(place.start_char, end + len(mark), by._replace(end_char=by.end_char + len(mark)))
        at = body.find(body[by.start_char : by.end_char] + mark)
        return (
            Edit(place.start_char, end + len(mark), Evidence(at, at + by.end_char - by.start_char + len(mark)))
            if at >= 0
            else None
        )
    is_closed = body[by.end_char - 1] == ","
    if behind in {"", "."}:
        return Edit(place.start_char, end, by._replace(end_char=by.end_char - is_closed))
    if behind.startswith(", ") and is_closed:
        return Edit(place.start_char, end + 1, by)
    return Edit(place.start_char, end, by) if behind.startswith(" ") and is_closed else None
