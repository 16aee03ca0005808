"""What a noun, a verb or a sentence does not stand without, although the grammar would let it go.

A noun made of a verb needs what it is about, a rate its occasion, a series of figures its last one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tasks.text import phrase_words as words
from tasks.text.name_words import word_set
from tasks.text.phrase import Phrase
from tasks.text.phrase_bounds import is_bound
from tasks.text.phrase_edges import FINITE_TAGS, NOUN_TAGS
from tasks.text.phrase_verbs import VERB_TAGS, is_denied, is_pluperfect

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Nouns that need what they are of, for, on, in or over.
_RELATIONAL = (
    words.NEED_MORE
    | words.OF_A_PLACE
    | word_set(
        "approval approvals permission permissions consent nod clearance clearances authorisation authorization "
        "dependence reliance jump surge boom hike dip plunge slump reduction improvement shortage shortages "
        "scarcity faith belief trust confidence influence resemblance similarity similarities opposition resistance "
        "resentment anger outrage dissatisfaction unhappiness displeasure happiness regret sympathy solidarity "
        "admiration preference passion desire appetite bias discrimination allegation allegations accusation "
        "accusations involvement participation success failure progress emphasis reference references attitude "
        "approach alternative alternatives solution solutions date dates deadline deadlines schedule eligibility "
        "criterion criteria requirement requirements provision provisions liability affinity commitment aspect "
        "aspects component components element elements levy levies duties monopoly stake stakes share shares debate "
        "debates row dispute disputes disagreement disagreements complaint complaints"
    )
)
# Nouns that an infinitive completes: "directions [to draw up a plan]".
_WITH_INFINITIVE = word_set(
    "direction directions order orders instruction instructions permission decision plan plans attempt attempts "
    "ability right offer effort efforts bid call notice time licence license mandate nod approval opportunity "
    "chance power powers promise pledge vow need move proposal authority willingness refusal request appeal "
    "target drive"
)
# Who is against something is against no more than that.
_AGAINST = word_set(
    "reject rejects rejected rejecting oppose opposes opposed opposing ban bans banned banning avoid avoids "
    "avoided avoiding shun shuns shunned condemn condemns condemned abolish abolished prohibit prohibits "
    "prohibited forbid forbids forbade outlaw outlawed discard discarded boycott boycotted"
)
_NOBODY = frozenset({"no", "none", "nobody", "nothing", "neither", "few", "only"})
_SETTINGS = frozenset({"occasion", "time", "place", "tail", "adverb"})
_GROWING = frozenset({"growing", "rising", "mounting", "increasing"})
_COMING = frozenset({"come", "comes", "came", "coming"})
_BE = frozenset({"be", "is", "are", "was", "were", "been", "being"})
# How a clause follows on another one that it is not joined to by "and".
_LINKS = frozenset({"however", "moreover", "meanwhile", "furthermore", "eventually", "subsequently", "later"})
_LIGHT_OBJECT_TAGS = frozenset({"NN", "NNS"})


def is_needed(phrase: Phrase, token: Token, sentence: Span) -> bool:
    """Return whether the sentence says less than it must, or something else, without `phrase`, headed by `token`."""
    return any(rule(phrase, token, sentence) for rule in _RULES)


def _completes_noun(phrase: Phrase, token: Token, sentence: Span) -> bool:
    """A prepositional phrase right behind a noun that needs it, wherever the parser has hung it."""
    if phrase.kind not in {"tail", "occasion", "place"} or token.dep_ != "prep":
        return False
    if token.left_edge.i == sentence.start:
        return False
    noun = token.left_edge.nbor(-1)
    if noun.tag_ not in {"NN", "NNS"}:
        return token.head.tag_ in {"NN", "NNS"} and token.head.i < token.i and token.head.lower_ in _RELATIONAL
    # "There are growing fears [over the debt]": an adjective was read as a verb with an object.
    is_growing = noun.head.tag_ == "VBG" and noun.head.i + 1 == noun.i and not _is_verb_for_sure(noun.head)
    is_growing = is_growing or noun.nbor(-1).lower_ in _GROWING
    is_one_of = noun.dep_ == "pobj" and noun.head.lower_ in {"among", "amongst"}
    # "Take part [in a summit]".
    is_light = token.head.lower_ in words.LIGHT and token.head.i + 1 == noun.i and noun.tag_ in _LIGHT_OBJECT_TAGS
    is_about = phrase.kind == "tail" and noun.lower_ in _RELATIONAL and noun.dep_ in {"dobj", "pobj", "attr"}
    return is_about or (noun.dep_ == "dobj" and (is_growing or is_light)) or (is_one_of and token.head.i == noun.i)


def _completes_amount(phrase: Phrase, token: Token, _: Span) -> bool:
    """ "Lost 350 million dollars [on two films]"."""
    if phrase.kind != "tail" or token.dep_ != "prep" or token.head.tag_ not in VERB_TAGS:
        return False
    objects = (c for c in token.head.children if c.dep_ == "dobj" and c.i < token.i)
    return any(c.ent_type_ in {"MONEY", "PERCENT"} or any(t.tag_ == "$" for t in c.subtree) for c in objects)


def _tells_how_often(phrase: Phrase, token: Token, _: Span) -> bool:
    """ "Will meet [in every two weeks]"."""
    return phrase.kind in {"occasion", "time"} and any(t.lower_ in words.FREQUENT for t in token.subtree)


def _completes_verb(phrase: Phrase, token: Token, sentence: Span) -> bool:
    """ "Which took place [recently]", "comes a day [after it was sold]", "was leaving [when she saw the fire]"."""
    head = token.head
    if phrase.kind == "adverb":
        is_last = token.i + 1 >= sentence.end or token.nbor(1).text in {".", ",", ";"}
        return is_last and token.i > head.i and head.lower_ in words.NEED_TIME
    if phrase.kind != "adverbial" or token.i < head.i:
        return False
    mark = next((child for child in token.children if child.dep_ in {"mark", "advmod"} and child.i < token.i), None)
    if mark is None or mark.lower_ not in words.TIME_OR_REASON or mark.nbor(-1).text == ",":
        return False
    has_object = any(c.dep_ == "dobj" and c.lower_ != "place" for c in head.children)
    if head.lower_ in _COMING or (head.lower_ in words.NEED_TIME - _BE and not has_object):
        return True
    is_purpose = head.tag_ == "VB" and head.dep_ in {"xcomp", "advcl"}
    is_going_on = is_purpose or (head.tag_ == "VBG" and any(c.lower_ in _BE for c in head.children))
    return mark.lower_ == "when" and token.tag_ == "VBD" and is_going_on


def _completes_with_infinitive(phrase: Phrase, token: Token, sentence: Span) -> bool:
    """ "Issued directions [to draw up a plan]", "won with two balls [to spare]"."""
    if phrase.kind != "adverbial" or token.tag_ != "VB" or token.left_edge.lower_ != "to":
        return False
    if token.left_edge.i == sentence.start:
        return False
    before = token.left_edge.nbor(-1)
    is_bare = token.right_edge.i == token.i
    # "Gave the bank time until June [to show it]".
    is_of_object = any(c.dep_ == "dobj" and c.lower_ in _WITH_INFINITIVE for c in token.head.children)
    return is_of_object or (before.tag_ in NOUN_TAGS and (before.lower_ in _WITH_INFINITIVE or is_bare))


def _is_limit(phrase: Phrase, token: Token, sentence: Span) -> bool:
    """What is denied, or ruled out, only within these limits."""
    if phrase.kind == "tail" and token.dep_ in {"relcl", "acl"}:
        return any(verb.lower_ in _AGAINST for verb in list(token.ancestors)[1:3])
    if phrase.kind not in _SETTINGS or token.dep_ not in {"prep", "npadvmod"} or token.head.tag_ not in VERB_TAGS:
        return False
    head = token.head
    if phrase.start_char == sentence.start_char:
        return is_denied(head) and token.lower_ in {"since", "for", "during", "until", "before", "from"}
    before = (t for t in head.subtree if t.i < token.left_edge.i)
    return token.i > head.i and any(t.lower_ in _NOBODY and t.dep_ in {"det", "nsubj", "nsubjpass"} for t in before)


def _is_condition(phrase: Phrase, token: Token, sentence: Span) -> bool:
    """ "[During the peak hour] the rate is lower", "[After a plea is filed] the bank would get a month"."""
    if phrase.start_char != sentence.start_char or phrase.kind not in {"occasion", "adverbial"}:
        return False
    verb = token.head
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if phrase.kind == "adverbial":
        mark = next((child for child in token.children if child.dep_ in {"mark", "advmod"}), None)
        is_when = mark is not None and mark.lower_ in {"after", "when", "where", "before"}
        return is_when and any(t.tag_ == "MD" for t in helpers)
    is_present = (helpers[0] if helpers else verb).tag_ in {"VBZ", "VBP"} and verb.lower_ not in words.SPEAKING
    is_perfect = any(t.lower_ in {"has", "have"} for t in helpers) or verb.tag_ == "VBG"
    return token.lower_ == "during" and is_present and not is_perfect


def _is_reason(phrase: Phrase, token: Token, _: Span) -> bool:
    """ "Had broken off his speech [after hearing a bell]"."""
    return phrase.kind == "occasion" and token.lower_ in {"after", "following"} and is_pluperfect(token.head)


def _is_wanted(phrase: Phrase, token: Token, _: Span) -> bool:
    """ "Was asked to refrain from airing and publishing it [during the vote]": that is when it must not."""
    verb = token.head
    if phrase.kind not in {"occasion", "time"} or token.dep_ != "prep":
        return False
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ == "pcomp" and verb.head.lower_ == "from"


def _is_of_a_series(phrase: Phrase, token: Token, _: Span) -> bool:
    """ "Had a deficit of 3 crore[, which rose to 60 crore in May]"."""
    is_figure = any(t.tag_ == "CD" for t in token.subtree)
    return phrase.kind == "relative" and token.lower_ in words.CHANGING and is_figure


def _is_the_same(phrase: Phrase, token: Token, sentence: Span) -> bool:
    """ "[Calling wealth for all his aim], he said the fund was meant to achieve the same"."""
    if phrase.start_char != sentence.start_char:
        return False
    rest = sentence.doc[token.right_edge.i + 1 : sentence.end]
    return any(t.lower_ == "same" and t.i + 1 < sentence.end and t.nbor(1).is_punct for t in rest)


def _joins(phrase: Phrase, token: Token, sentence: Span) -> bool:
    """A word that parts two clauses, or one that opens a clause: "it failed, however, nobody left", "hours after"."""
    if phrase.kind == "time":
        return token.head.dep_ == "advcl" or token.right_edge.tag_ == "IN"
    if phrase.kind != "adverb" or token.lower_ not in _LINKS or token.i == sentence.start:
        return False
    is_first = token.nbor(-1).text == "," and token.i < token.head.i
    subject = next((child for child in token.head.children if child.dep_ in _SUBJECTS), None)
    has_clause = any(t.tag_ in FINITE_TAGS for t in sentence.doc[sentence.start : token.i])
    return is_first and has_clause and subject is not None and subject.i > token.i


def _leaves_a_stump(phrase: Phrase, token: Token, sentence: Span) -> bool:
    """Whether what stays is no phrase: "sending obscene", "the leader, the results of which"."""
    if phrase.kind == "conjunct":
        before = token.left_edge
        while before.idx >= phrase.start_char and before.i > sentence.start:
            before = before.nbor(-1)
        return before.tag_ == "JJ" and before.dep_ in {"dobj", "pobj", "amod"}
    if phrase.kind != "relative" and phrase.kind not in _SETTINGS:
        return False
    at = token.right_edge.i + 1
    while at < sentence.end and sentence.doc[at].idx < phrase.end_char:
        at += 1
    after = sentence.doc[at : min(at + 4, sentence.end)]
    if phrase.kind == "relative":
        return any(t.tag_ in {"WDT", "WP$"} for t in after)
    # "Will be trained [on the rules] and dealing with clerks": "and" joins it to what is left out.
    is_joint = len(after) > 1 and after[0].tag_ == "CC" and after[1].tag_ == "VBG"
    return phrase.kind in _SETTINGS and is_joint and token.head.tag_ != "VBG"


def _is_title(phrase: Phrase, token: Token, _: Span) -> bool:
    """ "Has been made director[, northern zone]"."""
    is_bare = not any(child.dep_ in {"det", "poss"} for child in token.head.children)
    return phrase.kind == "apposition" and token.head.dep_ in {"oprd", "attr"} and is_bare


def _is_verb_for_sure(participle: Token) -> bool:
    """Return whether a participle before a noun is a verb: "is raising funds", not "there are growing fears"."""
    roles = {child.dep_ for child in participle.children}
    is_there = any(t.dep_ == "expl" for t in participle.subtree if t.i < participle.i)
    return not is_there and ("aux" in roles or participle.dep_ in {"pcomp", "xcomp", "advcl"})


_Rule = Callable[[Phrase, "Token", "Span"], bool]
_RULES: tuple[_Rule, ...] = (
    _completes_noun,
    _completes_amount,
    _tells_how_often,
    _completes_verb,
    _completes_with_infinitive,
    _is_limit,
    _is_condition,
    _is_reason,
    _is_wanted,
    _is_of_a_series,
    _is_the_same,
    _joins,
    _leaves_a_stump,
    _is_title,
    is_bound,
)
