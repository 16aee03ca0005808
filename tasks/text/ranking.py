"""How much the sentences, words and word pairs of an article matter, by logistic regressions over their features."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.text.sentence_features import FEATURES, sentence_features
from tasks.text.standing_model import Standing, build_standing
from tasks.text.word_features import (
    PAIR_FEATURES,
    WORD_FEATURES,
    Pair,
    pair_features,
    read_vocabulary,
    word_features,
)

Vector = NDArray[np.float64]


class Regression(NamedTuple):
    """A logistic regression over features, the logarithms of one plus their size, and products of two logarithms.

    `products` is square, a row and a column for each feature.
    """

    bias: float
    weights: Vector
    log_weights: Vector
    products: NDArray[np.float64]


class Ranker(NamedTuple):
    """Chances that a reader's summary takes up a sentence, uses a word, uses two words side by side.

    `stems` has what frequent words add to the score of the word model: some are in summaries more often than their
    place tells ("said"), some less ("also"). `standing` says how surely a bullet is understood by itself.
    """

    sentence: Regression
    word: Regression
    pair: Regression
    stems: Mapping[str, float]
    standing: Standing


class Worth(NamedTuple):
    """What an article's sentences, words and pairs are worth: chances between 0 and 1."""

    sentences: list[float]
    words: dict[str, float]
    pairs: dict[Pair, float]


def build_ranker(weights: bytes) -> Ranker:
    """Return the ranker of a JSON file of weights by name of feature. Raises ValueError where names do not match."""
    models = json.loads(weights)
    return Ranker(
        sentence=_regression("sentence", models["sentence"], FEATURES),
        word=_regression("word", models["word"], WORD_FEATURES),
        pair=_regression("pair", models["pair"], PAIR_FEATURES),
        stems=models.get("stems", {}),
        standing=build_standing(models["standing"]),
    )


def weigh_article(title: str, texts: Sequence[str], ranker: Ranker) -> Worth:
    """Return what the sentences `texts` of an article and their words are worth. Regression in their length."""
    sentences = [float(chance) for chance in predict(ranker.sentence, sentence_features(title, texts))]
    vocabulary = read_vocabulary(title, texts)
    offsets = np.array([ranker.stems.get(word, 0.0) for word in vocabulary.words])
    word_chances = predict(ranker.word, word_features(vocabulary, sentences), offsets)
    words = dict(zip(vocabulary.words, word_chances.tolist(), strict=True))
    pair_chances = predict(ranker.pair, pair_features(vocabulary, sentences, words))
    return Worth(sentences, words, dict(zip(vocabulary.pairs, pair_chances.tolist(), strict=True)))


def predict(model: Regression, rows: NDArray[np.float64], offsets: Vector | float = 0.0) -> Vector:
    """Return the chance for each row of features; `offsets` are added to the scores."""
    logs = np.log1p(np.abs(rows))
    scores = model.bias + rows @ model.weights + logs @ model.log_weights + ((logs @ model.products) * logs).sum(axis=1)
    chances: Vector = 1 / (1 + np.exp(-np.maximum(np.minimum(scores + offsets, 30), -30)))
    return chances


def _regression(name: str, model: Mapping[str, Any], features: Sequence[str]) -> Regression:
    weights = model["weights"]
    if set(weights) != set(features):
        wrong = ", ".join(sorted(set(weights) ^ set(features)))
        raise ValueError(f"ranker weights of model {name!r} do not fit the features ({wrong}): train them again")
    table = np.array([weights[feature] for feature in features], dtype=np.float64)
    products = np.zeros((len(features), len(features)))
    for feature, row in model.get("products", {}).items():
        for other, weight in row.items():
            products[features.index(feature), features.index(other)] = weight
    return Regression(float(model["bias"]), table[:, 0], table[:, 1], products)
