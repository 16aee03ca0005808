"""When a page says that its article was published: every statement in order of trust, none of them judged here.

JSON-LD comes first: it names the property (`datePublished`), the object (the article) and mostly the zone, and is what
search engines are given. Meta elements name the property but sites reuse them for the page. `<time>` comes last: it has
no property, and pages put it on comments and related articles too. Times of modification are never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml.html import HtmlElement

from tasks.text.html_json_ld import text_of

VALUE_CHARS = 100
MOST_VALUES = 8
# In order of trust: Open Graph's article vocabulary, schema.org microdata, then names that content systems have in use
# (Parse.ly, Sailthru, Dublin Core, cXense, and https://htmldate.readthedocs.io/).
META_NAMES = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "published-date",
    "publish-date",
    "publishdate",
    "publication_date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.created",
    "dc.date.created",
    "date",
)
_DATE_NAME = re.compile(
    r"(?:publi(?:sh|c)\w*|post(?:ed)?|entry|article|story|news)[-_]*(?:meta[-_]*)?(?:date|time|on\b)|pub-?date|timestamp"
    r"|\bdate(?:line)?\b|\bpublished\b",
    re.IGNORECASE,
)
_MODIFIED = re.compile(r"modif|updat|comment", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WRITTEN = re.compile(
    rf"\b(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)?\.?\s+{_MONTH},?\s+(?:19|20)\d\d"
    r"|(?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d+)?)?\s?(?:Z\b|[+-]\d\d:?\d\d)?)?)",
    re.IGNORECASE,
)


def stated_dates(
    tree: HtmlElement, node: dict[str, Any], *, lead_lines: Iterable[str] = ()
) -> tuple[tuple[str, str], ...]:
    """(source, stated value) in order of trust, without repeats.

    `node` is the article's JSON-LD node, `lead_lines` the lines between the headline and the first paragraph: a date
    written there is the page's word for the time that `<time>` would mark, and counts as html_time.
    """
    stated = [("json_ld", value) for value in (text_of(node.get("datePublished")), text_of(node.get("dateCreated")))]
    stated += [("html_meta", value) for value in _meta_values(tree)]
    stated += [("html_time", value) for value in _time_values(tree)]
    stated += [("html_time", value) for value in map(_written, lead_lines) if value]
    kept = dict.fromkeys((source, value.strip()[:VALUE_CHARS]) for source, value in stated if value and value.strip())
    return tuple(kept)[:MOST_VALUES]


def _meta_values(tree: HtmlElement) -> Iterable[str]:
    by_name: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            by_name.setdefault((meta.get(key) or "").strip().lower(), meta.get("content") or "")
    return [by_name[name] for name in META_NAMES if by_name.get(name)]


def _time_values(tree: HtmlElement) -> Iterable[str]:
    """Dates of elements marked as one: microdata, then `<time>`, then elements named so, each in page order."""
    marked: list[str] = []
    times: list[str] = []
    named: list[str] = []
    for element in tree.iter("time", "span", "div", "p", "abbr", "li", "td", "b", "em", "i", "small", "h3"):
        names = f"{element.get('itemprop') or ''} {element.get('class') or ''} {element.get('id') or ''}"
        is_time = element.tag == "time"
        if _MODIFIED.search(names) or not (is_time or _DATE_NAME.search(names)):
            continue
        value = _value_of(element, is_time=is_time)
        if value and "datePublished" in names:
            marked.append(value)
        elif value:
            (times if is_time else named).append(value)
    return [*marked[:2], *times[:2], *named[:2]]


def _value_of(element: HtmlElement, *, is_time: bool) -> str | None:
    """The machine's value of an element, or the day written in its text (its time has seldom a zone)."""
    stated: str | None = (
        element.get("datetime") or element.get("content") or (element.get("title") if not is_time else None)
    )
    if stated and re.search(r"\d", stated):
        return stated
    return _written(" ".join("".join(element.itertext()).split())) if len(element) < 10 else None


def _written(line: str) -> str | None:
    found = _WRITTEN.search(line) if len(line) <= VALUE_CHARS and not _MODIFIED.match(line) else None
    return found[0] if found else None
