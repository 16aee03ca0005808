"""publish: CURRENT moves to the new version. Nothing a reader sees changes before that."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from tasks.config import Settings
from tasks.errors import SourceUnavailable
from tasks.export import ensure_exports
from tasks.load import article_count, next_lineages, report
from tasks.retention import retire
from tasks.stage import StageReport
from tasks.store.home import Home, home_at
from tasks.store.locks import writer_lock
from tasks.store.publication_log import Action, log_move
from tasks.store.publications import CURRENT, Publication, copy_manifest, move_current, sound_publication

STAGE = "publish"
REBASES = 20
"""How often a version is made anew because somebody else has published meanwhile; a home in a folder is locked."""
_log = logging.getLogger(__name__)


def run(days: Sequence[date], settings: Settings, *, force: bool = False) -> StageReport:  # noqa: ARG001 as all stages
    """Point CURRENT at the version that holds the given days and all published ones, then let superseded files go.

    Where somebody else has published since the load, the version is made anew on top of theirs, so no day is lost.
    """
    home = home_at(settings.home)
    with writer_lock(home):
        made = publish_days(home, days, settings, action="publish")
        try:
            retire(home, settings, now=datetime.now(UTC))
        except OSError as error:
            # The version is published: what could not be removed is removed after the next one.
            _log.warning("superseded files stay for now: %s", error)
    return report(STAGE, days, made.publication.version, made.article_count, is_reused=not made.is_moved)


class Made(NamedTuple):
    """A published version, how many articles it has, and whether CURRENT pointed elsewhere before."""

    publication: Publication
    article_count: int
    is_moved: bool


def publish_days(home: Home, days: Sequence[date], settings: Settings, *, action: Action) -> Made:
    """Make the version of the given days and all published ones, and point CURRENT at it. The caller locks."""
    for _ in range(REBASES):
        # The state goes first: what is read after it may be newer, and then CURRENT does not move.
        state = home.state_of(CURRENT)
        before = sound_publication(home)
        lineages = next_lineages(home, days)
        publication, _ = ensure_exports(home, lineages, days, settings)
        if before == publication or move_current(home, publication, state):
            log_move(home, publication, before, days=days, action=action)
            copy_manifest(home)
            return Made(publication, article_count(lineages), before != publication)
    raise SourceUnavailable(
        f"{home.address_of(CURRENT)}: others published {REBASES} times while this version was made. Run again later."
    )
