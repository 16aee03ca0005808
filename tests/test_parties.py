"""Which party "the party" is."""

from __future__ import annotations

import pytest

from tasks.text.bullet import Evidence
from tasks.text.parties import name_party
from tasks.text.replacing import replace


def told(before: str, sentence: str) -> str:
    body = f"{before} {sentence}"
    start = len(before) + 1
    evidence: tuple[Evidence, ...] = (Evidence(start, len(body)),)
    for edit in name_party(body, start, len(body)):
        evidence = replace(body, evidence, edit)
    return " ".join(body[span.start_char : span.end_char] for span in evidence)


@pytest.mark.parametrize(
    ("before", "sentence", "expected"),
    [
        ("Reed left the BJP.", "Hill said the party lost in May.", "Hill said the BJP lost in May."),
        ("Aam Aadmi Party lost, and AAP knows it.", "Reed left the party.", "Reed left Aam Aadmi Party"),
        ("Reed left the Oban Front.", "He met the party workers.", "He met the Oban Front workers."),
        ("Reed left the BJP, and the BJP's chief.", "The party's office burnt.", "the BJP's office burnt."),
    ],
    ids=["the one", "two names of one", "its workers", "an owner"],
)
def test_the_only_party_is_named(before: str, sentence: str, expected: str) -> None:
    assert told(before, sentence) == expected


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Reed left the BJP for the Congress.", "Hill said the party lost in May."),
        ("Reed left the BJP for a party of her own.", "Hill said the party lost in May."),
        ("Reed left China, a PTI report says.", "Hill said the party lost in May."),
        ("Reed left Oban.", "Hill said the party lost in May."),
        ("Reed left the BJP.", "Hill praised the party line."),
        ("Reed left the BJP.", "In AAP, Hill said the party lost."),
        ("SP Reed left.", "Hill said the party lost in May."),
        ("Reed left the BJP.", 'Hill wrote "the party lost" in May.'),
    ],
    ids=["two parties", "a new one", "a foreign one", "none", "a compound", "another one here", "an officer", "quoted"],
)
def test_no_party_is_guessed(before: str, sentence: str) -> None:
    assert told(before, sentence) == sentence
