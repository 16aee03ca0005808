"""Stories as the templates show them: an article's row with its bullets, passages, paragraphs and chips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tasks.edition.evidence import Piece, Span, paragraphs_of, passage_of
from tasks.edition.safety import file_stem, language_tag, link_address

FOLDERS = {"person": "people", "country": "countries", "agency": "agencies"}
CHIPS = 8


class Bullet(NamedTuple):
    """A bullet with the passage it comes from; `anchor` is where that begins in the body, None without evidence."""

    text: str
    passage: list[Piece]
    anchor: int | None


class Chip(NamedTuple):
    """A link to the page of a person, country or agency; `href` from the edition's folder."""

    kind: str
    entity_id: str
    name: str
    role: str | None
    href: str


class Story(NamedTuple):
    """An article as it is shown. `anchor` is its id in the page; `url` only where it may become a link."""

    anchor: str
    title: str
    publisher: str | None
    authors: list[str]
    url: str | None
    language: str | None
    word_count: int
    copy_count: int
    is_publishers: bool
    in_shorts: list[Bullet]
    key_takeaways: list[Bullet]
    paragraphs: list[list[Piece]]
    chips: list[Chip]
    further_chips: list[Chip]
    category: str | None
    country: tuple[str, str] | None


def story_of(row: Mapping[str, Any]) -> Story:
    """The story of a row of the view `edition`."""
    body = row["in_depth"]
    spans = [span for section in ("in_shorts", "key_takeaways") for bullet in row[section] for span in _spans(bullet)]
    chips = [chip_of(entity["kind"], entity["entity_id"], entity["name"], entity["role"]) for entity in row["entities"]]
    countries = [(one["entity_id"], one["name"]) for one in row["entities"] if one["kind"] == "country"]
    return Story(
        anchor=f"s-{row['article_id']}",
        title=row["title"] or _first_words(row),
        publisher=row["publisher"],
        authors=list(row["authors"] or []),
        url=link_address(row["url"]),
        language=language_tag(row["language"]),
        word_count=row["word_count"],
        copy_count=row["copy_count"],
        is_publishers=row["method"] == "publisher",
        in_shorts=[_bullet(body, bullet) for bullet in row["in_shorts"]],
        key_takeaways=[_bullet(body, bullet) for bullet in row["key_takeaways"]],
        paragraphs=paragraphs_of(body, spans),
        chips=chips[:CHIPS],
        further_chips=chips[CHIPS:],
        category=row["category"],
        country=countries[0] if countries else None,
    )


def chip_of(kind: str, entity_id: str, name: str, role: str | None = None) -> Chip:
    """The chip of an entity."""
    return Chip(kind, entity_id, name, role, f"{FOLDERS[kind]}/{file_stem(entity_id)}.html")


def _bullet(body: str, bullet: Mapping[str, Any]) -> Bullet:
    passage = passage_of(body, _spans(bullet))
    starts = [piece.start_char for piece in passage if piece.is_evidence]
    return Bullet(bullet["text"], passage, starts[0] if starts else None)


def _spans(bullet: Mapping[str, Any]) -> Sequence[Span]:
    return [(span["start_char"], span["end_char"]) for span in bullet["evidence"]]


def _first_words(row: Mapping[str, Any]) -> str:
    words = row["in_depth"].split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "") or "Untitled"
