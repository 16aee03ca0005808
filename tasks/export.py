"""export: Parquet files of every table of the new warehouse, named by content, and the manifest that lists them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from schemas import PUBLISHED_TABLES
from tasks.config import Settings
from tasks.errors import InputError
from tasks.lineage import DayLineage
from tasks.load import article_count, ensure_warehouse, next_lineages, report
from tasks.stage import StageReport
from tasks.store.exports import export_table
from tasks.store.home import Home, home_at
from tasks.store.locks import writer_lock
from tasks.store.publications import Publication, as_json, read_manifest, sound_publication
from tasks.store.search_index import ensure_index, has_index
from tasks.store.warehouse import connection_to_read

STAGE = "export"


def run(days: Sequence[date], settings: Settings, *, force: bool = False) -> StageReport:
    """Write the exports of the next version; files whose content is already there are not written again."""
    home = home_at(settings.home)
    with writer_lock(home):
        lineages = next_lineages(home, days)
        publication, is_reused = ensure_exports(home, lineages, days, settings, force=force)
    return report(STAGE, days, publication.version, article_count(lineages), is_reused=is_reused)


def ensure_exports(
    home: Home, lineages: Sequence[DayLineage], days: Sequence[date], settings: Settings, *, force: bool = False
) -> tuple[Publication, bool]:
    """The version that the lineages make, with its exports and search index, and whether they were there.

    The caller holds the lock.
    """
    publication, _ = ensure_warehouse(home, lineages, days, settings)
    if not force and _is_complete(home, publication):
        if not has_index(home, publication):
            ensure_index(home, publication, sound_publication(home))
        return publication, True
    ensure_index(home, publication, sound_publication(home))
    files: list[dict[str, Any]] = []
    with connection_to_read(home.path_of(publication.warehouse)) as con:
        for contract in PUBLISHED_TABLES:
            files += [file._asdict() for file in export_table(home, con, contract)]
    manifest = {
        "version": publication.version,
        "warehouse": publication.warehouse,
        "dump_dates": [lineage.dump_date.isoformat() for lineage in lineages],
        "parts": {lineage.dump_date.isoformat(): dict(lineage.parts) for lineage in lineages},
        "files": files,
    }
    home.write_bytes(publication.manifest, as_json(manifest))
    return publication, False


def _is_complete(home: Home, publication: Publication) -> bool:
    try:
        files = read_manifest(home, publication)["files"]
    except InputError:
        return False
    sizes = home.sizes_below("exports")
    return all(sizes.get(file["path"]) == file["bytes"] for file in files)
