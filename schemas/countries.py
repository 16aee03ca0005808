"""countries: one country a row, over all loaded days."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import STRINGS, column, contract
from schemas.counted import COUNTED

CONTRACT = contract(
    "countries",
    version=1,
    grain=("country_id",),
    description="Countries met over all loaded days; counts leave duplicates out.",
    columns=[
        column("country_id", pa.string(), "ISO 3166-1 alpha-2, and XK for Kosovo"),
        column("name", pa.string(), "English short name"),
        column("aliases", STRINGS, "Other forms met in mentions, most frequent first"),
        column("iso_alpha3", pa.string(), "ISO 3166-1 alpha-3", nullable=True),
        column("demonym", pa.string(), "Adjective or noun for its people", nullable=True),
        column("region", pa.string(), "Region of the world", nullable=True),
        *COUNTED,
    ],
)
