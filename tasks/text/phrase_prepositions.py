"""Phrases with a preposition that a sentence stands without: of time, occasion and place, and examples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tasks.text import phrase_words as words
from tasks.text.phrase import Phrase
from tasks.text.phrase_edges import NOUN_TAGS, TIME_LABELS, aside, closing, inside, opening
from tasks.text.phrase_verbs import VERB_TAGS, is_complete, is_denied, is_pluperfect

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_LONGEST_PHRASE = 40
# What happened in a year long past is news for the year alone.
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def find_preposition(token: Token, sentence: Span) -> Phrase | None:
    """A phrase of time, occasion or place that its verb or noun is complete without, or of examples."""
    head, form, first = token.head, token.lower_, token.left_edge
    target = next((child for child in token.children if child.dep_ in {"pobj", "pcomp"}), None)
    if form in {"according", "out"} or target is None or target.i < token.i:
        return None
    # "A day after being named".
    is_measured = first.i > sentence.start and first.nbor(-1).lower_ in words.SPANS_OF_TIME
    if is_measured or token.right_edge.i - first.i > _LONGEST_PHRASE:
        return None
    if form in words.EXAMPLES and first.i > sentence.start:
        return None if _has_unlike_members(target) else _examples(token, sentence)
    if first.i == sentence.start and (form in words.OPENING_PREPOSITIONS or _opens_a_condition(token, target)):
        return None if _opens_a_condition(token, target) else opening("occasion", token, sentence)
    sense = _sense(form, target)
    if sense is None or (sense == "time" and _is_more_than_a_time(token)):
        return None
    if sense != "occasion" and any(t.text == "," for t in token.subtree):
        return None
    if head.tag_ in VERB_TAGS:
        return _of_verb(token, sentence, sense)
    is_spare = head.tag_ in NOUN_TAGS and sense != "occasion" and _is_known_without(head, token)
    return inside("place", token, sentence) if is_spare else None


def _has_unlike_members(name: Token) -> bool:
    """Return whether no name is joined to a name: "her son and two daughters, including Ann and a niece"."""
    others = (t for t in name.subtree if t.dep_ == "conj" and t.tag_ == "NN")
    return name.tag_ == "NNP" and any(t.left_edge.lower_ in {"a", "an"} for t in others)


def _opens_a_condition(phrase: Token, target: Token) -> bool:
    """Return whether the rest holds by what opens it: "After the merger, it will be ...", "In a video, he is seen"."""
    head = phrase.head
    will_be = any(child.tag_ == "MD" and child.lower_ in {"will", "would", "shall"} for child in head.children)
    is_event = target.dep_ == "pobj" and target.ent_type_ not in TIME_LABELS
    if phrase.lower_ in {"after", "following", "with"} and will_be and is_event:
        return True
    return phrase.lower_ == "in" and is_event and head.lower_ in {"seen", "heard", "shown", "visible"}


def _is_more_than_a_time(phrase: Token) -> bool:
    """Return whether the phrase has a year, or joins something to its time: "on July 4 and nominations by July 18"."""
    return any(_YEAR.fullmatch(t.text) or (t.dep_ == "conj" and t.ent_type_ not in TIME_LABELS) for t in phrase.subtree)


def _sense(form: str, target: Token) -> str | None:
    """Return what a phrase with this preposition and noun tells: "time", "occasion", "place" or nothing of these."""
    if target.ent_type_ in TIME_LABELS and form in words.TIME_PREPOSITIONS:
        return "time"
    if form == "before" and target.lower_ in words.BODIES:
        return None
    is_occasion = form in words.PLACE_PREPOSITIONS and target.lower_ in words.OCCASIONS
    if form in words.OCCASION_PREPOSITIONS or is_occasion:
        return "occasion"
    return "place" if form in words.PLACE_PREPOSITIONS and target.ent_type_ in _PLACE_LABELS else None


def _of_verb(token: Token, sentence: Span, sense: str) -> Phrase | None:
    head, first = token.head, token.left_edge
    if first.i == sentence.start:
        return opening("occasion", token, sentence)
    has_comma = first.nbor(-1).text == ","
    if first.i < head.i:
        # "The court on Monday rejected": between a subject and its verb a day stands by itself.
        is_day = sense == "time" and token.right_edge.nbor(1).head.i in {head.i, head.head.i} and not is_denied(head)
        is_between = is_day and not has_comma and token.right_edge.nbor(1).tag_.startswith(("VB", "MD"))
        return (
            aside("occasion", token, sentence) if has_comma else inside("time", token, sentence) if is_between else None
        )
    # "Had closed two schools earlier this month": its time sets it apart from what is told.
    if sense == "time" and is_pluperfect(head):
        return None
    # "Asked him to present it after the vote": the time is what is asked for.
    is_wanted = head.dep_ in {"ccomp", "xcomp", "advcl"} and head.head.lower_ not in words.SAYING
    if is_wanted and sense in {"time", "occasion"}:
        return None
    needs = {"place": words.NEED_PLACE, "time": words.NEED_TIME}.get(sense, frozenset())
    if head.lower_ in needs or is_denied(head) or not is_complete(head, first):
        return None
    subject = next((child for child in head.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if sense == "place" and subject is not None and any(t.tag_ == "CD" for t in subject.subtree):
        return None
    return (aside if has_comma else inside)("occasion", token, sentence)


def _is_known_without(noun: Token, phrase: Token) -> bool:
    """Return whether a noun is still true, if less exact, without the place or time behind it."""
    before = [child for child in noun.children if child.i < noun.i]
    has_rank = any(
        t.tag_ in {"JJS", "RBS", "CD", "JJR"} or t.lower_ in words.RANKS for t in noun.subtree if t.i < noun.i
    )
    has_article = noun.tag_ == "NNP" or any(child.dep_ in {"det", "poss"} for child in before)
    is_argument = noun.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass", "conj"} and noun.lower_ not in words.OF_A_PLACE
    after = [child for child in noun.children if noun.i < child.i < phrase.i and child.dep_ not in {"prep", "punct"}]
    return has_article and not has_rank and is_argument and not after


def _examples(token: Token, sentence: Span) -> Phrase | None:
    return closing("examples", token, sentence) or _aside_of_examples(token, sentence)


def _aside_of_examples(token: Token, sentence: Span) -> Phrase | None:
    return aside("examples", token, sentence) if token.left_edge.nbor(-1).text == "," else None
