"""Puts a span of the body in the place of another one within a bullet's evidence."""

from __future__ import annotations

from typing import NamedTuple

from tasks.text.bullet import Evidence


class Edit(NamedTuple):
    """Characters of a sentence and the span of the body that says the same by itself; None leaves them out."""

    start_char: int
    end_char: int
    by: Evidence | None


def replace(body: str, evidence: tuple[Evidence, ...], edit: Edit) -> tuple[Evidence, ...]:
    """Return the evidence with the edit made, or as it was where single spaces could not join what comes of it."""
    for number, span in enumerate(evidence):
        if not span.start_char <= edit.start_char < edit.end_char <= span.end_char:
            continue
        before = body[span.start_char : edit.start_char]
        after = body[edit.end_char : span.end_char]
        is_last = number == len(evidence) - 1
        if before[-1:] not in {"", " "} or not (after[:1] in {"", " "} or (is_last and after in {".", "!"})):
            return evidence
        parts = [Evidence(span.start_char, edit.start_char - (before[-1:] == " "))]
        parts += [edit.by] if edit.by is not None else []
        if after[:1] == " ":
            parts.append(Evidence(edit.end_char + 1, span.end_char))
        whole = (*evidence[:number], *parts, *evidence[number + 1 :])
        return tuple(part for part in whole if part.start_char < part.end_char)
    return evidence
