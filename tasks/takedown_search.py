"""Which articles a takedown is about: the one named, its duplicates, other texts at its address, in any version.

Nothing is changed here but the tombstones and the logs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from tasks.errors import InputError
from tasks.store.home import Home
from tasks.store.kept_parts import FOLDER as KEPT_PARTS
from tasks.store.parts import iterate_rows, part_columns
from tasks.store.publications import sound_publication
from tasks.store.queries import read_sql
from tasks.store.version_files import held_versions
from tasks.store.warehouse import connection_to_read
from tasks.text.addresses import url_key
from tasks.text.tombstones import (
    Tombstone,
    Tombstones,
    bury,
    is_about,
    is_quoting,
    phrases_of,
    quoted_runs,
    sha256_of,
)
from tasks.tombstones import IDENTITY_COLUMNS, identity_of

ANSWERS = "lake/llm_answers"
_ARTICLE_COLUMNS = ("article_id", "dump_date", "title", "body", "dump_uri", "record_no", *IDENTITY_COLUMNS)

Row = Mapping[str, Any]


class Condemned(NamedTuple):
    """An article that is to go, and where it came from. `because` as in a tombstone."""

    article_id: str
    dump_date: str
    because: str
    title: str | None
    body: str
    url_key: str | None
    dump_uri: str
    record_no: int


def find_condemned(home: Home, words: str, *, with_revisions: bool) -> list[Condemned]:
    """Articles that an id, the beginning of one, or an address names, and what goes with them; none where none fits.

    The current version is asked first, then the others, then every part of the lake that any version was built from.
    InputError where the beginning of an id fits articles that are not the same.
    """
    named = _in_versions(home, words, with_revisions=with_revisions)
    requested = [one for one in named if one.because == "requested"]
    by_id = [one.article_id for one in requested if one.article_id.startswith(words.strip().lower())]
    if len(by_id) > 1:
        ids = ", ".join(by_id[:5])
        raise InputError(f"'{words}' may be any of {ids}. Give the whole id.")
    matcher = Tombstones(buried(named, "", with_revisions=with_revisions))
    known = {one.article_id for one in named}
    others = []
    for row in _article_rows(home) if named else ():
        match = matcher.match(identity_of(row))
        if match and row["article_id"] not in known:
            known.add(row["article_id"])
            others.append(_condemned(row, match[1]))
    return [*named, *sorted(others)]


def buried(condemned: Iterable[Condemned], reason: str, *, with_revisions: bool) -> list[Tombstone]:
    """Tombstones of articles. What nearly repeats the one that was asked for stays out as well, whenever it comes.

    With revisions, whatever comes under its address stays out as well.
    """
    return [
        bury(
            (one.article_id, one.dump_date, one.body),
            because=one.because,
            reason=reason,
            url_key=one.url_key if with_revisions and one.because in ("requested", "revision") else None,
            with_near=one.because == "requested",
        )
        for one in condemned
    ]


def with_quotations(home: Home, tombstones: Sequence[Tombstone], condemned: Iterable[Condemned]) -> list[Tombstone]:
    """The tombstones, the first of them with the excerpts of refused records that quote one of the articles."""
    runs = runs_of(condemned)
    quoting = {
        sha256_of(row["excerpt"])
        for name in _parts_with(home, "excerpt")
        for row in iterate_rows(home, name, ("excerpt",))
        if row["excerpt"] and is_quoting(row["excerpt"], runs)
    }
    first, *others = tombstones
    return [first._replace(excerpt_sha256s=tuple(sorted({*first.excerpt_sha256s, *quoting}))), *others]


def scrub_logs(home: Home, condemned: Iterable[Condemned]) -> int:
    """Remove lines of the logs that quote one of the articles; returns how many."""
    runs = runs_of(condemned)
    removed = 0
    for name in home.list_names("log"):
        lines = home.read_bytes(name).splitlines(keepends=True)
        kept = [line for line in lines if not is_quoting(line.decode("utf-8", "replace"), runs)]
        if len(kept) < len(lines):
            home.write_bytes(name, b"".join(kept))
            removed += len(lines) - len(kept)
    return removed


def drop_answers(home: Home, condemned: Iterable[Condemned]) -> int:
    """Remove kept answers of a language model that are about one of the articles; returns how many.

    Another answer that is taken for such costs a question when its day is made again.
    """
    phrases = [phrases_of(f"{one.title or ''} {one.body}") for one in condemned]
    names = [name for name in home.list_names(ANSWERS) if name.endswith(".json")]
    dropped = [name for name in names if any(is_about(_said_in(home, name), one) for one in phrases)]
    for name in dropped:
        home.remove(name)
    return len(dropped)


def _said_in(home: Home, name: str) -> str:
    """Texts of a JSON file; all of it where it is damaged."""
    content = home.read_bytes(name).decode("utf-8", "replace")
    with suppress(ValueError):
        return str(json.loads(content))
    return content


def runs_of(condemned: Iterable[Condemned]) -> frozenset[str]:
    """Runs of words by which a quotation of one of the articles is told."""
    return frozenset().union(*(quoted_runs(one.title, one.body) for one in condemned))


def _in_versions(home: Home, words: str, *, with_revisions: bool) -> list[Condemned]:
    """What the first version that knows the article says, the current one first."""
    current = sound_publication(home)
    held = held_versions(home)
    order = sorted(held, key=lambda version: (current is None or version != current.version, version))
    parameters = {"words": words.strip(), "url_key": url_key(words), "with_revisions": with_revisions}
    for version in order:
        warehouse = held[version]["warehouse"]
        with suppress(InputError, FileNotFoundError), connection_to_read(home.path_of(warehouse)) as con:
            rows = con.execute(read_sql("queries", "articles_to_take_down"), parameters).to_arrow_table().to_pylist()
            if rows:
                return [_condemned(row, row["because"]) for row in rows]
    return []


def _condemned(row: Row, because: str) -> Condemned:
    where = (row["url_key"], row["dump_uri"], row["record_no"])
    return Condemned(row["article_id"], str(row["dump_date"]), because, row["title"], row["body"], *where)


def _article_rows(home: Home) -> Iterator[Row]:
    """Articles of every part of the lake, kept or not, with what tombstones compare."""
    for name in _parts_with(home, "article_id", *IDENTITY_COLUMNS):
        yield from iterate_rows(home, name, _ARTICLE_COLUMNS)


def _parts_with(home: Home, *columns: str) -> Iterator[str]:
    """Parts of the lake that can be read and have these columns, each content once."""
    kept = {name.removeprefix(f"{KEPT_PARTS}/").split(".")[0] for name in home.list_names(KEPT_PARTS)}
    for name in home.list_names("lake"):
        if not name.endswith(".parquet") or not part_columns(home, name).issuperset(columns):
            continue
        if name.startswith(f"{KEPT_PARTS}/") or home.sha256_of(name) not in kept:
            yield name
