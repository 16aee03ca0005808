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


def means_another(left_out: Span, verb: Token) -> bool:
    """Return whether an object in the predicate of `verb` may stand for a noun that is left out."""
    objects = [t for t in verb.subtree if t.tag_ == "PRP" and t.i > verb.i and t.dep_ in {"dobj", "pobj", "dative"}]
    nouns = [t for t in left_out if t.dep_ in {"dobj", "pobj", "nsubj"}]
    return any(_may_stand_for(pronoun, noun) for pronoun in objects for noun in nouns)


def _may_stand_for(pronoun: Token, noun: Token) -> bool:
    if pronoun.lower_ == "them":
        return noun.tag_ in _PLURAL_TAGS
    if pronoun.lower_ == "it":
        return noun.tag_ in _SINGULAR_TAGS and noun.dep_ == "dobj"
    return pronoun.lower_ in {"him", "her"} and noun.tag_ == "NNP" and noun.ent_type_ in {"PERSON", ""}


def is_count_of_others(subject: Token) -> bool:
    """Return whether a subject counts what was named before: "the two cities", "both sides"."""
    first = subject.left_edge
    is_counted = first.lower_ == "the" and first.nbor(1).tag_ == "CD" and subject.tag_ in _PLURAL_TAGS
    return is_counted or first.lower_ in {"both", "these", "those", "such"}


def loses_antecedent(start_char: int, end_char: int, sentence: Span) -> bool:
    """Return whether a pronoun behind the characters that are left out has its only noun within them."""
    left_out = [t for t in sentence if start_char <= t.idx < end_char]
    kept: list[Token] = []
    for token in sentence:
        if start_char <= token.idx < end_char:
            continue
        is_behind = token.idx >= end_char and token.tag_ in _PRONOUN_TAGS and token.lower_ in _KIN["they"]
        if is_behind and any(map(_is_many, left_out)) and not any(map(_is_many, kept)):
            return True
        kept.append(token)
    return False


def opens_antecedent(end_char: int, sentence: Span) -> bool:
    """Return whether "them" behind the opening of a sentence may be told by it: "As the men will come, ... them"."""
    is_told = any(t.tag_ in _PLURAL_TAGS and not t.ent_type_ for t in sentence if t.idx < end_char)
    return is_told and any(t.lower_ == "them" and t.dep_ == "dobj" for t in sentence if t.idx >= end_char)


def _is_many(token: Token) -> bool:
    is_companion = (
        token.lower_ in {"with", "alongside"} and token.i > 0 and token.nbor(-1).lower_ in {"along", "together"}
    )
    is_joined = token.dep_ == "conj" and token.tag_ in _SINGULAR_TAGS
    return is_companion or is_joined or token.tag_ in _PLURAL_TAGS or token.lower_ in _KIN["they"]
