"""A logistic regression of how surely a bullet is understood by itself: its weights, and what they make of one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import repeat
from operator import mul
from typing import Any, NamedTuple

from tasks.text.stems import all_stems

FEATURES = (
    "log_words",
    "commas",
    "is_dated",
    "has_year",
    "opens_with_quotation",
    "open_definite",
    "names",
    "acronyms",
    "full_names",
    "topic_names",
    "title_share",
    "title_name_share",
    "lead_share",
    "pointers",
)


class Standing(NamedTuple):
    """The regression: a weight for each of `FEATURES`, and for each of some stems, whose weights are added up."""

    bias: float
    weights: tuple[float, ...]
    stems: Mapping[str, float]


def build_standing(model: Mapping[str, Any]) -> Standing:
    """Return the regression of its JSON object. Raises ValueError where the names of the features do not match."""
    weights = model["weights"]
    if set(weights) != set(FEATURES):
        wrong = ", ".join(sorted(set(weights) ^ set(FEATURES)))
        raise ValueError(f"ranker weights of model 'standing' do not fit the features ({wrong}): train them again")
    return Standing(float(model["bias"]), tuple(float(weights[name]) for name in FEATURES), model["stems"])


def standing_chance(model: Standing, text: str, features: Iterable[float]) -> float:
    """Return the chance, 0 to 1, that a reader of `text` alone knows who and what is meant."""
    score = model.bias + sum(map(mul, model.weights, features))
    score += sum(map(model.stems.get, dict.fromkeys(all_stems(text)), repeat(0.0)))
    return 1 / (1 + math.exp(-score))
