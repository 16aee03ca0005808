"""What an article is about, and whether a bullet says so by itself."""

from __future__ import annotations

import pytest

from tasks.text.topic import find_topic, is_on_topic

TEXTS = (
    "The council of Oban closed its pool.",
    "A club had asked Mayor Ann Reed for help.",
    "The roof leaks.",
    "Later, Reed and the Leeds engineer Tom Hill saw it.",
)


@pytest.mark.parametrize(
    ("text", "is_on"),
    [
        ("A club in Oban has 300 members.", True),
        ("Mayor Reed was born in 1962.", True),
        ("Two closed pools will be sold.", True),
        ("Tom Hill was born in 1971.", False),
        ("One pool was built in 1962.", False),
        ("At least 70 people were injured.", False),
    ],
    ids=[
        "a name of the first sentence",
        "a name told again",
        "two words of the title",
        "a name told once",
        "one word of the title",
        "nothing",
    ],
)
def test_names_that_come_back_or_words_of_the_title_say_what_a_bullet_is_about(text: str, is_on: bool) -> None:
    assert is_on_topic(text, find_topic("Town closes pool", TEXTS)) is is_on


def test_days_and_months_are_no_names() -> None:
    texts = ("It rained on Monday in May.", "It had rained on Monday before.", "On Monday in May it stopped.")
    assert not is_on_topic("Snow fell on Monday in May.", find_topic("", texts))
