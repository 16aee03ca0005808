"""From an article's sentences to the bullets of its two short sections."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from tasks.text.antecedents import find_antecedents
from tasks.text.bullet import Bullet, Section
from tasks.text.event import opening_faults, title_faults
from tasks.text.event_chance import event_faults
from tasks.text.forms import forms_of
from tasks.text.gate import find_unsupported
from tasks.text.in_shorts import choose_in_shorts, tell_event
from tasks.text.last_resort import mend
from tasks.text.naming import Mentioned, Names, read_names
from tasks.text.opening import choose_first
from tasks.text.phrase import Phrase
from tasks.text.ranking import Ranker, Worth, build_ranker, weigh_article
from tasks.text.replacing import Edit, replace
from tasks.text.roles import introduce
from tasks.text.sentences import Sentence
from tasks.text.shelf import Unit, build_shelf
from tasks.text.standing import Introduced, count_pointers
from tasks.text.standing_chance import Reader
from tasks.text.support import support_spans
from tasks.text.takeaway_edits import find_edits
from tasks.text.takeaways import choose_takeaways, find_standing, point_back, promising_units, tell_alone
from tasks.text.telling import form_fault, leans, slip_fault
from tasks.text.topic import find_topic
from tasks.text.trimming import bullet_text, keep

__all__ = ["Mentioned", "Ranker", "build_ranker", "keep_publisher_bullets", "summarize", "takeaway_forms"]

_MOST_SENTENCES = 120
_LEAD_SENTENCES = 3
_STRANGER_FAULT = 0.02
# What it costs that a word of a sentence means what only those before it tell: less of it where the last one is told.
_POINTING_FAULT = 0.02


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
    story = _read(title, body, sentences, mentions, ranker, phrases)
    if story is None:
        return ()
    usable, texts, worth, names, units, reader = story
    shelf = build_shelf(units, worth)
    opening = opening_faults(title, texts)
    pointing = point_back(texts, names)
    shelf = shelf._replace(faults=shelf.faults + _POINTING_FAULT * np.array(pointing)[shelf.sentences])
    against = event_faults(title, texts, opening, worth)
    own = title_faults(title, texts, units, against)
    in_shorts = choose_in_shorts(shelf, opening, own, texts, pointing, names)
    in_shorts = tell_event(shelf, in_shorts, against, own)
    promising = promising_units(units, reader)
    sentences_told = sorted({units[number].sentence for number in (*promising, *in_shorts)})
    edits = find_edits(title, body, usable, names, sentences_told)
    in_full = {
        number: tell_alone(body, units[number], names, edits[units[number].sentence])
        for number in sorted({*promising, in_shorts[0]})
    }
    standing = find_standing(body, in_full, names, in_shorts[0], pointing, reader)
    takeaways = choose_takeaways(shelf, in_shorts, len(usable), standing)
    refused = {number for number in takeaways if _is_refused(body, usable[in_full[number].sentence], in_full[number])}
    if refused:
        # The whole sentence, which stands in for a form that the gate refuses, would not stand alone.
        kept = {number: chance for number, chance in standing.items() if number not in refused} or standing
        takeaways = choose_takeaways(shelf, in_shorts, len(usable), kept)
    takeaway_order = _in_article_order(in_full, takeaways)
    with_roles = _with_roles(title, body, usable, {number: in_full[number] for number in takeaway_order}, names)

    def tell_in_full(number: int) -> Unit:
        return in_full.get(number) or tell_alone(body, units[number], names, edits[units[number].sentence])

    told = {number: units[number] for number in in_shorts}
    in_order = _in_article_order(told, in_shorts)
    first, told[first] = choose_first(told, in_order[0], own, tell_in_full, body, names)
    at = in_order.index(first)
    in_order = [*in_order[at:], *in_order[:at]]
    return (
        *_bullets("in_shorts", body, usable, told, in_shorts, in_order),
        *_bullets("key_takeaways", body, usable, with_roles, takeaways, takeaway_order),
    )


def takeaway_forms(
    title: str,
    body: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mentioned],
    ranker: Ranker,
    phrases: Sequence[Phrase] | None = None,
) -> Iterator[tuple[str, list[float]]]:
    """Yield every form of a sentence that a takeaway might have, with its features for how surely it is understood.

    What `Ranker.standing` is fitted on; arguments as of `summarize`.
    """
    story = _read(title, body, sentences, mentions, ranker, phrases)
    if story is None:
        return
    edits = find_edits(title, body, story.usable, story.names, range(len(story.usable)))
    introduced = Introduced(story.texts)
    for number in promising_units(story.units, story.reader, least_hope=0.0):
        unit = story.units[number]
        text = tell_alone(body, unit, story.names, edits[unit.sentence]).text
        pointers = count_pointers(text, introduced.before(unit.sentence), story.names.words)
        yield text, story.reader.features(text, pointers)


class _Story(NamedTuple):
    """What an article has to tell: its usable sentences, what they are worth, and each form that they may take."""

    usable: list[Sentence]
    texts: list[str]
    worth: Worth
    names: Names
    units: list[Unit]
    reader: Reader


def _read(
    title: str,
    body: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mentioned],
    ranker: Ranker,
    phrases: Sequence[Phrase] | None,
) -> _Story | None:
    """Return what the article has to tell; nothing without usable sentences."""
    usable = _candidates(body, sentences)
    if not usable:
        return None
    texts = [body[sentence.start_char : sentence.end_char] for sentence in usable]
    strangers = _strangers(body, usable, mentions)
    worth = weigh_article(title, texts, ranker)
    names = read_names(body, mentions)
    antecedents = find_antecedents(body, sentences, names)
    units = list(_units(body, usable, phrases, worth, strangers, antecedents))
    full_names = [body[span.start_char : span.end_char] for span in names.full.values()]
    return _Story(
        usable, texts, worth, names, units, Reader(texts, find_topic(title, texts), full_names, ranker.standing)
    )


def keep_publisher_bullets(
    in_shorts: Sequence[str], key_takeaways: Sequence[str], body: str, sentences: Sequence[Sentence]
) -> tuple[Bullet, ...]:
    """Return the publisher's bullets word for word, in the given order, with the body sentences that support them."""
    return (
        *_kept("in_shorts", in_shorts, body, sentences),
        *_kept("key_takeaways", key_takeaways, body, sentences),
    )


