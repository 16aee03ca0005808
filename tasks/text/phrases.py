"""Reads a parsed body for what its sentences may leave out and for the clauses that stand alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tasks.text.phrase import Phrase
from tasks.text.phrase_clauses import find_clauses
from tasks.text.phrase_cuts import find_cuts
from tasks.text.phrase_halves import find_later_clauses, find_second_halves
from tasks.text.phrase_verbs import VERB_TAGS
from tasks.text.quotes import Quotation, find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc

COMPONENTS: tuple[str, ...] = ("tagger", "parser")

_HEADS = VERB_TAGS | {"MD"}
_FEWEST_TOKENS, _MOST_TOKENS = 9, 90


def find_phrases(doc: Doc, *, body: str | None = None) -> list[Phrase]:
    """Return the phrases of a body in order; none where it was not parsed. Nothing within quotation marks is taken.

    `body` is the text of `doc` where the caller has it: putting it together from the tokens takes its time.
    """
    if not doc.has_annotation("DEP"):
        return []
    quotations = find_quotations(doc.text if body is None else body)
    found: list[Phrase] = []
    for sentence in doc.sents:
        # Where no verb is the head, the parser has misread the sentence, or it is none.
        if _FEWEST_TOKENS <= len(sentence) <= _MOST_TOKENS and sentence.root.tag_ in _HEADS:
            found.extend(
                (
                    *find_cuts(sentence),
                    *find_clauses(sentence),
                    *find_second_halves(sentence),
                    *find_later_clauses(sentence),
                )
            )
    ends = [quotation.end_char for quotation in quotations]
    distinct = {phrase[1:]: phrase for phrase in reversed(found) if _is_free(phrase, quotations, ends)}
    return sorted(distinct.values(), key=_order)


def _order(phrase: Phrase) -> tuple[int, int, str, int]:
    return phrase.start_char, phrase.end_char, phrase.kind, phrase.lead_start_char or 0


def _is_free(phrase: Phrase, quotations: Sequence[Quotation], ends: Sequence[int]) -> bool:
    spans = [(phrase.start_char, phrase.end_char)]
    if phrase.lead_start_char is not None and phrase.lead_end_char is not None:
        spans.append((phrase.lead_start_char, phrase.lead_end_char))
    for start, end in spans:
        if start >= end:
            return False
        for quotation in quotations[bisect_right(ends, start) :]:
            if quotation.start_char >= end:
                break
            if not (start <= quotation.start_char and quotation.end_char <= end):
                return False
    return True
