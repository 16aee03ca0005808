"""How surely a takeaway is understood by itself: what raises the chance and what lowers it."""

from __future__ import annotations

import pytest

from tasks.text.standing_chance import standing_chance
from tasks.text.topic import find_topic

TOPIC = find_topic(
    "Oban council sells the Marine Hotel to Ann Reed",
    ["The council of Oban sold the Marine Hotel to Ann Reed.", "Ann Reed will open the Marine Hotel in May."],
)
PLAIN = "Ann Reed of Oban said that she had looked for a hotel like it for years."


def chance(text: str, *, is_first: bool = False, full_names: int = 0, fault: float = 0.0) -> float:
    return standing_chance(text, TOPIC, is_first=is_first, full_names=full_names, fault=fault)


def test_what_tells_more_is_understood_more_surely() -> None:
    assert chance(PLAIN) < chance(PLAIN, full_names=1) < chance(PLAIN, full_names=1, is_first=True)
    assert chance("Ann Reed of Oban said so.") < chance(PLAIN)
    assert chance(PLAIN) < chance(PLAIN.replace("a hotel like it", "the Marine Hotel"))


@pytest.mark.parametrize(
    "worse",
    [
        PLAIN.replace("for years", "on Friday"),
        PLAIN.replace("a hotel like it", "the warehouse"),
        PLAIN.replace("Ann Reed of Oban", "A woman of Leeds"),
        PLAIN.replace("said", "added"),
        PLAIN.replace("of Oban", "of the city"),
        "Police said that Ann Reed had looked for a hotel like it for years.",
        PLAIN.replace("for years", "while Tom Hill slept"),
        PLAIN.replace("a hotel like it", "a lawyer for a petition"),
        PLAIN.replace("looked for a hotel like it", "asked a question at a meeting"),
    ],
    ids=[
        "tied to a day",
        "a thing that it does not tell",
        "no name that the article comes back to",
        "linked to what was said before",
        "a city that it does not name",
        "the police of an unnamed place",
        "two things at once",
        "the course of one case",
        "something said but not what",
    ],
)
def test_what_points_elsewhere_is_understood_less_surely(worse: str) -> None:
    assert chance(worse) < chance(PLAIN)


def test_faults_count_and_an_article_without_a_title_is_not_held_to_it() -> None:
    assert chance(PLAIN, fault=0.05) < chance(PLAIN)
    text = "Oban has had a small theatre in the north since 1990."
    untitled = TOPIC._replace(title=frozenset())
    assert standing_chance(text, untitled, is_first=False, full_names=0, fault=0.0) > chance(text)


@pytest.mark.parametrize(
    "better",
    [PLAIN.replace("a hotel like it", "an economy like it"), "It is said that " + PLAIN],
    ids=["what everybody has heard of", "how things are"],
)
def test_what_is_of_the_country_or_of_the_present_is_understood_more_surely(better: str) -> None:
    assert chance(better) > chance(PLAIN)


def test_nobody_with_a_name_is_understood_less_surely_than_no_topic() -> None:
    assert chance("Two women were robbed by a man.") < chance("Two women were robbed by a man in Leeds.")


def test_what_stands_deeper_in_the_article_may_stand_more_surely() -> None:
    deep = standing_chance(PLAIN, TOPIC, is_first=False, full_names=0, fault=0.0, depth=0.9)
    assert deep > chance(PLAIN)
