"""RSS and Atom (feedparser), an item at a time: the head of the feed and one item make a small feed of their own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import urljoin

import feedparser
from lxml import etree

from tasks.formats.record import Found, RawArticle, Record, Refusal, excerpt_of
from tasks.formats.xml_items import Head, Item, ItemReader
from tasks.text.markup import text_of_markup

NAME = "feed"
# What a feed's own fields may take up in front of every item.
HEAD_BYTES = 16_384
_ROOT = re.compile(rb"<(?:rss|(?:[\w-]+:)?RDF|(?:[\w-]+:)?feed|channel)[\s>]")
_OWN_FIELDS = re.compile(rb"<(title|language)(?: [^>]{0,200})?>[^<]{0,500}</\1>")
_MARKUP_TYPES = ("text/html", "application/xhtml+xml", "")
# feedparser's loose reader raises these on markup that neither of its parsers foresees.
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


def matches(head: bytes, name: str) -> bool:  # noqa: ARG001 every format has the same signature
    """Whether the file is markup whose first element is the root of a feed."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    root = _ROOT.search(text) if text.startswith(b"<") else None
    return root is not None and not re.search(rb"<(?:html|body)[\s>]", text[: root.start()], re.IGNORECASE)


def read(stream: BinaryIO, *, max_record_bytes: int) -> Iterator[Found]:
    """The items in order; what stands before the first says publisher and language."""
    items = ItemReader(stream, max_bytes=max_record_bytes)
    if items.is_empty():
        yield from refusals_of_empty(items.head)
    prefix = _prefix_of(items.head)
    for number, item in enumerate(items, start=1):
        refusal = refusal_of(item, number, items.head, max_record_bytes=max_record_bytes)
        yield refusal or _record_of(item, prefix, number)


def refusal_of(item: Item, record_no: int, head: Head, *, max_record_bytes: int) -> Refusal | None:
    """The refusal of an item that is broken, too long or refers to declared entities; None for one to be parsed."""

    def refuse(reason: Any, detail: str) -> Refusal:
        return Refusal(record_no, item.byte_offset, reason, detail, excerpt_of(item.content))

    if item.is_cut:
        return refuse("too_large", f"item is longer than {max_record_bytes} bytes (max_record_bytes)")
    if item.fault:
        return refuse("truncated" if item.fault.startswith("the file ends") else "syntax", item.fault)
    entity = head.entity_in(item.content)
    if entity:
        return refuse("unsafe_xml", f"refers to the entity {entity!r}, which the file declares; none are expanded")
    try:
        item.content.decode("utf-8")
    except UnicodeDecodeError as error:
        found = item.content[error.start]
        return refuse("undecodable", f"byte {error.start} of the item is not UTF-8: 0x{found:02x}")
    return None


def refusals_of_empty(head: Head) -> Iterator[Refusal]:
    """The refusal of a file that begins like a feed, has no items and is broken; none for a feed without news."""
    try:
        etree.fromstring(head.content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        yield Refusal(1, 0, "syntax", f"no items, and not XML: {error.msg}", excerpt_of(head.content))


def _prefix_of(head: Head) -> bytes:
    """The head, or root, title and language alone where the feed's own fields are longer than an item needs."""
    if len(head.content) <= HEAD_BYTES:
        return head.content
    channel = b"<channel>" if b"<channel" in head.content else b""
    return head.root + channel + b"".join(found[0] for found in _OWN_FIELDS.finditer(head.content, 0, HEAD_BYTES))


def _record_of(item: Item, prefix: bytes, record_no: int) -> Found:
    try:
        parsed = feedparser.parse(
            io.BytesIO(prefix + item.content),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
        entries = parsed.entries
    except _FAULTS as error:
        detail = f"not a feed item that can be read: {error}"
        return Refusal(record_no, item.byte_offset, "syntax", detail, excerpt_of(item.content))
    if not entries:
        detail = f"no feed item can be read here: {parsed.get('bozo_exception', 'nothing was found')}"
        return Refusal(record_no, item.byte_offset, "syntax", detail, excerpt_of(item.content))
    article = _article_of(entries[0], parsed.feed)
    if article is None:
        detail = "no content, description or summary"
        return Refusal(record_no, item.byte_offset, "missing_body", detail, excerpt_of(item.content))
    return Record(record_no, item.byte_offset, article)


def _article_of(entry: Any, feed: Any) -> RawArticle | None:
    body = _body_of(entry)
    if body is None:
        return None
    tags = [tag.get("term") for tag in entry.get("tags", ()) if tag.get("term")]
    names = [author.get("name") for author in entry.get("authors", ())]
    return RawArticle(
        body=body,
        title=_plain(entry.get("title_detail")),
        external_id=entry.get("id"),
        url=_absolute(entry.get("link"), feed.get("link")),
        publisher=_plain(feed.get("title_detail")),
        authors=tuple(name for name in names if name),
        category=tags[0] if tags else None,
        published_at=entry.get("published") or entry.get("updated"),
        language=(entry.get("content") or [{}])[0].get("language") or feed.get("language"),
    )


def _absolute(link: str | None, base: str | None) -> str | None:
    """The address of an item, which old feeds state relative to their own."""
    try:
        return urljoin(base, link) if link and base else link
    except ValueError:
        return link


def _body_of(entry: Any) -> str | None:
    """The longest of content, description and summary as text; None where the item has none of them."""
    details = [*entry.get("content", ()), entry.get("summary_detail")]
    texts = [text for detail in details if (text := _plain(detail)) is not None]
    return max(texts, key=len, default=None)


def _plain(detail: Any) -> str | None:
    """The text of a construct of feedparser, without markup."""
    if not detail or detail.get("value") is None:
        return None
    value = str(detail["value"])
    return text_of_markup(value) if detail.get("type", "") in _MARKUP_TYPES else value
