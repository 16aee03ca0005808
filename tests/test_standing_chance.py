"""How surely a takeaway is understood by itself: what raises the chance and what lowers it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tasks.data import read_data
from tasks.text.ranking import build_ranker
from tasks.text.standing_chance import Reader
from tasks.text.standing_model import FEATURES, build_standing, standing_chance
from tasks.text.topic import find_topic

TITLE = "Oban council sells the Marine Hotel to Ann Reed"
TEXTS = ["The council of Oban sold the Marine Hotel to Ann Reed.", "Ann Reed will open the Marine Hotel in May."]
PLAIN = "Ann Reed of Oban said that she had looked for a hotel like it for years."


def chance(text: str, title: str = TITLE) -> float:
    model = build_ranker(read_data("ranker.json")).standing
    return Reader(TEXTS, find_topic(title, TEXTS), ["Ann Reed", "Tom Hill"], model).chance(text)


def test_what_tells_more_of_the_story_is_understood_more_surely() -> None:
    assert chance("Ann Reed of Oban said so.") < chance(PLAIN)
    assert chance(PLAIN) < chance(PLAIN.replace("a hotel like it", "the Marine Hotel"))


@pytest.mark.parametrize(
    "worse",
    [
        PLAIN.replace("for years", "on Friday"),
        PLAIN.replace("a hotel like it", "the warehouse"),
        PLAIN.replace("Ann Reed of Oban", "A woman"),
        PLAIN.replace("Ann Reed of Oban", "The OHC"),
        PLAIN.replace("a hotel like it", "a complaint like it"),
        PLAIN.replace("for years", "before another complaint"),
    ],
    ids=[
        "tied to a day",
        "a thing that it does not tell",
        "no name that the article comes back to",
        "letters for a name",
        "a word for what only the article tells",
        "one of several things",
    ],
)
def test_what_points_elsewhere_is_understood_less_surely(worse: str) -> None:
    assert chance(worse) < chance(PLAIN)


def test_each_kind_of_word_that_points_back_raises_a_doubt() -> None:
    model = build_ranker(read_data("ranker.json")).standing
    reader = Reader(TEXTS, find_topic(TITLE, TEXTS), [], model)
    assert reader.chance(PLAIN, 2) < reader.chance(PLAIN, 1) < reader.chance(PLAIN) == reader.chance(PLAIN, 0)


def test_an_article_without_a_title_is_not_held_to_it() -> None:
    text = "A small theatre in the north of Scotland has 300 members."
    assert chance(text, "") > chance(text)


def test_features_are_as_many_as_their_names() -> None:
    reader = Reader(TEXTS, find_topic(TITLE, TEXTS), [], build_ranker(read_data("ranker.json")).standing)
    assert len(reader.features(PLAIN)) == len(FEATURES)


def test_a_stem_counts_once_however_often_it_is_said() -> None:
    model = build_standing({"bias": 0.0, "weights": dict.fromkeys(FEATURES, 0.0), "stems": {"ferri": 1.0}})
    features = [0.0] * len(FEATURES)
    assert standing_chance(model, "A bus.", features) == 0.5
    assert (
        standing_chance(model, "A ferry.", features) == standing_chance(model, "Ferries and ferries.", features) > 0.5
    )


def test_weights_of_other_features_are_refused() -> None:
    weights: dict[str, Any] = json.loads(read_data("ranker.json"))
    del weights["standing"]["weights"]["names"]
    with pytest.raises(ValueError, match=r"standing.*names.*train them again"):
        build_ranker(json.dumps(weights).encode())
