"""How surely the first bullet tells the event, and the weights that judged articles give.

Usage: python -m tests.benchmarks.event FILE ...

Each line of a FILE is a JSON object with `id`, `text` and perhaps `title`. `event_labels.csv` has what a language model
said that read the first ten sentences of an article: the first twelve digits of the sha256 of its cleaned body, and
which sentences would do as the first bullet, none where it is empty. Printed is how often one of them opens In Shorts,
how often the first sentence is one, and the weights of both regressions with how often they choose one in articles they
were not fitted on. Nothing is written: `tasks/text/event_chance.py` has the weights.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.data import read_data
from tasks.text.event import opening_faults
from tasks.text.event_chance import BY_TITLE, UNTITLED, event_features
from tasks.text.ranking import Ranker, build_ranker, weigh_article
from tests.benchmarks.summaries import Article, bullets_of, read_articles

LABELS = Path(__file__).with_name("event_labels.csv")
_DIGITS, _FOLDS, _JUDGED = 12, 8, 10
_RIDGE, _STEP, _MOST_STEPS, _SMALL = 2.0, 0.8, 60, 1e-5

Matrix = NDArray[np.float64]


class Example(NamedTuple):
    """An article that was judged: its fold, a row of features for each sentence, and which of them would do."""

    fold: int
    rows: Matrix
    good: NDArray[np.bool_]


def digits_of(body: str) -> str:
    """The digits by which an article is known."""
    return hashlib.sha256(body.encode()).hexdigest()[:_DIGITS]


def read_labels() -> dict[str, frozenset[int]]:
    """The sentences of each article that would do, by its digits."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return {row["body_sha256"]: frozenset(map(int, row["sentences"].split())) for row in csv.DictReader(file)}


def read_example(one: Article, title: str, good: frozenset[int], ranker: Ranker) -> Example:
    """The article as one of the regressions sees it."""
    texts = [one.body[s.start_char : s.end_char] for s in one.sentences if s.is_usable]
    rows = event_features(title, texts, opening_faults(title, texts), weigh_article(title, texts, ranker))[:_JUDGED]
    fold = int(digits_of(one.body), 16) % _FOLDS
    return Example(fold, np.array(rows, dtype=np.float64), np.array([n in good for n in range(len(rows))]))


def fit(examples: Sequence[Example]) -> Matrix:
    """The weights of a conditional logistic regression under a ridge, by Newton's method on standardized features."""
    together = np.vstack([one.rows for one in examples])
    mean, scale = together.mean(axis=0), together.std(axis=0) + 1e-9
    weights: Matrix = np.zeros(together.shape[1])
    for _ in range(_MOST_STEPS):
        gradient, hessian = -_RIDGE * weights, _RIDGE * np.eye(len(weights))
        for one in examples:
            if not one.good.any():
                continue
            rows = (one.rows - mean) / scale
            scores = rows @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            wanted = chances * one.good
            gradient += rows.T @ (wanted / wanted.sum() - chances)
            expected = chances @ rows
            hessian += (rows * chances[:, None]).T @ rows - np.outer(expected, expected)
        step = np.linalg.solve(hessian, gradient)
        weights = weights + _STEP * step
        if np.abs(step).max() < _SMALL:
            break
    return weights / scale


def report(name: str, examples: Sequence[Example], features: Mapping[str, float]) -> None:
    """Print the weights, and how often they choose a sentence that would do, held out by article."""
    chosen = 0
    for fold in range(_FOLDS):
        weights = fit([one for one in examples if one.fold != fold])
        chosen += sum(bool(one.good[int((one.rows @ weights).argmax())]) for one in examples if one.fold == fold)
    found = dict(zip(features, np.round(fit(examples), 2).tolist(), strict=True))
    print(f"{name}: {chosen / len(examples):.3f} of {len(examples)} rightly, held out; fitted {found}")
    print(f"{'':{len(name)}}  in use {dict(features)}")


def opens_well(one: Article, good: frozenset[int], ranker: Ranker) -> bool:
    """Whether the first bullet is from a sentence that would do."""
    first = next((b for b in bullets_of(one, ranker) if b.section == "in_shorts" and b.position == 1), None)
    if first is None:
        return False
    starts = [sentence.start_char for sentence in one.sentences if sentence.is_usable]
    longest = max(first.evidence, key=lambda span: span.end_char - span.start_char)
    return bisect_right(starts, longest.start_char) - 1 in good


def main() -> None:
    """Print what the labels say of the bullets and of the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--model", default="en_core_web_md")
    chosen = parser.parse_args()
    labels, ranker = read_labels(), build_ranker(read_data("ranker.json"))
    titled: list[Example] = []
    untitled: list[Example] = []
    for path in chosen.files:
        judged = [
            (one, labels[digits_of(one.body)])
            for one in read_articles(path, None, chosen.model)
            if digits_of(one.body) in labels and any(sentence.is_usable for sentence in one.sentences)
        ]
        if not judged:
            continue
        well = sum(opens_well(one, good, ranker) for one, good in judged)
        lead, some = sum(0 in good for _, good in judged), sum(bool(good) for _, good in judged)
        print(f"{path.name}: {len(judged)} articles, {some} with a sentence that would do, {lead} of them the first")
        print(f"{path.name}: {well / len(judged):.3f} open with one")
        titled += [read_example(one, one.title, good, ranker) for one, good in judged if one.title]
        untitled += [read_example(one, "", good, ranker) for one, good in judged]
    for name, examples, features in (("with a title", titled, BY_TITLE), ("without", untitled, UNTITLED)):
        if examples:
            report(name, examples, features)


if __name__ == "__main__":
    main()
