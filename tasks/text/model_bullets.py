"""Which bullets of a language model stand, on which evidence, and where the extract stands in for them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tasks.text.bullet import Bullet, Evidence, Section
from tasks.text.gate import find_unsupported
from tasks.text.model_answer import ModelAnswer
from tasks.text.name_words import OPENERS
from tasks.text.sentences import Sentence, usable_sentences
from tasks.text.stems import content_stems
from tasks.text.support import support_spans
from tasks.text.telling import leans

SECTIONS: tuple[Section, ...] = ("in_shorts", "key_takeaways")
_MOST_WORDS = 45
# Share of a bullet's words that its evidence must have in the same order; of its names and figures all of them, for who
# did it to whom is told by order.
_LEAST_IN_ORDER = 0.8
# Share of words in common from which two bullets say the same.
_SAME = 0.7
_MARKUP = re.compile(r"</?[a-z!][^>]*>|&#?\w+;|https?:|\]\(|```|[{}<>]", re.IGNORECASE)
_LIST_SIGN = re.compile(r"^\s*(?:[-*\u2022#]+|\d{1,2}[.)])\s+")
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(\S.*?\S)[*_]{1,3}(?!\w)")
_SPEAKING = re.compile(
    r"\b(?:said|says?|saying|told|tells|claim(?:s|ed|ing)?|alleg(?:e|es|ed|ing|edly)|according|add(?:s|ed)|argu(?:es|ed)|"
    r"stat(?:es|ed|ing)|announc(?:es|ed|ing)|report(?:s|ed|edly|ing)|tweet(?:s|ed)|accus(?:es|ed|ing)|warn(?:s|ed|ing)|"
    r"den(?:y|ies|ied)|insist(?:s|ed)|believ(?:es?|ed)|quoted|called|calls)\b",
    re.IGNORECASE,
)
_DOUBTING = re.compile(
    r"\b(?:may|might|could|would|should|alleg\w+|suspected|reportedly|possibl[ey]|probabl[ey]|likely|expect\w*|plan\w*|"
    r"propos\w+|hop(?:es?|ed|ing)|want\w*|ask\w*|request\w*|s(?:eek\w*|ought)|urg(?:es?|ed|ing)|permission|aim\w*|"
    r"intend\w*|if|unless|accus\w+|apparently|estimat\w+)\b",
    re.IGNORECASE,
)
# "A claim by Reed that taxes would rise." leaves out what became of it ("came under attack"): the claim stands as fact.
_BARE_CLAIM = re.compile(
    r"(?:An?|The|His|Her|Their)\s(?:\w+\s)?(?:claims?|allegations?|accusations?|suggestions?|statements?|reports?|rumou?rs?|"
    r"fears?|hopes?|beliefs?|ideas?|warnings?|promises?)\b.{0,80}?\bthat\b",
)
_QUOTING = re.compile(r'["“”„«»]')
_NAME_OR_FIGURE = re.compile(r"\b[^\W_a-z][\w-]*")
_DENYING = re.compile(r"\b(?:no|not|never|none|nor|neither|nobody|nothing|without|cannot)\b|n['’]t\b", re.IGNORECASE)


class Told(NamedTuple):
    """A bullet's text with its evidence."""

    text: str
    evidence: tuple[Evidence, ...]


def merge_answer(
    extract: Sequence[Bullet], answer: ModelAnswer, body: str, sentences: Sequence[Sentence], *, method: str
) -> list[Bullet]:
    """Return the bullets of an article, sorted by (section, position): those of the model that stand, then the extract.

    At most as many as the extract has, section by section; a section of the publisher's own stays as it is. In Shorts
    always has the sentence that the extract ranks first, in the model's words or in its own.
    """
    merged: list[Bullet] = []
    told: list[Told] = []
    for section in SECTIONS:
        own = sorted((bullet for bullet in extract if bullet.section == section), key=lambda bullet: bullet.rank)
        if any(bullet.method != "extractive" for bullet in own):
            merged += sorted(own, key=lambda bullet: bullet.position)
            continue
        given = answer.in_shorts if section == "in_shorts" else answer.key_takeaways
        stands = _standing(given, body, sentences, told, must_stand_alone=section == "key_takeaways")
        if not stands:
            merged += sorted(own, key=lambda bullet: bullet.position)
            told += [Told(bullet.text, bullet.evidence) for bullet in own]
            continue
        chosen = _filled_up(stands, own, has_lead=section == "in_shorts")
        told += [Told(bullet.text, bullet.evidence) for bullet in chosen]
        merged += _numbered(chosen, section, method)
    return merged


def _standing(
    given: Iterable[str], body: str, sentences: Sequence[Sentence], told: Sequence[Told], *, must_stand_alone: bool
) -> list[Told]:
    """Return the given bullets that pass, in their order, without those that repeat another."""
    passed: list[Told] = []
    for text in (sentence for bullet in given for sentence in clean_sentences(bullet)):
        if must_stand_alone and leans(text):
            continue
        evidence = support_spans(text, body, sentences)
        if keeps_to(text, [body[span.start_char : span.end_char] for span in evidence]) and not any(
            _say_the_same(text, other.text) for other in (*told, *passed)
        ):
            passed.append(Told(text, evidence))
    return passed


