"""Trains the sentence ranker on articles with summaries people wrote, and writes its weights as JSON.

Usage: python -m tasks.data.train --out tasks/data/ranker.json FILE[:WEIGHT] ... [--half {0,1}]

Each line of a FILE is a JSON object with `id`, `text`, `highlights` (list) or `summary`, and perhaps `title`. With
--half, only every other article (by a hash of its id) is used, so that the rest can test the result.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.data import read_data
from tasks.data.train.logistic import Block, fit
from tasks.data.train.oracle import oracle_sentences
from tasks.text.cleaning import clean_body
from tasks.text.ranking import Regression, predict
from tasks.text.sentence_features import FEATURES, sentence_features
from tasks.text.sentences import usable_sentences
from tasks.text.stems import all_stems
from tasks.text.word_features import (
    PAIR_FEATURES,
    WORD_FEATURES,
    Vocabulary,
    pair_features,
    read_vocabulary,
    word_features,
)

_MOST_SENTENCES = 60
_ORACLE_SENTENCES = 4
_FEWEST_OCCURRENCES, _STEM_RIDGE, _NEWTON_STEPS, _LEAST_OFFSET = 15, 10.0, 8, 0.05


class Example(NamedTuple):
    """An article as the ranker sees it, and the summary that people wrote."""

    title: str
    texts: list[str]
    reference: str
    weight: float


def half_of(article_id: str) -> int:
    """Return 0 or 1, for good, for an article's id."""
    return hashlib.sha256(article_id.encode()).digest()[0] % 2


def read_examples(path: Path, weight: float, half: int | None) -> Iterator[Example]:
    """Yield the articles of a file; one with a title comes twice, without it as well, so that none leans on it."""
    for line in path.open(encoding="utf-8"):
        row: dict[str, Any] = json.loads(line)
        if half is not None and half_of(str(row["id"])) != half:
            continue
        body = clean_body(row["text"])
        texts = [body[s.start_char : s.end_char] for s in usable_sentences(body, ()) if s.is_usable][:_MOST_SENTENCES]
        if len(texts) < 3:
            continue
        reference = " ".join(row["highlights"]) if row.get("highlights") else row["summary"]
        for title in dict.fromkeys((row.get("title") or "", "")):
            yield Example(title, texts, reference, weight)


def train(examples: Sequence[Example]) -> dict[str, Any]:
    """Return the weights of the three models by name of feature."""
    rows = [sentence_features(example.title, example.texts) for example in examples]
    labels = [_sentence_labels(example) for example in examples]
    sentence, chances = _fit_crosswise(examples, rows, labels)
    vocabularies = [read_vocabulary(example.title, example.texts) for example in examples]
    references = [all_stems(example.reference) for example in examples]

    rows = [word_features(v, c) for v, c in zip(vocabularies, chances, strict=True)]
    labels = [_labels(v.words, set(r)) for v, r in zip(vocabularies, references, strict=True)]
    word, stems, worths = _fit_words(examples, rows, labels, [_stems_of(v) for v in vocabularies])

    worth_by_word = [dict(zip(v.words, w, strict=True)) for v, w in zip(vocabularies, worths, strict=True)]
    rows = [pair_features(v, c, w) for v, c, w in zip(vocabularies, chances, worth_by_word, strict=True)]
    labels = [_labels(v.pairs, set(pairwise(r))) for v, r in zip(vocabularies, references, strict=True)]
    pair = _fit(examples, rows, labels)
    return {
        "sentence": _by_name(sentence, FEATURES),
        "word": _by_name(word, WORD_FEATURES),
        "pair": _by_name(pair, PAIR_FEATURES),
        "stems": stems,
    }


def _sentence_labels(example: Example) -> NDArray[np.float64]:
    chosen = oracle_sentences(example.texts, example.reference, _ORACLE_SENTENCES)
    return np.array([float(number in chosen) for number in range(len(example.texts))])


def _labels(found: Any, wanted: set[Any]) -> NDArray[np.float64]:
    return np.array([float(item in wanted) for item in found])


def _fit(examples: Sequence[Example], rows: list[Any], labels: list[Any]) -> Regression:
    blocks = [Block(r, y, example.weight) for example, r, y in zip(examples, rows, labels, strict=True) if len(r)]
    bias, weights = fit(blocks)
    size = next(block.rows.shape[1] for block in blocks)
    products = np.zeros((size, size))
    products[np.triu_indices(size)] = weights[2 * size :]
    return Regression(bias, weights[:size], weights[size : 2 * size], products)


