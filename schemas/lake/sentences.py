"""sentences: sentence boundaries as the language model sees them."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import column, contract

CONTRACT = contract(
    "sentences",
    version=1,
    grain=("article_id", "sentence_no"),
    description="Sentences of tagged articles.",
    columns=[
        column("article_id", pa.string(), "The article"),
        column("sentence_no", pa.int32(), "Sentence within the body, counted from 1"),
        column("start_char", pa.int32(), "First character in the body, 0-based, code points"),
        column("end_char", pa.int32(), "Character after the last one"),
    ],
)
