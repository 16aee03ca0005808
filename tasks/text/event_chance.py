"""How surely a sentence tells the event of an article.

Two conditional logistic regressions (which of the first sentences is it?) on news articles of which a language model
named the sentences that tell the event: 880 with a title, and for those without one 480 more and the 880 as if they had
none. What tells most, beside how a sentence looks and how much it matters, is which words of the title no sentence
before it has, those in lower case above all: what was done rather than who did it. Without a title it is how much of
the sentence the rest of the article says again.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import mul

from tasks.text.event import feature_fault
from tasks.text.keyed import Keyed, distinct_tokens
from tasks.text.ranking import Worth
from tasks.text.stems import content_stems

# The weights of the features in the log odds, with a title and without one.
BY_TITLE = {
    "looks": -8.76,
    "log_worth": 0.9,
    "new_of_title": 3.42,
    "deeds_of_title": 3.04,
    # News is told first, features open with a scene: of both kinds some should come out right.
    "is_first": 0.5,
    "is_dated": 1.2,
    "turns": 1.78,
    "has_done": 0.69,
    "is_short": -0.96,
}
UNTITLED = {"looks": -5.9, "log_worth": 1.02, "log_words": 1.5, "new": 3.67, "said_again": 4.36, "is_first": 0.9}
# What the log odds are worth on the scale of a bullet's value.
_SCALE, _UNTITLED_SCALE = 0.08, 0.04
_UNTITLED_HORIZON, _BEYOND = 10, 1.0
_LEAST_WORTH = 1e-4
_FEWEST_WORDS = 9
# "Apologises" and "apology", "resigns" and "resignation" are one deed.
_LETTERS = 5

_DATE = Keyed(
    "today yesterday tonight recently now latest this monday tuesday wednesday thursday friday saturday sunday",
    r"\b(?i:today|yesterday|tonight|recently|now|latest|this\s(?:week|morning|evening)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
)
# What turns from the scene to the event.
_TURNING = re.compile(r"(?:But|However|Now|Recently|And|So|Well)\b")
_HAS_DONE = frozenset({"has", "have"})


def event_faults(title: str, texts: Sequence[str], opening: Sequence[float], worth: Worth) -> list[float]:
    """Return for each sentence what speaks against telling the event by it, on the scale of a bullet's value.

    `opening` is what its looks and the title say of it (`event.opening_faults`).
    """
    rows = event_features(title, texts, opening, worth)
    has_title = bool(content_stems(title))
    weights, scale = (BY_TITLE, _SCALE) if has_title else (UNTITLED, _UNTITLED_SCALE)
    odds = [sum(map(mul, weights.values(), row)) for row in rows]
    best = max(odds)
    return [scale * (best - each) for each in odds] + [_BEYOND] * (len(texts) - len(odds))


def event_features(title: str, texts: Sequence[str], opening: Sequence[float], worth: Worth) -> list[list[float]]:
    """Return a row for each sentence that may tell the event, in the order of `BY_TITLE`, without a title `UNTITLED`.

    Without a title that are the first sentences. Arguments as of `event_faults`.
    """
    wanted = frozenset(content_stems(title))
    return _rows_by_title(title, wanted, texts, opening, worth) if wanted else _rows_untitled(texts, worth)


def _rows_by_title(
    title: str, wanted: frozenset[str], texts: Sequence[str], opening: Sequence[float], worth: Worth
) -> list[list[float]]:
    deeds = _beginnings(content_stems(" ".join(word for word in title.split() if word[0].islower())))
    rows: list[list[float]] = []
    told: set[str] = set()
    for number, (text, fault, chance) in enumerate(zip(texts, opening, worth.sentences, strict=True)):
        stems = content_stems(text)
        common = wanted.intersection(stems)
        rows.append(
            [
                fault,
                math.log(max(chance, _LEAST_WORTH)),
                len(common - told) / len(wanted),
                len(deeds & _beginnings(stems)) / max(1, len(deeds)),
                number == 0,
                _DATE.search(text) is not None,
                _TURNING.match(text) is not None,
                not _HAS_DONE.isdisjoint(distinct_tokens(text)),
                text.count(" ") + 1 < _FEWEST_WORDS,
            ]
        )
        told |= common
    return rows


def _rows_untitled(texts: Sequence[str], worth: Worth) -> list[list[float]]:
    bags = [frozenset(content_stems(text)) for text in texts]
    times = Counter(chain.from_iterable(bags))
    rows: list[list[float]] = []
    told: set[str] = set()
    for number, (text, bag) in enumerate(zip(texts[:_UNTITLED_HORIZON], bags, strict=False)):
        rows.append(
            [
                feature_fault(text),
                math.log(max(worth.sentences[number], _LEAST_WORTH)),
                math.log(text.count(" ") + 1),
                len(bag - told) / (1 + len(bag)),
                sum(times[stem] > 1 for stem in bag) / (1 + len(bag)),
                number == 0,
            ]
        )
        told |= bag
    return rows


def _beginnings(stems: Iterable[str]) -> frozenset[str]:
    return frozenset(stem[:_LETTERS] for stem in stems)
