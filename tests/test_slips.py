"""Sentences that were edited in haste."""

from __future__ import annotations

import pytest

from tasks.text.slips import has_slip


@pytest.mark.parametrize(
    "text",
    [
        "The ferry was seen as as a danger to the harbour.",
        "There would no room for boats in the harbour.",
        "The mayor has took the ferry to the harbour.",
        "The ferry had also came to the harbour.",
        "The boat was stole from the harbour.",
        "The ferry has been had to wait at the harbour.",
        "They spoke in support and against of ferries in the harbour.",
        "The mayor went onto win a seat on the harbour board.",
        "The mayor handed tickets to some of passengers on the ferry.",
        "The mayor sailed for three season in the harbour.",
        "The mayor spoke of this years ferry plan for the harbour.",
        "The ferry has it's own place in the harbour.",
        "The mayor dont want a ferry in the harbour.",
        "The mayor opened the ferrys new harbour.",
        "Having heckled by the crowd, the mayor left the harbour.",
        "The results of the harbour board has surprised the mayor.",
        "Hopes for ferries in the harbour has risen.",
    ],
)
def test_a_slip_is_seen(text: str) -> None:
    assert has_slip(text)


@pytest.mark.parametrize(
    "text",
    [
        "He said that that ferry had had a long, long way to the harbour.",
        "The mayor would no longer go, and could by no means stay.",
        "The mayor has taken the ferry that came to the harbour.",
        "It was for of course the mayor was against, of late.",
        "The mayor went onto the ferry in the harbour.",
        "The mayor handed tickets to some of those passengers and some of this crew.",
        "The mayor bought three season tickets and one two day pass.",
        "Thirty-one people spoke of this year's plan and a days-long wait.",
        "It's only the mayor who's a father of two.",
        "The mayor plays on two keys and buys toys.",
        "Having heard the crowd, the mayor stood by the harbour.",
        "The result of the harbour elections has surprised the mayor.",
        "The news of the ferries has surprised the mayor.",
        "The number of ferries for tourists has doubled.",
        "The owners of the ferry say the harbour is closed.",
    ],
)
def test_what_looks_like_a_slip_is_none(text: str) -> None:
    assert not has_slip(text)
