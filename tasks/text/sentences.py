"""Sentences of a body that may go into a summary, told from captions, link texts, fragments and boilerplate."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tasks.text.quoted import is_told_whole, tell_quoted
from tasks.text.quotes import Quotation, find_quotations
from tasks.text.sentence_ends import paragraph_numbers, sentence_starts, small_start
from tasks.text.sentence_flaws import (
    NOT_THE_REPORTERS,
    PART_OF_A_QUOTATION,
    SPEECH,
    TOO_SHORT,
    dateline_end,
    find_flaw,
    heading_end,
)
from tasks.text.trimming import Cut

# Sentences after the first one of a quotation that is told whole, and quotations that may touch a sentence.
_MOST_QUOTED, _NEAR_QUOTATIONS = 3, 8
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_STOPS = ".,!?"
_FIRST_PERSON = re.compile(r"\b(?:I(?! [A-Z])|[Mm]y|me|[Ww]e|[Oo]ur|us)\b")
# So many sentences apart may those be that say "I", and so many of them has an interview or a speech.
_SPEECH_REACH, _FEWEST_OF_A_SPEECH = 3, 4


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
    said = _said_sentences(body, quotations)
    sentences: list[Sentence] = []
    next_quotation = 0
    for (first, next_first), paragraph_no in zip(pairwise([*starts, len(body)]), numbers, strict=True):
        start, end = first, first + len(body[first:next_first].rstrip())
        # A mark or a dash that was lost in a wrong decoding: "police said on Tuesday.?".
        if body.endswith(".?", start, end):
            end -= 1
        while next_quotation < len(quotations) and quotations[next_quotation].end_char <= start:
            next_quotation += 1
        near = quotations[next_quotation : next_quotation + _NEAR_QUOTATIONS]
        if not sentences or paragraph_no != sentences[-1].paragraph_no:
            start = dateline_end(body, start, end)
        start = heading_end(body, start, end)
        if start >= end:
            continue
        flaw = find_flaw(body, start, end, near)
        if not flaw and (stop := small_start(body, start, end)):
            end = stop
            flaw = find_flaw(body, start, end, near)
        if not flaw and body[start:end].rstrip(_STOPS) in said:
            # A post that is embedded as well as quoted: told as a fact.
            flaw = PART_OF_A_QUOTATION
        sentences.append(Sentence(start, end, paragraph_no, not flaw, flaw))
    return list(_with_quotations(body, _with_speeches(body, sentences), quotations))


def _said_sentences(body: str, quotations: Sequence[Quotation]) -> frozenset[str]:
    """Return the sentences within quotation marks, without their stops."""
    said = (_SENTENCE_END.split(body[one.start_char + 1 : one.end_char - 1]) for one in quotations)
    return frozenset(sentence.rstrip(_STOPS) for sentences in said for sentence in sentences)


def _with_speeches(body: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences, those of an interview or a speech without quotation marks as not usable.

    Between sentences that say "I" the others are the speaker's too: "We searched for days. The plane is old. I told
    them so." Told alone, "The plane is old." would be a claim without its speaker.
    """
    own = [number for number, one in enumerate(sentences) if _is_a_speakers(body, one)]
    if len(own) < _FEWEST_OF_A_SPEECH:
        return list(sentences)
    after = {number for first in own for number in range(first + 1, first + _SPEECH_REACH + 1)}
    between = after & {number for first in own for number in range(first - _SPEECH_REACH, first)}
    return [
        one._replace(is_usable=False, flaw=NOT_THE_REPORTERS)
        if number in between and one.is_usable and not _names_a_speaker(body, one)
        else one
        for number, one in enumerate(sentences)
    ]


def _is_a_speakers(body: str, sentence: Sentence) -> bool:
    is_flawed = sentence.flaw == NOT_THE_REPORTERS
    return is_flawed and _FIRST_PERSON.search(body, sentence.start_char, sentence.end_char) is not None


def _names_a_speaker(body: str, sentence: Sentence) -> bool:
    text = body[sentence.start_char : sentence.end_char]
    return '"' in text or SPEECH.search(text) is not None


def _with_quotations(body: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> Iterator[Sentence]:
    """Yield the sentences: those of a short quotation with its speaker as one, of a long one those that can be told."""
    number = 0
    while number < len(sentences):
        sentence = sentences[number]
        number += 1
        if sentence.flaw not in {PART_OF_A_QUOTATION, TOO_SHORT}:
            yield sentence
            continue
        first = bisect_right(quotations, sentence.start_char, key=lambda one: one.end_char)
        near = quotations[first : first + _NEAR_QUOTATIONS]
        rest = sentences[number : number + _MOST_QUOTED]
        end = next((one.end_char for one in rest if _is_one_quotation(body, sentence, one, near)), None)
        if end is not None:
            yield sentence._replace(end_char=end, is_usable=True, flaw="")
            number += sum(one.end_char <= end for one in rest)
            continue
        told = None if sentence.flaw == TOO_SHORT else tell_quoted(body, sentence.start_char, sentence.end_char, near)
        yield sentence if told is None else sentence._replace(is_usable=True, flaw="", cuts=told.cuts)


def _is_one_quotation(body: str, first: Sentence, last: Sentence, quotations: Sequence[Quotation]) -> bool:
    """Return whether the sentences from `first` to `last` tell a short quotation from mark to mark, and who said it."""
    start, end = first.start_char, last.end_char
    return (
        first.paragraph_no == last.paragraph_no
        and any(start <= one.start_char < first.end_char < one.end_char for one in quotations)
        and is_told_whole(body, start, end, quotations)
        and not find_flaw(body, start, end, quotations)
    )
