"""How much the sentences, words and word pairs of an article matter, by linear models over their features."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.text.sentence_features import FEATURES, sentence_features
from tasks.text.word_features import (
    PAIR_FEATURES,
    WORD_FEATURES,
    Pair,
    pair_features,
    read_vocabulary,
    word_features,
)

Vector = NDArray[np.float64]


class Linear(NamedTuple):
    """A logistic regression over features and the logarithms of one plus their size."""

    bias: float
    weights: Vector
    log_weights: Vector


class Ranker(NamedTuple):
    """Chances that a reader's summary takes up a sentence, uses a word, uses two words side by side."""

    sentence: Linear
    word: Linear
    pair: Linear


class Worth(NamedTuple):
    """What an article's sentences, words and pairs are worth: chances between 0 and 1."""

    sentences: list[float]
    words: dict[str, float]
    pairs: dict[Pair, float]


def build_ranker(weights: bytes) -> Ranker:
    """Return the ranker of a JSON file of weights by name of feature. Raises ValueError where names do not match."""
    models = json.loads(weights)
    return Ranker(
        sentence=_linear("sentence", models["sentence"], FEATURES),
        word=_linear("word", models["word"], WORD_FEATURES),
        pair=_linear("pair", models["pair"], PAIR_FEATURES),
    )


def weigh_article(title: str, texts: Sequence[str], ranker: Ranker) -> Worth:
    """Return what the sentences `texts` of an article and their words are worth. Linear in their length."""
    sentences = [float(chance) for chance in predict(ranker.sentence, sentence_features(title, texts))]
    vocabulary = read_vocabulary(title, texts)
    word_chances = predict(ranker.word, word_features(vocabulary, sentences))
    words = dict(zip(vocabulary.words, word_chances.tolist(), strict=True))
    pair_chances = predict(ranker.pair, pair_features(vocabulary, sentences, words))
    return Worth(sentences, words, dict(zip(vocabulary.pairs, pair_chances.tolist(), strict=True)))


def predict(model: Linear, rows: NDArray[np.float64]) -> Vector:
    """Return the chance for each row of features."""
    scores = model.bias + rows @ model.weights + np.log1p(np.abs(rows)) @ model.log_weights
    chances: Vector = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    return chances


def _linear(name: str, model: Mapping[str, Any], features: Sequence[str]) -> Linear:
    weights = model["weights"]
    if set(weights) != set(features):
        wrong = ", ".join(sorted(set(weights) ^ set(features)))
        raise ValueError(f"ranker weights of model {name!r} do not fit the features ({wrong}): train them again")
    table = np.array([weights[feature] for feature in features], dtype=np.float64)
    return Linear(float(model["bias"]), table[:, 0], table[:, 1])
