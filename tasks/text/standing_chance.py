"""How surely a bullet is understood by itself next week, where no word of it plainly points back.

A logistic regression on 1,172 bullets of Indian news articles, each judged by a strict reader beside its article: what
tells most is whether it is the first sentence, how much it tells at all, the words that it shares with the title, and
the names that the article comes back to. The judgements are described in docs/decisions/0011.
"""

from __future__ import annotations

import math

from tasks.text.pointers import has_relative_time
from tasks.text.standing import count_references, has_open_definite
from tasks.text.topic import Topic, count_title_words, count_topic_names

_CONSTANT = -3.66
_FIRST, _LOG_WORDS, _DATED, _TOPIC_NAME, _TITLE_WORD, _FULL_NAME = 1.16, 1.17, -2.44, 0.21, 0.2, 0.23
_OPEN, _REFERENCE, _FAULT = -0.69, -0.14, -19.8
_MOST_WORDS, _MOST_NAMES, _MOST_FULL_NAMES, _MOST_TITLE_WORDS, _MOST_REFERENCES = 24, 4, 2, 4, 3
# What an article without a title is taken to share with one.
_UNTITLED = 2


def standing_chance(text: str, topic: Topic, *, is_first: bool, full_names: int, fault: float) -> float:
    """Return the chance, 0 to 1, that a reader of `text` alone knows who and what is meant.

    `full_names` counts the people whom it calls by their full names; `fault` is what is wrong with it, as of its unit.
    """
    title_words = count_title_words(text, topic) if topic.title else _UNTITLED
    log_odds = (
        _CONSTANT
        + _FIRST * is_first
        + _LOG_WORDS * math.log(min(text.count(" ") + 1, _MOST_WORDS))
        + _DATED * has_relative_time(text)
        + _TOPIC_NAME * min(count_topic_names(text, topic), _MOST_NAMES)
        + _TITLE_WORD * min(title_words, _MOST_TITLE_WORDS)
        + _FULL_NAME * min(full_names, _MOST_FULL_NAMES)
        + _OPEN * has_open_definite(text)
        + _REFERENCE * min(count_references(text), _MOST_REFERENCES)
        + _FAULT * fault
    )
    return 1 / (1 + math.exp(-log_odds))
