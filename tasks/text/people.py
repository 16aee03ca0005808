"""Finds the people of a body: full names first, then every place where their surnames stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.text.entity_words import Words
from tasks.text.gazetteer import Gazetteer
from tasks.text.lexicon import Lexicon
from tasks.text.person_credits import credit_spans
from tasks.text.person_names import Span, clean_spans, name_parts
from tasks.text.person_roster import FullName, Roster
from tasks.text.person_signs import acts_as_person, is_other_thing, signed_names, stands_alone, titled_names, widened
from tasks.text.person_titles import role_before, title_before


class ModelSpan(NamedTuple):
    """An entity span of the model in words, with its OntoNotes label."""

    first: int
    last: int
    label: str


class PersonMention(NamedTuple):
    """Words `first` up to, not including, `last` name a person, known in the article as `name`."""

    first: int
    last: int
    name: str
    via: str
    role: str | None = None


def find_people(words: Words, spans: Sequence[ModelSpan], gazetteer: Gazetteer) -> list[PersonMention]:
    """People of a body in order of their mentions."""
    credited = _credited(words)
    named = [span for span in _named(words, spans, gazetteer) if span.first not in credited]
    full = [
        FullName(span.first, parts, words.text(*span)) for span in named if len(parts := name_parts(words, span)) > 1
    ]
    roster = Roster(full)
    covered = _covered(spans)
    found: dict[int, PersonMention] = {}
    for span in named:
        mention = _mention(words, span, roster, gazetteer)
        if mention is not None:
            found.setdefault(span.first, mention)
    taken = {index for mention in found.values() for index in range(mention.first, mention.last)}
    alone = frozenset(words.text(*span) for span in named if span.last - span.first == 1)
    for mention in _recovered(words, roster, gazetteer, covered, alone):
        if not taken.intersection(range(mention.first, mention.last)) and mention.first not in credited:
            found.setdefault(mention.first, mention)
    return [found[first] for first in sorted(found)]


def _credited(words: Words) -> set[int]:
    return {
        index for start, end in credit_spans(words.body) for index in range(words.index_at(start), words.index_at(end))
    }


def _named(words: Words, spans: Sequence[ModelSpan], gazetteer: Gazetteer) -> list[Span]:
    """Names in order: the model's PERSON spans cleaned, and names that follow a title but were given no PERSON label."""
    found: dict[int, Span] = {}
    labels = {index: span.label for span in spans for index in range(span.first, span.last)}
    for span in spans:
        if span.label == "PERSON":
            for cleaned in clean_spans(words, span.first, span.last):
                if not is_other_thing(words, cleaned, gazetteer):
                    found[cleaned.first] = cleaned
    found = {span.first: span for span in (widened(words, span, labels) for span in found.values())}
    seen = {index for span in found.values() for index in range(span.first, span.last)}
    for span in (*titled_names(words), *signed_names(words, labels)):
        if not seen.intersection(range(span.first, span.last)) and not is_other_thing(words, span, gazetteer):
            found[span.first] = span
    return [found[first] for first in sorted(found)]


def _mention(words: Words, span: Span, roster: Roster, gazetteer: Gazetteer) -> PersonMention | None:
    parts = name_parts(words, span)
    role = role_before(words, span.first)
    if len(parts) > 1:
        person = next((p for p in roster.by_surname.get(parts[-1], ()) if parts in p.forms), None)
        return PersonMention(*span, person.name if person else words.text(*span), "name", role)
    known = roster.by_surname.get(parts[0]) if parts else None
    if known:
        return PersonMention(*span, roster.nearest(known, span.first).name, "surname", role)
    if not parts:
        return None
    mates = [p for p in roster.people if any(parts[0] in form for form in p.forms)]
    if mates:
        return PersonMention(*span, roster.nearest(mates, span.first).name, "alias", role)
    holder = gazetteer.bare_surnames.get(parts[0])
    if holder is not None and stands_alone(words, span):
        return PersonMention(*span, holder.name, "surname", role)
    if title_before(words, span.first) is not None or acts_as_person(words, span):
        return PersonMention(*span, words.text(*span), "name", role)
    return None


def _recovered(
    words: Words,
    roster: Roster,
    gazetteer: Gazetteer,
    covered: dict[int, ModelSpan],
    alone: frozenset[str],
) -> Iterator[PersonMention]:
    """Full names and bare surnames that the model left out or labelled as something else."""
    known: Lexicon[tuple[str, str]] = Lexicon(_phrases(roster, alone))
    local = {match.first for match in known.matches(words)}
    matches = [*known.matches(words), *(m for m in gazetteer.holder_names.matches(words) if m.first not in local)]
    for match in matches:
        span = Span(match.first, match.last)
        name, via = match.value
        role = role_before(words, span.first)
        if via == "name":
            yield PersonMention(*span, name, via, role)
        elif stands_alone(words, span) and not _is_inside(span, covered.get(span.first)):
            people = roster.by_surname.get(" ".join(words.forms[span.first : span.last]))
            yield PersonMention(*span, roster.nearest(people, span.first).name if people else name, via, role)


def _phrases(roster: Roster, alone: frozenset[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    for person in roster.people:
        for text in person.texts:
            yield text, (person.name, "name")
    for last, people in roster.by_surname.items():
        if len(last) > 1:
            yield last, (people[0].name, "surname")
    for person in roster.people:
        for part in sorted({form[0] for form in person.forms} & alone):
            yield part, (person.name, "alias")


def _covered(spans: Sequence[ModelSpan]) -> dict[int, ModelSpan]:
    return {index: span for span in spans for index in range(span.first, span.last)}


def _is_inside(span: Span, model: ModelSpan | None) -> bool:
    """Whether the model takes the words as part of a longer name of something else ("Trump Tower")."""
    return (
        model is not None
        and model.label not in {"PERSON", "NORP"}
        and model.last - model.first > span.last - span.first + 1
    )
