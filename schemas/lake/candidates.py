"""candidates: the entities of one article as far as the article and the gazetteer tell them."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import column, contract

CONTRACT = contract(
    "candidates",
    version=1,
    grain=("article_id", "kind", "entity_key"),
    description="Entities of each article before people are told apart over the day.",
    columns=[
        column("article_id", pa.string(), "The article"),
        column("kind", pa.string(), "person, country or agency"),
        column("entity_key", pa.string(), "Final id of a country or agency; a person's name within the article"),
        column("name", pa.string(), "Canonical name"),
        column("role", pa.string(), "Role the article gives a person", nullable=True),
        column("acronym", pa.string(), "Acronym of an agency", nullable=True),
        column("agency_kind", pa.string(), "Kind of an agency", nullable=True),
        column("country_id", pa.string(), "Country of an agency", nullable=True),
        column("parent_id", pa.string(), "agency_id of the body an agency belongs to", nullable=True),
        column("wikidata_id", pa.string(), "Wikidata item", nullable=True),
    ],
)
