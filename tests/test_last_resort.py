"""Articles without a sentence that has no flaw: what is told of them all the same."""

from __future__ import annotations

import pytest

from tasks.text.bullet import Evidence
from tasks.text.last_resort import mend
from tasks.text.sentence_flaws import PART_OF_A_QUOTATION
from tasks.text.sentences import Sentence, usable_sentences
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


def test_a_mark_at_the_end_of_a_sentence_goes_without_the_space_behind_it() -> None:
    body = 'The papers were under review by the court of Oban." Nobody knows why.'
    sentence = Sentence(0, body.index(" Nobody"), 0, is_usable=False, flaw=PART_OF_A_QUOTATION)
    (found,) = mend(body, [sentence])
    assert keep(found.start_char, found.end_char, found.cuts) == (Evidence(0, sentence.end_char - 1),)
