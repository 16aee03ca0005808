"""publish: CURRENT moves to the new version. Nothing a reader sees changes before that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from json import dumps

from tasks.config import Settings
from tasks.export import ensure_exports
from tasks.load import article_count, next_lineages, report
from tasks.stage import StageReport
from tasks.store.home import Home
from tasks.store.locks import writer_lock
from tasks.store.publications import CURRENT, MANIFEST_COPY, as_json, sound_publication

STAGE = "publish"
LOG = "log/publications.jsonl"


def run(days: Sequence[date], settings: Settings, *, force: bool = False) -> StageReport:  # noqa: ARG001 as all stages
    """Point CURRENT at the version that holds the given days and all published ones.

    Where somebody else has published since the load, the version is made anew on top of theirs, so no day is lost.
    """
    home = Home(settings.home)
    with writer_lock(home):
        before = sound_publication(home)
        lineages = next_lineages(home, days)
        publication, _ = ensure_exports(home, lineages, days, settings)
        is_reused = before == publication
        if not is_reused:
            home.write_bytes(CURRENT, as_json(publication._asdict()))
            entry = {
                "version": publication.version,
                "previous": before.version if before else None,
                "dump_dates": [day.isoformat() for day in sorted(days)],
                "published_at": datetime.now(UTC).isoformat(timespec="seconds"),
            }
            home.append_line(LOG, dumps(entry, sort_keys=True))
        manifest = home.read_bytes(publication.manifest)
        if not home.exists(MANIFEST_COPY) or home.read_bytes(MANIFEST_COPY) != manifest:
            home.write_bytes(MANIFEST_COPY, manifest)
    return report(STAGE, days, publication.version, article_count(lineages), is_reused=is_reused)
