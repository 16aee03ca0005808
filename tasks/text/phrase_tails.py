"""Phrases that tell more than a clause needs: how, why, for whom and which one, behind a verb or a noun that is whole.

A clause that affirms is as true without them. One that denies, compares, counts in shares or speaks of all, most or
the first is not: there nothing is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.text import phrase_words as words
from tasks.text.phrase import Phrase
from tasks.text.phrase_edges import FINITE_TAGS, NOUN_TAGS, TIME_LABELS, aside, inside
from tasks.text.phrase_verbs import VERB_TAGS, is_complete, is_denied, is_pluperfect

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_OBJECTS = frozenset({"dobj", "pobj", "conj"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# What a phrase may be followed by: the end of the sentence, a comma, the next phrase or clause.
_NEXT_TAGS = frozenset({".", ",", ":", "IN", "TO", "CC", "''"})
_DOUBTFUL = frozenset({"likely", "expected", "due", "slated", "scheduled", "set", "sure"})
_SHORTEST, _LONGEST = 2, 32
# "In only 3%", "in cases where": without the phrase the sentence says more than it does.
_LIMITING = frozenset({"only", "%", "percent", "cent", "some", "certain", "few", "select", "selected"})
_CASES = frozenset({"case", "cases", "instances", "circumstances", "event", "extent"})


def find_tail(token: Token, sentence: Span) -> Phrase | None:
    """A phrase without figures, with a preposition, behind a complete predicate or an object known without it."""
    head = token.head
    if any(t.tag_ in {"CD", "$"} or (not t.is_alpha and any(map(str.isdigit, t.text))) for t in token.subtree):
        return None
    if any(t.dep_ == "relcl" and t.head.lower_ in _CASES for t in token.subtree):
        return None
    # "Is likely to open [in the second half of the year]": the doubt is about the time.
    is_doubted = head.dep_ == "xcomp" and head.head.lower_ in _DOUBTFUL
    if (is_doubted or is_pluperfect(head)) and any(t.ent_type_ in TIME_LABELS for t in token.subtree):
        return None
    if not token.i > head.i or not _is_sized(token) or not _may_be_shorter(token, sentence):
        return None
    if head.tag_ in VERB_TAGS:
        is_spare = token.lower_ in words.TAIL_PREPOSITIONS and _stands_without(head, token)
    else:
        is_spare = token.lower_ in words.NOUN_PREPOSITIONS and _is_whole(head, token)
    return _taken(token, sentence) if is_spare else None


def find_agent(token: Token, sentence: Span) -> Phrase | None:
    """By whom somebody was arrested, attacked, rescued: what happened to him is told without."""
    head = token.head
    if head.lower_ not in words.SUFFERED or not _is_sized(token) or not _may_be_shorter(token, sentence):
        return None
    return _taken(token, sentence) if _stands_without(head, token) else None


def find_restriction(token: Token, sentence: Span) -> Phrase | None:
    """A clause without commas that describes an object nobody has to tell from others: "a law that bans smoking"."""
    noun, first = token.head, token.left_edge
    is_relative = token.dep_ == "relcl" and first.tag_ in {"WDT", "WP", "WRB", "WP$"}
    is_participle = token.dep_ == "acl" and token.tag_ in {"VBN", "VBG"} and first.lower_ in {token.lower_, "being"}
    if not (is_relative or is_participle) or first.nbor(-1).is_punct or token.lower_ in words.NAMING:
        return None
    if is_predicate_of_with(token):
        return None
    # "A list of sanctions that could be eased": without the clause they are to be imposed.
    if is_denied(token) or any(child.tag_ == "MD" for child in token.children):
        return None
    if not _is_sized(token) or not _may_be_shorter(token, sentence) or not _is_whole(noun, first):
        return None
    # "Depends on the land [owned by them]": which land is told by nothing else.
    is_definite = noun.tag_ != "NNP" and any(c.dep_ == "det" and c.lower_ == "the" for c in noun.children)
    if is_definite and not any(t.lower_ == noun.lower_ for t in noun.doc[: noun.i]):
        return None
    # "To build houses [that stand the floods]": not any houses are wanted.
    if noun.left_edge.i == noun.i and noun.tag_ in {"NN", "NNS"} and noun.head.tag_ == "VB":
        return None
    is_one_of_many = any(child.dep_ == "det" and child.lower_ in {"a", "an"} for child in noun.children)
    is_plain_plural = noun.tag_ == "NNS" and not any(child.dep_ in {"det", "poss"} for child in noun.children)
    # "The risks related to the film", "measures aimed at cuts": which risks is all that is said of them.
    is_needed = is_participle and token.lower_ in words.NEED_PREPOSITION
    if is_needed or not (is_one_of_many or is_plain_plural or noun.tag_ == "NNP" or is_participle):
        return None
    return _taken(token, sentence)


def is_predicate_of_with(participle: Token) -> bool:
    """Return whether "with" and a noun wait for the participle: "with two banks holding most of the debt"."""
    noun = participle.head
    # "With roads being closed and clerks [being sent home]".
    is_second = noun.dep_ == "conj" and noun.head.tag_ in VERB_TAGS
    return participle.dep_ == "acl" and (is_second or (noun.dep_ == "pobj" and noun.head.lower_ == "with"))


def _taken(token: Token, sentence: Span) -> Phrase | None:
    last = token.right_edge
    if last.i + 1 < sentence.end and last.nbor(1).tag_ not in _NEXT_TAGS:
        return None
    if token.dep_ != "relcl" and any(
        t.tag_ in FINITE_TAGS or t.text == "," for t in token.subtree if _is_own(t, token)
    ):
        return None
    has_comma = token.left_edge.nbor(-1).text == ","
    return (aside if has_comma else inside)("tail", token, sentence)


def _is_own(part: Token, phrase: Token) -> bool:
    """Return whether a word of a phrase stands in none of its relative clauses."""
    return part.dep_ != "relcl" and not any(t.dep_ == "relcl" for t in part.ancestors if t.i > phrase.i)


def _is_sized(token: Token) -> bool:
    return _SHORTEST <= token.right_edge.i - token.left_edge.i + 1 <= _LONGEST


def _may_be_shorter(token: Token, sentence: Span) -> bool:
    """Return whether nothing that the phrase belongs to holds only within its limits."""
    if any(t.lower_ in words.CONDITIONS for t in sentence) or any(t.lower_ in _LIMITING for t in token.subtree):
        return False
    verb = token.head
    # "Half were sold, according to the figures [for the last quarter]"; "is always seen dancing [in a hall]".
    while verb.head.i != verb.i and (
        verb.tag_ not in VERB_TAGS
        or verb.dep_ in {"prep", "xcomp"}
        or (verb.dep_ == "ccomp" and not any(c.dep_ in _SUBJECTS for c in verb.children))
    ):
        verb = verb.head
    before = (t for t in verb.subtree if t.i < token.left_edge.i and t.tag_ not in {"NNP", "NNPS"})
    return not any(t.lower_ in words.SHARES or t.tag_ in {"JJR", "RBR"} for t in before)


def _stands_without(verb: Token, first: Token) -> bool:
    if is_denied(verb) or verb.lower_ in words.NEED_PREPOSITION | words.LIGHT:
        return False
    # "Kept the firm [from selling the land]".
    if first.lower_ == "from" and any(child.dep_ == "pcomp" for child in first.children):
        return False
    if verb.tag_ in {"VBG", "VBN"} and verb.dep_ in {"acl", "amod", "pcomp"}:
        return False
    # What a number is counted in stays: "two people died in floods", "prices rose by 3 rupees".
    is_counted = any(t.tag_ == "CD" for child in verb.children if child.dep_ in _SUBJECTS for t in child.subtree)
    return not is_counted and _says_enough(verb, first) and not _is_split(verb, first)


def _says_enough(verb: Token, first: Token) -> bool:
    """Return whether a verb has its object, or is without one and has another phrase before this one."""
    edge = first.left_edge.i
    between = [c for c in verb.children if verb.i < c.i < edge and c.dep_ not in {"punct", "advmod", "neg"}]
    # "Hit out at the council", "a court that sent him [on his way]", "barrels that were stored [in a shed]".
    if all(c.dep_ == "prt" for c in between) and (between or _is_restriction(verb)):
        return False
    # "Locks horns [with a rival]": verb and noun say one thing together.
    if first.lower_ == "with" and between and between[-1].dep_ == "dobj" and not list(between[-1].children):
        return between[-1].tag_ in {"NNP", "NNPS", "PRP"}
    earlier = [c for c in verb.children if verb.i < c.i < edge and c.dep_ in {"prep", "prt"} and c.right_edge.i < edge]
    return is_complete(verb, first) or bool(earlier and (earlier[0].dep_ == "prep" or len(earlier) > 1))


def _is_restriction(verb: Token) -> bool:
    """Return whether a verb is that of a clause that tells which one is meant."""
    return verb.dep_ == "relcl" and verb.left_edge.nbor(-1).text != ","


def _is_split(verb: Token, first: Token) -> bool:
    """Return whether something that belongs to the verb follows the phrase: "told the court on Monday that ..."."""
    last = first.right_edge
    # "Invited them [for a meeting] to reassure the parties": without the phrase they are to reassure them.
    if last.i + 1 < len(last.doc) and last.nbor(1).tag_ == "TO":
        return True
    return any(
        child.i > first.right_edge.i and child.dep_ in {"ccomp", "xcomp", "dobj", "oprd"} for child in verb.children
    )


def _is_whole(noun: Token, first: Token) -> bool:
    """Return whether a noun, the object of something done, says enough without what follows it."""
    verb = noun.head
    if noun.tag_ not in NOUN_TAGS or noun.dep_ not in _OBJECTS or noun.lower_ in words.NEED_MORE | words.OF_A_PLACE:
        return False
    while verb.tag_ not in VERB_TAGS and verb.head.i != verb.i:
        if verb.dep_ in _SUBJECTS | {"attr"}:
            return False
        verb = verb.head
    if first.lower_ in words.PLACE_PREPOSITIONS | {"among", "between"} and any(
        t.tag_ == "CD" for t in noun.subtree if t.i < noun.i
    ):
        return False
    if verb.tag_ not in VERB_TAGS or is_denied(verb) or verb.lower_ in words.LIGHT or noun.i < verb.i:
        return False
    before = [t for t in noun.subtree if t.i < noun.i]
    if any(t.tag_ in {"JJS", "RBS", "JJR"} or t.lower_ in words.RANKS | words.POINTING for t in before):
        return False
    if len(before) == 1 and _is_told_by_more(noun, before[0]):
        return False
    # "Found patients [in the dark]", "research into benefits [that cows bring]".
    if noun.tag_ == "NNS" and not before and (verb.lower_ in words.FINDING or noun.dep_ == "pobj"):
        return False
    has_article = noun.tag_ in {"NNP", "NNS"} or any(child.dep_ in {"det", "poss", "nummod"} for child in noun.children)
    others = [c for c in noun.children if noun.i < c.i < first.i and c.dep_ not in {"prep", "punct"}]
    return has_article and not others


def _is_told_by_more(noun: Token, article: Token) -> bool:
    """Return whether a noun with an article alone says nothing: "cites a law [passed in 2010]".

    "The threshold [for their use]": "the" points to what follows, where the noun has not been named before.
    """
    is_new = not any(t.lower_ == noun.lower_ for t in noun.doc[: noun.i])
    is_pointed_at = article.lower_ == "the" and noun.tag_ in NOUN_TAGS and is_new and noun.dep_ == "dobj"
    return is_pointed_at or (article.lower_ in {"a", "an"} and noun.tag_ == "NN")