def _fit_crosswise(
    examples: Sequence[Example], rows: list[Any], labels: list[Any]
) -> tuple[Regression, list[list[float]]]:
    """Return the model of all examples, and for each example what a model that never saw its article says of it."""
    sides = [half_of(example.reference) for example in examples]
    models = []
    for held_out in (0, 1):
        seen = [number for number, side in enumerate(sides) if side != held_out]
        models.append(_fit([examples[n] for n in seen], [rows[n] for n in seen], [labels[n] for n in seen]))
    chances = [predict(models[side], row).tolist() for side, row in zip(sides, rows, strict=True)]
    return _fit(examples, rows, labels), chances


def _stems_of(vocabulary: Vocabulary) -> list[str]:
    """Return the stems in order, "" for those of names and numbers: what they are worth is told by their article."""
    return [
        "" if any(map(str.isdigit, stem)) or 2 * vocabulary.capitals.get(stem, 0) > len(places) else stem
        for stem, places in vocabulary.words.items()
    ]


def _fit_words(
    examples: Sequence[Example], rows: list[Any], labels: list[Any], names: list[list[str]]
) -> tuple[Regression, dict[str, float], list[list[float]]]:
    """Return the model of words with what single stems add to it, and the chances as `_fit_crosswise` gives them."""
    sides = [half_of(example.reference) for example in examples]
    models = []
    for held_out in (0, 1, None):
        seen = [number for number, side in enumerate(sides) if side != held_out]
        articles = [examples[number] for number in seen]
        features, wanted = [rows[number] for number in seen], [labels[number] for number in seen]
        model = _fit(articles, features, wanted)
        models.append((model, _fit_stems(model, articles, features, wanted, [names[number] for number in seen])))
    chances = []
    for side, row, words in zip(sides, rows, names, strict=True):
        model, stems = models[side]
        chances.append(predict(model, row, np.array([stems.get(word, 0.0) for word in words])).tolist())
    return (*models[2], chances)


def _fit_stems(
    model: Regression, examples: Sequence[Example], rows: list[Any], labels: list[Any], names: list[list[str]]
) -> dict[str, float]:
    """Return what each frequent stem adds to the score of `model`: Newton's method for one offset a stem, a ridge."""
    scores: dict[str, list[tuple[float, float, float]]] = {}
    for example, row, wanted, words in zip(examples, rows, labels, names, strict=True):
        chances = predict(model, row) if len(row) else np.zeros(0)
        for word, chance, label in zip(words, chances, wanted, strict=True):
            scores.setdefault(word, []).append((float(np.log(chance / (1 - chance))), float(label), example.weight))
    found = {}
    for word in sorted(scores.keys() - {""}):
        if len(scores[word]) < _FEWEST_OCCURRENCES:
            continue
        logit, label, weight = np.array(scores[word]).T
        offset = 0.0
        for _ in range(_NEWTON_STEPS):
            chance = 1 / (1 + np.exp(-np.clip(logit + offset, -30, 30)))
            gradient = (weight * (label - chance)).sum() - _STEM_RIDGE * offset
            offset += float(gradient / ((weight * chance * (1 - chance)).sum() + _STEM_RIDGE))
        if abs(offset) >= _LEAST_OFFSET:
            found[word] = round(offset, 3)
    return found


def _by_name(model: Regression, features: Sequence[str]) -> dict[str, Any]:
    pairs = zip(model.weights.tolist(), model.log_weights.tolist(), strict=True)
    return {
        "bias": round(model.bias, 5),
        "weights": {name: [round(a, 5), round(b, 5)] for name, (a, b) in zip(features, pairs, strict=True)},
        "products": {
            name: {
                other: round(float(model.products[row, column]), 5)
                for column, other in enumerate(features)
                if column >= row
            }
            for row, name in enumerate(features)
        },
    }


def main() -> None:
    """Read the files, train, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE[:WEIGHT]")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--half", type=int, choices=(0, 1))
    arguments = parser.parse_args()
    examples: list[Example] = []
    for name in arguments.files:
        path, _, weight = name.partition(":")
        examples.extend(read_examples(Path(path), float(weight or 1), arguments.half))
    # How surely takeaways are understood is fitted on what readers said, not on summaries: it stays as it is.
    weights = train(examples) | {"standing": json.loads(read_data("ranker.json"))["standing"]}
    arguments.out.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
