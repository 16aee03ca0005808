"""Which blocks of a page are the article: what the extractors agree on, then what stands in the same containers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from tasks.text.html_blocks import BLOCK_TAGS, HEADINGS, Block
from tasks.text.html_edges import without_lead, without_tail
from tasks.text.html_site_lines import FURNITURE_TAGS, is_furniture_name, is_link_line
from tasks.text.html_voters import squash

AGREEMENT = 2
HOME_SHARE = 0.15
FURNITURE_SHARE = 0.4
PROSE_CHARS = 80
REPEAT_CHARS = 40
POINTER_CHARS = 25
LINK_SHARE = 0.9
QUOTED_LINK_SHARE = 0.8
_LISTS = ("dd", "dl", "dt", "li", "ol", "ul")
_TABLES = ("table", "tbody", "td", "tfoot", "th", "thead", "tr")
_WRAPPERS = frozenset(("blockquote", "p", "pre", *_LISTS, *_TABLES)) | HEADINGS
_SENTENCE_END = re.compile(r"[.!?:\u2026\u3002\uff01\uff1f][\"'\u2019\u201d\u00bb)\]]*\Z")


class Kind(NamedTuple):
    """How a container is marked up: pages cut an article into several containers of one kind."""

    tag: str
    names: str
    parent_names: str


def choose_blocks(
    blocks: Sequence[Block],
    votes: Sequence[Sequence[bool]],
    *,
    titles: Sequence[str] = (),
    descriptions: Sequence[str] = (),
) -> list[int]:
    """Numbers of the blocks that make up the article, in reading order; none where no extractor found any.

    `votes` has one sequence for each extractor, with one answer for each block.
    """
    core = _agreed(blocks, votes)
    if not core:
        return []
    homes = [home_of(block) for block in blocks]
    shares = _shares(blocks, core)
    home_shares = _home_shares(blocks, homes, core)
    kept = [number for number in _filled(blocks, homes, core, home_shares) if not _is_furniture(blocks[number], shares)]
    kept = without_lead(blocks, kept, titles=titles, descriptions=descriptions, home_shares=home_shares)
    kept = _without_repeats(blocks, homes, _without_pointers(blocks, kept))
    return without_tail(blocks, kept)


def home_of(block: Block) -> HtmlElement:
    """The container that a block stands in, beyond its own paragraph, list, table or quotation."""
    element = block.element
    if element.tag not in _WRAPPERS and any(child.tag in BLOCK_TAGS for child in element.iterdescendants()):
        return element
    parent = element.getparent()
    while parent is not None and parent.tag in _WRAPPERS:
        parent = parent.getparent()
    return parent if parent is not None else element


def _agreed(blocks: Sequence[Block], votes: Sequence[Sequence[bool]]) -> list[int]:
    """Blocks that at least two extractors took; where they agree on nothing, those of the one that took most text."""
    agreed = [number for number, one in enumerate(zip(*votes, strict=True)) if sum(one) >= AGREEMENT]
    if agreed or not votes:
        return agreed
    taken = [[number for number, is_in in enumerate(vote) if is_in] for vote in votes]
    return max(taken, key=lambda numbers: sum(len(blocks[number].text) for number in numbers))


def _shares(blocks: Sequence[Block], core: Sequence[int]) -> dict[HtmlElement, float]:
    """For each element with some of the core inside it, its share of the core's characters."""
    chars: Counter[HtmlElement] = Counter()
    for number in core:
        for element in _upwards(blocks[number].element):
            chars[element] += len(blocks[number].text)
    total = sum(len(blocks[number].text) for number in core)
    return {element: count / total for element, count in chars.items()}


def _home_shares(blocks: Sequence[Block], homes: Sequence[HtmlElement], core: Sequence[int]) -> list[float]:
    """For each block, the share of the core's characters that stand in the same container, not in one inside it."""
    chars: Counter[HtmlElement] = Counter()
    for number in core:
        chars[homes[number]] += len(blocks[number].text)
    return [chars[home] / chars.total() for home in homes]


