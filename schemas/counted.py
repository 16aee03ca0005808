"""Columns that people, countries and agencies share: when and how often they were met."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from schemas.contract import column

SALIENCE = (
    "Prominence, 0 to 1: 0.35 in title + 0.30 (1 - first character / characters) + 0.35 mentions / most of its kind"
)
COUNTED = [
    column("first_dump_date", pa.date32(), "First loaded day with a mention"),
    column("last_dump_date", pa.date32(), "Last loaded day with a mention"),
    column("article_count", pa.int32(), "Articles that mention it, duplicates left out"),
    column("mention_count", pa.int32(), "Mentions in those articles"),
]


def occurrence_columns() -> list[pa.Field[Any]]:
    """Columns of the three article_<kind> tables after their key."""
    return [
        column("dump_date", pa.date32(), "Day of the dump"),
        column("mention_count", pa.int32(), "Mentions in the article"),
        column("first_start_char", pa.int32(), "Where its first mention begins in the body"),
        column("is_in_title", pa.bool_(), "Whether one of its forms stands in the title"),
        column("salience", pa.float64(), SALIENCE),
    ]
