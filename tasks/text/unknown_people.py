"""People whom only the article makes known: it tells their age or no surname, and its title does not name them."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from tasks.text.bullet import Evidence
from tasks.text.naming import Names, is_introduced, people_between
from tasks.text.role_spans import find_roles
from tasks.text.stems import content_stems
from tasks.text.topic import Topic

_NAME = r"[A-Z][\w.]*(?: [A-Z][\w.]*)+"
_AGED = re.compile(rf"\b(?P<before>{_NAME})(?:, (?:aged )?\d\d,| \(\d\d\))|-year-old (?:[a-z]+ )?(?P<behind>{_NAME})")
# One of these is in all that the pattern above finds, which is slow to look for.
_AGE = re.compile(r", (?:aged )?\d\d,| \(\d\d\)|-year-old ")
_AGE_BEHIND = re.compile(r"(?:, (?:aged )?| \()\d\d\b")
# "The husband of Ann Reed, 41", "Ann Reed, who was found dead": more of who that is.
_TOLD_BEHIND = re.compile(r", (?:who|whose|an?|the)\b| (?:is|was) (?:an?|the) ")
_TOLD_BEFORE = re.compile(
    r"(?:-year-old|named|called|identified as|wife|husband|son|daughter|father|mother|accused)(?: [a-z]+)? $"
)


def find_unknown(body: str, names: Names, topic: Topic) -> frozenset[str]:
    """Return the names of those whom only the article makes known, as its mentions have them."""
    if not topic.title:
        return frozenset()
    is_aged = _AGE.search(body) is not None
    aged = {match.group("before") or match.group("behind") for match in _AGED.finditer(body)} if is_aged else set()
    found = set()
    for one in names.people:
        name = body[one.start_char : one.end_char]
        if name in aged if " " in name else one.entity_id not in names.full:
            found.add(name)
    return frozenset(
        name
        for name in found
        if topic.title.isdisjoint(content_stems(name)) and (" " not in name or not any(find_roles(body, name)))
    )


def has_unknown(body: str, evidence: Sequence[Evidence], names: Names, unknown: Container[str]) -> bool:
    """Return whether the evidence calls one of the `unknown` by a name without who that is."""
    for span in evidence:
        for one in people_between(names, *span):
            name = body[one.start_char : one.end_char]
            if name in unknown and not (
                _is_told(body, one.start_char, one.end_char, span) if " " in name else is_introduced(body, one, span)
            ):
                return True
    return False


def _is_told(body: str, start: int, end: int, span: Evidence) -> bool:
    """Return whether the age or who it is stands beside the name."""
    behind = body[end : span.end_char]
    before = body[span.start_char : start]
    return bool(_AGE_BEHIND.match(behind) or _TOLD_BEHIND.match(behind) or _TOLD_BEFORE.search(before))
