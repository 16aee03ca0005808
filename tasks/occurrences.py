"""Occurrences: the rows of article_people, article_countries and article_agencies, added up from mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from tasks.text.salience import Occurrence, occurrences_of

KINDS = {"person": "people", "country": "countries", "agency": "agencies"}
ID_COLUMNS = {"person": "person_id", "country": "country_id", "agency": "agency_id"}
DIRECT_VIAS = frozenset({"name", "alias", "demonym"})


class ArticleFacts(NamedTuple):
    """What the prominence of an entity is measured against."""

    title: str
    body_chars: int


class LinkedMention(NamedTuple):
    """A row of `mentions`, and the role that the article gives the person."""

    row: Mapping[str, Any]
    role: str | None


def occurrence_rows(
    linked: Iterable[LinkedMention], articles: Mapping[str, ArticleFacts], kind: str, day: date
) -> Iterator[dict[str, Any]]:
    """Rows of one article_<kind> table, sorted by article and entity; mentions of one article come in their order."""
    groups: dict[tuple[str, str], list[LinkedMention]] = defaultdict(list)
    most: Counter[str] = Counter()
    for mention in linked:
        if mention.row["kind"] == kind:
            groups[mention.row["article_id"], mention.row["entity_id"]].append(mention)
    for (article_id, _), members in groups.items():
        most[article_id] = max(most[article_id], len(members))
    for (article_id, entity_id), members in sorted(groups.items()):
        article = articles[article_id]
        occurrence = Occurrence([member.row["text"] for member in members], members[0].row["start_char"])
        row = {"article_id": article_id, ID_COLUMNS[kind]: entity_id, "dump_date": day}
        row |= occurrences_of(occurrence, article.title, article.body_chars, most[article_id])._asdict()
        if kind == "person":
            row["role"] = next((member.role for member in members if member.role), None)
        if kind == "country":
            row["is_direct"] = any(member.row["via"] in DIRECT_VIAS for member in members)
        yield row
