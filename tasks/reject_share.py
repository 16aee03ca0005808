"""The share of a day's records that may be refused before the day is held back."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from tasks.errors import InputError
from tasks.plan import group_count
from tasks.store.home import Home
from tasks.store.parts import part_name, read_footer, read_rows
from tasks.tombstones import TAKEN_DOWN

SHOWN_REASONS = 3


def check_reject_share(home: Home, day: date, max_reject_share: float) -> None:
    """InputError where too large a share of an ingested day's records was refused, with the most common reasons."""
    groups = range(group_count(home, day))
    ingested = [footer for group in groups if (footer := read_footer(home, part_name("inputs", day, group)))]
    records = sum(footer.rows_in for footer in ingested)
    refused = records - sum(footer.rows_out for footer in ingested)
    if refused <= max_reject_share * records:
        return
    reasons = reject_reasons(home, day)
    # What was taken down was sound when it came: it says nothing about the dump.
    refused -= reasons.pop(TAKEN_DOWN, 0)
    if refused <= max_reject_share * records:
        return
    by_count = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    worst = ", ".join(f"{reason} ({count})" for reason, count in by_count[:SHOWN_REASONS])
    raise InputError(
        f"{day}: {refused} of {records} records were refused, above max_reject_share = {max_reject_share}. "
        f"Most common: {worst}. The day is held back, what is published of it stays.\n"
        f"See the rows in {home.root}/lake/rejects/dump_date={day}; "
        f"mend the dump, or raise max_reject_share if this is how the feed is."
    )


def reject_reasons(home: Home, day: date) -> Counter[str]:
    """How many records of a day the lake's last ingest refused, by reason."""
    return Counter(row["reason"] for row in reject_rows(home, day))


def reject_rows(home: Home, day: date) -> list[dict[str, Any]]:
    """Records of a day that the lake's last ingest refused, published or not, in the order of `rejects`."""
    names = [part_name("rejects", day, group) for group in range(group_count(home, day))]
    rows = [row for name in names if home.exists(name) for row in read_rows(home, name)]
    return sorted(rows, key=lambda row: (row["dump_uri"], row["record_no"]))
