"""summary_bullets: one bullet of a summary with the characters it came from."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import SPANS, column, contract

CONTRACT = contract(
    "summary_bullets",
    version=1,
    grain=("article_id", "section", "position"),
    description="Bullets of In Shorts and Key Takeaways with their evidence in the body.",
    columns=[
        column("article_id", pa.string(), "The article"),
        column("dump_date", pa.date32(), "Day of the dump"),
        column("section", pa.string(), "in_shorts or key_takeaways"),
        column("position", pa.int32(), "Reading order within the section, from 1"),
        column("rank", pa.int32(), "Importance within the section, 1 is highest, unique"),
        column("text", pa.string(), "The bullet"),
        column("method", pa.string(), "publisher, extractive or llm:<model>"),
        column("evidence", SPANS, "Spans of the body: code points, 0-based, end exclusive"),
    ],
)
