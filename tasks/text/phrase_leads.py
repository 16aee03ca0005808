"""Predicates told as sentences of their own: which words they have, and whose subject may lead them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tasks.text import phrase_words as words
from tasks.text.phrase import Phrase
from tasks.text.phrase_pronouns import has_other_pronoun
from tasks.text.phrase_verbs import is_finite

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_FEWEST_TOKENS = 4


def is_finite_or_shared(verb: Token, root: Token) -> bool:
    """Return whether the predicate of `verb` has a tense of its own, or surely the auxiliaries of `root` before it."""
    has_auxiliary = any(child.dep_ in {"aux", "auxpass"} and child.i < root.i for child in root.children)
    if is_finite(verb):
        return not (has_auxiliary and verb.tag_ == "VBD" and root.tag_ == "VBN")
    return has_auxiliary and verb.tag_ == root.tag_


def agree(noun: Token, verb: Token) -> bool:
    """Return whether noun and verb have the same number: otherwise the clause belongs to another noun."""
    auxiliary = next((child for child in verb.children if child.dep_ in {"aux", "auxpass"}), verb)
    is_plural = noun.tag_ in {"NNS", "NNPS"} or any(child.dep_ == "conj" for child in noun.children)
    if auxiliary.lower_ == "was" or auxiliary.tag_ == "VBZ":
        return not is_plural
    return is_plural or not (auxiliary.lower_ == "were" or auxiliary.tag_ == "VBP")


def tell(kind: str, lead_first: Token, lead_last: Token, first: Token, last: Token, sentence: Span) -> Iterator[Phrase]:
    """Yield the predicate from `first` to `last` with its lead, where the two make a sentence that stands alone."""
    if kind not in {"reported", "relative"} and _is_reported(first, last, sentence):
        return
    lead = sentence.doc[lead_first.i : lead_last.i + 1]
    size = (last.i - first.i + 1) + (lead_last.i - lead_first.i + 1)
    if (
        lead_last.is_punct
        or lead_last.tag_ == "CC"
        or size < _FEWEST_TOKENS + 1
        or last.i - first.i < 2
        or (first.i <= lead_last.i and kind != "clause")
    ):
        return
    if last.i + 1 < sentence.end and last.nbor(1).text not in {".", ",", ";", "and", "but"}:
        return
    # Whom a pronoun means may stand in the part that is not told.
    has_pronoun = any(t.tag_ in {"PRP", "PRP$"} for t in (*lead, *sentence.doc[first.i : last.i + 1]))
    if kind in {"clause", "subordinate"} and has_pronoun:
        return
    if kind == "same" and has_other_pronoun(first.nbor(-1), sentence.doc[first.i : last.i + 1]):
        return
    yield Phrase(kind, first.idx, last.idx + len(last.text), lead_first.idx, lead_last.idx + len(lead_last.text))


def _is_reported(first: Token, last: Token, sentence: Span) -> bool:
    """Return whether a verb of saying stands outside the predicate: the clause may be what somebody says."""
    outside = (t for t in sentence if not first.i <= t.i <= last.i)
    return any(t.tag_.startswith("VB") and t.lower_ in words.SPEAKING for t in outside)


def first_after(subject: Token, verb: Token) -> Token | None:
    """Return the word after a subject, where the predicate begins; None where something stands between them."""
    after = subject.right_edge.nbor(1)
    return after if after.i <= verb.i and after.text != "," else None


def last_of(verb: Token) -> Token:
    """Return the last word of a predicate, without the conjunct after it and the stop."""
    conjuncts = [child for child in verb.children if child.dep_ in {"cc", "conj"} and child.tag_ != "RB"]
    verbs = [child for child in conjuncts if child.dep_ == "conj" and child.tag_.startswith("VB")]
    last = verb.right_edge
    if verbs:
        joint = min(conjuncts, key=lambda child: child.i)
        last = joint.nbor(-1)
    while last.i > verb.i and last.is_punct and last.text not in {'"', "”", ")", "%"}:
        last = last.nbor(-1)
    return last
