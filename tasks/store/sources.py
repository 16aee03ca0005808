"""Sources: which dump files belong to which day. Read only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from tasks.errors import InputError
from tasks.store.dumps import DumpContent, DumpFile, Listing, LocalContent
from tasks.store.members import ESCAPED_MARK, MEMBER_MARK
from tasks.store.s3_address import SCHEME, bucket_and_key, is_on_s3

DATE_FIELD = "{date}"
HOME_FOLDERS = ("lake", "warehouse", "exports", "editions", "search", "log")
_ISO_DATE = re.compile(r"^(?:dump_date=)?(\d{4}-\d{2}-\d{2})$")
_ISO_DATE_AHEAD = re.compile(r"^(\d{4}-\d{2}-\d{2})")
_Found = Iterable[tuple[str, DumpContent]]


def list_source(source: str, *, home: Path | str | None = None, day: date | None = None) -> Listing:
    """Dump files of a source: a folder, an `s3://` address, or a pattern of either with {date} and * for any name.

    With `day`, a pattern is asked for files of that day only; in a folder a file of any day may lie anywhere.
    InputError where there is no such folder or bucket, SourceUnavailable where S3 cannot be reached. Hidden files are
    passed over, and so is all that Daybook itself keeps in a `home` within the folder: it has dates in its names, too.
    """
    if DATE_FIELD in source:
        return _list_pattern(source, day)
    found = _objects_below(source, home) if is_on_s3(source) else _files_below(source, home)
    files, undated = [], []
    for name, content in found:
        if any(part.startswith(".") for part in name.split("/")):
            continue
        of_day = day_of(name)
        if of_day is None:
            undated.append(_address(name))
        else:
            files.append(DumpFile(of_day, _address(name), content))
    return Listing(_sorted(files), tuple(undated))


def find_dumps(
    source: str, dump_uris: Sequence[str], *, day: date, home: Path | str | None = None
) -> dict[str, DumpContent]:
    """Contents of the dump files of a day at these addresses; an address may be missing where its file has gone.

    On S3 nothing is listed for it: a day may have many objects, and be read in many groups.
    """
    if is_on_s3(source) and not any(ESCAPED_MARK in uri for uri in dump_uris):
        from tasks.store.s3_source import objects_named

        return dict(objects_named(_split_pattern(source)[0], dump_uris))
    listing = list_source(source, home=home, day=day)
    return {file.dump_uri: file.content for file in listing.files if file.day == day and file.dump_uri in dump_uris}


def day_of(dump_uri: str) -> date | None:
    """The day a file belongs to: its name begins with it, or a folder above it is named so."""
    *folders, name = dump_uri.split("/")
    ahead = _ISO_DATE_AHEAD.match(name)
    candidates = [ahead[1]] if ahead else []
    candidates += [found[1] for folder in reversed(folders) if (found := _ISO_DATE.match(folder))]
    return next((day for day in map(_date, candidates) if day), None)


def last_change(files: Iterable[DumpFile]) -> datetime | None:
    """When the newest of some dump files was last written, UTC; None where one of them has just gone, or of none."""
    try:
        return max((file.content.modified_at() for file in files), default=None)
    except FileNotFoundError:
        return None


def _list_pattern(pattern: str, day: date | None) -> Listing:
    root, relative = _split_pattern(pattern)
    asked = relative.replace(DATE_FIELD, day.isoformat()) if day else relative
    found = _objects_like(root, asked) if is_on_s3(pattern) else _files_like(pattern, root, asked)
    expression = re.compile(_regex_of(relative))
    files = []
    for name, content in found:
        match = expression.fullmatch(name)
        of_day = _date(match["date"]) if match else None
        if of_day and day in (None, of_day):
            files.append(DumpFile(of_day, _address(name), content))
    return Listing(_sorted(files), ())


def _split_pattern(source: str) -> tuple[str, str]:
    """The folders of a pattern before the first that varies, and the rest; all of it and nothing where none varies."""
    if is_on_s3(source):
        bucket, key = bucket_and_key(source)
        parts = key.split("/")
        fixed = _first_variable(parts) if DATE_FIELD in source else len(parts)
        return SCHEME + "/".join([bucket, *parts[:fixed]]), "/".join(parts[fixed:])
    path = Path(source).expanduser()
    anchored = path if path.is_absolute() else Path.cwd() / path
    fixed = _first_variable(anchored.parts)
    return str(Path(*anchored.parts[:fixed])), Path(*anchored.parts[fixed:]).as_posix()


def _objects_below(source: str, home: Path | str | None) -> _Found:
    from tasks.store.s3_source import objects_below

    own = _kept_on_s3(source, str(home)) if home else ()
    return ((name, content) for name, content in objects_below(source) if not _address(name).startswith(own))


def _objects_like(root: str, pattern: str) -> _Found:
    """Objects that can match. Of a pattern for all days, one flat listing: a request per day would take longer."""
    from tasks.store.s3_source import objects_below, objects_like

    if DATE_FIELD in pattern:
        return objects_below(root, re.split(r"\*|\{date\}", pattern)[0])
    return objects_like(root, pattern)


def _files_below(source: str, home: Path | str | None) -> Iterator[tuple[str, LocalContent]]:
    root = Path(source).expanduser()
    if not root.is_dir():
        raise InputError(f"source {source}: no such folder. Give a folder of dumps or a pattern with {DATE_FIELD}.")
    own = _kept_by_daybook(root, home)
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not _address(name).startswith(own):
            yield name, LocalContent(path)


def _files_like(source: str, root: str, pattern: str) -> Iterator[tuple[str, LocalContent]]:
    if not Path(root).is_dir():
        raise InputError(f"source {source}: no such folder: {root}")
    for path in sorted(Path(root).glob(_glob_of(pattern))):
        if path.is_file():
            yield path.relative_to(root).as_posix(), LocalContent(path)


def _kept_on_s3(source: str, home: str) -> tuple[str, ...]:
    """Beginnings of the addresses under a source on S3 that belong to the home."""
    root = f"{source.rstrip('/')}/"
    if not is_on_s3(home) or not f"{home.rstrip('/')}/".startswith(root):
        return ()
    within = home.rstrip("/").removeprefix(root.rstrip("/")).lstrip("/")
    return _beginnings(within)


def _kept_by_daybook(root: Path, home: Path | str | None) -> tuple[str, ...]:
    """Beginnings of the addresses under a source that belong to the home."""
    if not isinstance(home, Path) or not home.resolve().is_relative_to(root.resolve()):
        return ()
    return _beginnings(home.resolve().relative_to(root.resolve()).as_posix())


def _beginnings(within: str) -> tuple[str, ...]:
    return (f"{within}/",) if within not in ("", ".") else tuple(f"{name}/" for name in HOME_FOLDERS)


def _sorted(files: list[DumpFile]) -> tuple[DumpFile, ...]:
    return tuple(sorted(files, key=lambda file: (file.day, file.dump_uri)))


def _address(name: str) -> str:
    """A relative name as an address; bytes of it that are not UTF-8, and the mark of members, are escaped."""
    decoded = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return decoded.replace(MEMBER_MARK, ESCAPED_MARK)


def _first_variable(parts: Sequence[str]) -> int:
    return next((at for at, part in enumerate(parts) if DATE_FIELD in part or "*" in part), len(parts) - 1)


def _glob_of(relative: str) -> str:
    """A glob that finds at least what the pattern means: only * is special in it, and ** would mean folders."""
    literal = re.sub(r"([\[?])", r"[\1]", relative)
    return re.sub(r"\*+", "*", literal.replace(DATE_FIELD, "*"))


def _regex_of(relative: str) -> str:
    """What a pattern means. A * at the beginning of a name does not stand for a dot: hidden files are not meant."""
    escaped = re.escape(relative).replace(re.escape(DATE_FIELD), r"(?P<date>\d{4}-\d{2}-\d{2})", 1)
    escaped = re.sub(r"(^|/)\\\*", r"\1(?!\.)[^/]*", escaped.replace(re.escape(DATE_FIELD), r"(?P=date)"))
    return escaped.replace(r"\*", "[^/]*")


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
