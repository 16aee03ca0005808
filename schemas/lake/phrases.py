"""phrases: what the parse tells of parts of sentences."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import column, contract

CONTRACT = contract(
    "phrases",
    version=1,
    grain=("article_id", "phrase_no"),
    description="Parts of sentences that may be left out, and clauses that can be told alone; none without a parser.",
    columns=[
        column("article_id", pa.string(), "The article"),
        column("phrase_no", pa.int32(), "Phrase within the body in the order of its span, counted from 1"),
        column("kind", pa.string(), "What it is by grammar: relative, apposition, adverbial, conjunct, predicate, ..."),
        column("start_char", pa.int32(), "First character in the body, 0-based, code points"),
        column("end_char", pa.int32(), "Character after the last one"),
        column(
            "lead_start_char",
            pa.int32(),
            "The subject that goes with it; null: may be left out",
            nullable=True,
        ),
        column("lead_end_char", pa.int32(), "Character after the lead's last one", nullable=True),
    ],
)
