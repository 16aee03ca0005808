"""plan: the dump files of a day and the group in which ingest reads each."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import column, contract

CONTRACT = contract(
    "plan",
    version=1,
    grain=("group_no", "dump_uri"),
    description="Dump files of the day, expected or received; small files share a group, the unit of parallel ingest.",
    columns=[
        column("group_no", pa.int32(), "Ingest group, counted from 0"),
        column("dump_uri", pa.string(), "Dump file relative to the source"),
        column("feed", pa.string(), "Name of the feed that delivers it"),
        column("is_expected", pa.bool_(), "Whether the feed's schedule announced it"),
        column("is_received", pa.bool_(), "Whether it was there; if not, dump_uri stands for what is missing"),
        column("bytes", pa.int64(), "Size as delivered"),
        column("sha256", pa.string(), "sha256 as delivered, hex; null where nothing came", nullable=True),
    ],
)
