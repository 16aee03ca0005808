"""HTML: one page a file, one record a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from tasks.formats.record import Found, RawArticle, Record, Refusal, excerpt_of
from tasks.text.html_charset import decode_html
from tasks.text.html_page import HtmlArticle, article_from_html

NAME = "html"
SUFFIXES = (".html", ".htm", ".xhtml")
_OPENING = re.compile(
    r"\s*(?:<\?xml\b[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html\b|(?:html|head|body)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?:!--|!doctype|[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)


def matches(head: bytes, name: str) -> bool:
    """Whether the file opens as a page does; one that is called so need only hold a tag."""
    if head.startswith((b"%PDF", b"WARC/", b"{", b"[")):
        return False
    text = decode_html(head)
    return bool(_OPENING.match(text) or (name.endswith(SUFFIXES) and _TAG.search(text) and not _is_other_xml(text)))


def read(stream: BinaryIO, *, max_record_bytes: int) -> Iterator[Found]:
    """The one record of the file; a file of white space has none."""
    content = stream.read(max_record_bytes + 1)
    if not content.strip():
        return
    if len(content) > max_record_bytes:
        detail = f"file is longer than {max_record_bytes} bytes (max_record_bytes)"
        yield Refusal(1, 0, "too_large", detail, excerpt_of(content))
        return
    article = article_from_html(content)
    if article is None:
        yield Refusal(1, 0, "no_article", "the page holds no text of an article", excerpt_of(content))
        return
    yield Record(1, 0, raw_article(article))


def raw_article(article: HtmlArticle, *, url: str | None = None) -> RawArticle:
    """A page's article as a record states it. `url` is where it was fetched, used where it names no address itself."""
    return RawArticle(
        body=article.body,
        title=article.title,
        url=article.canonical_url or url,
        publisher=article.publisher,
        authors=article.authors,
        category=article.category,
        language=article.language,
        dates=article.dates,
    )


def _is_other_xml(text: str) -> bool:
    return text.lstrip().startswith("<?xml") and not _OPENING.match(text)
