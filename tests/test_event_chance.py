"""Which of the chosen sentences opens the section, as readers name it."""

from __future__ import annotations

import pytest

from tasks.text.event_chance import event_faults
from tasks.text.ranking import Worth

TITLE = "Lizard found in fries at Oban diner"
SCENE = "Ann Reed and her family stopped by a diner in Oban and ordered fries among other things."
NEWS = "As they ate, her daughter noticed a dead lizard among the fries on her plate."


def faults(*texts: str, title: str = TITLE) -> list[float]:
    return event_faults(title, texts, [0.0] * len(texts), Worth([0.4] * len(texts), {}, {}))


def test_what_the_title_adds_to_the_sentences_before_tells_the_event() -> None:
    assert faults(SCENE, NEWS + " It had been there for days.", title="Dead lizard in fries")[1] == 0.0


def test_what_was_told_of_the_title_before_tells_nothing_new() -> None:
    once, again = faults(NEWS, NEWS)
    assert once < again


def test_what_was_done_tells_the_event_rather_than_who_did_it() -> None:
    who = "Ann Reed and Tom Hill run the Marine Hotel of Oban, which stands on the quay of the old harbour."
    deed = "She has offered an apology to all of the guests whom she had asked to leave their rooms at night."
    title = "Ann Reed of Marine Hotel apologises to guests"
    assert faults(who, deed, title=title)[1] == 0.0 < faults(who, deed, title=title.title())[1]


@pytest.mark.parametrize(
    "worse",
    ["A lizard was found in the fries.", "Guests of the diner said that a lizard had been found among the fries."],
    ids=["too short", "not of the present"],
)
def test_what_is_short_or_long_past_tells_it_less_surely(worse: str) -> None:
    news = "Guests of the diner have said that a lizard was found among the fries on a plate."
    assert faults(worse, news, title="Council closes harbour")[0] > 0.0


def test_a_sentence_that_says_when_tells_the_event_sooner() -> None:
    dated = "The council said on Monday that nobody may leave the harbour by boat any more."
    undated = "The council said in a letter that nobody may leave the harbour by boat any more."
    assert faults(dated, undated)[0] < faults(dated, undated)[1]


def test_without_a_title_what_the_rest_says_again_tells_the_event() -> None:
    rest = ("The lizard lay on the plate.", "The fries were thrown away.", "Her daughter is well.")
    assert faults(SCENE, NEWS, *rest, title="")[1] < faults(SCENE, NEWS, title="")[1]


def test_without_a_title_a_sentence_far_down_is_not_looked_at() -> None:
    far = faults(*[SCENE] * 10, NEWS, title="")
    assert far[10] > max(far[:10])
