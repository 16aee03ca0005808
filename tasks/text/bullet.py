"""What a summary is made of: sentences that go in, bullets with their evidence that come out."""

from __future__ import annotations

from typing import Literal, NamedTuple

Section = Literal["in_shorts", "key_takeaways"]


class Evidence(NamedTuple):
    """A span of the body: code points, 0-based, end exclusive."""

    start_char: int
    end_char: int


class Bullet(NamedTuple):
    """One bullet. `position` is reading order, `rank` importance: both 1..n and unique within the section.

    An extract's `text` is its evidence spans in order, joined by single spaces, up to capitalisation of its first
    letter and closing punctuation.
    """

    section: Section
    position: int
    rank: int
    text: str
    method: str
    evidence: tuple[Evidence, ...]
