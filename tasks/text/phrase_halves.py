"""The second of two things that "and" or "but" joins, told with all that stands before the first of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tasks.text import phrase_words as words
from tasks.text.phrase import Phrase
from tasks.text.phrase_edges import FINITE_TAGS, end_of
from tasks.text.phrase_leads import agree
from tasks.text.phrase_verbs import VERB_TAGS, is_denied, is_finite, is_hedged

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_VAGUE = frozenset({"who", "which", "that", "what", "there", "none", "nobody", "neither", "one", "no", "this", "these"})
# Whom or what these mean may stand in the half that is not told.
_OTHERS = frozenset({"it", "them", "they", "him", "her", "he", "she", "this", "that", "these", "those", "one", "ones"})
# Words before the first half that hold both together, or make both depend on something.
_BINDING = words.CONDITIONS | {
    "both",
    "either",
    "neither",
    "not",
    "n't",
    "never",
    "between",
    "only",
    "or",
    "no",
    "none",
    "nobody",
    "nothing",
    "few",
}
_MOST_LEAD, _FEWEST_TOLD = 18, 3


def find_second_halves(sentence: Span) -> Iterator[Phrase]:
    """Yield for each second verb without a subject of its own the sentence without the first one."""
    for verb in sentence:
        if verb.dep_ != "conj" or verb.tag_ not in VERB_TAGS or verb.head.tag_ not in VERB_TAGS:
            continue
        joint = _joint(verb)
        if joint is None or _has_subject(verb) or is_denied(verb):
            continue
        lead_last = _before(verb.head, verb)
        if lead_last is None or not _is_lead(sentence, lead_last, verb.head):
            continue
        # "Nine men were aboard the train and was to leave at ten": the train was.
        own = next((child for child in verb.head.children if child.dep_ in _SUBJECTS), None)
        if own is not None and is_finite(verb) and agree(own, verb.head) and not agree(own, verb):
            continue
        first, last = joint.nbor(1), _last(verb, sentence)
        if last is None or last.i - first.i + 1 < _FEWEST_TOLD or not first.i <= verb.i or first.is_punct:
            continue
        # "Rose to 64 crore but is to fall to 49": the second figure is measured against the first one.
        if verb.head.lower_ in words.CHANGING and any(t.tag_ == "CD" for t in verb.subtree):
            continue
        # "It has grown and, as of May, has": what stands before the verb was no part of the first half.
        if first.tag_ == "IN":
            continue
        # "said it was angry and asked": who asks is not sure.
        if verb.head.dep_ == "ccomp" and verb.lower_ in words.REPORTING | words.DEMANDING:
            continue
        if any(_looks_back(t) for t in sentence.doc[first.i : last.i + 1]):
            continue
        yield Phrase("half", first.idx, end_of(last), sentence[0].idx, end_of(lead_last))


def find_later_clauses(sentence: Span) -> Iterator[Phrase]:
    """Yield second clauses of what a source is said to report: with the source before both, or behind both."""
    for verb in sentence:
        if verb.dep_ != "conj" or verb.tag_ not in VERB_TAGS or verb.head.tag_ not in VERB_TAGS:
            continue
        own = next((child for child in verb.children if child.dep_ in _SUBJECTS and child.i < verb.i), None)
        joint = _joint(verb)
        if own is None or joint is None or joint.nbor(1).i != verb.left_edge.i or not _has_subject(verb.head):
            continue
        opening = verb.left_edge
        if own.left_edge.lower_ in _VAGUE or own.tag_ in {"PRP", "WP", "WDT", "EX", "DT"} or is_denied(verb.head):
            continue
        if any(t.tag_ == "PRP" and t.lower_ in _OTHERS for t in verb.subtree):
            continue
        comma = _end_of_source(sentence)
        if comma is not None and verb.head.dep_ == "ROOT" and comma.i < opening.i:
            last = _last(verb, sentence)
            if last is not None:
                yield Phrase("half", opening.idx, end_of(last), sentence[0].idx, end_of(comma))
        elif _has_speaker_behind(verb, sentence):
            yield Phrase("first", sentence[0].idx, opening.idx)


def _looks_back(token: Token) -> bool:
    """Return whether what a word means, or what it is set against, may stand in the half that is not told."""
    return (token.tag_ == "PRP" and token.lower_ in _OTHERS) or token.lower_ in {"instead", "rather", "otherwise"}


def _joint(verb: Token) -> Token | None:
    """Return the "and" or "but" right before a second verb; None in a list of three."""
    first = verb.head
    if any(child.dep_ == "conj" and child.i != verb.i for child in (*first.children, *verb.children)):
        return None
    if first.dep_ == "conj":
        return None
    joint = next((child for child in reversed(list(first.children)) if child.dep_ == "cc" and child.i < verb.i), None)
    if joint is None or joint.lower_ not in {"and", "but"} or is_hedged(first):
        return None
    # "Had not lost but had left": what is denied and what is not are told together.
    before = verb.doc[verb.sent.start : joint.i]
    return None if joint.lower_ == "but" and any(t.dep_ == "neg" for t in before) else joint


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


def _before(first: Token, second: Token) -> Token | None:
    """Return the last word that both verbs share, before the first one with its adverbs; None where they differ."""
    if is_denied(first) or first.i == 0:
        return None
    start = first
    while start.nbor(-1).dep_ == "advmod" and start.nbor(-1).head.i == first.i:
        start = start.nbor(-1)
    helpers = [child for child in first.children if child.dep_ in {"aux", "auxpass"} and child.i < first.i]
    own = [child for child in second.children if child.dep_ in {"aux", "auxpass"} and child.i < second.i]
    if is_finite(second):
        # "This sport is popular and held in barns": is held.
        has_object = any(child.dep_ in {"dobj", "ccomp", "xcomp"} for child in second.children)
        if first.lemma_ == "be" and not own and second.tag_ == "VBD" and not has_object:
            return None
        if not is_finite(first) or (helpers and not own and second.tag_ == "VBD" and first.tag_ in {"VBN", "VBD"}):
            return None
        start = min([start, *helpers], key=lambda t: t.i)
    elif own:
        if [t.lower_ for t in own] != [t.lower_ for t in helpers[-len(own) :]]:
            return None
        start = helpers[-len(own)]
    elif first.tag_ != second.tag_:
        return None
    return start.nbor(-1) if start.i > first.sent.start else None


def _is_lead(sentence: Span, last: Token, first: Token) -> bool:
    """Return whether the words up to `last` begin a sentence that `first`, or the like, completes."""
    lead = sentence.doc[sentence.start : last.i + 1]
    if not 1 <= len(lead) <= _MOST_LEAD or last.is_punct or (last.tag_ in {"CC", "IN"} and last.lower_ != "that"):
        return False
    if any(t.lower_ in _BINDING or t.text in {'"', "“", ";", ":"} for t in lead):
        return False
    if not all(ancestor.i < first.i and not is_denied(ancestor) for ancestor in first.ancestors):
        return False
    if first.dep_ == "ROOT":
        return _has_subject(first)
    return sentence.root.i <= last.i and is_finite(sentence.root) and first.dep_ in {"xcomp", "ccomp", "relcl"}


def _last(verb: Token, sentence: Span) -> Token | None:
    """Return the last word of the half, if the sentence ends there."""
    last = verb.right_edge
    while last.i > verb.i and last.is_punct and last.text not in {'"', "”", ")", "%"}:
        last = last.nbor(-1)
    rest = sentence.doc[last.i + 1 : sentence.end]
    return last if all(t.text in {".", "!"} for t in rest) and len(rest) <= 1 else None


def _end_of_source(sentence: Span) -> Token | None:
    """Return the comma behind "According to ..." at the beginning of a sentence; None where it does not begin so."""
    if sentence[0].lower_ != "according" or sentence[0].i + 1 >= sentence.end:
        return None
    comma = next((t for t in sentence if t.text == ","), None)
    return comma if comma is not None and comma.i - sentence.start <= 12 else None


def _has_speaker_behind(verb: Token, sentence: Span) -> bool:
    """Return whether a comma, a speaker and a verb of saying, and nothing else, follow the second clause."""
    first, root = verb.head, sentence.root
    if first.dep_ != "ccomp" or first.head.i != root.i or root.i < verb.i or root.lower_ not in words.REPORTING:
        return False
    if first.left_edge.i != sentence.start or any(t.text in {'"', "“", "?"} for t in sentence):
        return False
    after = verb.right_edge
    comma = after if after.text == "," else after.nbor(1)
    tail = sentence.doc[comma.i : sentence.end]
    return (
        comma.text == ","
        and root.i > comma.i
        and is_finite(root)
        and not any(t.tag_ in FINITE_TAGS and t.i != root.i for t in tail)
    )
