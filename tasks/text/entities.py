"""Finds the people, countries and agencies of one article as mentions with offsets and the candidates they refer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tasks.text.agencies import AgencyMention, find_agencies
from tasks.text.agency_heads import PUBLIC_WORDS
from tasks.text.countries import CountryMention, find_countries
from tasks.text.entity_words import Words, split_words
from tasks.text.gazetteer import Country, Gazetteer
from tasks.text.mention import ArticleEntities, Candidate, Kind, Mention
from tasks.text.people import ModelSpan, PersonMention, find_people

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

COMPONENTS: tuple[str, ...] = ("tok2vec", "transformer", "ner")

_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})


class EntityFinder:
    """Finds entities with one gazetteer; keeps nothing of an article, so one finder serves a whole process."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self.vocab = nlp.vocab
        self.gazetteer = gazetteer

    def find(self, doc: Doc, title: str, *, body: str | None = None) -> ArticleEntities:
        """Mentions and candidates of an article; `doc` is its cleaned body, offsets are those of `doc.text`.

        `body` is that text where the caller has it: putting it together from the tokens costs a tenth of the rest.

        A mention of a country inside an agency's name stands beside the agency's: kinds may overlap, mentions of one
        kind never do.
        """
        words = split_words(doc.text if body is None else body)
        spans = _model_spans(doc, words)
        people = find_people(words, spans, self.gazetteer, title=title)
        named = frozenset(index for person in people for index in range(person.first, person.last))
        countries = find_countries(words, self.gazetteer, named, _private_organisations(words, spans))
        agencies = find_agencies(words, self.gazetteer, countries, named)
        mentions = [
            *(_mention(words, "person", person.name.casefold(), person) for person in people),
            *(_mention(words, "country", country.country_id, country) for country in countries),
            *(_mention(words, "agency", agency.agency.agency_id, agency) for agency in agencies),
        ]
        candidates = [
            *_people(people),
            *(_country(self.gazetteer.countries[key]) for key in {country.country_id for country in countries}),
            *_agencies(agencies),
        ]
        return ArticleEntities(
            tuple(sorted(mentions, key=lambda m: (m.start_char, m.end_char, m.kind))),
            tuple(sorted(candidates, key=lambda c: (c.kind, c.entity_key))),
        )


def _model_spans(doc: Doc, words: Words) -> list[ModelSpan]:
    spans = (
        ModelSpan(words.index_at(ent.start_char), words.index_at(ent.end_char), ent.label_)
        for ent in doc.ents
        if ent.label_ in _LABELS
    )
    return [span for span in spans if span.first < span.last]


def _private_organisations(words: Words, spans: Sequence[ModelSpan]) -> frozenset[int]:
    """Words of the organisations of several words that are no public bodies."""
    return frozenset(
        index
        for span in spans
        if span.label == "ORG" and span.last - span.first > 1
        if PUBLIC_WORDS.isdisjoint(words.forms[span.first : span.last])
        for index in range(span.first, span.last)
    )


def _mention(words: Words, kind: Kind, key: str, found: PersonMention | CountryMention | AgencyMention) -> Mention:
    start_char, end_char = words.starts[found.first], words.ends[found.last - 1]
    return Mention(kind, key, words.body[start_char:end_char], start_char, end_char, found.via)


def _people(mentions: Iterable[PersonMention]) -> list[Candidate]:
    """One candidate for each name, with the role given most often, the first of equals."""
    roles: dict[str, Counter[str]] = {}
    names: dict[str, str] = {}
    for mention in mentions:
        key = mention.name.casefold()
        names.setdefault(key, mention.name)
        roles.setdefault(key, Counter()).update([mention.role] if mention.role else [])
    return [
        Candidate("person", key, name, role=max(roles[key], key=roles[key].__getitem__, default=None))
        for key, name in names.items()
    ]


def _country(country: Country) -> Candidate:
    return Candidate("country", country.country_id, country.name, country_id=country.country_id)


def _agencies(mentions: Iterable[AgencyMention]) -> list[Candidate]:
    agencies = {mention.agency.agency_id: mention.agency for mention in reversed(list(mentions))}
    return [
        Candidate(
            "agency",
            agency_id,
            agency.name,
            acronym=agency.acronym,
            agency_kind=agency.kind,
            country_id=agency.country_id,
            parent_id=agency.parent_id,
            wikidata_id=agency.wikidata_id,
        )
        for agency_id, agency in agencies.items()
    ]
