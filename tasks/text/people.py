"""Finds the people of a body: full names first, then every place where their surnames stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.text.entity_words import Words, split_words
from tasks.text.gazetteer import Gazetteer, name_key
from tasks.text.lexicon import Lexicon
from tasks.text.name_words import OPENERS
from tasks.text.person_credits import credit_spans
from tasks.text.person_names import Span, clean_spans, name_parts
from tasks.text.person_patterns import initialled_names, signed_names, spoken_names, titled_names, widened
from tasks.text.person_roster import FullName, Roster, nearest
from tasks.text.person_signs import (
    acts_as_person,
    is_beside_person,
    is_city,
    is_followed_by_name,
    is_other_thing,
    is_part_of_thing,
    is_place,
    is_quoted,
    is_quoted_or_titled,
    joins,
    stands_alone,
)
from tasks.text.person_titles import EPITHETS, is_title, role_before, title_before
from tasks.text.person_votes import without_things, without_works


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


def find_people(
    words: Words, spans: Sequence[ModelSpan], gazetteer: Gazetteer, *, title: str = ""
) -> list[PersonMention]:
    """People of a body in order of their mentions; a full name may come from the title alone.

    The model's PERSON spans and names that follow a title make the full names; a lone name is kept when it belongs to
    one of them or to a well-known office-holder, follows a title, or acts as people do. Credit lines count for nothing.
    """
    credited = {
        index for start, end in credit_spans(words.body) for index in range(words.index_at(start), words.index_at(end))
    }
    labels = {index: span.label for span in spans for index in range(span.first, span.last)}
    named = [span for span in _named(words, spans, labels, gazetteer) if span.first not in credited]
    single = [span.first for span in named if span.last - span.first == 1]
    single += [span.first for span in spans if span.last - span.first == 1]
    alone = frozenset(words.forms[index] for index in single)
    parts = without_things(words, [(span, name_parts(words, span)) for span in named], labels, gazetteer)
    parts = without_works(words, parts)
    full = [FullName(span.first, names, words.text(*span)) for span, names in parts if len(names) > 1]
    believed = frozenset(
        words.forms[index] for index in single if labels.get(index) == "PERSON" or _speaks(words, index)
    )
    roster = Roster([*full, *_names_of_title(title, believed, gazetteer)])
    whole = {index for span, names in parts if len(names) > 1 for index in range(span.first, span.last)}
    found = {}
    for span, names in parts:
        mention = _mention(words, span, names, roster, gazetteer) or _beside_person(words, span, names, whole)
        if mention is not None:
            found[span.first] = mention
    taken = {index for mention in found.values() for index in range(mention.first, mention.last)} | credited
    lengths = {index: span.last - span.first for span in spans for index in range(span.first, span.last)}
    lone = frozenset(
        mention.name
        for mention in found.values()
        if " " not in mention.name and is_quoted_or_titled(words, Span(mention.first, mention.last))
    )
    for mention in _recovered(words, roster, gazetteer, alone, lone):
        is_part = mention.via != "name" and _is_inside(mention, labels, lengths)
        if not is_part and taken.isdisjoint(range(mention.first, mention.last)):
            found.setdefault(mention.first, mention)
            taken.update(range(mention.first, mention.last))
    return [found[first] for first in sorted(found)]


def _named(words: Words, spans: Sequence[ModelSpan], labels: dict[int, str], gazetteer: Gazetteer) -> list[Span]:
    """Names in order: the model's PERSON spans cleaned, then names after a title or before a verb of speech."""
    cleaned = (span for first, last in _joined_persons(words, spans) for span in clean_spans(words, first, last))
    wide = (widened(words, span, labels) for span in cleaned if not is_other_thing(words, span, gazetteer))
    kept = (_as_known(words, span, gazetteer) for span in wide)
    found = {span.first: span for span in kept}
    seen = {index for span in found.values() for index in range(span.first, span.last)}
    spoken = (
        span
        for span in spoken_names(words, labels)
        if not any(is_place(form, gazetteer) for form in words.forms[span.first : span.last])
    )
    for span in (*titled_names(words), *signed_names(words, labels), *initialled_names(words, labels), *spoken):
        if seen.isdisjoint(range(span.first, span.last)) and not is_other_thing(words, span, gazetteer):
            found[span.first] = span
            seen.update(range(span.first, span.last))
    return [found[first] for first in sorted(found)]


def _as_known(words: Words, span: Span, gazetteer: Gazetteer) -> Span:
    """A name with its last word, where the model left that off the name of an office-holder."""
    if span.last - span.first < 2 or span.last >= len(words) or not joins(words, span.last - 1):
        return span
    longer = Span(span.first, span.last + 1)
    return longer if gazetteer.office_holders.get(name_key(words.text(*longer))) else span


