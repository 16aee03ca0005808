"""How surely the model of takeaways tells which sentence is understood by itself, and the weights it is used with.

Usage: python -m tests.benchmarks.standing FILE ... [--write]

Each line of a FILE is a JSON object with `id`, `text` and perhaps `title`. `standing_labels.csv` has what a language
model said that saw one sentence and nothing else of its article: the first twelve digits of the sha256 of the sentence
as a takeaway tells it, and 1 where it is clear who and what is meant. Sentences that no article has any more are left
out.
Printed is how well a model tells them apart that never saw their article; --write fits all and writes the weights.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

import tasks.data
from tasks.data import read_data
from tasks.text.ranking import build_ranker
from tasks.text.standing_model import FEATURES
from tasks.text.stems import all_stems, stem
from tasks.text.summary import takeaway_forms
from tasks.text.word_features import find_capitals
from tests.benchmarks.summaries import Article, read_articles

LABELS = Path(__file__).with_name("standing_labels.csv")
_DIGITS = 12
_FOLDS = 5
# Stems in fewer sentences tell too little; of those in more, names that others stand for in other years are left out.
_FEWEST, _LEAST_WEIGHT, _NAME_SHARE = 12, 0.04, 1 / 3
_RIDGE, _MOST_STEPS = 20.0, 12

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]


class Example(NamedTuple):
    """A sentence that was judged, and the fold of its article."""

    fold: int
    is_understood: bool
    features: list[float]
    text: str


def read_labels() -> dict[str, bool]:
    """What was said of each sentence, by its digits."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return {row["text_sha256"]: row["is_understood"] == "1" for row in csv.DictReader(file)}


def digits_of(text: str) -> str:
    """The digits by which a sentence is known."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def read_examples(articles: Sequence[Article], labels: Mapping[str, bool]) -> Iterator[Example]:
    """Yield the sentences of the articles that were judged."""
    ranker = build_ranker(read_data("ranker.json"))
    for one in articles:
        fold = hashlib.sha256(one.id.encode()).digest()[1] % _FOLDS
        forms = dict(takeaway_forms(one.title, one.body, one.sentences, one.mentions, ranker, one.phrases or None))
        for text, features in forms.items():
            label = labels.get(digits_of(text))
            if label is not None:
                yield Example(fold, label, features, text)


def find_stems(examples: Sequence[Example]) -> list[str]:
    """The stems that have a weight of their own, in order: neither names nor numbers nor rare ones."""
    sentences = Counter(form for one in examples for form in set(all_stems(one.text)))
    names = Counter(form for one in examples for form in {stem(name.lower()) for name in find_capitals(one.text)})
    return sorted(
        form
        for form, count in sentences.items()
        if count >= _FEWEST and form.isalpha() and len(form) > 1 and names[form] <= _NAME_SHARE * count
    )


def fit(examples: Sequence[Example], stems: Sequence[str]) -> dict[str, Any]:
    """The most likely weights under a ridge, by Newton's method on standardized features and plain stems."""
    features = np.array([one.features for one in examples], dtype=np.float64)
    mean, scale = features.mean(axis=0), np.maximum(features.std(axis=0), 1e-9)
    number_of = {form: number for number, form in enumerate(stems)}
    has = np.zeros((len(examples), len(stems)))
    for row, one in enumerate(examples):
        has[row, [number_of[form] for form in set(all_stems(one.text)) if form in number_of]] = 1.0
    rows: Matrix = np.hstack([np.ones((len(examples), 1)), (features - mean) / scale, has])
    labels: Vector = np.array([float(one.is_understood) for one in examples])
    ridge: Vector = np.r_[0.0, np.full(rows.shape[1] - 1, _RIDGE)]
    beta: Vector = np.zeros(rows.shape[1])
    for _ in range(_MOST_STEPS):
        chances = 1 / (1 + np.exp(-rows @ beta))
        hessian = (rows * (chances * (1 - chances))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(hessian, rows.T @ (labels - chances) - ridge * beta)
        beta = beta + step
        if np.abs(step).max() < 1e-5:
            break
    weights = beta[1 : 1 + len(FEATURES)] / scale
    return {
        "bias": round(float(beta[0] - weights @ mean), 5),
        "weights": {name: round(float(weight), 5) for name, weight in zip(FEATURES, weights, strict=True)},
        "stems": {
            form: round(float(weight), 3)
            for form, weight in zip(stems, beta[1 + len(FEATURES) :], strict=True)
            if abs(weight) >= _LEAST_WEIGHT
        },
    }


def chance_of(model: Mapping[str, Any], one: Example) -> float:
    """What a model says of a sentence."""
    score = model["bias"] + sum(
        weight * value for weight, value in zip(model["weights"].values(), one.features, strict=True)
    )
    score += sum(model["stems"].get(form, 0.0) for form in dict.fromkeys(all_stems(one.text)))
    return float(1 / (1 + np.exp(-score)))


def area_under_curve(chances: Vector, labels: NDArray[np.bool_]) -> float:
    """The share of pairs, one understood and one not, that are ranked rightly."""
    ranks = np.empty(len(chances))
    ranks[np.argsort(chances, kind="stable")] = np.arange(1, len(chances) + 1)
    good = int(labels.sum())
    return float((ranks[labels].sum() - good * (good + 1) / 2) / (good * (len(labels) - good)))


def main() -> None:
    """Print what a model of other articles knows; write the weights of all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--model", default="en_core_web_md")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    chosen = parser.parse_args()
    labels = read_labels()
    articles = [one for path in chosen.files for one in read_articles(path, None, chosen.model)]
    examples = list(read_examples(articles, labels))
    print(f"{len(examples)} of {len(labels)} sentences found, {sum(one.is_understood for one in examples)} understood")
    stems = find_stems(examples)
    chances = np.zeros(len(examples))
    for fold in range(_FOLDS):
        model = fit([one for one in examples if one.fold != fold], stems)
        held_out = [number for number, one in enumerate(examples) if one.fold == fold]
        chances[held_out] = [chance_of(model, examples[number]) for number in held_out]
    understood = np.array([one.is_understood for one in examples])
    print(f"area under the curve, on articles not seen: {area_under_curve(chances, understood):.3f}")
    for low in (0.0, 0.2, 0.4, 0.6, 0.8, 0.9):
        high = {0.8: 0.9, 0.9: 1.0}.get(low, low + 0.2)
        part = understood[(chances >= low) & (chances < high)]
        print(f"given {low:.1f} to {high:.1f}: {part.mean():.3f} of {len(part)} understood")
    if chosen.write:
        path = Path(tasks.data.__file__).with_name("ranker.json")
        weights = json.loads(path.read_text(encoding="utf-8"))
        weights["standing"] = fit(examples, stems)
        path.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
