"""Whom a pronoun means within a sentence, where the parse leaves one reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


_KIN: Mapping[str, frozenset[str]] = {
    "he": frozenset({"he", "him", "his", "himself"}),
    "she": frozenset({"she", "her", "hers", "herself"}),
    "they": frozenset({"they", "them", "their", "theirs", "themselves"}),
    "it": frozenset({"it", "its", "itself"}),
}
_PRONOUN_TAGS = frozenset({"PRP", "PRP$"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_SINGULAR_TAGS = frozenset({"NN", "NNP"})
_BODIES = frozenset({"ORG", "GPE"})


def may_mean(pronoun: Token, subject: Token, sentence: Span) -> bool:
    """Return whether `pronoun` can only mean `subject`: it agrees, and nobody named between the two does."""
    form = pronoun.lower_
    if form not in _KIN or subject.tag_ in _PRONOUN_TAGS:
        return False
    others = [
        t for t in sentence.doc[sentence.start : pronoun.i] if not subject.left_edge.i <= t.i <= subject.right_edge.i
    ]
    is_plural = subject.tag_ in _PLURAL_TAGS or any(child.dep_ == "conj" for child in subject.children)
    if form == "they":
        return is_plural and not any(t.tag_ in _PLURAL_TAGS for t in others)
    if is_plural or subject.tag_ not in _SINGULAR_TAGS:
        return False
    if form == "it":
        is_body = subject.ent_type_ in _BODIES
        return is_body and not any(t.ent_type_ in _BODIES or t.dep_ in {"dobj", "nsubjpass"} for t in others)
    is_person = subject.ent_type_ in {"PERSON", ""}
    return is_person and not any(t.ent_type_ == "PERSON" for t in others)


def has_other_pronoun(pronoun: Token, span: Span) -> bool:
    """Return whether a pronoun in `span` may mean somebody else than `pronoun` does."""
    kin = _KIN.get(pronoun.lower_, frozenset())
    return any(t.tag_ in _PRONOUN_TAGS and t.lower_ not in kin for t in span)
