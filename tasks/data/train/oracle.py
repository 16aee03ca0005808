"""Which sentences of an article a summary took up: those that greedily add most to its overlap with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from tasks.text.stems import all_stems

T = TypeVar("T")


def oracle_sentences(texts: Sequence[str], reference: str, most: int) -> set[int]:
    """Return at most `most` sentence numbers, chosen greedily by the sum of unigram and bigram F1 with `reference`.

    Nallapati, Zhai and Zhou, "SummaRuNNer" (AAAI 2017), section 3.1, label sentences this way.
    """
    wanted = _grams(reference)
    own = [_grams(text) for text in texts]
    chosen: set[int] = set()
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    best = 0.0
    while len(chosen) < most:
        scores = {
            number: _f1(words + grams[0], wanted[0]) + _f1(pairs + grams[1], wanted[1])
            for number, grams in enumerate(own)
            if number not in chosen
        }
        top = max(scores, key=lambda number: (scores[number], -number), default=None)
        if top is None or scores[top] <= best + 1e-9:
            break
        best = scores[top]
        chosen.add(top)
        words += own[top][0]
        pairs += own[top][1]
    return chosen


def _grams(text: str) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    stems = all_stems(text)
    return Counter(stems), Counter(pairwise(stems))


def _f1(made: Counter[T], wanted: Counter[T]) -> float:
    size = made.total() + wanted.total()
    return 2 * (made & wanted).total() / size if size else 0.0
