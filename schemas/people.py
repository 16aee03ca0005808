"""people: one person a row, over all loaded days."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import STRINGS, column, contract
from schemas.counted import COUNTED

CONTRACT = contract(
    "people",
    version=1,
    grain=("person_id",),
    description="People over all loaded days; counts leave duplicates out.",
    columns=[
        column("person_id", pa.string(), "Slug of the canonical name"),
        column("name", pa.string(), "Canonical name"),
        column("aliases", STRINGS, "Other forms met in mentions, most frequent first"),
        column("wikidata_id", pa.string(), "Wikidata item, where a source gives it", nullable=True),
        *COUNTED,
    ],
)
