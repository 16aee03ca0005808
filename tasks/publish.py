"""publish: CURRENT moves to the new version. Nothing a reader sees changes before that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from json import dumps

from tasks.config import Settings
from tasks.errors import SourceUnavailable
from tasks.export import ensure_exports
from tasks.load import article_count, next_lineages, report
from tasks.stage import StageReport
from tasks.store.home import Home, home_at
from tasks.store.locks import writer_lock
from tasks.store.publications import CURRENT, copy_manifest, move_current, sound_publication

STAGE = "publish"
LOG = "log/publications.jsonl"
REBASES = 20
"""How often a version is made anew because somebody else has published meanwhile; a home in a folder is locked."""


def run(days: Sequence[date], settings: Settings, *, force: bool = False) -> StageReport:  # noqa: ARG001 as all stages
    """Point CURRENT at the version that holds the given days and all published ones.

    Where somebody else has published since the load, the version is made anew on top of theirs, so no day is lost.
    """
    home = home_at(settings.home)
    with writer_lock(home):
        for _ in range(REBASES):
            done = _publish(home, days, settings)
            if done:
                copy_manifest(home)
                return done
    raise SourceUnavailable(
        f"{home.address_of(CURRENT)}: others published {REBASES} times while this version was made. Run again later."
    )


def _publish(home: Home, days: Sequence[date], settings: Settings) -> StageReport | None:
    """Make and publish the version on top of what is published now; None where somebody else was faster."""
    # The state goes first: what is read after it may be newer, and then CURRENT does not move.
    state = home.state_of(CURRENT)
    before = sound_publication(home)
    lineages = next_lineages(home, days)
    publication, _ = ensure_exports(home, lineages, days, settings)
    is_reused = before == publication
    if not is_reused:
        if not move_current(home, publication, state):
            return None
        entry = {
            "version": publication.version,
            "previous": before.version if before else None,
            "dump_dates": [day.isoformat() for day in sorted(days)],
            "published_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        home.append_line(LOG, dumps(entry, sort_keys=True))
    return report(STAGE, days, publication.version, article_count(lineages), is_reused=is_reused)
