"""From the bytes of a news page to its article. Pure: no file, no network, no clock, no memory of earlier pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from tasks.text.html_authors import page_authors
from tasks.text.html_blocks import Block, blocks_of
from tasks.text.html_body import choose_blocks
from tasks.text.html_charset import decode_html
from tasks.text.html_dates import stated_dates
from tasks.text.html_json_ld import article_node, text_of
from tasks.text.html_metadata import Metadata, page_metadata
from tasks.text.html_tree import bound_tree, parse_html
from tasks.text.html_voters import extractions, squash, votes_for

# JSON-LD bodies are often cut or without paragraphs, but are the only text of pages that scripts fill in: they are
# taken where they are this many times as long as what the markup holds.
STATED_BODY_RATIO = 2.0
LINES_BEFORE = 3


class HtmlArticle(NamedTuple):
    """The article of a page; `body` is paragraphs with an empty line between them.

    `dates` holds (source, stated value) in order of trust, the source being json_ld, html_meta or html_time.
    """

    body: str
    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    language: str | None
    category: str | None
    canonical_url: str | None
    dates: tuple[tuple[str, str], ...]


def article_from_html(
    content: bytes | str, *, url: str | None = None, charset: str | None = None
) -> HtmlArticle | None:
    """The article of a page; None where there is no article text in it.

    `url` is where the page was fetched, `charset` what the HTTP header declared. Any bytes are read without an
    exception; size and depth are bounded (`tasks.text.html_tree`).
    """
    tree = parse_html(decode_html(content, declared=charset))
    if tree is None:
        return None
    node = article_node(tree)
    metadata = page_metadata(bound_tree(tree), node, url=url)
    blocks = blocks_of(tree)
    chosen = _chosen(tree, blocks, metadata)
    body = _rendered([blocks[number] for number in chosen])
    stated_body = _stated_body(node)
    if len(stated_body) > STATED_BODY_RATIO * len(body):
        body = stated_body
    if not body:
        return None
    lead_lines = _lead_lines(blocks, chosen, metadata.title)
    return HtmlArticle(
        body=body,
        title=metadata.title,
        authors=page_authors(tree, node, publisher=metadata.publisher, lead_lines=lead_lines),
        publisher=metadata.publisher,
        language=metadata.language,
        category=metadata.category,
        canonical_url=metadata.canonical_url,
        dates=stated_dates(tree, node, lead_lines=lead_lines),
    )


def _chosen(tree: HtmlElement, blocks: Sequence[Block], metadata: Metadata) -> list[int]:
    squashed = [squash(block.text) for block in blocks]
    votes = [votes_for(squashed, text) for text in extractions(tree)]
    return choose_blocks(blocks, votes, titles=metadata.titles, descriptions=metadata.descriptions)


def _lead_lines(blocks: Sequence[Block], chosen: Sequence[int], title: str | None) -> list[str]:
    """The lines from the headline to the first paragraph, then those just before it; none without a headline."""
    end = chosen[0] if chosen else 0
    said = squash(title or "")
    headline = next((number for number in range(end - 1, -1, -1) if squash(blocks[number].text) == said), end)
    if not said or headline == end:
        return []
    lines = [*blocks[headline + 1 : end], *blocks[max(0, headline - LINES_BEFORE) : headline]]
    return [block.text for block in lines]


def _rendered(blocks: Sequence[Block]) -> str:
    """Paragraphs with an empty line between them; the cells of a table's row are one paragraph."""
    paragraphs: list[str] = []
    row_before = None
    for block in blocks:
        row = next(block.element.iterancestors("tr"), None) if block.tag in ("td", "th") else None
        if row is not None and row is row_before:
            paragraphs[-1] += f" | {block.text}"
        else:
            paragraphs.append(block.text)
        row_before = row
    return "\n\n".join(paragraphs)


def _stated_body(node: dict[str, Any]) -> str:
    """The articleBody of JSON-LD as paragraphs, its markup and entities read."""
    stated = text_of(node.get("articleBody"))
    if not stated:
        return ""
    lines = stated if "<" in stated else "</p><p>".join(stated.replace("&nbsp;", " ").splitlines())
    tree = parse_html(f"<div><p>{lines}</p></div>")
    return _rendered(blocks_of(bound_tree(tree))) if tree is not None else ""
