"""summaries: the three sections of one article."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import STRINGS, column, contract

CONTRACT = contract(
    "summaries",
    version=1,
    grain=("article_id",),
    description="Sectioned summaries; articles in a language the model does not read have no row.",
    columns=[
        column("article_id", pa.string(), "The article"),
        column("dump_date", pa.date32(), "Day of the dump"),
        column("in_shorts", STRINGS, "What happened: up to five bullets in reading order"),
        column("in_depth", pa.string(), "The cleaned body in paragraphs"),
        column("key_takeaways", STRINGS, "Worth remembering: up to five bullets that stand alone"),
        column("method", pa.string(), "publisher, extractive or llm:<model>"),
    ],
)
