"""article_agencies: which agencies an article mentions, and how prominently."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import column, contract
from schemas.counted import occurrence_columns

CONTRACT = contract(
    "article_agencies",
    version=1,
    grain=("article_id", "agency_id"),
    description="Agencies of each article, one pair a row.",
    columns=[
        column("article_id", pa.string(), "The article"),
        column("agency_id", pa.string(), "The agency"),
        *occurrence_columns(),
    ],
)
