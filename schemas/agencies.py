"""agencies: one public body a row, over all loaded days."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import STRINGS, column, contract
from schemas.counted import COUNTED

CONTRACT = contract(
    "agencies",
    version=1,
    grain=("agency_id",),
    description="Public bodies met over all loaded days; counts leave duplicates out.",
    columns=[
        column("agency_id", pa.string(), "Slug of the name, with the country where there is one"),
        column("name", pa.string(), "Canonical name"),
        column("aliases", STRINGS, "Other forms met in mentions, most frequent first"),
        column("acronym", pa.string(), "Usual acronym", nullable=True),
        column(
            "kind",
            pa.string(),
            "executive, ministry, agency, regulator, legislature, court, central_bank, military, police, intelligence, "
            "diplomatic, local or intergovernmental",
        ),
        column(
            "country_id", pa.string(), "Country; null for intergovernmental bodies and where unknown", nullable=True
        ),
        column("parent_id", pa.string(), "agency_id of the body it belongs to", nullable=True),
        column("wikidata_id", pa.string(), "Wikidata item, where a source gives it", nullable=True),
        *COUNTED,
    ],
)
