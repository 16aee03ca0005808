"""Articles without a sentence that has no flaw: what is told of them all the same."""

from __future__ import annotations

import pytest

from tasks.text.last_resort import mend
from tasks.text.sentences import usable_sentences
from tasks.text.trimming import bullet_text, keep


def mended(body: str) -> list[str]:
    sentences = usable_sentences(body, ())
    assert not any(one.is_usable for one in sentences)
    return [bullet_text(body, keep(one.start_char, one.end_char, one.cuts)) for one in mend(body, sentences)]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            'The council of Oban asked the mayor to ensure that its office "is not misused in any manner.',
            "The council of Oban asked the mayor to ensure that its office is not misused in any manner.",
        ),
        (
            "The council of Oban has launched a set of candles which will fill your home with the smell of the sea.",
            "The council of Oban has launched a set of candles which will fill your home with the smell of the sea.",
        ),
    ],
    ids=["a mark without its other half", "words to the reader"],
)
def test_little_is_wrong_with(body: str, told: str) -> None:
    assert mended(body) == [told]


@pytest.mark.parametrize(
    "body",
    [
        '"I have never seen a harbour as cold as this one, and my boat is still there.',
        "Would you swim in the harbour of Oban in the cold of January with your friends?",
        "Imagine that you enter your home and all of it smells of the sea and of salt.",
    ],
    ids=["somebody speaks of himself", "a question", "nobody is named"],
)
def test_much_is_wrong_with(body: str) -> None:
    assert mended(body) == []
