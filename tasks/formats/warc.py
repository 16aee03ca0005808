"""WARC, as Common Crawl's CC-NEWS has it: the pages of HTTP responses. ARC, its forerunner, is refused.

A record of articles is a `response`, or a `resource` that is HTML. A response that is no page, or a page without an
article, is refused with its reason; `warcinfo`, `request`, `metadata`, `revisit` and other records are not counted, for
they hold no article. When a page was fetched is not taken for when it was published.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import fastwarc.warc

from tasks.formats.fields import FieldProblem
from tasks.formats.html import raw_article
from tasks.formats.record import Found, RawArticle, Record, Refusal, excerpt_of
from tasks.formats.warc_records import WarcRecord, split_records
from tasks.text.html_page import article_from_html

NAME = "warc"
ARC_MAGIC = b"filedesc://"
HTML_TYPES = ("text/html", "application/xhtml+xml")
OK_STATUS = 200


def matches(head: bytes, name: str) -> bool:  # noqa: ARG001 every format has the same signature
    """Whether the file begins with a WARC or ARC record."""
    return head.lstrip(b"\r\n").startswith((b"WARC/", ARC_MAGIC))


def read(stream: BinaryIO, *, max_record_bytes: int) -> Iterator[Found]:
    """Articles of pages in order; offsets are those of the WARC records."""
    head = stream.peek(len(ARC_MAGIC))  # type: ignore[attr-defined] # no protocol has peek
    if head.lstrip(b"\r\n").startswith(ARC_MAGIC):
        detail = "an ARC file; convert it to WARC, with `warcio recompress` for example"
        yield Refusal(1, 0, "unknown_format", detail, excerpt_of(head[:200]))
        return
    record_no = 0
    for record in split_records(stream, max_bytes=max_record_bytes):
        if _is_counted(record):
            record_no += 1
            yield _found_in(record, record_no, max_record_bytes=max_record_bytes)


def _is_counted(record: WarcRecord) -> bool:
    """Whether a record holds, or may have held, an article."""
    kind = record.fields.get("warc-type", "").lower()
    if kind == "resource":
        return _is_html(record.fields.get("content-type", ""))
    return kind == "response" or (record.fault is not None and not kind)


def _found_in(record: WarcRecord, record_no: int, *, max_record_bytes: int) -> Found:
    url = record.fields.get("warc-target-uri", "").strip("<>")
    try:
        if record.fault:
            raise FieldProblem(record.fault.reason, record.fault.detail)
        if record.is_too_long:
            raise FieldProblem("too_large", f"record is longer than {max_record_bytes} bytes (max_record_bytes)")
        return Record(record_no, record.byte_offset, _article_of(record, url, max_record_bytes=max_record_bytes))
    except FieldProblem as problem:
        excerpt = excerpt_of(url or record.header)
        return Refusal(record_no, record.byte_offset, problem.reason, str(problem), excerpt)


def _article_of(record: WarcRecord, url: str, *, max_record_bytes: int) -> RawArticle:
    content, charset = _page_of(record, max_record_bytes=max_record_bytes)
    page = article_from_html(content, url=url or None, charset=charset)
    if page is None:
        raise FieldProblem("no_article", "the page holds no text of an article")
    return raw_article(page, url=url or None)


def _page_of(record: WarcRecord, *, max_record_bytes: int) -> tuple[bytes, str | None]:
    """The HTML of a record and its declared charset; FieldProblem where it is no page."""
    media_type = record.fields.get("content-type", "")
    if record.fields.get("warc-type", "").lower() == "resource":
        return record.block, None
    if not media_type.lower().startswith("application/http"):
        raise FieldProblem("not_html", f"a response of type {media_type[:80]!r}, expected HTTP")
    try:
        response: Any = fastwarc.warc.WarcRecord.from_reader(io.BytesIO(record.header + record.block))
        response.parse_http(auto_decode="all")
        status, media_type = response.http_headers.status_code, response.http_content_type or ""
        _check(status, media_type)
        content = _read_at_most(response.reader, max_record_bytes)
    except (OSError, ValueError, AttributeError) as error:
        raise FieldProblem("damaged", f"not an HTTP response that can be read: {error}") from None
    if not media_type and not content[:1000].lstrip()[:1] == b"<":
        raise FieldProblem("not_html", "a response without a type, and not HTML")
    return content, (response.http_charset or "").strip("\"' ") or None


def _check(status: int | None, media_type: str) -> None:
    if status != OK_STATUS:
        raise FieldProblem("http_status", f"the server answered {status}, not {OK_STATUS}")
    if media_type and not _is_html(media_type):
        raise FieldProblem("not_html", f"a response of type {media_type[:80]!r}")


def _is_html(media_type: str) -> bool:
    return media_type.strip().lower().startswith(HTML_TYPES)


def _read_at_most(reader: BinaryIO, limit: int) -> bytes:
    """The decoded payload; FieldProblem where it is longer than a record may be, however small it was packed."""
    content = bytearray()
    while block := reader.read(min(1 << 18, limit + 1 - len(content))):
        content += block
        if len(content) > limit:
            raise FieldProblem("too_large", f"the page unpacks to more than {limit} bytes (max_record_bytes)")
    return bytes(content)
