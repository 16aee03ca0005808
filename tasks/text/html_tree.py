"""A page as a tree of bounded size and depth. Nothing is fetched, no entity is expanded, no script is run."""

from __future__ import annotations

from itertools import islice

from lxml import etree, html
from lxml.html import HtmlElement

PAGE_CHARS = 20_000_000
MOST_ELEMENTS = 60_000
DEEPEST = 150
NAME_CHARS = 1_000
_DISSOLVED = "dissolved"
_WITHOUT_TEXT = ("style", "svg", "template", "noscript", "iframe", "object", "canvas", "math")


def parse_html(text: str) -> HtmlElement | None:
    """The page's tree with its scripts, without comments; None where there is no markup to read.

    Pages are cut after `PAGE_CHARS` characters. libxml2 mends broken markup and does not know entities that the page
    declares itself, so expansion bombs stay the few characters they are.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(text[:PAGE_CHARS].encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return None
    return tree if isinstance(tree.tag, str) else None


def bound_tree(tree: HtmlElement) -> HtmlElement:
    """The same tree, changed in place: without scripts and drawings, with `MOST_ELEMENTS` elements, `DEEPEST` deep.

    Later elements are cut; elements that lie deeper dissolve into their parents and leave their text; names and styles
    of more than `NAME_CHARS` go. Every step after this one is linear in elements times depth.
    """
    etree.strip_elements(tree, "script", *_WITHOUT_TEXT, with_tail=False)
    _cut_after(tree, MOST_ELEMENTS)
    _flatten(tree, DEEPEST)
    _forget_long_names(tree)
    return tree


def _cut_after(tree: HtmlElement, count: int) -> None:
    last = next(islice(tree.iter(), count, None), None)
    while last is not None:
        parent = last.getparent()
        if parent is not None:
            del parent[parent.index(last) + 1 :]
        last = parent


def _flatten(tree: HtmlElement, depth: int) -> None:
    level = {tree: 0}
    for element in islice(tree.iter(), 1, None):
        level[element] = level.get(element.getparent(), 0) + 1
        if level[element] > depth:
            element.tag = _DISSOLVED
    etree.strip_tags(tree, _DISSOLVED)


def _forget_long_names(tree: HtmlElement) -> None:
    for element in tree.iter(etree.Element):
        for name in ("class", "id", "style"):
            if len(element.get(name) or "") > NAME_CHARS:
                del element.attrib[name]
