"""What bounds an act or a statement: whom or what it is for, why it is said to be so, in which respect it holds.

Without these the sentence is whole by its grammar and says nothing, or more than it did.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tasks.text import phrase_words as words
from tasks.text.name_words import word_set
from tasks.text.phrase import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# Somebody else is to do what the infinitive behind these tells.
_DIRECTING = word_set(
    "direct directs directed directing order orders ordered instruct instructs instructed urge urges urged "
    "request requests requested invite invites invited allow allows allowed permit permits permitted persuade "
    "persuades persuaded convince convinces convinced compel compels compelled encourage encourages encouraged "
    "authorise authorised authorize authorized pay pays paid hire hires hired employ employs employed appoint "
    "appointed depute deputed task tasked train trained prompt prompts prompted enable enables enabled motivate "
    "motivated inspire inspired advise advises advised oblige obliged mandate mandated lead leads led form forms "
    "formed forming constitute constituted constituting create creates created creating"
)
_REASONS = word_set("because due owing over")
_REASON_MARKS = word_set("because as since")
_RESPECTS = word_set("terms respect regard matters")
_SIGNIFICANCE = word_set("significance importance")
_EXACT = word_set("only all just solely merely not")
_TASKS = word_set("job task duty part bit")
_HAVE = word_set("has have 've")
_HARMED = word_set("killed wounded injured hurt died maimed")
_JUDGING = word_set(
    "slam slams slammed slamming criticise criticises criticised criticize criticizes criticized praise praises "
    "praised laud lauds lauded thank thanks thanked condemn condemns condemned lash lashes lashed hit apologise "
    "apologised apologize apologized congratulate congratulates congratulated mock mocked troll trolled target "
    "targets targeted hail hailed chide chided berate berated pan panned rebuke rebuked rap raps rapped pull "
    "pulled fine fined punish punished fire fired sack sacked suspend suspended"
)
_ASIDES = frozenset({"relative", "participle", "apposition"})


def is_bound(phrase: Phrase, token: Token, sentence: Span) -> bool:
    """Return whether `phrase`, headed by `token`, bounds what the rest of the sentence says."""
    if phrase.kind == "adverbial":
        return (
            _is_aim(token, sentence)
            or _is_reported_reason(token)
            or _is_balance(token, sentence)
            or _is_respect(token)
            or _counts_since(token)
        )
    if phrase.kind in {"tail", "occasion", "time", "place"}:
        return token.dep_ == "prep" and any(rule(token) for rule in _OF_PREPOSITIONS)
    return phrase.kind in _ASIDES and _tells_task(token)


def _is_aim(verb: Token, sentence: Span) -> bool:
    """ "Directed them [to open the gates]", "to form a group [to mend roads]", "led the fight [to save it]"."""
    first, head = verb.left_edge, verb.head
    if verb.tag_ != "VB" or first.lower_ != "to" or first.i == sentence.start:
        return False
    before = (child for child in head.children if child.dep_ in {"dobj", "nsubjpass"})
    if head.lower_ in _DIRECTING and any(before):
        return True
    noun = first.nbor(-1)
    # "Does enough [to help them]", "was too late [to help them]".
    if noun.lower_ == "enough" or any(t.lower_ == "too" and t.i < noun.i for t in noun.children):
        return True
    # "Said people send them to the House [to work]": to what end they do is what is said.
    if head.dep_ == "ccomp" and head.head.lower_ in words.REPORTING:
        return True
    if noun.tag_ not in {"NN", "NNS"} or noun.dep_ != "dobj":
        return False
    described = [t for t in noun.subtree if t.i < noun.i]
    if not described:
        return True
    is_alone = len(described) == 1 and described[0].dep_ == "det"
    return is_alone and not any(t.lower_ == noun.lower_ for t in noun.doc[: noun.i])


def _is_reported_reason(token: Token) -> bool:
    """ "Said that he was dismissed [because of his debts]": the reason is what is said."""
    head = token.head
    if head.dep_ != "ccomp" or token.i < head.i or head.head.lower_ not in words.REPORTING:
        return False
    if token.dep_ == "prep":
        is_suffered = token.lower_ == "for" and any(child.dep_ == "auxpass" for child in head.children)
        return is_suffered or token.lower_ in _REASONS
    return any(child.dep_ == "mark" and child.lower_ in _REASON_MARKS for child in token.children)


def _is_balance(token: Token, sentence: Span) -> bool:
    """ "Is all about growth [while sparing the poor]"."""
    mark = token.left_edge
    if mark.lower_ not in {"while", "without"} or token.tag_ != "VBG":
        return False
    return any(t.lower_ in _EXACT for t in sentence.doc[sentence.start : mark.i])


def _is_respect(token: Token) -> bool:
    """ "Has beaten them [in terms of fame]", "is careless [when it comes to safety]"."""
    if token.dep_ == "prep":
        return token.lower_ in {"in", "with"} and any(
            t.dep_ == "pobj" and t.lower_ in _RESPECTS for t in token.children
        )
    return token.lower_ in {"comes", "came"} and token.nbor(-1).lower_ == "it" and token.left_edge.lower_ == "when"


def _counts_since(token: Token) -> bool:
    """ "Have paid 3 crore [since the sale began]"."""
    return token.left_edge.lower_ == "since" and any(
        child.dep_ == "aux" and child.lower_ in _HAVE for child in token.head.children
    )


def _is_significance(token: Token) -> bool:
    """ "The words assume significance [at a time when ...]"."""
    return any(child.dep_ == "dobj" and child.lower_ in _SIGNIFICANCE for child in token.head.children)


def _is_harm(token: Token) -> bool:
    """ "Were killed [in a fight with the guards]"."""
    head = token.head
    is_bare = not any(child.dep_ in {"prep", "agent"} and child.i < token.i for child in head.children)
    return token.lower_ == "in" and head.lower_ in _HARMED and token.i == head.i + 1 and is_bare


def _is_judged(token: Token) -> bool:
    """ "Slammed the council [for its silence]"."""
    return token.lower_ in {"for", "over"} and token.head.lower_ in _JUDGING


def _follows_bare(token: Token) -> bool:
    """ "Suggested names [for the board]", "threw stones [at the guards]"."""
    if token.i == 0:
        return False
    noun = token.nbor(-1)
    is_bare = noun.tag_ == "NNS" and noun.dep_ == "dobj" and noun.left_edge.i == noun.i
    return is_bare and token.head in {noun, noun.head}


def _tells_task(token: Token) -> bool:
    """ "Reed, [hired to mend the road], has begun his job": what the job is."""
    behind = token.doc[token.right_edge.i + 1 : token.sent.end]
    return any(t.lower_ in _TASKS and t.nbor(-1).tag_ == "PRP$" for t in behind)


_OF_PREPOSITIONS: tuple[Callable[[Token], bool], ...] = (
    _is_reported_reason,
    _is_respect,
    _counts_since,
    _is_significance,
    _is_harm,
    _is_judged,
    _follows_bare,
)
