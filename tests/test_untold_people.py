"""Whom a pronoun of a bullet means: told before it, or lost with the sentence that names that person."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tasks.text.naming import Mentioned, read_names
from tasks.text.untold_people import misses_person, opens_on_nobody

PEOPLE = {"Tom Hill": "t", "Ann Reed": "a"}


def misses(texts: Sequence[str], told: Sequence[int]) -> bool:
    """Whether the last of the texts has a pronoun for somebody whom those `told` do not name."""
    body = "\n".join(texts)
    mentions = [
        Mentioned("person", entity_id, at, at + len(name))
        for name, entity_id in PEOPLE.items()
        for at in range(len(body))
        if body.startswith(name, at)
    ]
    last = len(texts) - 1
    return misses_person(
        texts[last], last, texts, {number: texts[number] for number in told}, read_names(body, mentions)
    )


@pytest.mark.parametrize(
    "texts",
    [
        ["Tom Hill spoke of his plans.", "A baker, Ruth Cole, stood by.", "The board must act against her."],
        ["Ann Reed spoke of her plans.", "A baker, Ruben Cole, stood by.", "The board must act against him."],
        ["Oban opened a school.", "A baker, Ruben Cole, stood by.", '"The bread was old," he said.'],
    ],
    ids=["she is no man", "he is no woman", "nobody is told"],
)
def test_whom_only_an_untold_sentence_names_is_missed(texts: list[str]) -> None:
    assert misses(texts, [0])
    assert not misses(texts, [0, 1])


@pytest.mark.parametrize(
    "texts",
    [
        ["Ann Reed spoke of her plans.", "Tea was served.", "The board must act against her."],
        ["Tom Hill spoke of his plans.", "Tea was served.", "To support her claim, Ann Reed spoke."],
        ["Oban was visited by a woman.", "Tea was served.", "The board must act against her."],
        ["Oban opened a school.", "Tea was served.", "The board asks what he or she wants."],
        ["Oban opened a school.", "Tea was served.", 'Tom Hill said, "We asked for her help."'],
    ],
    ids=["named", "named behind", "described", "anybody", "quoted"],
)
def test_whom_a_bullet_tells_is_not_missed(texts: list[str]) -> None:
    assert not misses(texts, [0])


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ('"The bread was old and no good," he said.', True),
        ("When she came to Oban, tea was served.", True),
        ('"The bread was old and no good," Tom Hill said as he left.', False),
        ("The baker said he sells old bread.", False),
        ("Oban is proud of her bridges.", False),
    ],
)
def test_a_bullet_with_nobody_whom_he_could_mean_opens_no_section(text: str, *, is_open: bool) -> None:
    names = read_names("Tom Hill", [Mentioned("person", "t", 0, 8)])
    assert opens_on_nobody(text, 3, names) is is_open
    assert not opens_on_nobody(text, 0, names)
