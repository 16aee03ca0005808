"""People whom only the article makes known: it tells their age or no surname, and its title does not name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tasks.text.bullet import Evidence
from tasks.text.naming import Names, is_introduced, people_between
from tasks.text.role_spans import find_roles
from tasks.text.stems import content_stems
from tasks.text.topic import Topic

_NAME = r"[A-Z][\w.]*(?: [A-Z][\w.]*)+"
_AGED = re.compile(rf"\b(?P<before>{_NAME})(?:, (?:aged )?\d\d,| \(\d\d\))|-year-old (?:[a-z]+ )?(?P<behind>{_NAME})")
_AGE_BEHIND = re.compile(r"(?:, (?:aged )?| \()\d\d\b")
# "The husband of Ann Reed, 41", "Ann Reed, who was found dead": more of who that is.
_TOLD_BEHIND = re.compile(r", (?:who|whose|an?|the)\b| (?:is|was) (?:an?|the) ")
_TOLD_BEFORE = re.compile(
    r"(?:-year-old|named|called|identified as|wife|husband|son|daughter|father|mother|accused)(?: [a-z]+)? $"
)


def has_unknown(body: str, evidence: Sequence[Evidence], names: Names, topic: Topic) -> bool:
    """Return whether the evidence is of somebody whom a reader of it alone cannot know."""
    if not topic.title:
        return False
    for span in evidence:
        for one in people_between(names, *span):
            name = body[one.start_char : one.end_char]
            if not topic.title.isdisjoint(content_stems(name)):
                continue
            if " " not in name:
                is_unknown = one.entity_id not in names.full and not is_introduced(body, one, span)
            else:
                is_unknown = name in _aged(body) and not _is_told(body, one.start_char, one.end_char, span)
                is_unknown = is_unknown and next(find_roles(body, name), None) is None
            if is_unknown:
                return True
    return False


@lru_cache(maxsize=32)
def _aged(body: str) -> frozenset[str]:
    """Return the full names of people whose age the body tells."""
    return frozenset(match.group("before") or match.group("behind") for match in _AGED.finditer(body))


def _is_told(body: str, start: int, end: int, span: Evidence) -> bool:
    """Return whether the age or who it is stands beside the name."""
    behind = body[end : span.end_char]
    before = body[span.start_char : start]
    return bool(_AGE_BEHIND.match(behind) or _TOLD_BEHIND.match(behind) or _TOLD_BEFORE.search(before))
