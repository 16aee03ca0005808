"""Reading a language model's answer, however badly it kept to its form."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.model_answer import MOST_STRINGS, ModelAnswer, parse_answer

WANTED = ModelAnswer(("One happened.", "Two happened."), ("Three matters.",))
WHOLE = json.dumps({"in_shorts": ["One happened.", "Two happened."], "key_takeaways": ["Three matters."]})


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        f"Here is the summary:\n```json\n{WHOLE}\n```\nI hope it helps!",
        f'<think>Perhaps {{"in_shorts": ["Nonsense."]}}?</think>\n{WHOLE}',
        '{"in_shorts": ["One happened.", "Two happened."], "key_takeaways": ["Three matters.", "Four bre',
        '{"in_shorts": ["One happened." "Two happened.",], "key_takeaways": ["Three matters.",]',
        '{"In Shorts": ["One happened.", "Two happened."], "Key-Takeaways": ["Three matters."]}',
        '{"in_shorts": [{"bullet": "One happened."}, {"bullet": "Two happened."}], "key_takeaways": [["Three matters."',
        "**In Shorts**\n- One happened.\n* Two happened.\n\n**Key Takeaways**\n1. Three matters.\nThat is all.\n- No.",
    ],
    ids=["JSON", "in prose", "after thoughts", "cut off", "bad commas", "other keys", "objects", "lists"],
)
def test_bullets_are_found_in(text: str) -> None:
    assert parse_answer(text) == WANTED


@pytest.mark.parametrize(
    "text",
    ["", "I cannot do that.", "{", '{"in_shorts": 5}', "null", '{"in_shorts": [', "<think>never ends", "[1, 2]"],
    ids=ascii,
)
def test_nothing_is_found_in(text: str) -> None:
    assert parse_answer(text) == ModelAnswer()


def test_an_endless_answer_has_an_end() -> None:
    text = json.dumps({"in_shorts": [f"Number {number}." for number in range(10_000)], "key_takeaways": ["x"]})
    assert len(parse_answer(text).in_shorts) == MOST_STRINGS


def test_half_a_surrogate_pair_does_not_get_on() -> None:
    (text,) = parse_answer('{"in_shorts": ["A \\ud800 sign."], "key_takeaways": []}').in_shorts
    assert text == "A ? sign."


@given(st.text(alphabet=st.sampled_from('{}[]":,\\ \nin_shortskey takeaways-*1.<think>'), max_size=300))
def test_no_answer_is_an_error(text: str) -> None:
    assert all(isinstance(bullet, str) for section in parse_answer(text) for bullet in section)
