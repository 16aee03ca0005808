"""check_results: what each check found before publish."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import column, contract

CONTRACT = contract(
    "check_results",
    version=1,
    grain=("check_name", "dump_date"),
    description="Results of sql/checks for each loaded day; zero failing rows is a pass.",
    columns=[
        column("check_name", pa.string(), "File name of the check without its suffix"),
        column("dump_date", pa.date32(), "Day that the failing rows belong to"),
        column("severity", pa.string(), "fail stops the publish, warn does not"),
        column("failing_rows", pa.int64(), "Rows that should not exist"),
    ],
)
