"""Orphans: parts of the lake that no plan and no version refers to, such as those of a day that had more parts before.

What versions are made of is the business of retention. Days that are half-made are left alone: nobody knows yet which
of their parts will be needed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from tasks.config import Settings
from tasks.errors import InputError
from tasks.lineage import names_of_day
from tasks.retention import Retired, remove_after_grace
from tasks.store.home import Home, home_at
from tasks.store.locks import lake_alone, writer_lock
from tasks.store.publications import published_parts

NOTES = "log/orphans.json"
_OF_DAY = re.compile(r"lake/[a-z_]+/dump_date=(\d{4}-\d{2}-\d{2})/part-[0-9-]+\.parquet")


def remove_orphans(settings: Settings, *, now: datetime | None = None) -> Retired:
    """Remove parts that have been orphans for the grace period. Holds the lake alone, so no stage writes meanwhile.

    On S3, where nobody is locked out, the grace period is an hour at least; a part that is needed again is made again.
    """
    home = home_at(settings.home)
    with writer_lock(home), lake_alone(home):
        names = list(orphans_of(home))
        return remove_after_grace(home, names, settings, notes=NOTES, now=now or datetime.now(UTC))


def orphans_of(home: Home) -> Iterator[str]:
    """Names of the parts, by day, that neither the day's footers nor the current version know of."""
    published = published_parts(home)
    for day, names in sorted(_parts_by_day(home.list_names("lake")).items()):
        unknown = names - published.get(day, {}).keys()
        if not unknown:
            continue
        try:
            yield from sorted(unknown.difference(names_of_day(home, day)))
        except InputError:
            continue


def _parts_by_day(names: Iterable[str]) -> dict[date, set[str]]:
    days: defaultdict[date, set[str]] = defaultdict(set)
    for name in names:
        found = _OF_DAY.fullmatch(name)
        if found:
            days[date.fromisoformat(found[1])].add(name)
    return days
