"""Who wrote the article of a page: JSON-LD, then meta elements, then the byline a reader sees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lxml.html import HtmlElement

from tasks.text.html_json_ld import names_of
from tasks.text.html_metadata import meta_values

NAME_CHARS = 60
NAME_WORDS = 5
BYLINE_CHARS = 200
MOST_AUTHORS = 12
_META_NAMES = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator")
_BY = re.compile(r"^(?:(?:\w+\s+){0,2}by\b|(?:von|por|par|di|door|av)\b)[:\s]+", re.IGNORECASE)
_LABEL = re.compile(r"^\w+:\s")
_BYLINE_END = re.compile(r"\s(?:on|at|am|le|el|il|publi\w+|posted|updated)\s.*|\d.*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;|&\u2022\u00b7]|\s(?:and|und|y|et|e)\s|\s[-\u2013\u2014]\s|(?<=[a-z]{4})\.\s)\s*")
_NOT_NAME = re.compile(
    r"[\d@*]|https?:|www\.|\b(?:updated|published|posted|read|share|reporter|editor|writer|correspondent|staff|contributor"
    r"|follow|by|print|about|view|profile|more|admin|(?:mon|tues|wednes|thurs|fri|satur|sun)day|comments?|minutes?|ago|am|pm|est|edt|gmt|utc|author)\b",
    re.IGNORECASE,
)
_BYLINE_NAME = re.compile(r"\bby-?line|\bauthor(?:s|-?name|__name|_name)?\b|\bp-author\b|\bfn\b", re.IGNORECASE)


def page_authors(
    tree: HtmlElement, node: dict[str, Any], *, publisher: str | None, lead_lines: Sequence[str] = ()
) -> tuple[str, ...]:
    """The authors' names in the order stated; the first source that names anyone is taken whole.

    `lead_lines` are the lines between the headline and the first paragraph. The publisher is not an author.
    """
    in_node = (names_of(node.get("author")), names_of(node.get("creator")))
    for stated in (*in_node, _in_meta(tree), _in_bylines(tree), _in_lead(lead_lines)):
        names = [name for one in stated for name in _names_in(one) if name.casefold() != (publisher or "").casefold()]
        if names:
            return tuple(dict.fromkeys(names))[:MOST_AUTHORS]
    return ()


def _in_meta(tree: HtmlElement) -> list[str]:
    values = meta_values(tree)
    return next(([values[name]] for name in _META_NAMES if values.get(name) and _names_in(values[name])), [])


def _in_bylines(tree: HtmlElement) -> list[str]:
    """The first element that is marked as an author's name: link relation and microdata, then by its class."""
    named = []
    for element in tree.iter("a", "span", "div", "p", "address", "h3", "h4", "h5", "li", "b", "strong"):
        marks = f"{element.get('rel') or ''} {element.get('itemprop') or ''}".split()
        is_marked = "author" in marks
        if not is_marked and not _BYLINE_NAME.search(element.get("class") or ""):
            continue
        if next(element.iterancestors("form"), None) is not None:
            continue
        line = ", ".join(" ".join(piece.split()) for piece in element.itertext()) if len(element) < 12 else ""
        if line and len(line) <= BYLINE_CHARS and _names_in(line):
            if is_marked:
                return [line]
            named.append(line)
    return named[:1]


def _in_lead(lines: Sequence[str]) -> list[str]:
    """The first line that says by whom, up to where it says when."""
    return next(([_BYLINE_END.sub("", line)] for line in lines if _BY.match(line) and len(line) <= BYLINE_CHARS), [])


def _names_in(text: str) -> list[str]:
    """The names in a byline. Digits, addresses, job titles and degrees ("MS", "RDN") are none."""
    names = []
    for piece in _BETWEEN.split(_BY.sub("", " ".join(text.split()))):
        name = _LABEL.sub("", _BY.sub("", piece)).strip(" .,:()[]\u2019'\"")
        words = name.split()
        if not 1 <= len(words) <= NAME_WORDS or len(name) > NAME_CHARS or _NOT_NAME.search(name):
            continue
        if words[0][0].isupper() or not name[0].isascii():
            names.append(name)
    is_full = any(" " in name for name in names)
    return [name for name in names if " " in name or not (is_full and name.isupper())]
