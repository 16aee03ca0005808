"""day_articles: the day's articles with their ids."""

from __future__ import annotations

import pyarrow as pa

from schemas.articles import CONTRACT as ARTICLES
from schemas.contract import column, contract
from schemas.lake.records import OWN_COLUMNS

_FOUND_AT_LOAD = {"duplicate_of", "duplicate_kind", "duplicate_share", "is_latest"}

CONTRACT = contract(
    "day_articles",
    version=1,
    grain=("article_id",),
    description="Articles of the day in the order of their dump files and records.",
    columns=[
        *(field for field in ARTICLES.schema if field.name not in _FOUND_AT_LOAD),
        *OWN_COLUMNS,
        column(
            "copy_of",
            pa.string(),
            "article_id of an article of the day with equal title, body and bullets, whose rows are copied at load",
            nullable=True,
        ),
    ],
)
