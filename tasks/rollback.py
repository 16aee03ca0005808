"""Rollback: CURRENT moves back to a version that is still there, whole and sound.

The next load builds on it: days that are not asked for stay as the rolled-back version has them, and a day that only
later versions held is not there until it is run again.
"""

from __future__ import annotations

from datetime import date

from tasks.config import Settings
from tasks.errors import InputError, SourceUnavailable
from tasks.store.home import Home, home_at
from tasks.store.locks import sweep_if_alone, writer_lock
from tasks.store.publication_log import log_move, read_moves
from tasks.store.publications import CURRENT, copy_manifest, move_current, publication_of, sound_publication
from tasks.store.version_files import Manifest, held_versions, missing_files
from tasks.store.warehouse import audit_failure


def roll_back(words: str, settings: Settings) -> tuple[str, bool]:
    """Publish a version again that is named by the beginning of its id; returns it and whether CURRENT moved.

    InputError where no version or several begin so, where files of it are gone, or where it does not pass its audit.
    """
    home = home_at(settings.home)
    sweep_if_alone(home)
    with writer_lock(home):
        state = home.state_of(CURRENT)
        before = sound_publication(home)
        version = find_version(home, words)
        require_sound(home, held_versions(home)[version])
        publication = publication_of(version)
        if before != publication and not move_current(home, publication, state):
            raise SourceUnavailable(f"{home.address_of(CURRENT)}: somebody else has published meanwhile. Look again.")
        log_move(home, publication, before, action="rollback")
        copy_manifest(home)
        return version, before != publication


def find_version(home: Home, words: str) -> str:
    """The version that is there and whose id begins so; InputError where there is none or more than one."""
    held = sorted(held_versions(home))
    found = [version for version in held if words and version.startswith(words.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(f"version '{words}' may be any of {', '.join(found)}. Give more of its digits.")
    if any(words and move.version.startswith(words.lower()) for move in read_moves(home)):
        raise InputError(
            f"version '{words}' was published once, and its files are gone. There are: {', '.join(held) or 'none'}."
        )
    raise InputError(f"no version '{words}' in {home.root}. There are: {', '.join(held) or 'none'}.")


def require_sound(home: Home, manifest: Manifest) -> None:
    """InputError where a version lacks files, its exports have other bytes, or its warehouse fails an audit."""
    version = manifest["version"]
    gone = missing_files(home, manifest)
    if gone:
        raise InputError(
            f"version {version} is not whole: {len(gone)} of its files are gone or cut, the first is {gone[0]}. "
            f"CURRENT stays where it is; choose another version (`daybook versions`)."
        )
    changed = [file["path"] for file in manifest["files"] if home.sha256_of(file["path"]) != file["sha256"]]
    if changed:
        raise InputError(f"version {version}: {changed[0]} has other bytes than its manifest says. CURRENT stays.")
    days = [date.fromisoformat(day) for day in manifest["dump_dates"]]
    failure = audit_failure(home.path_of(manifest["warehouse"]), days)
    if failure:
        raise InputError(
            f"version {version} does not pass its audit, CURRENT stays where it is. {manifest['warehouse']}: {failure}"
        )
