"""Volumes: whether the feeds of the days that are being loaded brought about as many articles as they usually do."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tasks.errors import InputError
from tasks.store.warehouse import rows_of_check

CHECK = "volumes_are_usual"


def unusual_volumes(warehouse: Path, days: Collection[date]) -> list[str]:
    """What is unusual about the days, a sentence for each feed and language, sorted.

    `warehouse` is the file of the new version, which holds the days before as well.
    """
    return [_describe(row) for row in rows_of_check(warehouse, CHECK) if row["dump_date"] in days] if days else []


def require_usual_volumes(warehouse: Path, days: Collection[date]) -> None:
    """InputError where something is unusual about the days."""
    if found := unusual_volumes(warehouse, days):
        raise InputError(
            "Unusual numbers of articles, the published version stays in place (volume_check = stop).\n"
            + "\n".join(found)
            + "\nMend the dump and run the day again; if that is how it is, run it with DAYBOOK_VOLUME_CHECK=warn."
        )


def _describe(row: Mapping[str, Any]) -> str:
    return (
        f"{row['dump_date']}, feed {row['feed']}, language {row['language']}: {row['article_count']:,} articles; "
        f"the median of {row['day_count']} days before is {row['median_count']:,.0f}, "
        f"usual are {row['low_count']:,.0f} to {row['high_count']:,.0f}."
    )
