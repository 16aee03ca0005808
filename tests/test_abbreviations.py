"""Abbreviations told by the name that the body has for them."""

from __future__ import annotations

import pytest

from tasks.text.abbreviations import find_long_names, spell_out
from tasks.text.bullet import Evidence
from tasks.text.replacing import replace


def told(before: str, sentence: str) -> str:
    body = f"{before} {sentence}"
    start = len(before) + 1
    evidence: tuple[Evidence, ...] = (Evidence(start, len(body)),)
    for edit in spell_out(body, start, len(body), find_long_names(body)):
        evidence = replace(body, evidence, edit)
    return " ".join(body[span.start_char : span.end_char] for span in evidence)


@pytest.mark.parametrize(
    ("before", "sentence", "expected"),
    [
        ("The Oban Ferry Council (OFC) met.", "The OFC told Reed of it.", "The Oban Ferry Council told Reed of it."),
        ("The Oban Ferry Council met.", "The OFC told Reed of it.", "The Oban Ferry Council told Reed of it."),
        ("Members of the Oban Ferry Council met.", "OFC will sue.", "the Oban Ferry Council will sue."),
        ("Members of the Oban Ferry Council met.", "Two OFC boats sank.", "Two Oban Ferry Council boats sank."),
        ("Reed left the Oban Ferry Council.", "The OFB met.", "The OFB met."),
        (
            "The Fund for Boats in Oban met.",
            "Reed left the FBO in May.",
            "Reed left the Fund for Boats in Oban in May.",
        ),
    ],
    ids=["in brackets", "without brackets", "with an article", "before a noun", "other initials", "small words"],
)
def test_an_abbreviation_is_told_by_its_name(before: str, sentence: str, expected: str) -> None:
    assert told(before, sentence) == expected


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("The Oban Ferry Council and the Oslo Film Centre met.", "The OFC told Reed of it."),
        ("The Oban Ferry Council met.", "The Oban Ferry Council (OFC) told Reed of it."),
        ("The Oban Ferry Council met.", 'Reed wrote "the OFC has lost" in May.'),
        ("The Oban Ferry Council met.", "Reed met OFC Chairman Tom Hill."),
        ("The Oban Ferry Council met.", "Reed moved to Oslo OFC in May."),
        ("The Ferry Council of Oban met.", "Reed asked an FCO officer."),
        ("The Bharatiya Janata Party met.", "The BJP told Reed of it."),
        ("The Oban Ferry Council met.", "Reed left OFC -M in May."),
        ("Oban's Ferry Council met.", "The OFC told Reed of it."),
    ],
    ids=[
        "two names",
        "told here",
        "quoted",
        "a title behind",
        "a name before",
        "another article",
        "better known so",
        "with more behind",
        "an owner",
    ],
)
def test_an_abbreviation_stays(before: str, sentence: str) -> None:
    assert told(before, sentence) == sentence
