"""What an article is about: the names that it comes back to and the words of its title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from tasks.text.keyed import distinct_tokens
from tasks.text.name_words import CALENDAR
from tasks.text.stems import content_stems, tokens

# A space first, which is fast to find.
_NAME = re.compile(r" (?=['\"“‘(]?([A-Z][\w-]*))(?<=[a-z,;:('\"“‘-] )")
_ACRONYM = re.compile(r"[A-Z](?<!\w[A-Z])[A-Z]+\b")
_CAPITALISED = re.compile(r"[A-Z][\w-]+")
_LEAD_SENTENCES = 2
_NO_NAMES = frozenset(word.lower() for word in CALENDAR) | {"rs", "ii"}


class Topic(NamedTuple):
    """What says which article a bullet is from.

    `names` are those that the article comes back to or begins with, in lower case; `title` has the stems of its title,
    `title_names` the capitalised words of that in lower case.
    """

    names: frozenset[str]
    title: frozenset[str]
    title_names: frozenset[str]


def find_topic(title: str, texts: Sequence[str]) -> Topic:
    """Return what the sentences `texts` are about."""
    names = [set(_names_of(text)) for text in texts]
    counts = Counter(chain.from_iterable([*names, *names[:_LEAD_SENTENCES]]))
    often = {name for name, count in counts.items() if count > 1 and name not in _NO_NAMES}
    title_names = frozenset(token for name in _CAPITALISED.findall(title) for token in tokens(name))
    return Topic(frozenset(often), frozenset(content_stems(title)), title_names)


def _names_of(text: str) -> list[str]:
    """Return the parts of the names and acronyms of a sentence in lower case."""
    names = " ".join([*_NAME.findall(text), *_ACRONYM.findall(text)])
    return names.lower().replace("-", " ").split()


def count_topic_names(text: str, topic: Topic) -> int:
    """Return how many of the topic's names the text has."""
    return len(topic.names.intersection(distinct_tokens(text)))


def count_title_words(text: str, topic: Topic) -> int:
    """Return how many stems of the title the text has."""
    return len(topic.title.intersection(content_stems(text)))
