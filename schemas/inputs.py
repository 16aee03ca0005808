"""inputs: one dump file, expected or received."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import column, contract

CONTRACT = contract(
    "inputs",
    version=1,
    grain=("dump_date", "feed", "dump_uri"),
    description="Dump files of each day; record_count is always article_count + reject_count.",
    columns=[
        column("dump_date", pa.date32(), "Day of the dump"),
        column("feed", pa.string(), "Name of the feed that delivered it"),
        column(
            "dump_uri",
            pa.string(),
            "Dump file relative to the source, after its feed's name; * for what did not come",
        ),
        column("is_expected", pa.bool_(), "Whether the feed's schedule announced it"),
        column("is_received", pa.bool_(), "Whether it was there"),
        column("bytes", pa.int64(), "Size as delivered"),
        column("sha256", pa.string(), "sha256 as delivered, hex; null where nothing came", nullable=True),
        column("record_count", pa.int32(), "Records found in it"),
        column("article_count", pa.int32(), "Records that became articles"),
        column("reject_count", pa.int32(), "Records that became rejects"),
    ],
)
