"""What a page states about its article: title, authors, publisher, language, category and address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from tasks.text.html_json_ld import name_of, text_of
from tasks.text.html_voters import squash

TITLE_CHARS = 500
_SEPARATOR = re.compile(r"\s+[|\u2013\u2014\u00b7\u2022\u00bb-]+\s+|\s*::\s*|\s*\|\s*")


class Metadata(NamedTuple):
    """The statements of a page; `titles` are all headlines it states, for finding them in its text."""

    title: str | None
    titles: tuple[str, ...]
    descriptions: tuple[str, ...]
    publisher: str | None
    language: str | None
    category: str | None
    canonical_url: str | None


def page_metadata(tree: HtmlElement, node: dict[str, Any], *, url: str | None) -> Metadata:
    """The page's statements; `node` is the article's JSON-LD node, `url` the address the page was fetched from."""
    meta = meta_values(tree)
    publisher = _publisher(meta, node)
    titles = _titles(tree, meta, node)
    descriptions = (meta.get("og:description"), meta.get("description"), text_of(node.get("description")))
    return Metadata(
        title=_title(tree, titles, publisher),
        titles=tuple(titles),
        descriptions=tuple(text for text in descriptions if text),
        publisher=publisher,
        language=_language(tree, meta, node),
        category=meta.get("article:section") or text_of(node.get("articleSection")) or meta.get("section"),
        canonical_url=_canonical_url(tree, meta, node, url),
    )


def meta_values(tree: HtmlElement) -> dict[str, str]:
    """The first filled content of each meta element, by its property, name or itemprop in lower case."""
    values: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(key) or "").strip().lower()
            if name and content:
                values.setdefault(name, content)
    return values


def line_of(element: HtmlElement) -> str:
    """The text of an element as one line."""
    return " ".join("".join(element.itertext()).split())


def _titles(tree: HtmlElement, meta: dict[str, str], node: dict[str, Any]) -> list[str]:
    stated = [text_of(node.get("headline")), meta.get("og:title"), meta.get("twitter:title"), meta.get("title")]
    element = next(tree.iter("title"), None)
    stated.append(line_of(element) if element is not None else None)
    return [" ".join(text.split())[:TITLE_CHARS] for text in stated if text and text.strip()]


def _title(tree: HtmlElement, titles: Sequence[str], publisher: str | None) -> str | None:
    """The headline a reader sees, where a stated title confirms it; else the best statement without the site's name.

    A first-level heading may be the site's logo or a section, a stated title may be shortened or written for search
    engines: each is believed for what the other confirms.
    """
    headings = [line for line in (line_of(one)[:TITLE_CHARS] for one in tree.iter("h1")) if line]
    stated = [squash(title) for title in titles]
    for heading in headings:
        text = squash(heading)
        if len(text) >= 8 and text != squash(publisher or "") and any(text in one for one in stated):
            return heading
    if titles:
        return _without_site(titles[0], publisher, others=titles[1:])
    return headings[0] if len(headings) == 1 else None


def _without_site(title: str, publisher: str | None, *, others: Sequence[str]) -> str:
    """A title without the name of the site behind a separator."""
    pieces = list(_SEPARATOR.finditer(title))
    if not pieces:
        return title
    site = squash(publisher or "")
    before, after = title[: pieces[-1].start()].strip(), squash(title[pieces[-1].end() :])
    is_site = bool(site and after and (after in site or site in after))
    return before if before and (is_site or any(squash(before) == squash(one) for one in others)) else title


def _publisher(meta: dict[str, str], node: dict[str, Any]) -> str | None:
    stated = (meta.get("og:site_name"), name_of(node.get("publisher")), meta.get("application-name"))
    return next((name for name in stated if name and not name.startswith(("http:", "https:", "@"))), None)


def _language(tree: HtmlElement, meta: dict[str, str], node: dict[str, Any]) -> str | None:
    stated = (tree.get("lang"), meta.get("content-language"), meta.get("og:locale"), text_of(node.get("inLanguage")))
    found = (re.match(r"\s*([a-zA-Z]{2,3})(?![a-zA-Z])", text) for text in stated if text)
    return next((one[1].lower() for one in found if one), None)


def _canonical_url(tree: HtmlElement, meta: dict[str, str], node: dict[str, Any], url: str | None) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    for stated in (*links, meta.get("og:url"), text_of(node.get("url"))):
        try:
            address: str = urljoin(url or "", (stated or "").strip())
            if stated and urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname:
                return address
        except ValueError:
            continue
    return None
