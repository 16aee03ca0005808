"""What tells how surely a bullet is understood by itself next week.

The features of a logistic regression, beside the stems of the bullet, fitted on sentences that a language model judged
which saw nothing else of the article (docs/decisions/0011): whether it names what the article is about, whom it names,
how much it tells, how many kinds of its words point back, and words like "police", "complaint" or "film", each with its
own weight.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from tasks.text.keyed import distinct_tokens
from tasks.text.pointers import has_relative_time
from tasks.text.standing import has_open_definite
from tasks.text.standing_model import Standing, standing_chance
from tasks.text.stems import content_stems
from tasks.text.topic import Topic, count_title_words, count_topic_names

_MOST_WORDS, _MOST_COMMAS, _MOST_NAMES, _MOST_ACRONYMS, _MOST_FULL_NAMES, _MOST_TOPIC_NAMES = 24, 5, 5, 3, 2, 4
# What an article without a title is taken to share with one; of a title or a lead of a word or two one tells little.
_UNTITLED, _SHORTEST_TITLE, _SHORTEST_LEAD = 0.3, 3, 4
_YEARS = frozenset(map(str, range(1900, 2100)))
_NAME = re.compile(r"[A-Z][\w’'.-]*(?:\s(?:of\s|the\s)?[A-Z][\w’'.-]*)*")


class Reader:
    """Says how surely bullets of one article are understood by somebody who reads no more of it."""

    def __init__(self, texts: Sequence[str], topic: Topic, full_names: Sequence[str], model: Standing) -> None:
        """Know the sentences `texts`, what they are about, and the full names of all people."""
        self.texts, self.topic = texts, topic
        self._full_names, self._model = full_names, model
        self._lead = frozenset(content_stems(texts[0]))
        self._known: dict[tuple[str, int], float] = {}

    def chance(self, text: str, pointers: int = 0) -> float:
        """Return the chance, 0 to 1, that a bullet is understood, so many kinds of whose words point back."""
        known = self._known.get((text, pointers))
        if known is None:
            known = standing_chance(self._model, text, self.features(text, pointers))
            self._known[text, pointers] = known
        return known

    def features(self, text: str, pointers: int = 0) -> list[float]:
        """Return the features of a bullet in the order of `FEATURES`."""
        topic, title, lead = self.topic, self.topic.title, self._lead
        tokens = distinct_tokens(text)
        stems = frozenset(content_stems(text))
        names = _NAME.findall(text[0].lower() + text[1:])
        return [
            math.log(min(text.count(" ") + 1, _MOST_WORDS)),
            min(text.count(","), _MOST_COMMAS),
            has_relative_time(text),
            not _YEARS.isdisjoint(tokens),
            text[0] in '"“',
            has_open_definite(text),
            min(len(names), _MOST_NAMES),
            min(sum(name.isupper() and len(name) > 1 for name in names), _MOST_ACRONYMS),
            min(sum(map(text.__contains__, self._full_names)), _MOST_FULL_NAMES),
            min(count_topic_names(text, topic), _MOST_TOPIC_NAMES),
            count_title_words(text, topic) / max(_SHORTEST_TITLE, len(title)) if title else _UNTITLED,
            len(topic.title_names & tokens) / max(1, len(topic.title_names)),
            len(stems & lead) / max(_SHORTEST_LEAD, len(lead)),
            pointers,
        ]
