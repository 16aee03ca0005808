"""What an article is about, and how much of that a bullet says by itself."""

from __future__ import annotations

import pytest

from tasks.text.topic import count_title_words, count_topic_names, find_topic

TITLE = "Town of Oban closes its Marine Pool"
TEXTS = (
    "The council of Oban closed its pool.",
    "A club had asked Mayor Ann Reed for help.",
    "The roof leaks.",
    "Later, Reed and the Leeds engineer Tom Hill saw it.",
)


@pytest.mark.parametrize(
    ("text", "names", "words"),
    [
        ("A club in Oban has 300 members.", 1, 1),
        ("Mayor Reed was born in Oban.", 3, 1),
        ("Two closed pools will be sold.", 0, 2),
        ("Tom Hill was born in 1971.", 0, 0),
    ],
    ids=["a name of the first sentence", "names told again", "two words of the title", "a name told once"],
)
def test_names_that_come_back_and_words_of_the_title_say_what_a_bullet_is_about(
    text: str, names: int, words: int
) -> None:
    topic = find_topic(TITLE, TEXTS)
    assert (count_topic_names(text, topic), count_title_words(text, topic)) == (names, words)


def test_the_names_of_the_title_are_known_apart() -> None:
    assert find_topic(TITLE, TEXTS).title_names == {"town", "oban", "marine", "pool"}
    assert find_topic("", TEXTS).title_names == frozenset()


def test_days_and_months_are_no_names() -> None:
    texts = ("It rained on Monday in May.", "It had rained on Monday before.", "On Monday in May it stopped.")
    assert count_topic_names("Snow fell on Monday in May.", find_topic("", texts)) == 0
