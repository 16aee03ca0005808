"""Which language a body is in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.language import language_of
from tests.lake_builder import BUDGET, SPANISH

GERMAN = "Die Regierung will die Ausgaben für die Bahn im kommenden Jahr um vier Prozent erhöhen, teilte sie mit."
HINDI = "सरकार ने मंगलवार को कहा कि वह रेलवे पर खर्च चार प्रतिशत बढ़ाएगी और इसके लिए नया कर लगाएगी।"


@pytest.mark.parametrize(
    ("body", "language"), [(BUDGET, "en"), (SPANISH, "es"), (GERMAN, "de"), (HINDI, "hi")], ids=["en", "es", "de", "hi"]
)
def test_the_text_decides(body: str, language: str) -> None:
    assert language_of(body, None) == language
    assert language_of(body, "fr") == language


@pytest.mark.parametrize(
    ("body", "declared", "language"),
    [
        ("", None, "und"),
        ("Ja", None, "und"),
        ("Ja", "de", "de"),
        ("Ja", "DE-at", "de"),
        ("Ja", " de_AT ", "de"),
        ("Ja", "", "und"),
        ("Ja", "German", "und"),
        ("Ja", "\ud800\ud800", "und"),
        ("Ja", "12", "und"),
        ("Ja", "d", "und"),
    ],
    ids=[
        "nothing",
        "one word",
        "one word and a code",
        "a code with a region",
        "a code with a region and spaces",
        "an empty code",
        "a name instead of a code",
        "surrogates",
        "digits",
        "a letter",
    ],
)
def test_what_the_feed_declares_decides_for_a_few_words(body: str, declared: str | None, language: str) -> None:
    assert language_of(body, declared) == language


@given(st.text(max_size=60), st.none() | st.text(max_size=6))
def test_any_text_has_a_code_of_letters(body: str, declared: str | None) -> None:
    assert re.fullmatch(r"[a-z]{2,3}", language_of(body, declared))
