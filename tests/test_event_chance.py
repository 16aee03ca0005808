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
    assert faults("Oban has a diner for fries.", NEWS + " It was found.")[1] == 0.0


def test_what_was_told_of_the_title_before_tells_nothing_new() -> None:
    once, again, neither = faults(NEWS, NEWS, "As they ate, her daughter noticed nothing of the kind at all that day.")
    assert once < again == pytest.approx(neither, abs=0.02)


@pytest.mark.parametrize(
    "text",
    [
        "Who would have ordered a dead lizard with the fries at a diner of Oban?",
        "A lizard is a reptile that is rarely found in the fries of a diner in Oban.",
        "For years, a lizard was never found among the fries of a diner in Oban.",
        "A lizard was found in the fries.",
    ],
    ids=["a question", "a definition", "a scene", "too short"],
)
def test_scenes_and_definitions_do_not(text: str) -> None:
    news = "Guests of the Oban diner said that a lizard was found among the fries on a plate."
    assert faults(text, news, title="Council closes harbour")[0] > 0.0


def test_a_sentence_that_says_when_tells_the_event_sooner() -> None:
    dated = "The council said on Monday that nobody may leave the harbour by boat any more."
    undated = "The council said in a letter that nobody may leave the harbour by boat any more."
    assert faults(dated, undated)[0] < faults(dated, undated)[1]


def test_without_a_title_nothing_speaks_against_a_sentence() -> None:
    assert faults(SCENE, NEWS, title="") == [0.0, 0.0]
