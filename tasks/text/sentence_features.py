"""What tells how much a sentence matters: its place, its length, its words and its looks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.text.keyed import Keyed, distinct_tokens
from tasks.text.name_words import word_set
from tasks.text.stems import content_stems

Matrix = NDArray[np.float64]

FEATURES = (
    "place",
    "is_first",
    "is_second",
    "place_share",
    "sentence_count",
    "word_count",
    "is_short",
    "is_long",
    "title_cosine",
    "title_covered",
    "has_title",
    "first_cosine",
    "second_cosine",
    "lead_cosine",
    "first_covered",
    "centrality",
    "centrality_sum",
    "frequent_share",
    "new_share",
    "echo_later",
    "name_share",
    "name_count",
    "number_count",
    "has_money",
    "has_quotation",
    "opens_with_quotation",
    "opens_with_pronoun",
    "opens_with_connective",
    "has_speech",
    "has_first_person",
    "has_weekday",
    "has_modal",
    "stopword_share",
    "comma_count",
)

_PRONOUN = re.compile(r"[\"“(]?(?:He|She|They|It|This|That|These|Those|His|Her|Their|Its|There|Such)\b")
_CONNECTIVE = re.compile(
    r"[\"“(]?(?:But|And|So|However|Also|Meanwhile|Then|Still|Yet|Later|Earlier|Moreover|Furthermore|While|Although|"
    r"Though|If|When|As|Besides|Or|Once|Even|In addition)\b"
)
_SPEECH = word_set("said says told added according stated tweeted claimed asked explained wrote")
_MONEY = word_set("Rs million billion crore lakh percent")
_PER_CENT = Keyed("cent", r"\bper[ ]cent\b")
_MONEY_SIGN = re.compile(r"[$£€₹%]")
_PERSON = word_set("I we my our you your us me")
_DAY = word_set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday today yesterday")
_MODAL = word_set("will would could may might should must can")
# Sentences with none of these need not be read word by word.
_CUES = frozenset(word.lower() for word in chain(_SPEECH, _MONEY, _PERSON, _DAY, _MODAL))
# A space first, which is fast to find.
_NAME = re.compile(r" (?=[A-Z][\w.])(?<=[a-z,;] )")
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d[\d,.]*")


class Bag(NamedTuple):
    """Content words of one sentence: in order and as a set."""

    stems: list[str]
    distinct: frozenset[str]


def sentence_features(title: str, texts: Sequence[str]) -> Matrix:
    """Return one row for each sentence of `texts`, columns as `FEATURES`. Linear in the length of the sentences.

    Place and likeness to title and lead are what extractive summarizers of news have always lived on: Edmundson, "New
    Methods in Automatic Extracting" (JACM 16, 1969). Centrality is the mean frequency of a sentence's words, as in
    SumBasic: Nenkova and Vanderwende, "The Impact of Frequency on Summarization" (MSR-TR-2005-101).
    """
    bags = [_bag(text) for text in texts]
    frequency = Counter(chain.from_iterable(dict.fromkeys(bag.stems) for bag in bags))
    title_stems = frozenset(content_stems(title))
    first = bags[0].distinct if bags else frozenset()
    second = bags[1].distinct if len(bags) > 1 else frozenset()
    lead = frozenset().union(*(bag.distinct for bag in bags[:3]))
    frequent = {stem for stem, count in frequency.most_common(10) if count > 1}
    seen: set[str] = set()
    rows = []
    for number, (text, bag) in enumerate(zip(texts, bags, strict=True)):
        counts = [frequency[stem] for stem in bag.distinct]
        words = text.count(" ") + 1
        rows.append(
            [
                min(number, 40),
                number == 0,
                number == 1,
                number / len(bags),
                min(len(bags), 60),
                words,
                words < 9,
                words > 35,
                *_likeness_features(bag.distinct, title_stems, first, second, lead),
                sum(counts) / (1 + len(counts)) / len(bags),
                sum(counts) / len(bags),
                len(bag.distinct & frequent) / (1 + len(frequent)),
                len(bag.distinct - seen) / (1 + len(bag.distinct)),
                sum(count > 1 for count in counts) / (1 + len(counts)),
                *_surface_features(text, words),
                1 - len(bag.stems) / words,
                text.count(","),
            ]
        )
        seen |= bag.distinct
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))


def _bag(text: str) -> Bag:
    stems = list(content_stems(text))
    return Bag(stems, frozenset(stems))


def _likeness_features(
    bag: frozenset[str], title: frozenset[str], first: frozenset[str], second: frozenset[str], lead: frozenset[str]
) -> list[float]:
    in_title, in_first = len(bag & title), len(bag & first)
    return [
        _cosine(in_title, bag, title),
        in_title / (1 + len(title)),
        bool(title),
        _cosine(in_first, bag, first),
        _cosine(len(bag & second), bag, second),
        _cosine(len(bag & lead), bag, lead),
        in_first / (1 + len(first)),
    ]


def _surface_features(text: str, words: int) -> list[float]:
    """Return the features of what the sentence, which has so many words, looks like."""
    names = len(_NAME.findall(text))
    said = frozenset() if _CUES.isdisjoint(distinct_tokens(text)) else frozenset(_WORD.findall(text))
    has_money = not _MONEY.isdisjoint(said) or _MONEY_SIGN.search(text) or _PER_CENT.search(text)
    return [
        names / words,
        names,
        len(_NUMBER.findall(text)),
        bool(has_money),
        '"' in text or "“" in text,
        text[0] in '"“',
        bool(_PRONOUN.match(text)),
        bool(_CONNECTIVE.match(text)),
        not _SPEECH.isdisjoint(said),
        not _PERSON.isdisjoint(said),
        not _DAY.isdisjoint(said),
        not _MODAL.isdisjoint(said),
    ]


def _cosine(common: int, bag: frozenset[str], other: frozenset[str]) -> float:
    """Return the cosine of two sets of words that have so many in common."""
    return float(common / (len(bag) * len(other)) ** 0.5) if common else 0.0
