"""What a verb of a parsed sentence has: a tense, a denial, something to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.text import phrase_words as words
from tasks.text.phrase_edges import FINITE_TAGS, VERBAL_TAGS

if TYPE_CHECKING:
    from spacy.tokens import Token

VERB_TAGS = VERBAL_TAGS
_COMPLEMENTS = frozenset({"dobj", "attr", "acomp", "ccomp", "xcomp", "oprd", "dative", "agent", "prt"})


def is_finite(token: Token) -> bool:
    """Return whether a verb has a tense: it or its first auxiliary."""
    auxiliaries = [child for child in token.children if child.dep_ in {"aux", "auxpass"} and child.i < token.i]
    return (auxiliaries[0] if auxiliaries else token).tag_ in FINITE_TAGS


def is_denied(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def is_pluperfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "had" for child in verb.children)


def is_hedged(verb: Token) -> bool:
    """Return whether a word before a verb says how sure or how often, for the verb that "and" joins to it as well."""
    return any(child.lower_ in words.HEDGES and child.i < verb.i for child in verb.children)


def is_complete(verb: Token, before: Token) -> bool:
    """Return whether a verb has something to say before the word `before`."""
    between = [child for child in verb.children if verb.i < child.i < before.i and child.dep_ != "punct"]
    if verb.tag_ == "VBN" and any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return verb.lower_ not in words.NEED_PLACE or bool(between)
    if verb.lemma_ == "be" or verb.lower_ in {"is", "are", "was", "were", "be", "been", "'s"}:
        return any(child.dep_ in {"attr", "acomp"} for child in between)
    return any(child.dep_ in _COMPLEMENTS for child in between)
