"""How surely a sentence tells the event of an article with a title.

A conditional logistic regression (which of the first sentences is it?) on 500 news articles of which readers named the
sentences that tell the event. What tells most, beside how a sentence looks, is how much it matters, which words of the
title no sentence before it has, and that it says when; questions, scenes and definitions speak against it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from tasks.text.event import is_scene
from tasks.text.keyed import Keyed
from tasks.text.ranking import Worth
from tasks.text.stems import content_stems

# What the looks of a sentence weigh in the log odds, and what those are worth on the scale of a bullet's value.
_FAULT, _SCALE = -5.8, 0.04
_LOG_WORTH, _WORD_WORTH, _LEAST_WORTH = 1.22, 0.21, 1e-4
_NEW_IN_TITLE, _WHOLE_TITLE, _WHOLE = 3.1, 1.36, 0.75
_DATED, _TURN, _SCENE, _QUESTION, _DEFINITION, _SHORT = 1.13, 0.78, -1.0, -2.51, -1.45, -2.17
_FEWEST_WORDS = 9

_DATE = Keyed(
    "today yesterday tonight recently now latest this monday tuesday wednesday thursday friday saturday sunday",
    r"\b(?i:today|yesterday|tonight|recently|now|latest|this\s(?:week|morning|evening)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
)
# What turns from the scene to the event.
_TURNING = re.compile(r"(?:But|However|Now|Recently|And|So|Well)\b")
_DEFINING = re.compile(r"(?:\S+ ){1,8}(?:is|are) (?:an?|the|one|known|not)\b")


def event_faults(title: str, texts: Sequence[str], opening: Sequence[float], worth: Worth) -> list[float]:
    """Return for each sentence what speaks against telling the event by it, on the scale of a bullet's value.

    `opening` is what its looks and the title say of it (`event.opening_faults`). Without a title nothing does.
    """
    wanted = set(content_stems(title))
    if not wanted:
        return [0.0] * len(texts)
    odds: list[float] = []
    told: set[str] = set()
    for text, fault, chance in zip(texts, opening, worth.sentences, strict=True):
        bag = set(content_stems(text))
        common = bag & wanted
        odds.append(
            _FAULT * fault
            + _LOG_WORTH * math.log(max(chance, _LEAST_WORTH))
            + _WORD_WORTH * sum(worth.words.get(word, 0.0) for word in bag)
            + _NEW_IN_TITLE * len(common - told) / len(wanted)
            + _WHOLE_TITLE * (len(common) > _WHOLE * len(wanted))
            + _looks(text)
        )
        told |= common
    best = max(odds)
    return [_SCALE * (best - each) for each in odds]


def _looks(text: str) -> float:
    return (
        _DATED * (_DATE.search(text) is not None)
        + _TURN * (_TURNING.match(text) is not None)
        + _SCENE * is_scene(text)
        + _QUESTION * ("?" in text)
        + _DEFINITION * (_DEFINING.match(text) is not None)
        + _SHORT * (text.count(" ") + 1 < _FEWEST_WORDS)
    )
