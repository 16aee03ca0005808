"""How surely a sentence tells the event of an article with a title.

A conditional logistic regression (which of the first sentences is it?) on 880 news articles of which a language model
named the sentences that tell the event. What tells most, beside how a sentence looks and how much it matters, is which
words of the title no sentence before it has, those in lower case above all: what was done rather than who did it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from tasks.text.keyed import Keyed, distinct_tokens
from tasks.text.ranking import Worth
from tasks.text.stems import content_stems

# What the looks of a sentence weigh in the log odds, and what those are worth on the scale of a bullet's value.
_FAULT, _SCALE = -8.76, 0.08
_LOG_WORTH, _LEAST_WORTH = 0.9, 1e-4
_NEW_IN_TITLE, _DEED_SHARE = 3.42, 3.04
_DATED, _TURN, _PERFECT, _SHORT = 1.2, 1.78, 0.69, -0.96
# News is told first, features open with a scene: of both kinds some should come out right.
_FIRST = 0.5
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

    `opening` is what its looks and the title say of it (`event.opening_faults`). Without a title nothing does.
    """
    wanted = set(content_stems(title))
    if not wanted:
        return [0.0] * len(texts)
    deeds = _beginnings(content_stems(" ".join(word for word in title.split() if word[0].islower())))
    odds: list[float] = []
    told: set[str] = set()
    for number, (text, fault, chance) in enumerate(zip(texts, opening, worth.sentences, strict=True)):
        stems = content_stems(text)
        common = wanted.intersection(stems)
        odds.append(
            _FAULT * fault
            + _LOG_WORTH * math.log(max(chance, _LEAST_WORTH))
            + _NEW_IN_TITLE * len(common - told) / len(wanted)
            + _DEED_SHARE * len(deeds & _beginnings(stems)) / max(1, len(deeds))
            + _FIRST * (number == 0)
            + _looks(text)
        )
        told |= common
    best = max(odds)
    return [_SCALE * (best - each) for each in odds]


def _beginnings(stems: Iterable[str]) -> frozenset[str]:
    return frozenset(stem[:_LETTERS] for stem in stems)


def _looks(text: str) -> float:
    return (
        _DATED * (_DATE.search(text) is not None)
        + _TURN * (_TURNING.match(text) is not None)
        + _PERFECT * (not _HAS_DONE.isdisjoint(distinct_tokens(text)))
        + _SHORT * (text.count(" ") + 1 < _FEWEST_WORDS)
    )
