"""JSON Feed (https://www.jsonfeed.org/version/1.1/): the elements of `items`, read as a stream."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from tasks.formats.fields import FieldProblem
from tasks.formats.json_array import refusal_of
from tasks.formats.json_elements import split_elements
from tasks.formats.json_value import object_from_json
from tasks.formats.record import Found, RawArticle, Record, Refusal, excerpt_of
from tasks.text.markup import text_of_markup

NAME = "json_feed"
HEAD_BYTES = 65_536
_VERSION = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
_ITEMS = re.compile(rb'"items"\s*:\s*\[')


def matches(head: bytes, name: str) -> bool:  # noqa: ARG001 every format has the same signature
    """Whether an object names the version of JSON Feed and its items in its first kilobytes."""
    return bool(head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and _VERSION.search(head) and _ITEMS.search(head))


def read(stream: BinaryIO, *, max_record_bytes: int) -> Iterator[Found]:
    """The items in order; what stands before `items` says publisher and language."""
    head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]  # type: ignore[attr-defined] # no protocol has peek
    items = _ITEMS.search(head)
    start = items.end() if items else 0
    feed = _feed_of(stream.read(start))
    elements = split_elements(stream, max_bytes=max_record_bytes, array_from=start)
    for number, element in enumerate(elements, start=1):
        refusal = refusal_of(element, number, max_record_bytes=max_record_bytes)
        yield refusal or _record_of(element.content, feed, record_no=number, byte_offset=element.byte_offset)


def _feed_of(head: bytes) -> Mapping[str, Any]:
    try:
        feed = json.loads(head.decode("utf-8-sig") + "]}")
    except (ValueError, RecursionError):
        return {}
    return feed if isinstance(feed, dict) else {}


def _record_of(content: bytes, feed: Mapping[str, Any], *, record_no: int, byte_offset: int) -> Found:
    try:
        return Record(record_no, byte_offset, _article_of(object_from_json(content), feed))
    except FieldProblem as problem:
        return Refusal(record_no, byte_offset, problem.reason, str(problem), excerpt_of(content))


def _article_of(item: Mapping[str, Any], feed: Mapping[str, Any]) -> RawArticle:
    plain, markup = _text(item, "content_text"), _text(item, "content_html")
    body = text_of_markup(markup) if markup else plain or _text(item, "summary")
    if body is None:
        raise FieldProblem("missing_body", "no content_html, content_text or summary")
    tags = item.get("tags")
    identifier = item.get("id")
    return RawArticle(
        body=body,
        title=_text(item, "title"),
        external_id=None if identifier is None else str(identifier),
        url=_text(item, "url") or _text(item, "external_url"),
        publisher=_text(feed, "title"),
        authors=_authors(item) or _authors(feed),
        category=tags[0] if isinstance(tags, list) and tags and isinstance(tags[0], str) else None,
        published_at=_text(item, "date_published") or _text(item, "date_modified"),
        language=_text(item, "language") or _text(feed, "language"),
    )


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise FieldProblem("wrong_type", f"{name} is {type(value).__name__}, expected a string")
    return value


def _authors(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of `authors`, or of `author` as in version 1."""
    authors = fields.get("authors") or [fields.get("author")]
    if not isinstance(authors, list):
        return ()
    names = (one.get("name") for one in authors if isinstance(one, dict))
    return tuple(name for name in names if isinstance(name, str) and name)
