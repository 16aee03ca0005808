"""WXR, the export of WordPress: published posts. Pages, attachments, drafts and comments are not records.

Items are cut out by `xml_items` and parsed one by one with lxml; control characters, which exports are full of, are
left out before. No document type, entity or address in a file is followed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from lxml import etree

from tasks.formats.feed import refusal_of, refusals_of_empty
from tasks.formats.fields import FieldProblem
from tasks.formats.record import Found, RawArticle, Record, Refusal, excerpt_of
from tasks.formats.xml_items import Head, Item, ItemReader
from tasks.text.markup import text_of_post

NAME = "wxr"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
UNSET_DATE = "0000-00-00"
_EXPORT = re.compile(rb"""=\s*["']https?://wordpress\.org/export/""")
_EXPORTED_TAG = re.compile(r"\{https?://wordpress\.org/export/[\d.]+/\}(\w+)\Z")
_AUTHOR = re.compile(rb"<wp:author>(.*?)</wp:author>", re.DOTALL)
_FIELD = re.compile(rb"<(?:wp:)?([\w]+)>\s*(?:<!\[CDATA\[(.*?)\]\]>|([^<]*))\s*</", re.DOTALL)
_CDATA = re.compile(rb"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_NAMED_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)(\w{2,32});")
_BARE_AMPERSAND = re.compile(rb"&(?!(?:#\d+|#x[\da-fA-F]+|\w+);)")


def matches(head: bytes, name: str) -> bool:  # noqa: ARG001 every format has the same signature
    """Whether a markup file declares the namespace of WordPress exports."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") and bool(_EXPORT.search(head))


def read(stream: BinaryIO, *, max_record_bytes: int) -> Iterator[Found]:
    """Published posts in order, and refusals of items of which it cannot be said what they are."""
    items = ItemReader(stream, max_bytes=max_record_bytes)
    if items.is_empty():
        yield from refusals_of_empty(items.head)
    feed = _feed_of(items.head)
    record_no = 0
    for item in items:
        refusal = refusal_of(item, record_no + 1, items.head, max_record_bytes=max_record_bytes)
        found = refusal or _found_in(item, record_no + 1, items.head, feed)
        if found:
            record_no += 1
            yield found


def _found_in(item: Item, record_no: int, head: Head, feed: Mapping[str, str]) -> Found | None:
    """The record of an item; None where it is no published post."""
    try:
        post = _parse(head, item.content)
        return Record(record_no, item.byte_offset, _article_of(post, feed)) if _is_published_post(post) else None
    except FieldProblem as problem:
        return Refusal(record_no, item.byte_offset, problem.reason, str(problem), excerpt_of(item.content))


def _feed_of(head: Head) -> Mapping[str, str]:
    """The export's own fields: `title`, `language`, and display names of authors as `author:<login>`."""
    own = _fields(_AUTHOR.sub(b"", head.content))
    feed = {name: own[name] for name in ("title", "language") if own.get(name)}
    for found in _AUTHOR.finditer(head.content):
        author = _fields(found[1])
        feed[f"author:{author.get('author_login', '')}"] = author.get("author_display_name", "")
    return feed


def _fields(content: bytes) -> dict[str, str]:
    """First value of each element that holds text only."""
    fields: dict[str, str] = {}
    for found in _FIELD.finditer(content):
        value = (found[2] if found[2] is not None else found[3]).decode("utf-8", "replace")
        fields.setdefault(found[1].decode("ascii", "replace"), html.unescape(value).strip())
    return fields


def _parse(head: Head, content: bytes) -> etree._Element:
    """The item as a tree; FieldProblem where it is not XML.

    Ampersands and entities that HTML knows and XML does not are mended, faults of namespaces passed over.
    """
    opening = b"<channel" + head.namespaces + b">"
    for attempt in (content, _mended(content)):
        parser = etree.XMLParser(
            recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
        )
        tree = etree.fromstring(opening + attempt + b"</channel>", parser)
        faults = [entry for entry in parser.error_log if entry.domain != etree.ErrorDomains.NAMESPACE]
        if not faults and tree is not None and len(tree):
            return tree[0]
    raise FieldProblem("syntax", f"not XML: {faults[0].message if faults else 'no element'}")


def _mended(content: bytes) -> bytes:
    pieces = _CDATA.split(content)
    pieces[::2] = [_mended_text(piece) for piece in pieces[::2]]
    return b"".join(pieces)


def _mended_text(piece: bytes) -> bytes:
    return _BARE_AMPERSAND.sub(b"&amp;", _NAMED_ENTITY.sub(_as_character, piece)).replace(b"]]>", b"]]&gt;")


def _as_character(found: re.Match[bytes]) -> bytes:
    text = html.unescape(found[0].decode("ascii", "replace"))
    return found[0] if text.startswith("&") else text.encode("utf-8")


def _exported(post: etree._Element, name: str) -> str:
    """Value of an element of WordPress's own namespace, whatever its version and prefix."""
    named = ((one, _EXPORTED_TAG.match(one.tag)) for one in post if isinstance(one.tag, str))
    return next((_text(one) for one, tag in named if tag and tag[1] == name), "")


def _text(element: etree._Element | None) -> str:
    return "" if element is None else "".join(element.itertext()).strip()


def _is_published_post(post: etree._Element) -> bool:
    """Whether the item is a post that readers could see; what says nothing of itself is one where it has content."""
    kind = _exported(post, "post_type") or ("post" if post.find(CONTENT) is not None else "")
    return kind == "post" and _exported(post, "status") in ("publish", "")


def _article_of(post: etree._Element, feed: Mapping[str, str]) -> RawArticle:
    content = post.find(CONTENT)
    if content is None:
        raise FieldProblem("missing_body", "no content:encoded")
    return RawArticle(
        body=text_of_post(_text(content)),
        title=_text(post.find("title")) or None,
        external_id=_text(post.find("guid")) or _exported(post, "post_id") or None,
        url=_text(post.find("link")) or None,
        publisher=feed.get("title"),
        authors=_authors(post, feed),
        category=_category(post),
        published_at=_published_at(post),
        language=feed.get("language"),
    )


def _authors(post: etree._Element, feed: Mapping[str, str]) -> tuple[str, ...]:
    login = _text(post.find(CREATOR))
    name = feed.get(f"author:{login}") or login
    return (name,) if name else ()


def _category(post: etree._Element) -> str | None:
    categories = (one for one in post.iterfind("category") if one.get("domain", "category") == "category")
    return next((text for one in categories if (text := _text(one))), None)


def _published_at(post: etree._Element) -> str | None:
    """The GMT date, the date of the feed, or the local date; drafts that were published by hand lack the first."""
    dates = (_exported(post, "post_date_gmt"), _text(post.find("pubDate")), _exported(post, "post_date"))
    stated = (one for one in dates if one and not one.startswith((UNSET_DATE, "-")) and "-0001" not in one)
    return next(stated, None)
