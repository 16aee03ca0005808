"""Apostrophes that a body has lost without a trace."""

from __future__ import annotations

import pytest

from tasks.text.cleaning import clean_body
from tasks.text.lost_apostrophes import restore_apostrophes


@pytest.mark.parametrize(
    ("lost", "meant"),
    [
        ("He said they dont agree.", "He said they don't agree."),
        ("It is the countrys oldest mill.", "It is the country's oldest mill."),
        ("The plan meets todays demand.", "The plan meets today's demand."),
        (
            "The visit of Hillers aunt was short. Hiller said so, and Hiller left.",
            "The visit of Hiller's aunt was short. Hiller said so, and Hiller left.",
        ),
        (
            "It is the countrys oldest bank. NBO said so. NBOs board met.",
            "It is the country's oldest bank. NBO said so. NBO's board met.",
        ),
        (
            "It is the countrys oldest bank. NBO said so. NBOs President Reed met the press.",
            "It is the country's oldest bank. NBO said so. NBO's President Reed met the press.",
        ),
    ],
)
def test_contractions_and_owners_get_their_apostrophe(lost: str, meant: str) -> None:
    assert restore_apostrophes(lost) == meant
    assert clean_body(lost) == meant


@pytest.mark.parametrize(
    "text",
    [
        # Other apostrophes were kept.
        "It is Oban's wish that the countrys join.",
        # Plurals and names with an "s" of their own.
        "The visit of Williams aunt was short. William said so, and William left. Mr Williams said no.",
        "A Hiller was there, and of Hillers people talk. Hiller said so, and Hiller left.",
        "The rise of Normanists clubs was quick. Normanist, he said, is a word. It is a Normanist, of sorts.",
        "The plan of Ministers homes was new. The ministers met the Minister, who left.",
        "It is the countrys that join.",
        # A name that stands once, and no other sign.
        "The visit of Hillers aunt was short. Hiller said so.",
        # What follows is a verb, or no noun.
        "They heard of Hillers living there. Hiller said so, and Hiller left.",
        "They went to Hillers in May. Hiller said so, and Hiller left.",
    ],
)
def test_what_may_be_a_plural_stays(text: str) -> None:
    assert restore_apostrophes(text) == text
