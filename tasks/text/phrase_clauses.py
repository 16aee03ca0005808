"""Clauses of a parsed sentence that can be told as sentences of their own, each with its subject."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tasks.text import phrase_words as words
from tasks.text.phrase import Phrase
from tasks.text.phrase_edges import NOUN_TAGS, is_contiguous
from tasks.text.phrase_leads import agree, first_after, is_finite_or_shared, last_of, tell
from tasks.text.phrase_pronouns import is_count_of_others, may_mean, means_another
from tasks.text.phrase_verbs import is_denied, is_finite, is_hedged

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_VAGUE_SUBJECTS = frozenset(
    {"who", "which", "that", "what", "it", "there", "none", "nobody", "neither", "one", "no", "this"}
)
_PRONOUN_TAGS = frozenset({"PRP", "WP", "WDT", "EX", "DT"})
_THEMSELVES = frozenset(
    {"they", "it", "company", "firm", "party", "government", "ministry", "agency", "police", "group", "department"}
)
_NOBODY = frozenset({"no", "none", "nobody", "neither"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_SOURCES_AND_DOUBTS = words.SOURCES_AND_DOUBTS - words.REPORTING


def find_clauses(sentence: Span) -> Iterator[Phrase]:
    """Yield predicates with the lead that makes each a sentence.

    What somebody claims is told with the speaker or not at all: from a sentence that reports what others say, only
    further things that the same speaker says are taken, led by the speaker.
    """
    root = sentence.root
    yield from _described(sentence)
    if any(token.lower_ in _SOURCES_AND_DOUBTS for token in sentence):
        return
    yield from _second_sayings(root, sentence)
    reported = next((child for child in root.children if child.dep_ == "ccomp"), None)
    if reported is not None or root.lower_ in words.REPORTING:
        if reported is not None and reported.i > root.i:
            yield from _reported(root, reported, sentence)
        return
    if any(child.dep_ == "parataxis" for child in root.children):
        return
    top = [root]
    for verb in top:
        top.extend(child for child in verb.children if child.dep_ == "conj" and child.tag_.startswith("VB"))
    for verb in top[1:]:
        yield from _conjunct(verb, sentence)
    for verb in top:
        for child in verb.children:
            if child.dep_ == "advcl":
                yield from _subordinate(child, sentence)
                yield from _same_subject(child, sentence)


def _subordinate(verb: Token, sentence: Span) -> Iterator[Phrase]:
    """Yield a clause of time or reason that tells what happened: with a subject of its own, in the past."""
    mark = next((child for child in verb.children if child.dep_ == "mark"), None)
    own = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    if mark is None or own is None or mark.lower_ not in words.FACTUAL or mark.i + 1 != own.left_edge.i:
        return
    if own.left_edge.lower_ in _VAGUE_SUBJECTS or own.tag_ in _PRONOUN_TAGS or not is_contiguous(own):
        return
    if mark.i > sentence.start and mark.nbor(-1).lower_ in words.TIES:
        return
    auxiliary = next((child for child in verb.children if child.dep_ in {"aux", "auxpass"}), verb)
    if mark.lower_ == "after" and auxiliary.tag_ != "VBD":
        return
    predicate = first_after(own, verb)
    if auxiliary.tag_ not in {"VBD", "VBZ", "VBP"} or predicate is None:
        return
    yield from tell("subordinate", own.left_edge, own.right_edge, predicate, last_of(verb), sentence)


def _reported(root: Token, reported: Token, sentence: Span) -> Iterator[Phrase]:
    """Yield the second thing that a speaker says, led by the speaker and, if it has no other, by the first subject."""
    speaker = next((child for child in root.children if child.dep_ in _SUBJECTS and child.i < root.i), None)
    if speaker is None or speaker.tag_ in {"WP", "WDT", "EX"} or any(child.dep_ == "neg" for child in root.children):
        return
    # "Was seen as a star in ...": nobody says anything.
    if root.lower_ in {"seen", "shown", "found", "known"} and any(child.dep_ == "auxpass" for child in root.children):
        return
    for verb in reported.children:
        joint = next((child for child in reported.children if child.dep_ == "cc" and child.i < verb.i), None)
        if verb.dep_ != "conj" or joint is None or joint.lower_ != "and" or not verb.tag_.startswith("VB"):
            continue
        if is_hedged(reported) or not is_finite(verb) or not is_finite_or_shared(verb, reported):
            continue
        own = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        inner = next((child for child in reported.children if child.dep_ in _SUBJECTS), None)
        is_whole = (
            _is_second_saying(verb, sentence.doc[reported.i + 1 : joint.i]) if own is None else _is_known(own, inner)
        )
        is_denied = any(child.dep_ == "neg" for child in (*reported.children, *verb.children))
        if not is_whole or is_denied or (inner is not None and inner.left_edge.lower_ in _NOBODY):
            continue
        opening = reported.left_edge
        if own is not None and opening.i == root.i + 1 and verb.left_edge.i > joint.i:
            lead_last = opening if opening.lower_ == "that" and verb.left_edge.lower_ != "that" else root
        elif own is None and inner is not None and is_contiguous(inner) and root.i < inner.right_edge.i < reported.i:
            lead_last = inner.right_edge
        else:
            continue
        yield from tell("reported", speaker.left_edge, lead_last, verb.left_edge, last_of(verb), sentence)


def _is_known(subject: Token, first: Token | None) -> bool:
    """Return whether it is told whom or what the subject of a second reported clause means.

    "Said that the farmers lost all and they should be paid", "that a judge was ill and he has resigned", "that Leeds
    and York agree and the two cities may pay": not without the first clause. "The firm said that it was wrong and the
    firm has denied it": the reporter says so.
    """
    is_same = first is not None and first.lower_ == subject.lower_
    is_another = subject.lower_ in {"he", "she"} and not is_same
    return subject.lower_ not in _THEMSELVES and not is_another and not is_count_of_others(subject)


def _is_second_saying(verb: Token, left_out: Span) -> bool:
    """Return whether the subject of a first reported verb is surely that of a second one without its own."""
    # "Said it was angry and asked": who asks is not sure.
    if verb.lower_ in words.REPORTING | words.DEMANDING or means_another(left_out, verb):
        return False
    # "Said that they play as one and that there is no other way".
    return verb.left_edge.lower_ != "that" and not any(child.dep_ == "expl" for child in verb.children)


def _conjunct(verb: Token, sentence: Span) -> Iterator[Phrase]:
    """Yield a second predicate with the subject of the first, or a second clause with its own."""
    joint = next((child for child in verb.head.children if child.dep_ == "cc" and child.i < verb.i), None)
    if joint is None or joint.lower_ not in {"and", "but"} or not is_finite_or_shared(verb, verb.head):
        return
    # "Reed left and there is no other": "there" is in the place of a subject.
    if any(child.dep_ in {"expl", "csubj", "csubjpass"} for child in verb.children):
        return
    own = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    yield from _predicate(verb, joint, sentence) if own is None else _clause(own, verb, joint, sentence)


def _clause(own: Token, verb: Token, joint: Token, sentence: Span) -> Iterator[Phrase]:
    if own.left_edge.lower_ in _VAGUE_SUBJECTS or own.tag_ in _PRONOUN_TAGS or not agree(own, verb):
        return
    # "9,000 children are lost and only 700 were found"; "They complained but the police did not act".
    if own.tag_ == "CD" or (joint.lower_ == "but" and is_denied(verb)):
        return
    predicate = first_after(own, verb)
    # "Studying it and functions may help": the subject begins before the last "and".
    if any(t.tag_.startswith("VB") for t in sentence.doc[joint.i + 1 : own.left_edge.i]):
        return
    if predicate is not None and is_contiguous(own):
        yield from tell("clause", own.left_edge, own.right_edge, predicate, last_of(verb), sentence)


def _predicate(verb: Token, joint: Token, sentence: Span) -> Iterator[Phrase]:
    root = verb.head
    subject = next((child for child in root.children if child.dep_ in _SUBJECTS and child.i < root.i), None)
    if subject is None or subject.left_edge.lower_ in _VAGUE_SUBJECTS or not is_contiguous(subject):
        return
    if root.lower_ in words.CHANGING and any(t.tag_ == "CD" for t in verb.subtree):
        return
    # "Nine men were aboard the train which was late and was to leave at ten".
    if is_finite(verb) and agree(subject, root) and not agree(subject, verb):
        return
    lead_end = subject.right_edge
    if not is_finite(verb):
        shared = [child for child in root.children if child.dep_ in {"aux", "auxpass"} and subject.i < child.i < root.i]
        if not shared or is_denied(root):
            return
        lead_end = shared[-1]
    if is_hedged(root) or means_another(sentence.doc[root.i + 1 : joint.i], verb):
        return
    # "Began well but poor catching let them score": the subject was not seen.
    own_words = set(verb.subtree)
    if any(t.tag_ in NOUN_TAGS and t not in own_words for t in sentence.doc[joint.i + 1 : verb.i]):
        return
    first = verb.left_edge.nbor(1) if verb.left_edge.is_punct else verb.left_edge
    # "It, as of May, has": what stands before the verb was no part of the first predicate.
    if first.tag_ != "IN":
        yield from tell("predicate", subject.left_edge, lead_end, first, last_of(verb), sentence)


def _described(sentence: Span) -> Iterator[Phrase]:
    """Yield what the reporter tells of somebody between commas; what stands within a report is not the reporter's."""
    if any(t.dep_ == "parataxis" or t.lower_ in words.SECOND_HAND for t in sentence):
        return
    for clause in sentence:
        if clause.dep_ != "relcl" or any(t.dep_ in {"ccomp", "parataxis"} for t in clause.ancestors):
            continue
        if not _is_about_another(clause):
            yield from _relative(clause, sentence)


