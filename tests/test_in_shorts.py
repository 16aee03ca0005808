"""How many bullets In Shorts has: those that cost a reader too much are left out, but for the event and two more."""

from __future__ import annotations

import pytest

from tasks.text.bullet import Evidence
from tasks.text.in_shorts import choose_in_shorts
from tasks.text.naming import read_names
from tasks.text.ranking import Worth
from tasks.text.shelf import Unit, build_shelf

_TEXTS = [f"Oban opened {number} schools." for number in ("ten", "nine", "eight", "seven", "six")]


def choose(*faults: float) -> list[int]:
    """The sentences told of five, each with its fault, the first telling the event."""
    spans = [(Evidence(100 * number, 100 * number + len(text)),) for number, text in enumerate(_TEXTS)]
    units = [
        Unit(number, spans[number], text, fault, leans=False, told=spans[number])
        for number, (text, fault) in enumerate(zip(_TEXTS, faults, strict=True))
    ]
    worth = Worth([], dict.fromkeys(("oban", "open", "school", "ten", "nine", "eight", "seven", "six"), 0.5), {})
    own = [0.0, *[1.0] * 4]
    chosen = choose_in_shorts(build_shelf(units, worth), own, own, _TEXTS, [False] * 5, read_names("", []))
    return sorted(units[number].sentence for number in chosen)


@pytest.mark.parametrize(
    ("faults", "told"),
    [
        ((0.0, 0.0, 0.0, 0.0, 0.0), [0, 1, 2, 3, 4]),
        ((0.0, 0.0, 0.2, 0.025, 0.0), [0, 1, 3, 4]),
        ((0.3, 0.2, 0.1, 0.4, 0.3), [0, 1, 2]),
        # Behind the sentence before its own, which explains it, a fault is less of one.
        ((0.0, 0.0, 0.0, 0.08, 0.0), [0, 1, 2, 3, 4]),
    ],
)
def test_what_costs_too_much_is_left_out(faults: tuple[float, ...], told: list[int]) -> None:
    assert choose(*faults) == told
