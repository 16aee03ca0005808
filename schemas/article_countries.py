"""article_countries: which countries an article mentions, and how prominently."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import column, contract
from schemas.counted import occurrence_columns

CONTRACT = contract(
    "article_countries",
    version=1,
    grain=("article_id", "country_id"),
    description="Countries of each article, one pair a row.",
    columns=[
        column("article_id", pa.string(), "The article"),
        column("country_id", pa.string(), "The country"),
        *occurrence_columns(),
        column("is_direct", pa.bool_(), "Whether met by name, alias or demonym, not only by capital or metonym"),
    ],
)
