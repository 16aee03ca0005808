"""One edition made: a published version's rows of a day into its folder, or the complete one that is there already."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from tasks.config import Settings
from tasks.errors import InputError
from tasks.fingerprint import code_sha256, fingerprint_of, folder_sha256, library_versions
from tasks.store.edition_rows import read_day
from tasks.store.editions import FRONT_PAGE, edition_folder, is_complete, require_edition_or_nothing, write_edition
from tasks.store.home import Home, home_at
from tasks.store.publications import require_current
from tasks.store.warehouse import connection_to_read


class Made(NamedTuple):
    """An edition: its front page, of which version and day, how many stories, and whether it was there already."""

    path: Path | str
    version: str
    dump_date: date
    is_reused: bool

    def address(self, served_at: str | None) -> str:
        """Where a browser finds it: below the address at which the home's editions are served, else the file's own."""
        if served_at is None:
            return self.path.resolve().as_uri() if isinstance(self.path, Path) else self.path
        return f"{served_at.rstrip('/')}/{self.version}/{self.dump_date.isoformat()}/{FRONT_PAGE}"


def make_edition(dump_date: date, settings: Settings, *, to: Path | None = None, force: bool = False) -> Made:
    """The edition of a day of the current version, under home or in the folder `to`.

    Made again where the pages' own code has changed. InputError where the version does not hold the day, or `to` is a
    folder with other things in it.
    """
    home = home_at(settings.home)
    publication = require_current(home)
    place, folder = home, edition_folder(publication.version, dump_date)
    if to is not None:
        place, folder = Home(to.resolve().parent), to.resolve().name
        require_edition_or_nothing(to)
    fingerprint = _fingerprint(publication.version, dump_date)
    front_page = place.address_of(f"{folder}/{FRONT_PAGE}")
    if not force and is_complete(place, folder, fingerprint):
        return Made(front_page, publication.version, dump_date, is_reused=True)
    from tasks.edition.pages import pages_of

    with connection_to_read(home.path_of(publication.warehouse)) as con:
        rows = read_day(con, publication.version, dump_date)
    if dump_date not in {row["dump_date"] for row in rows.days}:
        raise InputError(
            f"{dump_date} is not in the current version, {publication.version}: `daybook run --date {dump_date}` first."
        )
    write_edition(place, folder, pages_of(rows), fingerprint)
    return Made(front_page, publication.version, dump_date, is_reused=False)


def _fingerprint(version: str, dump_date: date) -> str:
    return fingerprint_of(
        {
            "version": version,
            "dump_date": dump_date,
            "code": code_sha256("tasks.edition.pages"),
            "templates": folder_sha256("tasks/edition/templates", ""),
            "queries": folder_sha256("sql/queries", ".sql"),
            "libraries": library_versions("jinja2", "markupsafe"),
        }
    )
