"""How prominent an entity is within one article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

TITLE_WEIGHT, EARLINESS_WEIGHT, FREQUENCY_WEIGHT = 0.35, 0.30, 0.35


class Occurrence(NamedTuple):
    """All mentions of one entity in one article."""

    texts: Sequence[str]
    first_start_char: int


class Prominence(NamedTuple):
    """Columns of the article_<kind> tables; `salience` runs from 0 to 1."""

    mention_count: int
    first_start_char: int
    is_in_title: bool
    salience: float


def occurrences_of(occurrence: Occurrence, title: str, body_chars: int, most_mentions: int) -> Prominence:
    """The prominence of an entity; `most_mentions` is the count of the article's most mentioned entity of that kind.

    salience = 0.35 in the title + 0.30 (1 - first mention / length) + 0.35 mentions / most mentions. The three features
    carry most of the weight in Dunietz and Gillick, "A New Entity Salience Task with Millions of Training Examples"
    (EACL 2014); the weights here are set by hand.
    """
    is_in_title = any(_stands_in(text, title) for text in set(occurrence.texts))
    earliness = 1 - occurrence.first_start_char / max(body_chars, 1)
    frequency = len(occurrence.texts) / max(most_mentions, 1)
    salience = TITLE_WEIGHT * is_in_title + EARLINESS_WEIGHT * earliness + FREQUENCY_WEIGHT * frequency
    return Prominence(len(occurrence.texts), occurrence.first_start_char, is_in_title, round(salience, 4))


def _stands_in(text: str, title: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", title))
