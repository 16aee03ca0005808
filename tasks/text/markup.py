"""The text of HTML within a record, as feeds, exports and fields hold it. Files of HTML are `html_page`'s subject."""

from __future__ import annotations

import re

from lxml import etree, html

from tasks.text.html_blocks import blocks_of
from tasks.text.html_page import article_from_html

_MARKUP = re.compile(r"<[a-zA-Z/!]|&[#\w]+;")
_BLOCK_TAG = re.compile(r"<(?:p|br|div|h[1-6]|li|blockquote)\b[^<>]*>", re.IGNORECASE)
_PAGE = re.compile(r"\s*(?:<\?xml[^<>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
# Shortcodes of WordPress's own that stand for pictures and players (developer.wordpress.org/apis/shortcode).
_SHORTCODES = re.compile(r"\[caption[^\]]*\].*?\[/caption\]|\[/?(?:gallery|audio|video|playlist|embed)\b[^\]]*\]", re.S)
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text_of_markup(content: str) -> str:
    """The text in paragraphs, an empty line between them. Text without markup stays as it is."""
    if not _MARKUP.search(content):
        return content
    try:
        tree = html.fragment_fromstring(_NOT_XML.sub("", content), create_parent="div", parser=_parser())
    except (etree.LxmlError, ValueError):
        return ""
    return "\n\n".join(block.text for block in blocks_of(tree))


def text_of_field(content: str) -> str:
    """The text of a field of a record, which may hold plain text, a piece of HTML or a whole page."""
    if _PAGE.match(content):
        page = article_from_html(content)
        return page.body if page else ""
    return text_of_markup(content) if _BLOCK_TAG.search(content) else content


def text_of_post(content: str) -> str:
    """The text of a WordPress post, in which an empty line makes a paragraph too and shortcodes stand for pictures."""
    return text_of_markup(_EMPTY_LINE.sub("\n<p>", _SHORTCODES.sub("", content)))


def _parser() -> html.HTMLParser:
    return html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
