"""From an article's sentences to the bullets of its two short sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tasks.text.bullet import Bullet, Section
from tasks.text.choosing import choose
from tasks.text.ranking import Ranker, build_ranker, score_sentences
from tasks.text.sentences import Sentence
from tasks.text.support import support_spans
from tasks.text.trimming import bullet_text, find_cuts, keep

__all__ = ["Mentioned", "Ranker", "build_ranker", "keep_publisher_bullets", "summarize"]


class Mentioned(NamedTuple):
    """A mention that was linked: code points of the body, 0-based, end exclusive."""

    kind: str
    entity_id: str
    start_char: int
    end_char: int


def summarize(
    title: str, body: str, sentences: Sequence[Sentence], mentions: Sequence[Mentioned], ranker: Ranker
) -> tuple[Bullet, ...]:
    """Return the extractive bullets of an article, sorted by (section, position); none without usable sentences."""
    usable = [sentence for sentence in sentences if sentence.is_usable]
    if not usable:
        return ()
    scores = score_sentences(title, body, usable, ranker)
    choice = choose([body[s.start_char : s.end_char] for s in usable], scores)
    return (
        *_extracts("in_shorts", choice.in_shorts, body, usable),
        *_extracts("key_takeaways", choice.key_takeaways, body, usable),
    )


def keep_publisher_bullets(
    in_shorts: Sequence[str], key_takeaways: Sequence[str], body: str, sentences: Sequence[Sentence]
) -> tuple[Bullet, ...]:
    """Return the publisher's own bullets word for word, in the given order, with the body sentences that support them."""
    return (
        *_kept("in_shorts", in_shorts, body, sentences),
        *_kept("key_takeaways", key_takeaways, body, sentences),
    )


def _extracts(section: Section, by_rank: Sequence[int], body: str, usable: Sequence[Sentence]) -> Iterable[Bullet]:
    for position, number in enumerate(sorted(by_rank), start=1):
        sentence = usable[number]
        cuts = find_cuts(body, sentence.start_char, sentence.end_char)
        evidence = keep(sentence.start_char, sentence.end_char, cuts.sure)
        text = bullet_text(body, evidence)
        yield Bullet(section, position, by_rank.index(number) + 1, text, "extractive", evidence)


def _kept(section: Section, texts: Sequence[str], body: str, sentences: Sequence[Sentence]) -> Iterable[Bullet]:
    for position, text in enumerate(texts, start=1):
        yield Bullet(section, position, position, text, "publisher", support_spans(text, body, sentences))
