"""runs: how one lake part was made."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import column, contract

CONTRACT = contract(
    "runs",
    version=1,
    grain=("dump_date", "stage", "part"),
    description="One row a stage and part, from the footers of the lake; durations are in log/.",
    columns=[
        column("dump_date", pa.date32(), "Day of the dump"),
        column("stage", pa.string(), "plan, ingest, dedupe, tag, link or summarize"),
        column("part", pa.int32(), "Part, counted from 0; 0 for stages of the whole day"),
        column("rows_in", pa.int64(), "Rows or records read"),
        column("rows_out", pa.int64(), "Rows written to the stage's leading table"),
        column("fingerprint", pa.string(), "12 hex over inputs, code, data, model and settings"),
        column("model", pa.string(), "Language model and version, where one was used", nullable=True),
    ],
)
