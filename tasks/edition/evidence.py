"""Where a bullet comes from: the body cut at the borders of its evidence, and a passage of it with its surroundings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

SURROUNDINGS_CHARS = 110


class Piece(NamedTuple):
    """A run of characters of the body; `start_char` where it begins in the body."""

    text: str
    start_char: int
    is_evidence: bool


Span = tuple[int, int]


def paragraphs_of(body: str, spans: Iterable[Span]) -> list[list[Piece]]:
    """The body's paragraphs, each cut into pieces that are evidence of something or are not.

    Every span that is not empty begins a piece, so each can be linked to. Offsets are code points, end exclusive.
    """
    kept = [(start, end) for start, end in spans if 0 <= start < end <= len(body)]
    cuts = {border for span in kept for border in span}
    covered = _covered(kept)
    paragraphs = []
    start = 0
    for text in body.split("\n\n"):
        end = start + len(text)
        borders = [start, *sorted(cut for cut in cuts if start < cut < end), end]
        pieces = [
            Piece(body[one:other], one, any(first <= one < last for first, last in covered))
            for one, other in pairwise(borders)
            if one < other
        ]
        if pieces:
            paragraphs.append(pieces)
        start = end + 2
    return paragraphs


def passage_of(body: str, spans: Sequence[Span]) -> list[Piece]:
    """The evidence of a bullet in reading order with the words around and between, each within its paragraph.

    Longer gaps become an ellipsis; those pieces start at -1. Empty where there is no evidence.
    """
    kept = _covered([(start, end) for start, end in spans if 0 <= start < end <= len(body)])
    pieces: list[Piece] = []
    at = -1
    for start, end in kept:
        paragraph_start = body.rfind("\n\n", 0, start) + 2 if "\n\n" in body[:start] else 0
        before = _word_start(body, max(paragraph_start, start - SURROUNDINGS_CHARS), paragraph_start)
        if at < before:
            if before > paragraph_start or at >= 0:
                pieces.append(Piece("… ", -1, is_evidence=False))
            at = before
        if at < start:
            pieces.append(Piece(body[at:start], at, is_evidence=False))
        pieces.append(Piece(body[start:end], start, is_evidence=True))
        following = min((other for other, _ in kept if other > start), default=len(body))
        paragraph_end = body.find("\n\n", end)
        paragraph_end = len(body) if paragraph_end < 0 else paragraph_end
        after = min(_word_end(body, min(paragraph_end, end + SURROUNDINGS_CHARS), paragraph_end), following)
        if after > end:
            pieces.append(Piece(body[end:after], end, is_evidence=False))
        at = max(after, end)
        if at < paragraph_end and at < following and following == len(body):
            pieces.append(Piece(" …", -1, is_evidence=False))
    return pieces


def _covered(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _word_start(body: str, at: int, lowest: int) -> int:
    """The first beginning of a word from `at` on, `at` itself at the beginning of a paragraph."""
    if at <= lowest:
        return lowest
    space = body.find(" ", at)
    return at if space < 0 or space > at + SURROUNDINGS_CHARS else space + 1


def _word_end(body: str, at: int, highest: int) -> int:
    """The last end of a word before `at`, `at` itself at the end of a paragraph."""
    if at >= highest:
        return highest
    space = body.rfind(" ", 0, at)
    return at if space < at - SURROUNDINGS_CHARS else space
