"""What tells how much a sentence matters."""

from __future__ import annotations

import pytest

from tasks.text.sentence_features import FEATURES, sentence_features
from tasks.text.stems import tokens


def feature(name: str, text: str) -> float:
    return float(sentence_features("", [text])[0][FEATURES.index(name)])


@pytest.mark.parametrize(
    ("name", "has", "has_not"),
    [
        ("has_first_person", "They told us.", "The US will act."),
        ("has_weekday", "It closes on Sunday.", "The Sundaysale closes."),
        ("has_modal", "The hall may close.", "The hall closes in May."),
        ("has_money", "It lost two per cent.", "It lost percentages."),
        ("has_money", "It cost Rs 500.", "It cost a lot, RS said."),
    ],
)
def test_words_count_as_they_are_written(name: str, has: str, has_not: str) -> None:
    assert feature(name, has) == 1
    assert feature(name, has_not) == 0


def test_words_are_runs_of_plain_letters_and_digits() -> None:
    assert tokens("Oban's café, 2,500 VISITORS–daily") == ("oban", "s", "caf", "2", "500", "visitors", "daily")
