"""ingest: the dump files of one group become cleaned, dated records and reject rows. Never compares articles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from typing import Any, NamedTuple

from tasks.arrivals import feeds_of
from tasks.config import Settings
from tasks.errors import InputError
from tasks.feeds import Feed
from tasks.fingerprint import code_sha256, library_versions
from tasks.formats.fields import field_names
from tasks.formats.record import Found, RawArticle, Record, Refusal, excerpt_of, printable
from tasks.formats.registry import read_records
from tasks.plan import find_planned, group_count
from tasks.stage import Making, PartPlan, StageReport, make_part
from tasks.store.compression import Limits
from tasks.store.dumps import DumpContent, changed
from tasks.store.home import Home, home_at
from tasks.store.members import Member, content_name, open_members
from tasks.store.parts import Footer, PartWriter, part_name, read_footer, read_rows, write_part, writing_part
from tasks.store.spool import seekable
from tasks.text.addresses import url_key
from tasks.text.cleaning import clean_body, clean_line, clean_title, normalised
from tasks.text.dates import Dating, date_article
from tasks.text.language import language_of
from tasks.text.signature import signature_of
from tasks.text.tombstones import Tombstones
from tasks.tombstones import read_tombstones, screened

STAGE = "ingest"
LIBRARIES = (
    "charset-normalizer",
    "fastwarc",
    "feedparser",
    "ftfy",
    "lxml",
    "py3langid",
    "pyarrow",
    "python-dateutil",
    "rensa",
    "trafilatura",
)
ARTICLE_BODY_CHARS = 5_000_000
ARTICLE_BODY_LINES = 100_000
# A chunk ends at `shard_records` rows or at this many characters of body, so that memory does not depend on the feed.
CHUNK_BODY_CHARS = 32_000_000
_FROM_PLAN = ("feed", "dump_uri", "is_expected", "is_received", "bytes", "sha256")


class _Input(NamedTuple):
    content: DumpContent | None
    row: Mapping[str, Any]
    feed: Feed


def run(dump_date: date, part: int, settings: Settings, *, force: bool = False) -> StageReport:
    """Read the dump files of one group; a broken record becomes a reject and costs nothing else."""
    plan = plan_part(dump_date, part, settings)
    rows = _planned_files(home_at(settings.home), dump_date, part)
    return make_part(home_at(settings.home), plan, lambda making: _ingest_group(making, rows, settings), force=force)


def plan_part(dump_date: date, part: int, settings: Settings) -> PartPlan:
    """What a group's records are made from; InputError where the plan has no such group."""
    home = home_at(settings.home)
    if not 0 <= part < group_count(home, dump_date):
        raise InputError(
            f"{dump_date}: the plan has no ingest group {part}. Run `daybook plan --date {dump_date}` first."
        )
    rows = _planned_files(home, dump_date, part)
    facts = {
        "code": code_sha256(__name__),
        "dump_date": dump_date,
        "feeds": {name: feed.facts() for name, feed in _feeds(rows, settings).items()},
        "files": rows,
        "libraries": library_versions(*LIBRARIES),
        "max_compression_ratio": settings.max_compression_ratio,
        "max_member_bytes": settings.max_member_bytes,
        "max_record_bytes": settings.max_record_bytes,
        "shard_records": settings.shard_records,
    }
    outputs = (part_name("rejects", dump_date, part), part_name("inputs", dump_date, part))
    return PartPlan(STAGE, dump_date, part, outputs, (), facts, lambda footer: chunk_names(dump_date, part, footer))


def _planned_files(home: Home, dump_date: date, group: int) -> list[dict[str, Any]]:
    return [row for row in read_rows(home, part_name("plan", dump_date, 0)) if row["group_no"] == group]


