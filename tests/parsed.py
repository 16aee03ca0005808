"""Parsed sentences and what of them may be left out, for the tests of phrases."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from tasks.text.phrases import find_phrases

Parse = Callable[[str], Doc]


def left_out(doc: Doc) -> list[str]:
    """The phrases that the sentence may do without."""
    return [doc.text[p.start_char : p.end_char].strip(" ,") for p in find_phrases(doc) if p.lead_start_char is None]
