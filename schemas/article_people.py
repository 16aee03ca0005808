"""article_people: which people an article mentions, and how prominently."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import column, contract
from schemas.counted import occurrence_columns

CONTRACT = contract(
    "article_people",
    version=1,
    grain=("article_id", "person_id"),
    description="People of each article, one pair a row.",
    columns=[
        column("article_id", pa.string(), "The article"),
        column("person_id", pa.string(), "The person"),
        *occurrence_columns(),
        column("role", pa.string(), "Role the article gives the person", nullable=True),
    ],
)
