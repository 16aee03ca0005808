"""Where an article begins after its headline and byline, and where it ends before the site's own lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.text.html_blocks import HEADINGS, Block
from tasks.text.html_site_lines import is_byline, is_tail_line
from tasks.text.html_voters import squash

LEAD_SHARE = 0.2
LEAD_CHARS = 400
FAR_SHARE = 0.15
TITLE_LETTERS = 12
TITLE_SHARE = 0.6
_SENTENCE_END = re.compile(r"[.!?\u2026\u3002\uff01\uff1f][\"'\u2019\u201d\u00bb)\]]*\Z")


def without_lead(
    blocks: Sequence[Block],
    kept: Sequence[int],
    *,
    titles: Sequence[str],
    descriptions: Sequence[str],
    home_shares: Sequence[float],
) -> list[int]:
    """The blocks after the headline, its subline and the byline.

    A heading is a subline where the page's description says the same, or where it stands apart from the paragraphs
    (`home_shares`: for each block, how much of the article stands in its container).
    """
    begin = _after_headline(blocks, kept, titles)
    kept = [number for number in kept if number >= begin]
    said = [squash(one) for one in descriptions]
    while len(kept) > 1:
        block = blocks[kept[0]]
        text = squash(block.text)
        is_apart = home_shares[kept[0]] < FAR_SHARE
        is_subline = block.tag in HEADINGS and (is_apart or any(text and text in one for one in said))
        if not is_subline and not is_byline(block):
            break
        kept = kept[1:]
    return kept


def without_tail(blocks: Sequence[Block], kept: Sequence[int]) -> list[int]:
    """The blocks without the site's lines and the headings of nothing at the end."""
    end = len(kept)
    while end > 1 and (is_tail_line(blocks[kept[end - 1]]) or blocks[kept[end - 1]].tag in HEADINGS):
        end -= 1
    return list(kept[:end])


def _after_headline(blocks: Sequence[Block], kept: Sequence[int], titles: Sequence[str]) -> int:
    """The number after the last headline that stands before or among the article's first paragraphs."""
    stated = [squash(one) for one in titles]
    inside = set(kept)
    total = sum(len(blocks[number].text) for number in kept)
    read = begin = 0
    for number, block in enumerate(blocks):
        if read > LEAD_CHARS and read > LEAD_SHARE * total:
            break
        if _is_headline(block, stated):
            begin = number + 1
        elif number in inside and block.tag not in HEADINGS:
            is_line = len(block.text) >= 40 or _SENTENCE_END.search(block.text)
            read += len(block.text) if is_line else 0
    return begin


def _is_headline(block: Block, stated: Sequence[str]) -> bool:
    """Whether a block is a first-level heading or a stated title, which may have the site's name at its end."""
    text = squash(block.text)
    if block.tag == "h1":
        return True
    return len(text) >= TITLE_LETTERS and any(
        one.startswith(text) and len(text) >= TITLE_SHARE * len(one) for one in stated
    )
