"""What changed between two versions: files of the exports, and the articles in those that differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from tasks.errors import InputError
from tasks.rollback import find_version
from tasks.store.home import Home
from tasks.store.parts import read_rows
from tasks.store.version_files import Manifest, deleted_manifest, held_versions
from tasks.tombstones import read_tombstones

Row = Mapping[str, Any]


class FileChange(NamedTuple):
    """A table's file of a day that is not the same in both versions; paths are relative to home."""

    change: Literal["added", "replaced", "removed"]
    table: str
    dump_date: str | None
    path_before: str | None
    path_after: str | None
    rows_before: int
    rows_after: int


class ArticleChange(NamedTuple):
    """An article that is not the same in both versions.

    Changed: a column has another value (its place in the dump does not count), or the same record of the feed has
    another text and so another article_id; then `previous_id` is the one before.
    """

    change: Literal["added", "changed", "removed", "taken down"]
    article_id: str
    dump_date: str
    previous_id: str | None = None


class Diff(NamedTuple):
    """Changes from one version to another. `is_whole` is False where one of them was deleted by a takedown.

    Then only the articles that were taken down with it are told.
    """

    before: str
    after: str
    files: list[FileChange]
    articles: list[ArticleChange]
    is_whole: bool


def diff_versions(home: Home, before: str, after: str) -> Diff:
    """Changes between two versions, each named by the beginning of its id; InputError where one is not there."""
    first, second = _manifest_of(home, before), _manifest_of(home, after)
    files = sorted(_file_changes(_files_by_place(first), _files_by_place(second)), key=_place)
    is_whole = "taken_down" not in first and "taken_down" not in second
    articles = list(_article_changes(home, files) if is_whole else _taken_down(first, second))
    order = ("added", "changed", "removed", "taken down")
    articles.sort(key=lambda one: (one.dump_date, order.index(one.change), one.article_id))
    return Diff(first["version"], second["version"], files, articles, is_whole)


def _manifest_of(home: Home, words: str) -> Manifest:
    try:
        return held_versions(home)[find_version(home, words)]
    except InputError:
        deleted = deleted_manifest(home, words)
        if deleted is None:
            raise
        return deleted


def _files_by_place(manifest: Manifest) -> dict[tuple[str, str], Row]:
    return {(file["table"], file["dump_date"] or ""): file for file in manifest["files"]}


def _place(change: FileChange) -> tuple[str, str]:
    return change.table, change.dump_date or ""


def _file_changes(before: Mapping[tuple[str, str], Row], after: Mapping[tuple[str, str], Row]) -> Iterator[FileChange]:
    for place in before.keys() | after.keys():
        old, new = before.get(place), after.get(place)
        if old and new and old["sha256"] == new["sha256"]:
            continue
        change: Literal["added", "replaced", "removed"] = "added" if not old else "replaced" if new else "removed"
        rows = (old["rows"] if old else 0, new["rows"] if new else 0)
        paths = (old["path"] if old else None, new["path"] if new else None)
        yield FileChange(change, place[0], place[1] or None, *paths, *rows)


def _article_changes(home: Home, files: list[FileChange]) -> Iterator[ArticleChange]:
    """Changes of the days whose articles differ, a day in memory at a time."""
    buried = read_tombstones(home).article_ids
    for file in files:
        if file.table != "articles":
            continue
        day = file.dump_date or ""
        old = {row["article_id"]: row for row in read_rows(home, file.path_before)} if file.path_before else {}
        new = {row["article_id"]: row for row in read_rows(home, file.path_after)} if file.path_after else {}
        gone = {_identity(row): article_id for article_id, row in old.items() if article_id not in new}
        for article_id, row in new.items():
            if article_id in old:
                if _said(row) != _said(old[article_id]):
                    yield ArticleChange("changed", article_id, day)
                continue
            previous = gone.pop(_identity(row), None)
            yield ArticleChange("changed" if previous else "added", article_id, day, previous)
        replaced = old.keys() - new.keys() - set(gone.values())
        for article_id in old.keys() - new.keys():
            if article_id in buried:
                yield ArticleChange("taken down", article_id, day)
            elif article_id not in replaced:
                yield ArticleChange("removed", article_id, day)


def _said(row: Row) -> dict[str, Any]:
    """What a row says of the article; where in a dump it was delivered is left out."""
    return {name: value for name, value in row.items() if name not in ("dump_uri", "record_no")}


def _identity(row: Row) -> tuple[Any, ...]:
    """What one record of a feed keeps when it is delivered again with another text."""
    stated = row["external_id"] or row["url"]
    return (row["publisher"], stated) if stated else (row["article_id"],)


def _taken_down(*manifests: Manifest) -> Iterator[ArticleChange]:
    for manifest in manifests:
        for article_id, day in manifest.get("taken_down", {}).items():
            yield ArticleChange("taken down", article_id, day)
