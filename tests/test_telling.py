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
    ],
    ids=["two articles", "two prepositions", "two auxiliaries", "no infinitive"],
)
def test_a_slip_of_the_pen_costs_something(text: str) -> None:
    assert fault(text) > fault(PLAIN)
