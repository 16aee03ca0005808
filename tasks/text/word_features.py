"""What tells how likely a reader's summary is to use a word of the article, or two words side by side."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tasks.text.stems import STOPWORDS, all_stems, stem

Matrix = NDArray[np.float64]
Column = NDArray[np.float64]
Pair = tuple[str, str]
Item = TypeVar("Item", str, Pair)

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
    "place_in_sentence",
    "first_sentence_length",
    "lead_share",
    "is_quoted",
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
    "mean_sentence",
    "is_in_third",
    "title_words",
    "place_in_sentence",
    "first_sentence_length",
    "is_quoted",
)

_LEAD_SENTENCES = 3
# A space first, which is fast to find.
_CAPITAL = re.compile(r" (?=([A-Z]\w*))(?<=[a-z,;] )")
_STOP_STEMS = frozenset(stem(word) for word in STOPWORDS)


class Vocabulary(NamedTuple):
    """Words and pairs of an article, each with the numbers of the sentences it occurs in, ascending.

    `offsets` tell for each, in the same order, where it stands in the first of those.
    """

    words: dict[str, list[int]]
    pairs: dict[Pair, list[int]]
    capitals: dict[str, int]
    title_words: frozenset[str]
    title_pairs: frozenset[Pair]
    sentence_count: int
    offsets: list[int]
    pair_offsets: list[int]
    lengths: list[int]
    is_quoted: list[bool]


def read_vocabulary(title: str, texts: Sequence[str]) -> Vocabulary:
    """Return the words and pairs of the sentences `texts`."""
    words: dict[str, list[int]] = {}
    pairs: dict[Pair, list[int]] = {}
    capitals: dict[str, int] = {}
    offsets: list[int] = []
    pair_offsets: list[int] = []
    lengths = []
    for number, text in enumerate(texts):
        stems = all_stems(text)
        lengths.append(len(stems))
        _enter(words, offsets, stems, number)
        _enter(pairs, pair_offsets, pairwise(stems), number)
        for name in find_capitals(text):
            form = stem(name.lower())
            capitals[form] = capitals.get(form, 0) + 1
    title_stems = all_stems(title)
    title_pairs = frozenset(pairwise(title_stems))
    return Vocabulary(
        words,
        pairs,
        capitals,
        frozenset(title_stems),
        title_pairs,
        len(texts),
        offsets,
        pair_offsets,
        lengths,
        ['"' in text or "“" in text for text in texts],
    )


def find_capitals(text: str) -> list[str]:
    """Return the capitalised words of a sentence that do not open it."""
    return _CAPITAL.findall(text)


def _enter(found: dict[Item, list[int]], offsets: list[int], items: Iterable[Item], number: int) -> None:
    """Enter the words or pairs of sentence `number`, new ones with their place in it."""
    new = [number]
    for offset, item in enumerate(items):
        places = found.setdefault(item, new)
        if places is new:
            offsets.append(offset)
            new = [number]
        elif places[-1] != number:
            places.append(number)


class _Places(NamedTuple):
    """Where words or pairs stand, one value each: how many sentences, the first, and what those sentences are worth."""

    sentences: Column
    first: NDArray[np.intp]
    best: Column
    total: Column
    has_second: Column
    has_third: Column
    lead: Column


def _read_places(found: Collection[list[int]], chances: Sequence[float]) -> _Places:
    """Read lists of sentence numbers, ascending and none empty; `chances` are the sentences' own."""
    places = np.fromiter(chain.from_iterable(found), dtype=np.intp)
    count = np.fromiter(map(len, found), dtype=np.intp, count=len(found))
    starts = np.cumsum(count) - count
    own = np.asarray(chances)[places]
    return _Places(
        count.astype(np.float64),
        places[starts],
        np.maximum.reduceat(own, starts),
        np.add.reduceat(own, starts),
        np.logical_or.reduceat(places == 1, starts).astype(np.float64),
        np.logical_or.reduceat(places == 2, starts).astype(np.float64),
        np.add.reduceat((places < _LEAD_SENTENCES).astype(np.float64), starts),
    )


def word_features(vocabulary: Vocabulary, chances: Sequence[float]) -> Matrix:
    """Return one row for each word, columns as `WORD_FEATURES`; `chances` are the sentences' own, between 0 and 1."""
    if not vocabulary.words:
        return np.zeros((0, len(WORD_FEATURES)))
    words, sentences = list(vocabulary.words), vocabulary.sentence_count
    places = _read_places(vocabulary.words.values(), chances)
    all_alike = np.ones(len(words))
    return _side_by_side(
        (
            places.sentences,
            places.sentences / sentences,
            places.first,
            [word in vocabulary.title_words for word in words],
            all_alike * bool(vocabulary.title_words),
            places.first == 0,
            places.has_second,
            places.has_third,
            [word in _STOP_STEMS for word in words],
            [vocabulary.capitals.get(word, 0) for word in words] / places.sentences,
            [word.isdigit() for word in words],
            [len(word) for word in words],
            places.best,
            places.total / places.sentences,
            places.total,
            all_alike * sentences,
            vocabulary.offsets,
            np.array(vocabulary.lengths)[places.first],
            places.lead / min(sentences, _LEAD_SENTENCES),
            np.array(vocabulary.is_quoted)[places.first],
        )
    )


def _side_by_side(columns: Sequence[ArrayLike]) -> Matrix:
    """Return the columns, numbers or truths, as one table."""
    return np.ascontiguousarray(np.array(columns, dtype=np.float64).T)


def pair_features(vocabulary: Vocabulary, chances: Sequence[float], worth: Mapping[str, float]) -> Matrix:
    """Return one row for each pair, columns as `PAIR_FEATURES`; `worth` is that of single words."""
    if not vocabulary.pairs:
        return np.zeros((0, len(PAIR_FEATURES)))
    pairs, sentences = list(vocabulary.pairs), vocabulary.sentence_count
    places = _read_places(vocabulary.pairs.values(), chances)
    number_of = {word: number for number, word in enumerate(worth)}
    left, right = (np.array([number_of[pair[side]] for pair in pairs], dtype=np.intp) for side in (0, 1))
    own = np.array(list(worth.values()))
    is_stopword = np.array([word in _STOP_STEMS for word in worth], dtype=np.float64)
    is_title = np.array([word in vocabulary.title_words for word in worth], dtype=np.float64)
    left_worth, right_worth = own[left], own[right]
    all_alike = np.ones(len(pairs))
    return _side_by_side(
        (
            places.sentences,
            places.sentences / sentences,
            places.first,
            [pair in vocabulary.title_pairs for pair in pairs],
            all_alike * bool(vocabulary.title_words),
            places.first == 0,
            places.has_second,
            left_worth,
            right_worth,
            np.minimum(left_worth, right_worth),
            left_worth * right_worth,
            is_stopword[left],
            is_stopword[right],
            places.best,
            places.total,
            all_alike * sentences,
            places.total / places.sentences,
            places.has_third,
            is_title[left] + is_title[right],
            vocabulary.pair_offsets,
            np.array(vocabulary.lengths)[places.first],
            np.array(vocabulary.is_quoted)[places.first],
        )
    )
