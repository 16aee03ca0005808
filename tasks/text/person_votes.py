"""Tells names of things from persons' by all the places where an article has them: one clear sign counts for all."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.text.entity_words import Words
from tasks.text.gazetteer import Gazetteer
from tasks.text.lexicon import Lexicon
from tasks.text.person_names import Span
from tasks.text.person_patterns import OTHER_LABELS
from tasks.text.person_signs import acts_as_person, are_places, is_called_a_thing, is_city, is_quoted
from tasks.text.person_titles import title_before


def without_things(
    words: Words, parts: list[tuple[Span, tuple[str, ...]]], labels: dict[int, str], gazetteer: Gazetteer
) -> list[tuple[Span, tuple[str, ...]]]:
    """Spans of names but those that most of their places, or the model at most of them, show to be no person's."""
    spans: dict[tuple[str, ...], list[Span]] = {names: [] for _, names in parts if len(names) > 1}
    everywhere = Lexicon((words.text(*span), names) for span, names in parts if len(names) > 1)
    for match in everywhere.matches(words):
        spans[match.value].append(Span(match.first, match.last))
    things = {
        names
        for names, found in spans.items()
        if are_places(words, found)
        or _is_outvoted(words, found, labels)
        or (_is_work_or_city(words, names, found, gazetteer) and not _is_titled(words, found))
    }
    return [(span, names) for span, names in parts if names not in things]


def _is_work_or_city(words: Words, names: tuple[str, ...], spans: Sequence[Span], gazetteer: Gazetteer) -> bool:
    """Whether a name is quoted or called a thing anywhere, or ends in a city: "Lutyens Delhi"."""
    return is_city(names[-1], gazetteer) or any(
        is_quoted(words, span) or is_called_a_thing(words, span) for span in spans
    )


def without_works(words: Words, parts: list[tuple[Span, tuple[str, ...]]]) -> list[tuple[Span, tuple[str, ...]]]:
    """Spans of names but those that a person owns: "Mira Holm's Blue Monday" is a work of hers, and so everywhere."""
    ends = {span.last for span, names in parts if len(names) > 1}
    works = {
        names
        for span, names in parts
        if len(names) > 1 and span.first > 1 and words.forms[span.first - 1] == "'s" and span.first - 1 in ends
    }
    return [(span, names) for span, names in parts if names not in works]


def _is_outvoted(words: Words, spans: Sequence[Span], labels: dict[int, str]) -> bool:
    """Whether the model takes a name for something else at more places than for a person, and no title tells better."""
    votes = [labels.get(span.first) for span in spans]
    others = sum(label in OTHER_LABELS for label in votes)
    return others > votes.count("PERSON") and others > 1 and not _is_titled(words, spans)


def _is_titled(words: Words, spans: Sequence[Span]) -> bool:
    """Whether a title or a deed anywhere shows that a name is a person's."""
    return any(title_before(words, span.first) is not None or acts_as_person(words, span) for span in spans)