def clean_sentences(bullet: str) -> list[str]:
    """Return the sentences of what a model calls a bullet, without list signs and emphasis; none where it is no prose.

    A sentence has to pass as one of an article would: no question, no fragment, no address to the reader.
    """
    text = _LIST_SIGN.sub("", " ".join(html.unescape(bullet).split()))
    text = _EMPHASIS.sub(r"\1", text).strip()
    if not text or _MARKUP.search(text) or not text.isprintable():
        return []
    text = text[0].upper() + text[1:]
    if text[-1] not in ".!?\"”'’":
        text += "."
    found = [text[one.start_char : one.end_char] for one in usable_sentences(text, ()) if one.is_usable]
    return [sentence for sentence in found if len(sentence.split()) <= _MOST_WORDS]


def keeps_to(text: str, evidence: Sequence[str]) -> bool:
    """Return whether a model's sentence keeps to its evidence as far as words can tell.

    Through the gate; most of its words and all its names and figures are those of the evidence, in its order; it denies
    no more than that does and quotes only where that does; where that has a speaker or a doubt, so has it.
    """
    if not text or not evidence or _BARE_CLAIM.match(text) or find_unsupported(text, evidence):
        return False
    source = " ".join(evidence)
    words = content_stems(text)
    if _in_order(words, content_stems(source)) < _LEAST_IN_ORDER * len(words):
        return False
    known = _names_and_figures(source)
    names = [name for name in _names_and_figures(text) if name in known]
    if _in_order(names, known) < len(names) or len(_DENYING.findall(text)) > len(_DENYING.findall(source)):
        return False
    if _QUOTING.search(text) and not _QUOTING.search(source):
        return False
    return not any(pattern.search(source) and not pattern.search(text) for pattern in (_SPEAKING, _DOUBTING))


def _names_and_figures(text: str) -> list[str]:
    return [word for word in _NAME_OR_FIGURE.findall(text) if word not in OPENERS]


def _in_order(words: Sequence[str], source: Sequence[str]) -> int:
    """Return how many of the words the source has in the same order: the longest common subsequence."""
    lengths = [0] * (len(source) + 1)
    for word in words:
        before = 0
        for at, other in enumerate(source, start=1):
            before, lengths[at] = lengths[at], before + 1 if word == other else max(lengths[at], lengths[at - 1])
    return lengths[-1]


def _say_the_same(one: str, other: str) -> bool:
    first, second = set(content_stems(one)), set(content_stems(other))
    return len(first & second) >= _SAME * max(1, min(len(first), len(second)))


def _filled_up(stands: Sequence[Told], own: Sequence[Bullet], *, has_lead: bool) -> list[Told | Bullet]:
    """Return as many bullets as `own` has, by rank: the model's, and of `own` those that tell what these do not."""
    count = len(own)
    models = list(stands[:count])
    others: list[Bullet] = []
    if has_lead and own and not any(_share_evidence(one, own[0]) for one in models):
        models, others = models[: count - 1], [own[0]]
    for may_be_near in (False, True):
        for bullet in own:
            if len(models) + len(others) == count or bullet in others:
                continue
            is_near = any(_share_evidence(one, bullet) for one in models)
            if not any(_say_the_same(one.text, bullet.text) for one in models) and (may_be_near or not is_near):
                others.append(bullet)
    taken: list[Told | Bullet] = [*models, *sorted(others, key=lambda bullet: bullet.rank)]
    if not has_lead:
        return taken
    return sorted(taken, key=lambda one: _importance(one, own))


def _importance(one: Told | Bullet, own: Sequence[Bullet]) -> int:
    """Return the rank of an extract, and for a model's bullet the best one of those on the same sentences."""
    if isinstance(one, Bullet):
        return one.rank
    return min((bullet.rank for bullet in own if _share_evidence(one, bullet)), default=len(own) + 1)


def _share_evidence(one: Told | Bullet, other: Told | Bullet) -> bool:
    return any(
        span.start_char < theirs.end_char and theirs.start_char < span.end_char
        for span in one.evidence
        for theirs in other.evidence
    )


def _place(one: Told | Bullet) -> int:
    """Return where a bullet's longest span begins: a name in place of a pronoun may come from far before."""
    return max(one.evidence, key=lambda span: span.end_char - span.start_char).start_char


def _numbered(chosen: Sequence[Told | Bullet], section: Section, method: str) -> list[Bullet]:
    """Return the bullets in reading order, which is that of their evidence; `chosen` is by rank."""
    in_order = sorted(range(len(chosen)), key=lambda number: (_place(chosen[number]), number))
    return [
        Bullet(
            section,
            position,
            number + 1,
            chosen[number].text,
            "extractive" if isinstance(chosen[number], Bullet) else method,
            chosen[number].evidence,
        )
        for position, number in enumerate(in_order, start=1)
    ]