def _is_about_another(clause: Token) -> bool:
    """Return whether a clause tells of something else than its noun: "which is why ...", "played by Reed, who ..."."""
    noun = clause.head
    is_played = noun.dep_ == "pobj" and noun.head.dep_ == "agent" and noun.head.head.lower_ in {"played", "portrayed"}
    parts = (part for child in clause.children for part in (child, *child.children))
    return is_played or any(part.lower_ in {"why", "how", "where", "when"} for part in parts)


def _relative(clause: Token, sentence: Span) -> Iterator[Phrase]:
    """Yield the predicate of a clause between commas whose relative pronoun is its subject, led by the noun."""
    noun, first = clause.head, clause.left_edge
    if first.lower_ not in {"who", "which"} or first.dep_ not in _SUBJECTS or first.head.i != clause.i:
        return
    if first.nbor(-1).text != "," or not is_finite(clause) or not is_contiguous(clause):
        return
    lead_last = first.nbor(-2)
    if lead_last.tag_ == "CD" and lead_last.i == noun.i + 2 and noun.nbor(1).text == ",":
        # "Reed, 23, who was ...".
        lead_last = noun
    # "The man from Leeds, who is a judge".
    is_place = first.lower_ == "who" and noun.ent_type_ in _PLACES
    if is_place or noun.left_edge.lower_ in _VAGUE_SUBJECTS or noun.tag_ in _PRONOUN_TAGS or lead_last.i < noun.i:
        return
    # "Said an officer who is part of the team" is no news about the officer, and in "the blockade by the council, which
    # has gone on for weeks" what goes on may stand further ahead.
    verb = next((ancestor for ancestor in noun.ancestors if ancestor.tag_.startswith("VB")), noun)
    is_speaker_behind = verb.lower_ in words.SPEAKING and verb.i < noun.i
    # "Farmers in Leeds, who went on strike": whatever the parser makes of it, the farmers did.
    is_of_another = noun.dep_ == "pobj" and (first.lower_ == "which" or noun.head.lower_ in {"in", "of", "from", "at"})
    if is_speaker_behind or is_of_another:
        return
    is_simple = noun.dep_ in _SUBJECTS or lead_last.i == noun.i or noun.dep_ in {"dobj", "attr"}
    if not is_simple or not agree(noun, clause) or not noun.tag_.startswith("NN"):
        return
    if any(t.text == "," for t in sentence.doc[noun.left_edge.i : lead_last.i + 1]):
        return
    if any(
        t.lower_ in words.SOURCES_AND_DOUBTS or (t.text == "," and t.nbor(1).lower_ == "to") for t in clause.subtree
    ):
        return
    lead = noun.left_edge
    is_cut_off = lead.i > sentence.start and lead.nbor(-1).text in {":", "'s", "s", "of"}
    if is_cut_off or not (lead.text[0].isupper() or lead.tag_ in {"DT", "PRP$", "CD", "NNS"}):
        return
    is_of_a_name = noun.dep_ == "appos" and noun.head.tag_ in {"NNP", "NNPS"} and noun.head.nbor(1).text == ","
    # "Ann Reed, the brave teacher, who was hurt": her name tells who was.
    ends = (noun.head.left_edge, noun.head) if is_of_a_name else (lead, lead_last)
    yield from tell("relative", *ends, first.nbor(1), clause.right_edge, sentence)


