"""From an article's sentences to the bullets of its two short sections."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tasks.text.antecedents import find_antecedents
from tasks.text.bullet import Bullet, Section
from tasks.text.choosing import BULLETS, Shelf, Unit, build_shelf, choose
from tasks.text.definites import find_definites
from tasks.text.event import opening_faults
from tasks.text.forms import forms_of
from tasks.text.gate import find_unsupported
from tasks.text.naming import Mentioned, Names, has_bare_surname, name_in_full, read_names
from tasks.text.phrase import Phrase
from tasks.text.ranking import Ranker, Worth, build_ranker, weigh_article
from tasks.text.replacing import Edit, replace
from tasks.text.sentences import Sentence
from tasks.text.standing import RELATIVE_TIME, has_anchor, points_back
from tasks.text.stems import content_stems
from tasks.text.support import support_spans
from tasks.text.telling import dangles, fault, lasting, leans
from tasks.text.timeless import without_time
from tasks.text.trimming import bullet_text, keep

__all__ = ["Mentioned", "Ranker", "build_ranker", "keep_publisher_bullets", "summarize"]

_MOST_SENTENCES = 120
_LONG_ARTICLE_SENTENCES = 15
# A third of the ten bullets, rounded up.
_LATE_SENTENCES = 4
_LEAD_SENTENCES = 3
# At the end of an article: what a word is worth that was told before, and how often saying it again adds to it.
_OLD_NEWS, _MOST_TIMES = 0.25, 3
# More than what any choice of words is worth.
_LACKING, _FEWEST_TAKEAWAYS = 0.5, 3
# A sentence before the event that tells it so much worse sets a scene.
_SCENE_FAULT = 0.1
_STRANGER_FAULT = 0.02
# A takeaway that says who and where stands better alone.
_NAME_WORTH, _MOST_NAMES = 0.01, 3


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
    names = read_names(body, mentions)
    antecedents = find_antecedents(body, sentences, names)
    units = list(_units(body, usable, phrases, worth, strangers, antecedents))
    shelf = build_shelf(units, worth)
    in_shorts = _choose_in_shorts(shelf, opening_faults(title, texts))
    definites = [tuple(find_definites(body, one.start_char, one.end_char)) for one in usable]
    in_full = {number: _alone(body, unit, names, definites[unit.sentence]) for number, unit in enumerate(units)}
    named = _named_in(usable, mentions)
    standing = _standing(body, in_full, texts, names, named, in_shorts[0])
    takeaways = _choose_takeaways(shelf, in_shorts, len(usable), named, standing)
    refused = {number for number in takeaways if _is_refused(body, usable[in_full[number].sentence], in_full[number])}
    if refused:
        # The whole sentence, which stands in for a form that the gate refuses, would not stand alone.
        kept = {number: lack for number, lack in standing.items() if number not in refused} or standing
        takeaways = _choose_takeaways(shelf, in_shorts, len(usable), named, kept)
    return (
        *_bullets("in_shorts", body, usable, {number: units[number] for number in in_shorts}, in_shorts),
        *_bullets("key_takeaways", body, usable, in_full, takeaways),
    )


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


def _named_in(usable: Sequence[Sentence], mentions: Sequence[Mentioned]) -> list[int]:
    """Return for each sentence how many people, countries and agencies it names."""
    named: list[set[str]] = [set() for _ in usable]
    starts = [sentence.start_char for sentence in usable]
    for mention in mentions:
        number = bisect_right(starts, mention.start_char) - 1
        if number >= 0 and mention.end_char <= usable[number].end_char:
            named[number].add(mention.entity_id)
    return [len(ids) for ids in named]


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
    body: str,
    usable: Sequence[Sentence],
    phrases: Sequence[Phrase] | None,
    worth: Worth,
    strangers: set[int],
    antecedents: Mapping[int, Edit],
) -> Iterator[Unit]:
    """Yield the forms in which each sentence may be told."""
    starts = [phrase.start_char for phrase in phrases or ()]
    for number, sentence in enumerate(usable):
        start, end = sentence.start_char, sentence.end_char
        own = None
        if phrases is not None:
            near = phrases[bisect_left(starts, start) : bisect_left(starts, end)]
            own = [phrase for phrase in near if phrase.end_char <= end and (phrase.lead_start_char or start) >= start]
        for form in forms_of(body, start, end, own, worth, sentence.cuts):
            evidence, text = form.evidence, form.text
            if start in antecedents:
                evidence = replace(body, evidence, antecedents[start])
                text = bullet_text(body, evidence)
            cost = fault(text) + form.risk + _STRANGER_FAULT * (number in strangers)
            yield Unit(number, evidence, text, cost, leans(text), form.told)


def _choose_in_shorts(shelf: Shelf, opening: Sequence[float]) -> list[int]:
    """Return the units of In Shorts, most important first.

    No scene stands before the one that tells the event, and "they" stands only behind the sentence it points at.
    """
    chosen = choose(shelf, opening=opening)
    event = shelf.units[chosen[0]].sentence
    told = {shelf.units[number].sentence for number in chosen}
    barred = {number for number in told if number < event and opening[number] > opening[event] + _SCENE_FAULT}
    if barred:
        barred = {number for number in range(event) if opening[number] > opening[event] + _SCENE_FAULT}
    barred |= {
        unit.sentence
        for unit in (shelf.units[number] for number in chosen[1:])
        if dangles(unit.text) and unit.sentence - 1 not in told
    }
    return choose(shelf, barred=sorted(barred), opening=opening) if barred else chosen


def _alone(body: str, unit: Unit, names: Names, definites: Sequence[Edit]) -> Unit:
    """Return the unit as a takeaway tells it: people by their full names, "the woman" as a woman, without the day."""
    evidence = without_time(body, unit.evidence)
    for edit in definites:
        evidence = replace(body, evidence, edit)
    evidence = name_in_full(body, evidence, names)
    return unit if evidence == unit.evidence else unit._replace(evidence=evidence, text=bullet_text(body, evidence))


def _standing(
    body: str, units: Mapping[int, Unit], texts: Sequence[str], names: Names, named: Sequence[int], event: int
) -> dict[int, float]:
    """Return the units that are understood by themselves, each with what it lacks for that; else the event's unit.

    Those that lack any name that tells which story they are from, or even the date of the article, come only where
    the others do not make three.
    """
    lacks: dict[int, int] = {}
    introduced: set[str] = set()
    sentence = 0
    for number, unit in units.items():
        while sentence < unit.sentence:
            introduced.update(content_stems(texts[sentence]))
            sentence += 1
        if points_back(unit.text, introduced, names.words) or has_bare_surname(body, unit.evidence, names):
            continue
        is_dated = RELATIVE_TIME.search(unit.text) is not None
        lacks[number] = 2 * is_dated + (not has_anchor(unit.text) and not named[sentence])
    clear = set(lacks)
    for most in (1, 0):
        fewer = {number for number in clear if lacks[number] <= most}
        if len({units[number].sentence for number in fewer}) >= _FEWEST_TAKEAWAYS:
            clear = fewer
    return {number: _LACKING * lacks[number] for number in sorted(clear)} or {event: 0.0}


def _choose_takeaways(
    shelf: Shelf, in_shorts: Sequence[int], sentence_count: int, named: Sequence[int], standing: Mapping[int, float]
) -> list[int]:
    """Return units that stand alone and are worth remembering; those of In Shorts only where others are too few."""
    told = {shelf.units[number].sentence for number in in_shorts}
    fresh = {shelf.units[number].sentence for number in standing if not shelf.units[number].leans} - told
    barred = told if len(fresh) >= BULLETS else set()
    faults = [
        2 * unit.fault
        + standing[number]
        + 0.1 * unit.leans
        + 0.12 * (unit.sentence in told)
        - lasting(unit.text)
        - _NAME_WORTH * min(named[unit.sentence], _MOST_NAMES)
        if number in standing
        else np.inf
        for number, unit in enumerate(shelf.units)
    ]
    shelf = shelf._replace(faults=shelf.faults * 0 + faults)
    ranked = choose(shelf, known=in_shorts, barred=sorted(barred))
    return _hear_the_end(shelf, in_shorts, ranked, sentence_count)


def _hear_the_end(shelf: Shelf, in_shorts: Sequence[int], ranked: list[int], sentence_count: int) -> list[int]:
    """Return `ranked` with its last units given to the last third of a long article, until that has its share."""
    last_third = 2 * sentence_count // 3
    if sentence_count < _LONG_ARTICLE_SENTENCES:
        return ranked
    heard = [shelf.units[number].sentence for number in in_shorts]
    share = _LATE_SENTENCES - sum(sentence >= last_third for sentence in heard)
    late = [number for number in ranked if shelf.units[number].sentence >= last_third]
    early = [number for number in ranked if number not in late]
    kept = early[: max(BULLETS - max(share, len(late)), 0)]
    told = np.asarray(shelf.holds[[*in_shorts, *kept]].any(axis=0), dtype=np.bool_)
    barred = {*range(last_third), *heard}
    found = choose(_of_the_end(shelf, last_third, told), barred=sorted(barred))
    found = found[: max(min(share, len(ranked)), len(late))] or late
    # Where the end has too little to say that stands alone, the best of those that were to give way stay.
    return [*kept, *found, *early[len(kept) :]][:BULLETS]


def _of_the_end(shelf: Shelf, last_third: int, told: NDArray[np.bool_]) -> Shelf:
    """Return the shelf with words worth what they are to the end of the article: told in it again, and not before.

    What the end is about is said in more than one of its sentences; a word that a bullet `told` has is no news.
    """
    is_late = shelf.sentences >= last_third
    late = np.unique(shelf.sentences[is_late])
    said = np.array([shelf.holds[shelf.sentences == sentence].any(axis=0) for sentence in late])
    times = said.sum(axis=0) if len(late) else np.zeros(len(shelf.worth))
    gains = np.sqrt(shelf.worth) * np.where(told, _OLD_NEWS, np.minimum(times, _MOST_TIMES))
    return shelf._replace(worth=gains)


def _bullets(
    section: Section, body: str, usable: Sequence[Sentence], units: Mapping[int, Unit], ranked: Sequence[int]
) -> Iterable[Bullet]:
    in_order = sorted(ranked, key=lambda number: units[number].told)
    for position, number in enumerate(in_order, start=1):
        unit = units[number]
        sentence = usable[unit.sentence]
        evidence, text = unit.evidence, unit.text
        if _is_refused(body, sentence, unit):
            evidence = keep(sentence.start_char, sentence.end_char, sentence.cuts)
            text = bullet_text(body, evidence)
        yield Bullet(section, position, ranked.index(number) + 1, text, "extractive", evidence)


@lru_cache(maxsize=32)
def _is_refused(body: str, sentence: Sentence, unit: Unit) -> bool:
    """Return whether the gate finds anything in the unit that its evidence does not have. Takeaways ask twice."""
    spans = [body[span.start_char : span.end_char] for span in unit.evidence]
    source = body[sentence.start_char : sentence.end_char]
    # What is told word for word has all that it says.
    return unit.text != source and bool(find_unsupported(unit.text, spans, source))


def _kept(section: Section, texts: Sequence[str], body: str, sentences: Sequence[Sentence]) -> Iterable[Bullet]:
    for position, text in enumerate(texts, start=1):
        yield Bullet(section, position, position, text, "publisher", support_spans(text, body, sentences))
