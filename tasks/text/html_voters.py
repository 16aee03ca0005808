"""What several extractors take for the article, as votes on the blocks of a page. An extractor that fails has no vote.

Trafilatura (Barbaresi 2021, https://aclanthology.org/2021.acl-demo.15/) votes twice, once with its balanced and once
with its strict rules; readability (Arc90's algorithm, in the copy that trafilatura carries) votes once. They err in
different places: the first keeps the site's lines around the article, the second loses paragraphs of unusual pages, the
third loses what is not a sibling of the densest container.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

from lxml import html
from lxml.html import HtmlElement

SHORT_CHARS = 25
_NOT_LETTERS = re.compile(r"[\W_]+")


def squash(text: str) -> str:
    """Letters and digits alone, in lower case: what two renderings of one text have in common."""
    return _NOT_LETTERS.sub("", text).lower()


def extractions(tree: HtmlElement) -> tuple[str, ...]:
    """The article's text after each extractor that found one."""
    found = (_by_trafilatura(tree, is_strict=False), _by_trafilatura(tree, is_strict=True), _by_readability(tree))
    return tuple(text for text in found if text)


def votes_for(squashed: Sequence[str], extraction: str) -> list[bool]:
    """Which blocks (their squashed texts, in reading order) an extraction contains.

    A block of fewer than `SHORT_CHARS` letters occurs in almost any text by chance: it counts only where it directly
    follows or precedes a block that counts.
    """
    text = squash(extraction)
    start = [text.find(one) if len(one) >= SHORT_CHARS else -1 for one in squashed]
    place = None
    for number, one in enumerate(squashed):
        if start[number] < 0 and one and place is not None and len(one) < SHORT_CHARS and text.startswith(one, place):
            start[number] = place
        if start[number] >= 0:
            place = start[number] + len(one)
    place = None
    for number in reversed(range(len(squashed))):
        one = squashed[number]
        if start[number] < 0 and one and place is not None and len(one) < SHORT_CHARS:
            start[number] = place - len(one) if text.endswith(one, 0, place) else -1
        if start[number] >= 0:
            place = start[number]
    return [place >= 0 for place in start]


def _by_trafilatura(tree: HtmlElement, *, is_strict: bool) -> str:
    try:
        text = _trafilatura().extract(deepcopy(tree), fast=True, favor_precision=is_strict, include_comments=False)
        return text or ""
    except Exception:  # noqa: BLE001 a page can break an extractor in ways nobody listed
        return ""


def _by_readability(tree: HtmlElement) -> str:
    from trafilatura.readability_lxml import Document

    try:
        summary = Document(deepcopy(tree)).summary()
        return " ".join(html.fromstring(f"<div>{summary}</div>").itertext())
    except Exception:  # noqa: BLE001 a page can break an extractor in ways nobody listed
        return ""


@lru_cache(maxsize=1)
def _trafilatura() -> Any:
    """The library, imported when the first page comes, its remarks on pages it finds nothing in kept quiet."""
    import trafilatura

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    return trafilatura
