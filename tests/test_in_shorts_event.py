"""The event comes into In Shorts where none of the chosen units is likely to tell it."""

from __future__ import annotations

import pytest

from tasks.text.bullet import Evidence
from tasks.text.in_shorts import tell_event
from tasks.text.ranking import Worth
from tasks.text.shelf import Unit, build_shelf

TEXTS = (
    "Harbours have long been dear to the people of Oban",
    "The quay of Oban was built a hundred years ago",
    "Ann Reed closed the harbour of Oban to tankers on Monday",
    "Two tankers collided there in a thick fog",
    "Both crews are safe and well",
    "The weather will be fair",
)


@pytest.mark.parametrize(
    ("chances", "chosen", "expected"),
    [
        ([0.1, 0.2, 0.0, 0.3, 0.3, 0.3], [0, 1, 3, 4, 5], [2, 0, 1, 3, 4]),
        ([0.1, 0.2, 0.0, 0.3, 0.3, 0.3], [0, 1, 3], [2, 0, 1, 3]),
        ([0.01, 0.2, 0.0, 0.3, 0.3, 0.3], [0, 1, 3, 4, 5], [0, 1, 3, 4, 5]),
        ([0.1, 0.2, 0.0, 0.3, 0.3, 0.3], [0, 2, 3], [0, 2, 3]),
    ],
    ids=["in place of the least important", "one more of few", "not surely told better", "told already"],
)
def test_the_event_that_is_not_told_comes_first(chances: list[float], chosen: list[int], expected: list[int]) -> None:
    assert tell_event(build_shelf(_units(TEXTS), Worth([0.4] * 6, {}, {})), chosen, chances, [0.0] * 6) == expected


def test_a_sentence_about_her_alone_does_not_come_in() -> None:
    texts = (TEXTS[0], TEXTS[1], "She closed the harbour of Oban to tankers on Monday", *TEXTS[3:])
    shelf = build_shelf(_units(texts), Worth([0.4] * 6, {}, {}))
    assert tell_event(shelf, [0, 1, 3], [0.1, 0.2, 0.0, 0.3, 0.3, 0.3], [0.0] * 6) == [0, 1, 3]


def _units(texts: tuple[str, ...]) -> list[Unit]:
    spans = [(Evidence(100 * number, 100 * number + len(text)),) for number, text in enumerate(texts)]
    return [
        Unit(number, span, text, 0.0, leans=False, told=span)
        for number, (span, text) in enumerate(zip(spans, texts, strict=True))
    ]
