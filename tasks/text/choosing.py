"""Which sentences go into which section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tasks.text.stems import content_stems

_BULLETS = 5
_LEANING = re.compile(
    r"(?:He|She|They|It|This|That|These|Those|His|Her|Their|Its|But|And|So|However|Also|Meanwhile|Then|Such|Here|There|"
    r"Both|Another|Other|Others|Still|Yet|Later|Earlier)\b"
)
_WORTH = re.compile(
    r"\b(?:will|would|could|may|might|expected|plans?|likely|because|since|result|led to|means?|percent|per cent|"
    r"million|billion|crore|lakh|first|record|according)\b|\d"
)


class Choice(NamedTuple):
    """Sentence numbers by rank, best first."""

    in_shorts: tuple[int, ...]
    key_takeaways: tuple[int, ...]


def choose(texts: Sequence[str], scores: Sequence[float]) -> Choice:
    """Return the sentences for both sections; `texts` and `scores` are those of the usable sentences in order."""
    bags = [set(content_stems(text)) for text in texts]
    in_shorts = _pick(bags, list(scores))
    worth = [
        score + 0.3 * bool(_WORTH.search(text)) - 0.8 * bool(_LEANING.match(text)) - 2.0 * (number in in_shorts)
        for number, (text, score) in enumerate(zip(texts, scores, strict=True))
    ]
    return Choice(tuple(in_shorts), tuple(_pick(bags, worth)))


def _pick(bags: Sequence[set[str]], scores: list[float]) -> list[int]:
    chosen: list[int] = []
    covered: set[str] = set()
    left = set(range(len(bags)))
    while left and len(chosen) < _BULLETS:
        best = max(left, key=lambda n: (scores[n] - len(bags[n] & covered) / (1 + len(bags[n])), -n))
        left.remove(best)
        chosen.append(best)
        covered |= bags[best]
    return chosen
