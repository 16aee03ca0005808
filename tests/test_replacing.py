"""Replacing: a span of the body in the place of another, only where single spaces join the parts."""

from __future__ import annotations

from tasks.text.bullet import Evidence
from tasks.text.replacing import Edit, replace

BODY = "Ann Reed spoke. Then she, who was ill, met her aunt."


def span(words: str) -> Evidence:
    at = BODY.index(words)
    return Evidence(at, at + len(words))


def told(words: str, by: str | None) -> str:
    edit = Edit(*span(words), span(by) if by else None)
    evidence = replace(BODY, (span("Then she, who was ill, met her aunt."),), edit)
    return " ".join(BODY[one.start_char : one.end_char] for one in evidence)


def test_a_span_takes_the_place_of_words() -> None:
    assert told("her aunt", "Ann Reed") == "Then she, who was ill, met Ann Reed"


def test_words_go() -> None:
    assert told("met", None) == "Then she, who was ill, her aunt."


def test_nothing_changes_where_a_comma_would_stand_alone() -> None:
    assert told("she", "Ann Reed") == "Then she, who was ill, met her aunt."


def test_words_outside_the_evidence_are_left() -> None:
    evidence = (span("met her"),)
    assert replace(BODY, evidence, Edit(*span("aunt"), span("Ann Reed"))) == evidence