def _ingest_group(making: Making, rows: list[dict[str, Any]], settings: Settings) -> Footer:
    home, (_, day, part, *_), stamp = making
    wanted = [row for row in rows if row["is_received"]]
    contents = find_planned(settings, day, wanted)
    feeds = _feeds(rows, settings)
    inputs = [_Input(_present(contents, row), row, feeds[row["feed"]]) for row in rows]
    rejects_name, inputs_name = making.plan.outputs
    chunks = ChunkWriter(making, settings.shard_records)
    with writing_part(home, "rejects", rejects_name, stamp) as rejects, chunks:
        tombstones = read_tombstones(home)
        input_rows = [_ingest_file(one, day, settings, chunks, rejects, tombstones) for one in inputs]
    records = sum(row["record_count"] for row in input_rows)
    articles = sum(row["article_count"] for row in input_rows)
    footer = Footer(STAGE, part, stamp.fingerprint, rows_in=records, rows_out=articles, part_count=chunks.count)
    write_part(home, "inputs", inputs_name, input_rows, footer)
    return footer


def _feeds(rows: Iterable[Mapping[str, Any]], settings: Settings) -> dict[str, Feed]:
    """The feeds of planned files by name; InputError where one is no longer in the settings."""
    known = feeds_of(settings)
    planned = {row["feed"] for row in rows}
    if gone := sorted(planned - known.keys()):
        raise InputError(
            f"The day was planned with feed {gone[0]}, which the settings do not have: they have {', '.join(known)}. "
            f"Run `daybook plan` for the day."
        )
    return {name: feed for name, feed in known.items() if name in planned}


def _present(contents: Mapping[str, DumpContent], row: Mapping[str, Any]) -> DumpContent | None:
    """The content of a planned file; None for one that did not come."""
    if row["is_received"] and row["dump_uri"] not in contents:
        raise changed(row["dump_uri"])
    return contents.get(row["dump_uri"])


def _ingest_file(
    one: _Input, day: date, settings: Settings, chunks: ChunkWriter, rejects: PartWriter, tombstones: Tombstones
) -> dict[str, Any]:
    """Write every record of one dump file, or of its members, as an article or a reject; returns its `inputs` row."""
    counts = {"article_count": 0, "reject_count": 0}
    uri = one.row["dump_uri"]
    limits = Limits(settings.max_member_bytes, settings.max_compression_ratio)
    size = one.row["bytes"]
    with ExitStack() as opened:
        members: Iterable[Member] = ()
        if one.content:
            delivered = opened.enter_context(one.content.opened(sha256=one.row["sha256"], size_bytes=size))
            members = open_members(delivered, uri, limits, delivered_bytes=size)
        for member in members:
            for found in _outcomes(member, one.feed, day, settings):
                outcome = screened(found, tombstones)
                if isinstance(outcome, Refusal):
                    counts["reject_count"] += 1
                    rejects.add(_reject_row(outcome, member.dump_uri, day))
                else:
                    counts["article_count"] += 1
                    chunks.add(outcome)
    return {
        "dump_date": day,
        **{name: one.row[name] for name in _FROM_PLAN},
        "record_count": sum(counts.values()),
        **counts,
    }


def _outcomes(member: Member, feed: Feed, day: date, settings: Settings) -> Iterator[dict[str, Any] | Refusal]:
    """What becomes of each record of a member, in order."""
    records = read_records(
        member.stream,
        name=content_name(member.dump_uri),
        max_record_bytes=settings.max_record_bytes,
        seekable=seekable,
        names=field_names(feed.fields),
    )
    for found in records:
        yield _clean(_with_defaults(found, feed), member.dump_uri, day)


def _with_defaults(found: Found, feed: Feed) -> Found:
    """The record with the feed's publisher and language where it states none."""
    if isinstance(found, Refusal):
        return found
    article = found.article
    publisher = article.publisher if clean_line(article.publisher) else feed.publisher
    language = article.language if clean_line(article.language) else feed.language
    return found._replace(article=article._replace(publisher=publisher, language=language))


def _reject_row(refusal: Refusal, dump_uri: str, day: date) -> dict[str, Any]:
    return {**refusal._asdict(), "dump_date": day, "dump_uri": dump_uri, "detail": printable(refusal.detail)}


