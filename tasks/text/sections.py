"""Sectioned text: the headings and bullets with which a publisher delivers its own three sections."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

SectionName = Literal["in_shorts", "in_depth", "key_takeaways"]

_DASH = r"[-\u2010-\u2015\u2212]"
_HEADING = re.compile(
    rf"(?P<publisher>\S.{{0,80}}?)\s+{_DASH}{{1,2}}\s+"
    r"(?P<section>in\s+shorts?|in\s+depth|key\s+takeaways?(?:\s+to\s+remember)?)\s*:?",
    re.IGNORECASE,
)
_LONGEST_HEADING_CHARS = 160
_BULLET_SIGNS = ("-", "*", "\u2022")


class Heading(NamedTuple):
    """A section heading."""

    publisher: str
    section: SectionName


class SectionedArticle(NamedTuple):
    """One article as delivered in sections; the bullets word for word."""

    publisher: str
    title: str | None
    in_shorts: tuple[str, ...]
    body: str
    key_takeaways: tuple[str, ...]


def heading_of(line: str) -> Heading | None:
    """The heading that a line is; None for any other line."""
    line = line.strip()
    found = _HEADING.fullmatch(line) if len(line) <= _LONGEST_HEADING_CHARS else None
    if not found:
        return None
    words = found["section"].lower().split()
    section: SectionName = "key_takeaways" if words[0] == "key" else "in_depth" if words[1] == "depth" else "in_shorts"
    return Heading(found["publisher"].strip(), section)


def bullet_of(line: str) -> str | None:
    """The words of a bullet line; None for any other line."""
    line = line.strip()
    return (line[1:].strip() or None) if line.startswith(_BULLET_SIGNS) else None


def article_from_lines(lines: Iterable[str]) -> SectionedArticle:
    """The article that the lines from its title (if any) to its last section hold.

    Text before the first heading is the title; without one the first bullet is.
    """
    publisher, section = "", None
    title: list[str] = []
    depth: list[str] = []
    bullets: dict[str, list[str]] = {"in_shorts": [], "key_takeaways": []}
    for line in lines:
        heading = heading_of(line)
        if heading:
            publisher, section = publisher or heading.publisher, heading.section
        elif section is None:
            title.append(line.strip())
        elif section == "in_depth":
            depth.append(line)
        else:
            bullet = bullet_of(line)
            if bullet:
                bullets[section].append(bullet)
    stated_title = " ".join(filter(None, title))
    first_bullet = next(iter(bullets["in_shorts"]), None)
    return SectionedArticle(
        publisher=publisher,
        title=stated_title or first_bullet,
        in_shorts=tuple(bullets["in_shorts"]),
        body="\n".join(depth),
        key_takeaways=tuple(bullets["key_takeaways"]),
    )
