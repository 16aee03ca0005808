"""records: cleaned records of one ingest group, before they are compared with the rest of the day."""

from __future__ import annotations

import pyarrow as pa

from schemas.articles import CONTRACT as ARTICLES
from schemas.contract import STRINGS, column, contract

_ASSIGNED_LATER = {"article_id", "dump_date", "duplicate_of", "duplicate_kind", "duplicate_share", "is_latest"}
RECORD_COLUMNS = [field for field in ARTICLES.schema if field.name not in _ASSIGNED_LATER]
OWN_COLUMNS = [
    column(
        "text_sha256", pa.string(), "sha256 of letters and digits of the body in lower case: equal for exact duplicates"
    ),
    column("signature", pa.binary(), "MinHash of the normalised body: 128 little-endian 32-bit minima"),
    column("own_in_shorts", STRINGS, "The publisher's own In Shorts bullets; empty where it gave none"),
    column("own_key_takeaways", STRINGS, "The publisher's own Key Takeaways; empty where it gave none"),
]

CONTRACT = contract(
    "records",
    version=1,
    grain=("dump_uri", "record_no"),
    description="Cleaned, dated records in the order of their dump files.",
    columns=[*RECORD_COLUMNS, *OWN_COLUMNS],
)
