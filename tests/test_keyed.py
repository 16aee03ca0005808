"""Patterns with key words find what the patterns alone find."""

from __future__ import annotations

from tasks.text.keyed import Keyed, any_in


def test_a_text_without_a_key_word_is_not_searched() -> None:
    pattern = Keyed("sea", r"\w+")
    assert pattern.search("A boat left.") is None
    match = pattern.search("The SEA, a boat.")
    assert match is not None
    assert match.group() == "The"


def test_any_of_several() -> None:
    patterns = (Keyed("sea", r"\bsea\b"), Keyed("boat", r"\bboat\b"))
    assert any_in(patterns, "A boat left.")
    assert not any_in(patterns, "A train left.")