def _candidates(body: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the usable sentences, from an endless article the first and the last ones."""
    usable = [sentence for sentence in sentences if sentence.is_usable] or list(mend(body, sentences))
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
        slip = slip_fault(body[start:end])
        of_all = _STRANGER_FAULT * (number in strangers)
        own = None
        if phrases is not None:
            near = phrases[bisect_left(starts, start) : bisect_left(starts, end)]
            own = [_clip(phrase, start) for phrase in near if phrase.end_char <= end and _reaches(phrase, start)]
        for form in forms_of(body, start, end, own, worth, sentence.cuts):
            evidence, text = form.evidence, form.text
            if start in antecedents:
                evidence = replace(body, evidence, antecedents[start])
                text = bullet_text(body, evidence)
            cost = of_all + form_fault(text) + form.risk + (slip and slip_fault(text))
            yield Unit(number, evidence, text, cost, leans(text), form.told)


def _reaches(phrase: Phrase, start: int) -> bool:
    """Return whether the lead of a phrase, if it has one, ends behind `start`."""
    return phrase.lead_end_char is None or phrase.lead_end_char > start


def _clip(phrase: Phrase, start: int) -> Phrase:
    """Return the phrase with its lead from `start` on, before which a dateline or a heading may stand."""
    lead = phrase.lead_start_char
    return phrase if lead is None or lead >= start else phrase._replace(lead_start_char=start)


def _in_article_order(units: Mapping[int, Unit], numbers: Iterable[int]) -> list[int]:
    return sorted(numbers, key=lambda number: units[number].told)


def _bullets(
    section: Section,
    body: str,
    usable: Sequence[Sentence],
    units: Mapping[int, Unit],
    ranked: Sequence[int],
    in_order: Sequence[int],
) -> Iterable[Bullet]:
    for position, number in enumerate(in_order, start=1):
        unit = units[number]
        sentence = usable[unit.sentence]
        evidence, text = unit.evidence, unit.text
        if _is_refused(body, sentence, unit):
            evidence = keep(sentence.start_char, sentence.end_char, sentence.cuts)
            text = bullet_text(body, evidence)
        yield Bullet(section, position, ranked.index(number) + 1, text, "extractive", evidence)


def _with_roles(
    title: str, body: str, usable: Sequence[Sentence], units: Mapping[int, Unit], names: Names
) -> dict[int, Unit]:
    """Return the units, in order, with who the people are that they name, unless the gate would refuse that."""
    evidences = introduce(title, body, [unit.evidence for unit in units.values()], names)
    told = {}
    for (number, unit), evidence in zip(units.items(), evidences, strict=True):
        longer = unit._replace(evidence=evidence, text=bullet_text(body, evidence))
        is_longer = evidence != unit.evidence and not _is_refused(body, usable[unit.sentence], longer)
        told[number] = longer if is_longer else unit
    return told


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