def _clean(found: Found, dump_uri: str, day: date) -> dict[str, Any] | Refusal:
    if isinstance(found, Refusal):
        return found
    raw = found.article.body
    lines = raw.count("\n")
    if len(raw) > ARTICLE_BODY_CHARS or lines > ARTICLE_BODY_LINES:
        most = f"{ARTICLE_BODY_CHARS} in {ARTICLE_BODY_LINES}"
        detail = f"body has {len(raw)} characters in {lines} lines, at most {most} can be tagged"
        return Refusal(found.record_no, found.byte_offset, "too_large", detail, excerpt_of(raw))
    body = clean_body(raw)
    if not body:
        return _refuse_empty(found)
    return {"dump_uri": dump_uri, "record_no": found.record_no, **_article_row(found.article, body, day)}


def _refuse_empty(found: Record) -> Refusal:
    raw = found.article.body
    detail = "body is empty" if not raw.strip() else "body holds nothing but lines of the site"
    return Refusal(found.record_no, found.byte_offset, "empty_body", detail, excerpt_of(found.article.title or raw))


def _article_row(raw: RawArticle, body: str, day: date) -> dict[str, Any]:
    url = clean_line(raw.url)
    text = normalised(body)
    return {
        "external_id": clean_line(raw.external_id),
        "publisher": clean_line(raw.publisher),
        "url": url,
        "url_key": url_key(url),
        "title": clean_title(raw.title),
        "authors": [name for name in map(clean_line, raw.authors) if name],
        "category": clean_line(raw.category),
        **_dating(raw, url, body, day)._asdict(),
        "language": language_of(body, raw.language),
        "body": body,
        "word_count": len(body.split()),
        "body_sha256": _sha256(body),
        "text_sha256": _sha256(text),
        "signature": signature_of(text),
        "own_in_shorts": [bullet for bullet in map(clean_title, raw.in_shorts) if bullet],
        "own_key_takeaways": [bullet for bullet in map(clean_title, raw.key_takeaways) if bullet],
    }


def _dating(raw: RawArticle, url: str | None, body: str, day: date) -> Dating:
    dates = [(source, clean_line(value) or "") for source, value in raw.dates]
    return date_article(stated=clean_line(raw.published_at), url=url, body=body, dump_date=day, dates=dates)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def chunk_names(dump_date: date, group: int, footer: Footer) -> list[str]:
    """Names of a group's record parts, as the footer of its marking part counts them."""
    return [part_name("records", dump_date, group, chunk) for chunk in range(footer.part_count)]


class ChunkWriter:
    """Writes records into chunks of bounded size; there is always at least one."""

    def __init__(self, making: Making, shard_records: int) -> None:
        self.count = 0
        self._making = making
        self._limit = shard_records
        self._open = ExitStack()
        self._part: PartWriter | None = None
        self._rows = 0
        self._chars = 0

    def __enter__(self) -> ChunkWriter:
        self._next()
        return self

    def __exit__(self, *raised: Any) -> None:
        self._open.__exit__(*raised)

    def add(self, row: Mapping[str, Any]) -> None:
        """Add a record, in a new chunk where this one is full."""
        if self._rows >= self._limit or self._chars >= CHUNK_BODY_CHARS:
            self._open.close()
            self._next()
        if self._part:
            self._part.add(row)
        self._rows += 1
        self._chars += len(row["body"])

    def _next(self) -> None:
        home, plan, stamp = self._making
        name = part_name("records", plan.dump_date, plan.part, self.count)
        self._part = self._open.enter_context(writing_part(home, "records", name, stamp))
        self.count += 1
        self._rows = 0
        self._chars = 0


def records_parts(home: Home, dump_date: date) -> Iterator[str]:
    """Names of the day's record parts in the order of dump files and records; InputError where a group is missing."""
    if not group_count(home, dump_date):
        raise InputError(f"{dump_date}: not planned. Run `daybook plan --date {dump_date}` and the stages after it.")
    for group in range(group_count(home, dump_date)):
        footer = read_footer(home, part_name("inputs", dump_date, group))
        if footer is None:
            raise InputError(f"{dump_date}: group {group} is not ingested. Run `daybook ingest --date {dump_date}`.")
        yield from chunk_names(dump_date, group, footer)
