"""From an article's sentences to the bullets of its two short sections."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tasks.text.bullet import Bullet, Section
from tasks.text.choosing import BULLETS, Shelf, Unit, build_shelf, choose
from tasks.text.forms import forms_of
from tasks.text.phrase import Phrase
from tasks.text.ranking import Ranker, Worth, build_ranker, weigh_article
from tasks.text.sentences import Sentence
from tasks.text.support import support_spans
from tasks.text.telling import fault, lasting, leans

__all__ = ["Mentioned", "Ranker", "build_ranker", "keep_publisher_bullets", "summarize"]

_MOST_SENTENCES = 120
_LONG_ARTICLE_SENTENCES = 15
_LEAD_SENTENCES = 3
_STRANGER_FAULT = 0.02


class Mentioned(NamedTuple):
    """A mention that was linked: code points of the body, 0-based, end exclusive."""

    kind: str
    entity_id: str
    start_char: int
    end_char: int


def summarize(
    title: str,
    body: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mentioned],
    ranker: Ranker,
    phrases: Sequence[Phrase] | None = None,
) -> tuple[Bullet, ...]:
    """Return the extractive bullets of an article, sorted by (section, position); none without usable sentences.

    `phrases` are in order; None where nothing parsed the body.
    """
    usable = _candidates(sentences)
    if not usable:
        return ()
    texts = [body[sentence.start_char : sentence.end_char] for sentence in usable]
    strangers = _strangers(body, usable, mentions)
    worth = weigh_article(title, texts, ranker)
    units = list(_units(body, usable, phrases, worth, strangers))
    shelf = build_shelf(units, worth)
    in_shorts = choose(shelf)
    takeaways = _choose_takeaways(shelf, in_shorts, len(usable))
    return (*_bullets("in_shorts", shelf, in_shorts), *_bullets("key_takeaways", shelf, takeaways))


def keep_publisher_bullets(
    in_shorts: Sequence[str], key_takeaways: Sequence[str], body: str, sentences: Sequence[Sentence]
) -> tuple[Bullet, ...]:
    """Return the publisher's bullets word for word, in the given order, with the body sentences that support them."""
    return (
        *_kept("in_shorts", in_shorts, body, sentences),
        *_kept("key_takeaways", key_takeaways, body, sentences),
    )


def _candidates(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the usable sentences, from an endless article the first and the last ones."""
    usable = [sentence for sentence in sentences if sentence.is_usable]
    if len(usable) <= _MOST_SENTENCES:
        return usable
    return usable[: _MOST_SENTENCES - 20] + usable[-20:]


def _strangers(body: str, usable: Sequence[Sentence], mentions: Sequence[Mentioned]) -> set[int]:
    """Return the sentences that call somebody by surname alone whom the first sentences do not introduce."""
    lead_end = usable[min(len(usable), _LEAD_SENTENCES) - 1].end_char
    people = [mention for mention in mentions if mention.kind == "person"]
    known = {mention.entity_id for mention in people if mention.start_char < lead_end}
    starts = [sentence.start_char for sentence in usable]
    strangers = set()
    for mention in people:
        is_short = " " not in body[mention.start_char : mention.end_char]
        number = bisect_right(starts, mention.start_char) - 1
        if number < 0 or mention.end_char > usable[number].end_char:
            continue
        if is_short and mention.entity_id not in known:
            strangers.add(number)
    return strangers


def _units(
    body: str, usable: Sequence[Sentence], phrases: Sequence[Phrase] | None, worth: Worth, strangers: set[int]
) -> Iterator[Unit]:
    """Yield the forms in which each sentence may be told."""
    starts = [phrase.start_char for phrase in phrases or ()]
    for number, sentence in enumerate(usable):
        start, end = sentence.start_char, sentence.end_char
        own = None
        if phrases is not None:
            near = phrases[bisect_left(starts, start) : bisect_left(starts, end)]
            own = [phrase for phrase in near if phrase.end_char <= end and (phrase.lead_start_char or start) >= start]
        for form in forms_of(body, start, end, own, worth):
            cost = fault(form.text) + form.risk + _STRANGER_FAULT * (number in strangers)
            yield Unit(number, form.evidence, form.text, cost, leans(form.text), form.told)


def _choose_takeaways(shelf: Shelf, in_shorts: Sequence[int], sentence_count: int) -> list[int]:
    """Return units that stand alone and are worth remembering; those of In Shorts only where others are too few."""
    told = {shelf.units[number].sentence for number in in_shorts}
    fresh = {unit.sentence for unit in shelf.units if not unit.leans} - told
    barred = told if len(fresh) >= BULLETS else set()
    faults = [
        2 * unit.fault + 0.1 * unit.leans + 0.12 * (unit.sentence in told) - lasting(unit.text) for unit in shelf.units
    ]
    shelf = shelf._replace(faults=shelf.faults * 0 + faults)
    ranked = choose(shelf, known=in_shorts, barred=sorted(barred), has_lead=False)
    return _hear_the_end(shelf, in_shorts, ranked, sentence_count)


def _hear_the_end(shelf: Shelf, in_shorts: Sequence[int], ranked: list[int], sentence_count: int) -> list[int]:
    """Return `ranked` with its last unit given to the last third of a long article, where nothing comes from there."""
    last_third = 2 * sentence_count // 3
    is_heard = any(shelf.units[number].sentence >= last_third for number in (*in_shorts, *ranked))
    if is_heard or sentence_count < _LONG_ARTICLE_SENTENCES:
        return ranked
    kept = ranked[:-1]
    late = choose(shelf, known=(*in_shorts, *kept), barred=range(last_third), has_lead=False)
    return [*kept, *late[:1]]


def _bullets(section: Section, shelf: Shelf, ranked: Sequence[int]) -> Iterable[Bullet]:
    in_order = sorted(ranked, key=lambda number: shelf.units[number].told)
    for position, number in enumerate(in_order, start=1):
        unit = shelf.units[number]
        yield Bullet(section, position, ranked.index(number) + 1, unit.text, "extractive", unit.evidence)


def _kept(section: Section, texts: Sequence[str], body: str, sentences: Sequence[Sentence]) -> Iterable[Bullet]:
    for position, text in enumerate(texts, start=1):
        yield Bullet(section, position, position, text, "publisher", support_spans(text, body, sentences))
