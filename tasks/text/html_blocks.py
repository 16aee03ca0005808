"""A page as its blocks of text in reading order, with what tells article text from the text around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from tasks.text.html_charset import UNPRINTED

_BLOCK_TAGS = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre
    search section summary table tbody td tfoot th thead title tr ul
"""
_UNREAD_TAGS = """
    applet area audio base button canvas datalist dialog embed frame head iframe input link map math meta noscript
    object option param progress script select source style svg template textarea title track video
"""
# Elements that browsers lay out as blocks, and those whose text is no text of the page
# (HTML Living Standard, https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3 and #hidden-elements).
BLOCK_TAGS = frozenset(_BLOCK_TAGS.split())
UNREAD_TAGS = frozenset(_UNREAD_TAGS.split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CLOSING = re.compile(r"[.!?:\u2026\u3002\uff01\uff1f][\"'\u2019\u201d\u00bb)\]]*\s*\Z")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Block(NamedTuple):
    """A run of text between two block boundaries.

    `element` is the block element that holds it, `link_share` how much of it is inside links, 0 to 1.
    """

    text: str
    element: HtmlElement
    tag: str
    link_share: float


class _Run:
    """The text that collects until the next block boundary, with how much of it is link."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.letters = 0
        self.link_letters = 0

    def add(self, text: str | None, *, is_link: bool) -> None:
        """Append a piece of text."""
        if text:
            self.pieces.append(text)
            letters = sum(map(len, text.split()))
            self.letters += letters
            self.link_letters += letters if is_link else 0

    def take(self, element: HtmlElement) -> list[Block]:
        """The block that ends here, none where there is only white space; the run begins anew."""
        text = " ".join(UNPRINTED.sub("", "".join(self.pieces)).split())
        share = self.link_letters / max(1, self.letters)
        self.pieces, self.letters, self.link_letters = [], 0, 0
        return [Block(text, element, str(element.tag), share)] if text else []


def blocks_of(tree: HtmlElement) -> list[Block]:
    """Every block of text that a reader can see, in document order. Scripts, controls and hidden elements have none.

    A single `<br>` ends a block only after closing punctuation, two always do: pages of one `<br>` a paragraph and
    pages that break lines inside a sentence both read right.
    """
    return list(_walk(tree))


def _walk(tree: HtmlElement) -> Iterator[Block]:
    run = _Run()
    holders: list[HtmlElement] = [tree]
    links = 0
    is_after_break = False
    stack: list[tuple[HtmlElement, bool]] = [(tree, False)]
    while stack:
        element, is_leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if not is_leaving and tag and tag not in UNREAD_TAGS and not is_hidden(element):
            if tag in BLOCK_TAGS:
                yield from run.take(holders[-1])
                holders.append(element)
            elif tag == "br":
                if is_after_break or _CLOSING.search("".join(run.pieces[-3:])):
                    yield from run.take(holders[-1])
                run.add(" ", is_link=False)
            links += tag == "a"
            run.add(element.text, is_link=links > 0)
            is_after_break = tag == "br" or (is_after_break and not (element.text or "").strip())
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
            continue
        if is_leaving:
            if tag in BLOCK_TAGS:
                yield from run.take(holders.pop())
            links -= tag == "a"
        if element is not tree:
            run.add(element.tail, is_link=links > 0)
            is_after_break = is_after_break and not (element.tail or "").strip()
    yield from run.take(tree)


def is_hidden(element: HtmlElement) -> bool:
    """Whether the markup itself hides the element (no style sheet is read).

    Pages hide themselves whole until a script has run: what holds the page or the article is never hidden.
    """
    if element.tag in ("html", "body", "main", "article"):
        return False
    return element.get("hidden") is not None or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
