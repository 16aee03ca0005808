"""Sentences of a body that may go into a summary, told from captions, link texts, fragments and boilerplate."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tasks.text.quoted import tell_quoted
from tasks.text.quotes import find_quotations
from tasks.text.sentence_ends import paragraph_numbers, sentence_starts
from tasks.text.sentence_flaws import PART_OF_A_QUOTATION, dateline_end, find_flaw, heading_end
from tasks.text.trimming import Cut


class Sentence(NamedTuple):
    """A sentence of a body: code points, 0-based, end exclusive; a dateline before it is not part of it.

    `paragraph_no` counts lines that are not empty from 0. `flaw` says why a sentence is not usable in a summary.
    `cuts` are characters without which alone it is usable.
    """

    start_char: int
    end_char: int
    paragraph_no: int
    is_usable: bool
    flaw: str = ""
    cuts: tuple[Cut, ...] = ()


def usable_sentences(body: str, boundaries: Sequence[tuple[int, int]]) -> list[Sentence]:
    """Return all sentences of `body` in order, with `is_usable` true for those that can stand in a summary.

    `boundaries` are the model's sentences; an empty sequence leaves the work to the rules. Linear in the body's length.
    """
    quotations = find_quotations(body)
    starts = sentence_starts(body, boundaries, quotations)
    numbers = paragraph_numbers(body, starts)
    sentences: list[Sentence] = []
    next_quotation = 0
    for (first, next_first), paragraph_no in zip(pairwise([*starts, len(body)]), numbers, strict=True):
        start, end = first, first + len(body[first:next_first].rstrip())
        # A mark or a dash that was lost in a wrong decoding: "police said on Tuesday.?".
        if body.endswith(".?", start, end):
            end -= 1
        while next_quotation < len(quotations) and quotations[next_quotation].end_char <= start:
            next_quotation += 1
        near = quotations[next_quotation : next_quotation + 8]
        if not sentences or paragraph_no != sentences[-1].paragraph_no:
            start = dateline_end(body, start, end)
        start = heading_end(body, start, end)
        if start >= end:
            continue
        flaw = find_flaw(body, start, end, near)
        told = tell_quoted(body, start, end, near) if flaw == PART_OF_A_QUOTATION else None
        if told is not None:
            sentences.append(Sentence(start, end, paragraph_no, is_usable=True, cuts=told.cuts))
        else:
            sentences.append(Sentence(start, end, paragraph_no, not flaw, flaw))
    return sentences
