"""mentions: one span of a body that refers to a person, country or agency."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import column, contract

CONTRACT = contract(
    "mentions",
    version=1,
    grain=("article_id", "mention_no"),
    description="Mentions of people, countries and agencies; the body at the span is the text, always.",
    columns=[
        column("article_id", pa.string(), "The article"),
        column("dump_date", pa.date32(), "Day of the dump"),
        column("mention_no", pa.int32(), "Mention within the article in order of its span, from 1"),
        column("kind", pa.string(), "person, country or agency"),
        column("entity_id", pa.string(), "person_id, country_id or agency_id, as kind says"),
        column("text", pa.string(), "The words of the mention"),
        column("start_char", pa.int32(), "First character in the body, 0-based, code points"),
        column("end_char", pa.int32(), "Character after the last one"),
        column(
            "via",
            pa.string(),
            "How it was recognised: name, surname, alias, demonym, capital, metonym, acronym or pattern",
        ),
    ],
)
