"""How prominent an entity is within one article, from 0 to 1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.salience import Occurrence, occurrences_of


def _salience(*, texts: list[str], start: int = 0, title: str = "", chars: int = 100, most: int = 1) -> float:
    return occurrences_of(Occurrence(texts, start), title, chars, most).salience


def test_first_in_the_body_most_mentioned_and_in_the_title_is_one() -> None:
    assert _salience(texts=["Ada"], title="Ada wins") == 1.0


def test_the_three_features_weigh_as_documented() -> None:
    assert _salience(texts=["Ada"], start=50, title="Nobody", most=2) == pytest.approx(0.30 * 0.5 + 0.35 * 0.5)


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Iran", "Iran talks resume", True),
        ("Iran", "Talks with Iran", True),
        ("Iran", "Iranian talks resume", False),
        ("U.S.", "A U.S. vote", True),
        ("U.S.", "Album", False),
        ("Iran", "", False),
        ("iran", "Iran talks", False),
    ],
    ids=[
        "begins it",
        "ends it",
        "is part of a word",
        "has full stops",
        "stops are no wildcard",
        "no title",
        "other case",
    ],
)
def test_a_form_stands_in_the_title_as_a_whole_word(text: str, title: str, expected: bool) -> None:
    assert occurrences_of(Occurrence([text], 0), title, 10, 1).is_in_title is expected


def test_any_form_in_the_title_counts() -> None:
    found = occurrences_of(Occurrence(["Ada Lovelace", "Lovelace"], 3), "Lovelace resigns", 100, 2)
    assert (found.mention_count, found.first_start_char, found.is_in_title) == (2, 3, True)


@given(st.integers(1, 9), st.integers(0, 99), st.booleans())
def test_more_and_earlier_mentions_never_make_it_less_salient(count: int, start: int, is_titled: bool) -> None:
    title = "Ada" if is_titled else ""
    value = _salience(texts=["Ada"] * count, start=start, title=title, most=9)
    assert 0 <= value <= 1
    assert _salience(texts=["Ada"] * count, start=max(start - 1, 0), title=title, most=9) >= value
    assert _salience(texts=["Ada"] * (count + 1), start=start, title=title, most=10) >= value - 0.35 / 9


def test_an_empty_body_does_not_divide_by_nought() -> None:
    assert occurrences_of(Occurrence([], 0), "", 0, 0).salience == pytest.approx(0.30)
