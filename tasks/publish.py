"""publish: CURRENT moves to the new version. Nothing a reader sees changes before that."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, date, datetime

from tasks.config import Settings
from tasks.export import ensure_exports
from tasks.load import article_count, next_lineages, report
from tasks.retention import retire
from tasks.stage import StageReport
from tasks.store.home import Home
from tasks.store.locks import writer_lock
from tasks.store.publication_log import move_current

STAGE = "publish"
_log = logging.getLogger(__name__)


def run(days: Sequence[date], settings: Settings, *, force: bool = False) -> StageReport:  # noqa: ARG001 as all stages
    """Point CURRENT at the version that holds the given days and all published ones, then let superseded files go.

    Where somebody else has published since the load, the version is made anew on top of theirs, so no day is lost.
    """
    home = Home(settings.home)
    with writer_lock(home):
        lineages = next_lineages(home, days)
        publication, _ = ensure_exports(home, lineages, days, settings)
        is_moved = move_current(home, publication, days=days, action="publish")
        try:
            retire(home, settings, now=datetime.now(UTC))
        except OSError as error:
            # The version is published: what could not be removed is removed after the next one.
            _log.warning("superseded files stay for now: %s", error)
    return report(STAGE, days, publication.version, article_count(lineages), is_reused=not is_moved)
