"""Takeaways: which bullets are understood without the article, and which day may go."""

from __future__ import annotations

import pytest

from tasks.text.bullet import Evidence
from tasks.text.standing import stands_alone, without_time
from tasks.text.stems import content_stems

BEFORE = frozenset(content_stems("A ferry sank off Oban. The owners of two hotels and a harbour wall sued Ann Reed."))


@pytest.mark.parametrize(
    "text",
    [
        "The ferry had been built in 1988.",
        "Divers said the ferry lay on its side.",
        "The move surprised residents of Oban.",
        "The AAP leader was cleared of all charges in Delhi.",
        "The 35-year-old is expected to plead guilty in Leeds.",
        "Ann Reed will take this up with Oban council.",
        "Another vessel sank off Oban in 2019.",
        "Ann Reed also owns a bakery in Oban.",
        "At least, he should be given a hearing in Oban.",
        "The girls provoke them in Oban.",
        "As a director he has made nine films in Oban.",
        "Ann Reed told the court on Monday that Oban has no lifeboat.",
        "Oban lost its lifeboat last week.",
        "However, Oban council has bought a lifeboat.",
        "Ann Reed was found guilty of doing so in Oban.",
        "Oban council met here to vote on a lifeboat.",
        "The Council had agreed to buy a lifeboat for Oban.",
        "The police officer said Oban has no lifeboat.",
        "The matter relates to unpaid fares in Oban.",
    ],
)
def test_a_bullet_that_points_elsewhere_does_not_stand(text: str) -> None:
    assert not stands_alone(text, BEFORE)


@pytest.mark.parametrize(
    "text",
    [
        "The owners of a hotel in Oban sued the government.",
        "Ann Reed said she would sell her boats in Oban.",
        "The police in Oban arrested two men who had left a hotel.",
        "The first lifeboat of Oban was built in 1972.",
        "A ferry sank off Oban, and the ferry has not been raised.",
        "Oban council plans to open three schools by 2030.",
        "It is unclear whether Oban council will appeal.",
        "The director Jonathan Poole has died at the age of 73.",
        "Oban council and Fort William agreed that they would share the costs.",
    ],
)
def test_a_bullet_that_names_who_and_what_stands(text: str) -> None:
    assert stands_alone(text, BEFORE)


def told(text: str) -> str:
    evidence = without_time(text, (Evidence(0, len(text)),))
    return " ".join(text[span.start_char : span.end_char] for span in evidence)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oban council on Monday rejected a plan.", "Oban council rejected a plan."),
        ("Oban council today also rejected a plan.", "Oban council rejected a plan."),
        ("Oban council rejected a plan on Friday night.", "Oban council rejected a plan"),
        ("The meeting (of all) on Monday ended early.", "The meeting (of all) ended early."),
    ],
)
def test_the_day_goes(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A vote will be held on Monday.",
        "Oban council will not only today reject a plan.",
        "The shop is open from Monday to Friday.",
        "Oban not only rejected a plan but not also a bid.",
    ],
)
def test_the_day_stays_where_the_sentence_needs_it(text: str) -> None:
    assert told(text) == text