def _second_sayings(root: Token, sentence: Span) -> Iterator[Phrase]:
    """Yield what somebody who says one thing says or does about another: "denied A and insisted B"."""
    subject = next((child for child in root.children if child.dep_ in _SUBJECTS and child.i < root.i), None)
    if root.lower_ not in words.REPORTING or subject is None or not is_contiguous(subject):
        return
    if subject.left_edge.lower_ in _VAGUE_SUBJECTS or subject.tag_ in _PRONOUN_TAGS or is_denied(root):
        return
    for verb in root.children:
        if (
            verb.dep_ != "conj"
            or not verb.tag_.startswith("VB")
            or verb.lower_ not in words.REPORTING | words.DEMANDING
        ):
            continue
        if any(child.dep_ in _SUBJECTS for child in verb.children) or not is_finite_or_shared(verb, root):
            continue
        if is_finite(verb) and verb.left_edge.i > root.i:
            yield from tell("reported", subject.left_edge, subject.right_edge, verb.left_edge, last_of(verb), sentence)


def _same_subject(verb: Token, sentence: Span) -> Iterator[Phrase]:
    """Yield a clause of what happened whose subject is a pronoun for the subject of the main clause, led by that."""
    main = verb.head
    own = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    subject = next((child for child in main.children if child.dep_ in _SUBJECTS and child.i < main.i), None)
    if own is None or subject is None or own.i < main.i or not is_contiguous(subject):
        return
    mark = own.nbor(-1)
    if mark.head.i != verb.i or mark.lower_ not in words.FACTUAL | {"when"} or mark.nbor(-1).lower_ in words.TIES:
        return
    auxiliary = next((child for child in verb.children if child.dep_ in {"aux", "auxpass"}), verb)
    is_real = auxiliary.tag_ == "VBD" or (auxiliary.tag_ in {"VBZ", "VBP"} and mark.lower_ not in {"when", "after"})
    if not is_real or auxiliary.lower_ in {"did", "could", "would"} or not may_mean(own, subject, sentence):
        return
    if subject.left_edge.lower_ in _VAGUE_SUBJECTS or any(t.text == "," for t in subject.subtree):
        return
    predicate = first_after(own, verb)
    if predicate is not None:
        yield from tell("same", subject.left_edge, subject.right_edge, predicate, last_of(verb), sentence)
