"""Patterns with key words find what the patterns alone find."""

from __future__ import annotations

from tasks.text.keyed import Keyed, any_in, keyed_words


def test_a_text_without_a_key_word_is_not_searched() -> None:
    pattern = Keyed("sea", r"\w+")
    assert pattern.search("A boat left.") is None
    match = pattern.search("The SEA, a boat.")
    assert match is not None
    assert match.group() == "The"


def test_words_are_found_as_they_are_written() -> None:
    person = keyed_words("I us")
    assert person.search("They told us.") is not None
    assert person.search("The US will act.") is None


def test_any_of_several() -> None:
    patterns = (keyed_words("sea"), keyed_words("boat"))
    assert any_in(patterns, "A boat left.")
    assert not any_in(patterns, "A train left.")
