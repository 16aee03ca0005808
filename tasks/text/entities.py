"""Finds the people, countries and agencies of one article as mentions with offsets and the candidates they refer to."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from tasks.text.agencies import find_agencies
from tasks.text.countries import find_countries
from tasks.text.entity_words import split_words
from tasks.text.gazetteer import Gazetteer
from tasks.text.mention import ArticleEntities, Candidate, Mention
from tasks.text.people import ModelSpan, find_people

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
COMPONENTS: tuple[str, ...] = ("tok2vec", "senter", "ner")


class EntityFinder:
    """Finds entities with one gazetteer; holds no state of an article."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self.vocab = nlp.vocab
        self.gazetteer = gazetteer

    def find(self, doc: Doc, title: str) -> ArticleEntities:  # noqa: ARG002
        """Mentions and candidates of an article whose cleaned body is `doc`."""
        body = doc.text
        words = split_words(body)
        spans = [
            ModelSpan(words.index_at(ent.start_char), words.index_at(ent.end_char), ent.label_)
            for ent in doc.ents
            if ent.label_ in LABELS
        ]
        spans = [span for span in spans if span.first < span.last]
        people = find_people(words, spans, self.gazetteer)
        taken = [(words.starts[person.first], words.ends[person.last - 1]) for person in people]
        mentions: set[Mention] = set()
        candidates: set[Candidate] = set()
        for person in people:
            key = person.name.casefold()
            start, end = words.starts[person.first], words.ends[person.last - 1]
            mentions.add(Mention("person", key, body[start:end], start, end, person.via))
            candidates.add(Candidate("person", key, person.name))
        countries = find_countries(words, self.gazetteer, taken=taken)
        for country in countries:
            start, end = words.starts[country.first], words.ends[country.last - 1]
            mentions.add(Mention("country", country.country_id, body[start:end], start, end, country.via))
            candidates.add(Candidate("country", country.country_id, self.gazetteer.countries[country.country_id].name))
        named = frozenset(index for person in people for index in range(person.first, person.last))
        for found in find_agencies(words, self.gazetteer, countries, named):
            start, end = words.starts[found.first], words.ends[found.last - 1]
            agency = found.agency
            mentions.add(Mention("agency", agency.agency_id, body[start:end], start, end, found.via))
            candidates.add(
                Candidate(
                    "agency",
                    agency.agency_id,
                    agency.name,
                    None,
                    agency.acronym,
                    agency.kind,
                    agency.country_id,
                    agency.parent_id,
                    agency.wikidata_id,
                )
            )
        return ArticleEntities(
            tuple(sorted(mentions, key=lambda m: (m.start_char, m.end_char, m.kind))),
            tuple(sorted(candidates, key=lambda c: (c.kind, c.entity_key))),
        )
