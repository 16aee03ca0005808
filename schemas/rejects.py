"""rejects: one refused record."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import column, contract

CONTRACT = contract(
    "rejects",
    version=1,
    grain=("dump_date", "dump_uri", "record_no"),
    description="Records that did not become an article, with where and why.",
    columns=[
        column("dump_date", pa.date32(), "Day of the dump"),
        column("dump_uri", pa.string(), "Dump file relative to the source"),
        column("record_no", pa.int32(), "Record within the dump file, counted from 1"),
        column(
            "byte_offset",
            pa.int64(),
            "Start in the decompressed stream; null for containers and takedowns",
            nullable=True,
        ),
        column("reason", pa.string(), "One of the closed list in docs/formats.md"),
        column("detail", pa.string(), "What was found and what was expected"),
        column(
            "excerpt",
            pa.string(),
            "First characters of the record, control characters escaped; empty for takedowns",
        ),
    ],
)