def _joined_persons(words: Words, spans: Sequence[ModelSpan]) -> Iterator[Span]:
    """The model's PERSON spans; a lone word that one blank joins to another is a part of its name and no person.

    Two names of two words each may stand side by side in a list.
    """
    pending: Span | None = None
    for model in spans:
        if model.label != "PERSON":
            continue
        is_beside = pending is not None and pending.last == model.first and joins(words, model.first - 1)
        if pending and is_beside and 1 in (pending.last - pending.first, model.last - model.first):
            pending = Span(pending.first, model.last)
            continue
        if pending:
            yield pending
        pending = Span(model.first, model.last)
    if pending:
        yield pending


def _speaks(words: Words, index: int) -> bool:
    span = Span(index, index + 1)
    return acts_as_person(words, span) or title_before(words, index) is not None


def _names_of_title(title: str, alone: frozenset[str], gazetteer: Gazetteer) -> Iterator[FullName]:
    """Full names of the title whose surnames stand alone in the body as persons' names; they have no place there."""
    words = split_words(title)
    for last, form in enumerate(words.forms[1:], start=1):
        first = words.forms[last - 1]
        is_name = first.istitle() and first not in OPENERS and not is_title(first) and first not in EPITHETS
        is_name = is_name and not is_other_thing(words, Span(last - 1, last + 1), gazetteer)
        is_name = is_name and not is_city(form, gazetteer)
        if form in alone and is_name and words.body[words.ends[last - 1] : words.starts[last]] == " ":
            yield FullName(-1, (first, form), words.text(last - 1, last + 1))


def _mention(
    words: Words, span: Span, parts: tuple[str, ...], roster: Roster, gazetteer: Gazetteer
) -> PersonMention | None:
    """The mention a named span makes, None for a lone name without a sign that it is a person's."""
    if not parts:
        return None
    role = role_before(words, span.first)
    text = " ".join(words.text(*span).split())
    if len(parts) > 1:
        person = roster.by_form.get(parts)
        return PersonMention(*span, person.name if person else text, "name", role)
    known = ((roster.by_surname.get(parts[0]), "surname"), (roster.by_part.get(parts[0]), "alias"))
    for people, via in (*known, (roster.shortened(parts[0]), "alias")):
        if people:
            return PersonMention(*span, nearest(people, span.first).name, via, role)
    holder = gazetteer.bare_surnames.get(parts[0])
    if holder is not None and stands_alone(words, span):
        return PersonMention(*span, holder.known_as, "surname", role)
    if not is_quoted(words, span) and (title_before(words, span.first) is not None or acts_as_person(words, span)):
        return PersonMention(*span, text, "name", role)
    return None


def _beside_person(words: Words, span: Span, parts: tuple[str, ...], whole: set[int]) -> PersonMention | None:
    """A lone name in a list with full names."""
    if parts and is_beside_person(words, span, whole):
        return PersonMention(*span, " ".join(words.text(*span).split()), "name", role_before(words, span.first))
    return None


def _recovered(
    words: Words, roster: Roster, gazetteer: Gazetteer, alone: frozenset[str], lone: frozenset[str]
) -> Iterator[PersonMention]:
    """Full names and bare surnames that the model left out or labelled as something else: the article's own first.

    `alone` are words that the model takes for a name of one word, `lone` those that were kept as persons of that name.
    """
    phrases = [*_phrases(roster, alone), *((name, (name, "name")) for name in sorted(lone))]
    local = Lexicon(item for item in phrases if not is_place(item[0], gazetteer)).matches(words)
    own = {match.first for match in local}
    bodies = {
        index
        for body in gazetteer.agency_names.matches(words)
        if body.last - body.first > 1
        for index in range(body.first, body.last)
    }
    for match in (*local, *(match for match in gazetteer.holder_names.matches(words) if match.first not in own)):
        span = Span(match.first, match.last)
        name, via = match.value
        if via != "name" and span.first in bodies:
            continue
        if is_part_of_thing(words, span.last) or ((via != "name" or name in lone) and not stands_alone(words, span)):
            continue
        if (via == "alias" or name in lone) and is_followed_by_name(words, span.last):
            continue
        people = roster.by_surname.get(words.text(*span), ()) if via != "name" else ()
        name = nearest(people, span.first).name if people else name
        yield PersonMention(*span, name, via, role_before(words, span.first))


def _phrases(roster: Roster, alone: frozenset[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    for person in roster.people:
        for text in person.texts:
            yield text, (person.name, "name")
    for last, people in roster.by_surname.items():
        if len(last) > 1:
            yield last, (people[0].name, "surname")
    for part in sorted(alone & roster.by_part.keys()):
        if len(part) > 2:
            yield part, (roster.by_part[part][0].name, "alias")


def _is_inside(mention: PersonMention, labels: dict[int, str], lengths: dict[int, int]) -> bool:
    """Whether the model takes the words as part of a longer name of something else ("Trump Tower")."""
    label = labels.get(mention.first, "PERSON")
    return label not in {"PERSON", "NORP"} and lengths[mention.first] > mention.last - mention.first + 1
