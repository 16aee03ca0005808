"""Phrases of a parsed sentence that may be left out, by grammar: who, what, how much, denials and sources stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tasks.text import phrase_words as words
from tasks.text.phrase import Phrase
from tasks.text.phrase_edges import (
    FINITE_TAGS,
    TIME_LABELS,
    aside,
    closing,
    end_of,
    inside,
    is_contiguous,
    is_unsafe,
    opening,
    to_the_end,
)
from tasks.text.phrase_needs import is_needed
from tasks.text.phrase_prepositions import find_preposition
from tasks.text.phrase_pronouns import loses_antecedent, opens_antecedent
from tasks.text.phrase_tails import find_agent, find_restriction, find_tail, is_predicate_of_with
from tasks.text.phrase_verbs import VERB_TAGS, is_complete, is_denied, is_finite

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# What happened in April or when a party came to power is not of the day of the article: without that it would be.
_ANOTHER_TIME = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December|(?:in|[Ll]ast|[Tt]his) May"
    r"|(?:19|20)\d\d|(?<![Tt]his )years?|ago|previous|erstwhile|then)\b"
)
_LIMITS = frozenset({"occasion", "place", "time", "adverbial", "relative", "participle", "tail"})

_HELPERS = frozenset({"has", "have", "had"})
_ASIDES = frozenset({"relative", "apposition", "participle"})


def find_cuts(sentence: Span) -> Iterator[Phrase]:
    """Yield the phrases of `sentence` that it stands without, in the order of their heads."""
    found: list[Phrase] = []
    for token in sentence:
        kind = _KINDS.get(token.dep_)
        if kind is None:
            continue
        phrase = kind(token, sentence)
        if phrase is None or (phrase.kind in _LIMITS and _is_ranked_before(phrase, sentence)):
            continue
        is_opening = phrase.start_char == sentence.start_char
        if is_opening and _ANOTHER_TIME.search(sentence.doc.text[phrase.start_char : phrase.end_char]):
            continue
        if is_opening and opens_antecedent(phrase.end_char, sentence):
            continue
        if not is_needed(phrase, token, sentence) and not loses_antecedent(
            phrase.start_char, phrase.end_char, sentence
        ):
            found.append(phrase)
    yield from _without_touching_asides(found)


def _without_touching_asides(found: Sequence[Phrase]) -> Iterator[Phrase]:
    """Yield the phrases without asides side by side: "Reed, who leads the council, the oldest of the valley, said".

    Without both there is a comma too many, and without the first alone the second means somebody else.
    """
    asides = [phrase for phrase in found if phrase.kind in _ASIDES]
    # A space may stand between the two.
    pairs = [(one, other) for one in asides for other in asides if abs(other.start_char - one.end_char) <= 1]
    touching = {phrase for pair in pairs for phrase in pair}
    yield from (phrase for phrase in found if phrase not in touching)


def _is_ranked_before(phrase: Phrase, sentence: Span) -> bool:
    """Whether what is said to be the first, the only or the largest is so by this phrase: "the first in ten years"."""
    for token in reversed([token for token in sentence if token.idx < phrase.start_char]):
        if token.text in {",", ";", ":"}:
            return False
        if token.tag_ in {"JJS", "RBS"} or (token.lower_ in words.ORDINALS and token.ent_type_ not in TIME_LABELS):
            return True
    return False


def _relative(token: Token, sentence: Span) -> Phrase | None:
    """A clause with a relative pronoun between commas: without commas it would tell which one is meant."""
    first = token.left_edge
    # "Alma Bank, which had in 2009, taken": a part of the clause was not seen.
    if token.tag_ in FINITE_TAGS and token.lower_ in _HELPERS and not is_complete(token, token.right_edge.nbor(1)):
        return None
    if first.tag_ not in {"WDT", "WP", "WP$", "WRB"} and first.nbor(1).tag_ not in {"WDT", "WP"}:
        return None
    if first.i == sentence.start or not is_contiguous(token):
        return None
    if first.nbor(-1).text in {",", "-", "–", "—", "--"}:
        return aside("relative", token, sentence)
    if token.head.tag_ != "NNP" or first.tag_ == "WRB" or token.head.dep_ in {"attr", "pobj"}:
        return None
    return to_the_end("relative", first, token.right_edge, sentence)


def _apposition(token: Token, sentence: Span) -> Phrase | None:
    """A description after a name: never the name after a description, nor a part of a list, a date or an address."""
    head = token.head
    if token.left_edge.i == sentence.start or token.left_edge.nbor(-1).text != ",":
        return None
    if token.tag_ == "CD":
        return _age(token, sentence)
    if token.tag_ in {"NNP", "NNPS"} or head.tag_ not in {"NNP", "NNPS", "NN", "NNS"}:
        return None
    is_list = any(child.dep_ in {"conj", "cc"} for child in (*head.children, *token.children))
    # "Blindness, deafness and leprosy", read as one thing that is the next.
    is_list = is_list or (
        token.tag_ in {"NN", "NNS"} and head.tag_ in {"NN", "NNS"} and not any(t.dep_ == "det" for t in token.children)
    )
    if is_list or any(child.dep_ == "appos" and child.i != token.i for child in head.children):
        return None
    if token.left_edge.tag_ not in {"DT", "JJ", "NN", "PRP$", "RB", "CD", "VBG", "NNP"}:
        return None
    return aside("apposition", token, sentence)


def _participle(token: Token, sentence: Span) -> Phrase | None:
    """A clause with a participle behind a noun, between commas."""
    is_aside = token.left_edge.i > sentence.start and token.left_edge.nbor(-1).text == ","
    # "Soldiers, injured in the war, will be paid more": without an article the clause tells which ones.
    is_bare = token.head.tag_ in {"NN", "NNS"} and not any(
        child.dep_ in {"det", "poss", "nummod"} for child in token.head.children
    )
    is_spare = token.tag_ in {"VBN", "VBG"} and not is_bare and not is_predicate_of_with(token)
    return aside("participle", token, sentence) if is_aside and is_spare else None


def _adverbial(token: Token, sentence: Span) -> Phrase | None:
    """A clause of time, place, reason or purpose."""
    head, first = token.head, token.left_edge
    openers = [child for child in token.children if child.dep_ in {"mark", "advmod"} and child.i < token.i]
    mark = next((child for child in openers if child.lower_ in words.TIME_OR_REASON), next(iter(openers), None))
    opener = first.lower_
    is_marked = mark is not None and mark.lower_ in words.TIME_OR_REASON
    is_participle = token.tag_ in {"VBG", "VBN"} and first.i == token.i
    # "Termed the talk to be bold": that is what it was termed.
    is_purpose = token.tag_ == "VB" and opener in {"to", "in"} and first.i > sentence.start and token.lower_ != "be"
    if not (is_marked or is_participle or is_purpose) or (not is_marked and mark is not None):
        return None
    if first.i == sentence.start:
        return opening("adverbial", token, sentence)
    has_comma = first.nbor(-1).text == ","
    if first.i < head.i or (is_denied(head) and not has_comma) or first.nbor(-1).lower_ in words.SPANS_OF_TIME:
        return None
    # "When asked which film he liked, he replied, 'All.'"
    is_needed = _is_condition(mark, head) or (is_purpose and head.lower_ in words.NEED_PURPOSE)
    is_needed = is_needed or (is_participle and opener in words.CONDITIONAL_PARTICIPLES)
    # "Was stunned when she saw it": what stunned her is what is told.
    is_needed = is_needed or (is_marked and head.lower_ in words.FEELINGS)
    # "Said that it was closed because it was old": the reason is a part of what is said.
    is_needed = is_needed or (mark is not None and mark.lower_ == "because" and head.dep_ == "ccomp")
    is_report = is_participle and opener in words.REPORTING_PARTICIPLES
    if is_needed or (is_participle and not has_comma and not (is_report and is_complete(head, first))):
        return None
    if is_report:
        start = first.nbor(-1) if has_comma else first
        return to_the_end("adverbial", start, token.right_edge, sentence) if is_contiguous(token) else None
    has_object = any(child.dep_ in {"dobj", "nsubjpass"} for child in head.children)
    if is_purpose and (not has_object or any(t.lower_ == "for" for t in sentence.doc[head.i : first.i])):
        return None
    if not has_comma and not is_complete(head, first):
        return None
    return closing("adverbial", token, sentence)


def _is_condition(mark: Token | None, head: Token) -> bool:
    """Return whether "when" says under which condition something would happen, or what somebody was asked."""
    is_when = mark is not None and mark.lower_ == "when"
    is_asked = is_when and mark is not None and mark.head.lower_ in {"asked", "quizzed", "questioned"}
    return is_asked or (is_when and any(child.tag_ == "MD" and child.i < head.i for child in head.children))


def _complementizer(token: Token, sentence: Span) -> Phrase | None:
    """The "that" between a verb of saying and what is said."""
    if token.lower_ != "that" or token.i == sentence.start or token.head.dep_ != "ccomp":
        return None
    before, after = token.nbor(-1), token.nbor(1)
    is_plain = before.i == token.head.head.i and before.lower_ in words.SAYING and after.i < sentence.end
    # "It has been added that the hall will close".
    is_plain = is_plain and not any(child.dep_ == "auxpass" for child in before.children)
    if (
        not is_plain
        or after.tag_ not in {"PRP", "NNP", "DT", "PRP$", "NNS"}
        or any(t.text == '"' for t in (before, after))
    ):
        return None
    return Phrase("adverb", end_of(before), after.idx)


def _age(token: Token, sentence: Span) -> Phrase | None:
    """A number between commas after a name."""
    if token.tag_ != "CD" or token.head.tag_ != "NNP" or token.i <= sentence.start + 1 or list(token.children):
        return None
    if token.head.ent_type_ in TIME_LABELS or token.ent_type_ in TIME_LABELS:
        return None
    if token.nbor(-1).text != "," or token.i + 1 >= sentence.end or token.nbor(1).text != ",":
        return None
    return aside("apposition", token, sentence)


def _time(token: Token, sentence: Span) -> Phrase | None:
    """A noun that tells when: "on Monday" without its preposition, "last week"."""
    head, first = token.head, token.left_edge
    if head.tag_ not in VERB_TAGS or token.ent_type_ not in TIME_LABELS or any(t.tag_ == "CD" for t in token.subtree):
        return None
    # "575 are lost every day"; what was last year is not of today.
    forms = {t.lower_ for t in token.subtree}
    if forms & words.FREQUENT or (forms & words.LONG_AGO and "this" not in forms):
        return None
    if first.i == sentence.start:
        return opening("time", token, sentence)
    if first.i < head.i or is_denied(head) or not is_complete(head, first) or head.lower_ in words.NEED_TIME:
        return None
    return inside("time", token, sentence)


def _adverb(token: Token, sentence: Span) -> Phrase | None:
    if token.lower_ not in words.ADVERBS or list(token.children) or token.head.tag_ not in VERB_TAGS:
        return None
    # "Only relatively recently".
    if token.i > sentence.start and token.nbor(-1).tag_ == "RB" and token.nbor(-1).dep_ == "advmod":
        return None
    if token.i == sentence.start:
        return opening("adverb", token, sentence)
    if token.nbor(-1).text == ",":
        return aside("adverb", token, sentence)
    is_last = token.nbor(1).text in {".", ",", ";"} if token.i + 1 < len(token.doc) else True
    if is_last and not is_complete(token.head, token):
        return None
    return inside("adverb", token, sentence)


def _conjunct(token: Token, sentence: Span) -> Phrase | None:
    """The second of two clauses or predicates, the last thing in the sentence."""
    head = token.head
    joint = next((child for child in head.children if child.dep_ == "cc" and head.i < child.i < token.i), None)
    if token.tag_ not in VERB_TAGS | {"MD"} or head.tag_ not in VERB_TAGS or joint is None or joint.lower_ != "and":
        return None
    is_list = head.dep_ == "conj" and not any(child.dep_ == "cc" and child.i < head.i for child in head.head.children)
    if is_list or any(child.dep_ == "conj" and child.i != token.i for child in (*head.children, *token.children)):
        return None
    if _is_last_of_series(head):
        return None
    has_own_subject = any(child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in token.children)
    if not has_own_subject and not (is_finite(token) and is_finite(head)) and token.tag_ != head.tag_:
        return None
    if joint.nbor(-1).text != "," and not is_complete(head, joint):
        return None
    if (
        joint.i - head.i < 2
        or token.right_edge.i - joint.i < 3
        or is_unsafe(sentence.doc[joint.i : token.right_edge.i + 1])
    ):
        return None
    start = joint.nbor(-1) if joint.nbor(-1).text == "," else joint
    return to_the_end("conjunct", start, token.right_edge, sentence)


def _is_last_of_series(verb: Token) -> bool:
    """Return whether a comma alone joins `verb` to a clause before it: "the dam broke, the town was wet and ..."."""
    clause = next((c for c in verb.children if c.dep_ in {"ccomp", "parataxis"} and c.right_edge.i < verb.i), None)
    if clause is None:
        return False
    is_told = verb.lower_ in words.REPORTING or any(child.text in {'"', "”"} for child in verb.children)
    return not is_told and clause.right_edge.nbor(1).text == ","


_KINDS: Mapping[str, Callable[[Token, Span], Phrase | None]] = {
    "relcl": lambda token, sentence: _relative(token, sentence) or find_restriction(token, sentence),
    "appos": _apposition,
    "acl": lambda token, sentence: _participle(token, sentence) or find_restriction(token, sentence),
    "advcl": _adverbial,
    "prep": lambda token, sentence: find_preposition(token, sentence) or find_tail(token, sentence),
    "agent": find_agent,
    "npadvmod": _time,
    "advmod": _adverb,
    "conj": _conjunct,
    "mark": _complementizer,
    "nummod": _age,
}
