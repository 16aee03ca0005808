"""What tagging finds in one article: mentions (spans of its body) and the candidate entities they refer to."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["person", "country", "agency"]


class Mention(NamedTuple):
    """A span of the body. Offsets count code points, 0-based, end exclusive: `body[start_char:end_char] == text`."""

    kind: Kind
    entity_key: str
    text: str
    start_char: int
    end_char: int
    via: str


class Candidate(NamedTuple):
    """An entity of one article, as far as the article and the gazetteer tell.

    `entity_key` is the final id of a country (ISO 3166-1 alpha-2) or agency (slug); for a person it is the casefolded
    canonical name within the article, which `link` turns into a `person_id` with the evidence of the whole day.
    """

    kind: Kind
    entity_key: str
    name: str
    role: str | None = None
    acronym: str | None = None
    agency_kind: str | None = None
    country_id: str | None = None
    parent_id: str | None = None
    wikidata_id: str | None = None


class ArticleEntities(NamedTuple):
    """Mentions sorted by (start_char, end_char, kind), candidates by (kind, entity_key); both without repeats."""

    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]
