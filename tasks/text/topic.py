"""What an article is about: the names that it comes back to and the words of its title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tasks.text.keyed import distinct_tokens
from tasks.text.name_words import CALENDAR
from tasks.text.stems import content_stems

_NAME = re.compile(r"(?<=[a-z,;:('\"“‘-] )['\"“‘(]?([A-Z][\w-]*)|\b([A-Z]{2,})\b")
_LEAD_SENTENCES = 2
# So many words of the title tell as well what a sentence is about as one of the names.
_TITLE_WORDS = 2
_NO_NAMES = frozenset(word.lower() for word in CALENDAR) | {"rs", "ii"}


class Topic(NamedTuple):
    """The names that an article comes back to or begins with, in lower case, the stems of its title, and the name most
    often told."""

    names: frozenset[str]
    title: frozenset[str]
    main: str = ""


def find_topic(title: str, texts: Sequence[str]) -> Topic:
    """Return what the sentences `texts` are about."""
    counts: Counter[str] = Counter()
    for number, text in enumerate(texts):
        names = {part for match in _NAME.findall(text) for name in match for part in name.lower().split("-") if part}
        counts.update(names)
        if number < _LEAD_SENTENCES:
            counts.update(names)
    often = {name: count for name, count in counts.items() if count > 1 and name not in _NO_NAMES}
    main = max(often, key=lambda name: (often[name], name), default="")
    return Topic(frozenset(often), frozenset(content_stems(title)), main)


def is_on_topic(text: str, topic: Topic) -> bool:
    """Return whether the text says by itself which article it is from: by a name, or by words of the title."""
    return count_topic_names(text, topic) > 0 or count_title_words(text, topic) >= _TITLE_WORDS


def count_topic_names(text: str, topic: Topic) -> int:
    """Return how many of the topic's names the text has."""
    return len(topic.names.intersection(distinct_tokens(text)))


def count_title_words(text: str, topic: Topic) -> int:
    """Return how many stems of the title the text has."""
    return len(topic.title.intersection(content_stems(text)))
