"""Which state "the state" is."""

from __future__ import annotations

import pytest

from tasks.text.bullet import Evidence
from tasks.text.replacing import replace
from tasks.text.states import name_state


def told(before: str, sentence: str) -> str:
    body = f"{before} {sentence}"
    start = len(before) + 1
    evidence: tuple[Evidence, ...] = (Evidence(start, len(body)),)
    for edit in name_state(body, start, len(body)):
        evidence = replace(body, evidence, edit)
    return " ".join(body[span.start_char : span.end_char] for span in evidence)


FAR = "Reed spoke of boats. " * 30


@pytest.mark.parametrize(
    ("before", "sentence", "expected"),
    [
        ("It rained in Bihar.", "Reed left the state in May.", "Reed left Bihar in May."),
        ("It rained in Bihar.", "The state government met.", "The Bihar government met."),
        ("It rained in Bihar.", "Reed left the state.", "Reed left Bihar"),
        ("In Bihar's north it rained.", "Reed saw the state's coast.", "Reed saw Bihar's coast."),
        ("In UP, and all Uttar Pradesh, it rained.", "The state has no coast.", "UP has no coast."),
        (
            f"It rained in Goa. {FAR}Bihar is dry. So is Bihar's coast.",
            "Reed left the state in May.",
            "Reed left Bihar in May.",
        ),
    ],
    ids=["the one", "its government", "at the end", "an owner", "two names of one", "the last one"],
)
def test_the_only_state_is_named(before: str, sentence: str, expected: str) -> None:
    assert told(before, sentence) == expected


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("It rained in Bihar and Goa.", "Reed left the state in May."),
        (f"It rained in Goa. {FAR}Bihar is dry.", "Reed left the state in May."),
        ("It rained in Bihar.", "Reed left the state that has no coast."),
        ("It rained in Oban.", "Reed left the state in May."),
        ("It rained in Bihar.", "In Goa, Reed asked the state to act."),
        ("It rained in Bihar.", "Reed asked the state broadcaster to act."),
        ("It rained in Bihar.", "Reed asked the state and central agencies to act."),
        ("It rained in Bihar.", "Reed spoke of the state of the boats."),
        ("In Bihar's north it rained.", "The state's Health Minister left."),
        ("It rained in Bihar.", 'Reed wrote "the state has failed" in May.'),
    ],
    ids=[
        "two states",
        "another one before",
        "one with a limit",
        "none",
        "another one here",
        "its broadcaster",
        "and central ones",
        "a condition",
        "an office",
        "quoted",
    ],
)
def test_no_state_is_guessed(before: str, sentence: str) -> None:
    assert told(before, sentence) == sentence
