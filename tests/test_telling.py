"""What a sentence costs a reader as a bullet by itself."""

from __future__ import annotations

import pytest

from tasks.text.telling import fault

PLAIN = "The council of Oban asked the mayor to close the harbour."


@pytest.mark.parametrize(
    "text",
    [
        "The the council of Oban asked the mayor to close the harbour.",
        "The council of Oban asked the mayor in in May to close it.",
        "The council of Oban may have have closed the harbour.",
        "The council of Oban is next in line to begun the repairs.",
        "The council of Oban feared that it could led to a closure of it.",
        "The council of Oban turned on the his own mayor over the harbour.",
        "The council of Oban met in May and but did not close the harbour.",
        "The council of Oban asked for a harbour harbour that is open.",
        "Ann Reed said did not regret that the harbour of Oban was closed.",
    ],
    ids=[
        "two articles",
        "two prepositions",
        "two auxiliaries",
        "no infinitive",
        "a past behind a modal",
        "two determiners",
        "two conjunctions",
        "two nouns",
        "no subject",
    ],
)
def test_a_slip_of_the_pen_costs_something(text: str) -> None:
    assert fault(text) > fault(PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        "The council of Oban said that that very very old harbour was fine.",
        "The council of Oban found that his will made no word of a harbour.",
        "What Ann Reed said is that the council of Oban closed the harbour.",
    ],
    ids=["words that are said twice", "a will", "what was said"],
)
def test_what_looks_like_a_slip_costs_nothing(text: str) -> None:
    assert fault(text) == fault(PLAIN)
