"""What tells how likely a reader's summary is to use a word of the article, or two words side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.text.stems import STOPWORDS, stem, tokens

Matrix = NDArray[np.float64]
Pair = tuple[str, str]

WORD_FEATURES = (
    "sentence_count",
    "sentence_share",
    "first_sentence",
    "is_in_title",
    "has_title",
    "is_in_first",
    "is_in_second",
    "is_in_third",
    "is_stopword",
    "capital_share",
    "is_number",
    "letter_count",
    "best_sentence",
    "mean_sentence",
    "sum_sentences",
    "article_sentences",
)
PAIR_FEATURES = (
    "sentence_count",
    "sentence_share",
    "first_sentence",
    "is_in_title",
    "has_title",
    "is_in_first",
    "is_in_second",
    "left_worth",
    "right_worth",
    "lower_worth",
    "worth_product",
    "left_is_stopword",
    "right_is_stopword",
    "best_sentence",
    "sum_sentences",
    "article_sentences",
)

_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z]\w*")
_STOP_STEMS = frozenset(stem(word) for word in STOPWORDS)


class Vocabulary(NamedTuple):
    """Words and pairs of an article, each with the numbers of the sentences it occurs in, ascending."""

    words: dict[str, list[int]]
    pairs: dict[Pair, list[int]]
    capitals: dict[str, int]
    title_words: frozenset[str]
    title_pairs: frozenset[Pair]
    sentence_count: int


def read_vocabulary(title: str, texts: Sequence[str]) -> Vocabulary:
    """Return the words and pairs of the sentences `texts`."""
    words: dict[str, list[int]] = {}
    pairs: dict[Pair, list[int]] = {}
    capitals: dict[str, int] = {}
    for number, text in enumerate(texts):
        stems = all_stems(text)
        for word in dict.fromkeys(stems):
            words.setdefault(word, []).append(number)
        for pair in dict.fromkeys(pairwise(stems)):
            pairs.setdefault(pair, []).append(number)
        for name in _CAPITAL.findall(text):
            form = stem(name.lower())
            capitals[form] = capitals.get(form, 0) + 1
    title_stems = all_stems(title)
    title_pairs = frozenset(pairwise(title_stems))
    return Vocabulary(words, pairs, capitals, frozenset(title_stems), title_pairs, len(texts))


def all_stems(text: str) -> list[str]:
    """Return the stems of all words of `text`, in order, stopwords among them."""
    return [stem(token) for token in tokens(text)]


def word_features(vocabulary: Vocabulary, chances: Sequence[float]) -> Matrix:
    """Return one row for each word, columns as `WORD_FEATURES`; `chances` are the sentences' own, between 0 and 1."""
    count, has_title = vocabulary.sentence_count, float(bool(vocabulary.title_words))
    rows = []
    for word, places in vocabulary.words.items():
        own = [chances[place] for place in places]
        total = sum(own)
        rows.append(
            (
                len(places),
                len(places) / count,
                places[0],
                word in vocabulary.title_words,
                has_title,
                places[0] == 0,
                1 in places[:2],
                2 in places[:3],
                word in _STOP_STEMS,
                vocabulary.capitals.get(word, 0) / len(places),
                word.isdigit(),
                len(word),
                max(own),
                total / len(own),
                total,
                count,
            )
        )
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(WORD_FEATURES))


def pair_features(vocabulary: Vocabulary, chances: Sequence[float], worth: dict[str, float]) -> Matrix:
    """Return one row for each pair, columns as `PAIR_FEATURES`; `worth` is that of single words."""
    count, has_title = vocabulary.sentence_count, float(bool(vocabulary.title_words))
    rows = []
    for (left, right), places in vocabulary.pairs.items():
        left_worth, right_worth = worth[left], worth[right]
        own = [chances[place] for place in places]
        rows.append(
            (
                len(places),
                len(places) / count,
                places[0],
                (left, right) in vocabulary.title_pairs,
                has_title,
                places[0] == 0,
                1 in places[:2],
                left_worth,
                right_worth,
                min(left_worth, right_worth),
                left_worth * right_worth,
                left in _STOP_STEMS,
                right in _STOP_STEMS,
                max(own),
                sum(own),
                count,
            )
        )
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(PAIR_FEATURES))
