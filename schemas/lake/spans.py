"""spans: mentions with their entity as far as the article alone tells it."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import column, contract

CONTRACT = contract(
    "spans",
    version=1,
    grain=("article_id", "mention_no"),
    description="Mentions before people are told apart over the day.",
    columns=[
        column("article_id", pa.string(), "The article"),
        column("mention_no", pa.int32(), "Mention within the article in order of its span, from 1"),
        column("kind", pa.string(), "person, country or agency"),
        column("entity_key", pa.string(), "Final id of a country or agency; a person's name within the article"),
        column("text", pa.string(), "The words of the mention"),
        column("start_char", pa.int32(), "First character in the body, 0-based, code points"),
        column("end_char", pa.int32(), "Character after the last one"),
        column("via", pa.string(), "How it was recognised"),
    ],
)