def _filled(
    blocks: Sequence[Block], homes: Sequence[HtmlElement], core: Sequence[int], home_shares: Sequence[float]
) -> list[int]:
    """The core with the prose of its main containers and of others of their kind, and the short lines in between.

    Extractors stop at the first of several containers (long articles are cut into chunks around advertisements) and
    leave out subheadings and embedded quotations.
    """
    main = {home for home, share in zip(homes, home_shares, strict=True) if share >= HOME_SHARE}
    kinds = {_kind(home) for home in main if home.get("class")}
    at_home = [number for number, home in enumerate(homes) if home in main or _kind(home) in kinds]
    quoted = [number for number, block in enumerate(blocks) if _is_quoted(block, main)]
    inside = {*core, *(number for number in (*at_home, *quoted) if _is_prose(blocks[number]))}
    first, last = min(inside), max(inside)
    inside.update(number for number in at_home if first < number < last and _is_line_of_text(blocks[number]))
    inside.update(
        number for number in quoted if first < number < last and blocks[number].link_share < QUOTED_LINK_SHARE
    )
    return sorted(inside)


def _kind(home: HtmlElement) -> Kind:
    parent = home.getparent()
    return Kind(str(home.tag), home.get("class") or "", (parent.get("class") or "") if parent is not None else "")


def _is_quoted(block: Block, main: Collection[HtmlElement]) -> bool:
    """Whether a block stands in a quotation (an embedded post, too) inside a main container."""
    is_in_quotation = False
    for element in _upwards(block.element):
        if element in main:
            return is_in_quotation
        is_in_quotation = is_in_quotation or element.tag == "blockquote"
    return False


def _is_prose(block: Block) -> bool:
    return len(block.text) >= PROSE_CHARS and block.link_share < 0.5 and bool(_SENTENCE_END.search(block.text))


def _is_line_of_text(block: Block) -> bool:
    """Whether a short block between paragraphs is text: a heading, an item, a cell or a whole sentence."""
    if block.tag in HEADINGS:
        parent = block.element.getparent()
        return parent is not None and parent.tag != "li"
    return block.link_share < 0.5 and (block.tag in ("li", "td", "th") or bool(_SENTENCE_END.search(block.text)))


def _is_furniture(block: Block, shares: Mapping[HtmlElement, float]) -> bool:
    """Whether the block stands in a part of the page that is named as the site's and holds little of the article.

    A quotation is the article's whatever it is wrapped in: posts are embedded in elements named `social`.
    """
    for element in _upwards(block.element):
        if shares.get(element, 0.0) >= FURNITURE_SHARE or element.tag in ("blockquote", "body", "html"):
            return False
        if element.tag in FURNITURE_TAGS or is_furniture_name(
            f"{element.get('class') or ''} {element.get('id') or ''}"
        ):
            return True
    return False


def _without_pointers(blocks: Sequence[Block], kept: Sequence[int]) -> list[int]:
    """The blocks without pointers to other pages: lines with a cue, paragraphs and neighbouring items that link."""
    listed = {number for number in kept if blocks[number].link_share >= LINK_SHARE and _is_in_item(blocks[number])}
    followed = zip([None, *kept], kept, [*kept[1:], None], strict=False)
    return [
        number
        for before, number, after in followed
        if not is_link_line(blocks[number])
        and not (number in listed and (before in listed or after in listed) and _is_pointer(blocks[number]))
        and not (number not in listed and blocks[number].tag == "p" and _is_pointer(blocks[number]))
    ]


def _is_pointer(block: Block) -> bool:
    """Whether a block is a link with a title for its text; addresses and sentences are text of the article."""
    is_title = len(block.text) >= POINTER_CHARS and not block.text.startswith("http")
    return is_title and block.link_share >= LINK_SHARE and not _SENTENCE_END.search(block.text)


def _is_in_item(block: Block) -> bool:
    return any(element.tag == "li" for element in _upwards(block.element))


def _without_repeats(blocks: Sequence[Block], homes: Sequence[HtmlElement], kept: Sequence[int]) -> list[int]:
    """The blocks without those that an unlike container repeats, such as a second copy for small screens."""
    first_home: dict[str, HtmlElement] = {}
    once = []
    for number in kept:
        text = squash(blocks[number].text)
        first = first_home.setdefault(text, homes[number])
        if len(text) < REPEAT_CHARS or first is homes[number] or _kind(first) == _kind(homes[number]):
            once.append(number)
    return once


def _upwards(element: HtmlElement) -> list[HtmlElement]:
    return [element, *element.iterancestors()]
