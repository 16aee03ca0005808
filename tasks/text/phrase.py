"""What a parse tells of a sentence's parts: which may be left out, which can be told as sentences of their own."""

from __future__ import annotations

from typing import NamedTuple


class Phrase(NamedTuple):
    """A part of a sentence. Offsets count code points of the body, 0-based, end exclusive.

    With `lead_start_char` null, the characters from `start_char` to `end_char` may be left out: what is before and
    after them can then be joined by a single space. Otherwise they are a predicate that makes a sentence together with
    its lead, the subject (with auxiliaries that both verbs share), which stands elsewhere in the sentence.
    """

    kind: str
    start_char: int
    end_char: int
    lead_start_char: int | None = None
    lead_end_char: int | None = None
