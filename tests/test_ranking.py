"""The ranker: what a regression of features, logarithms and products says, and that its file must fit."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tasks.data import read_data
from tasks.data.train.__main__ import main
from tasks.data.train.logistic import Block, expand, fit
from tasks.text.ranking import Regression, build_ranker, predict, weigh_article

TITLE = "Northfield closes its pool"
TEXTS = [
    "Northfield council has closed the town pool after engineers found cracks.",
    "The mayor also told reporters that the pool was old.",
    "Repairs will cost two million pounds and take a year.",
]


@pytest.fixture
def weights() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(read_data("ranker.json"))
    return found


def test_products_count_as_they_were_trained() -> None:
    rng = np.random.default_rng(7)
    rows = rng.uniform(0, 3, (400, 2))
    labels = (rng.uniform(size=400) < 1 / (1 + np.exp(-(np.log1p(rows).prod(axis=1) * 4 - 3)))).astype(float)
    bias, flat = fit([Block(rows, labels, 1.0)])
    products = np.zeros((2, 2))
    products[np.triu_indices(2)] = flat[4:]
    model = Regression(bias, flat[:2], flat[2:4], products)
    expected = 1 / (1 + np.exp(-(bias + expand(rows) @ flat)))
    np.testing.assert_allclose(predict(model, rows), expected)


def test_a_stem_adds_to_the_worth_of_its_word_only(weights: dict[str, Any]) -> None:
    plain = weigh_article(TITLE, TEXTS, build_ranker(json.dumps(weights | {"stems": {}}).encode()))
    found = weigh_article(TITLE, TEXTS, build_ranker(json.dumps(weights | {"stems": {"told": -2.0}}).encode()))
    assert found.words["told"] < plain.words["told"]
    assert {word: worth for word, worth in found.words.items() if word != "told"} == {
        word: worth for word, worth in plain.words.items() if word != "told"
    }


def test_the_weights_know_that_reporters_are_told_things(weights: dict[str, Any]) -> None:
    assert weights["stems"]["told"] < 0 < weights["stems"]["arrest"]


def test_no_stem_of_the_weights_is_a_number(weights: dict[str, Any]) -> None:
    assert weights["stems"]
    assert not [stem for stem in weights["stems"] if any(map(str.isdigit, stem))]


@pytest.mark.parametrize("name", ["ranker.json", "ranker_by_hand.json"])
def test_both_sets_of_weights_fit_the_features(name: str) -> None:
    assert build_ranker(read_data(name)).standing.weights


def test_weights_of_other_features_are_refused(weights: dict[str, Any]) -> None:
    del weights["word"]["weights"]["sentence_count"]
    with pytest.raises(ValueError, match=r"model 'word'.*sentence_count.*train them again"):
        build_ranker(json.dumps(weights).encode())


@pytest.mark.slow
def test_weights_trained_anew_keep_what_summaries_do_not_tell(
    tmp_path: Path, weights: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        json.dumps({"id": number, "title": TITLE, "text": " ".join(TEXTS), "summary": TEXTS[number % 2]})
        for number in range(4)
    ]
    articles, out = tmp_path / "articles.jsonl", tmp_path / "weights.json"
    articles.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["train", f"{articles}:0.5", "--out", str(out)])
    main()
    assert json.loads(out.read_bytes())["standing"] == weights["standing"]
    assert weigh_article(TITLE, TEXTS, build_ranker(out.read_bytes())).words
