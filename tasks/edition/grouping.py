"""The order of a page: lead stories, then sections by the publishers' categories or by country, long ones split."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tasks.edition.safety import file_stem
from tasks.edition.stories import Story

PAGE_STORIES = 40
LEADS = 5
SECTION_STORIES = 3
HEADLINES = 4
ELSEWHERE = "Elsewhere"
REST = "In other news"


class Section(NamedTuple):
    """Stories under one heading. `pages` are the same stories as they are split over pages of their own."""

    name: str
    slug: str
    stories: list[Story]
    pages: list[tuple[str, list[Story]]]


class Front(NamedTuple):
    """A day arranged. `is_split`: sections have pages of their own, the front page only their first headlines."""

    leads: list[Story]
    sections: list[Section]
    is_split: bool
    section_of: dict[str, str]
    page_of: dict[str, str]


def arrange(stories: Sequence[Story], regions: Mapping[str, str]) -> Front:
    """Stories, most newsworthy first, arranged; `regions` gives the region of each country by its id.

    A day of up to PAGE_STORIES stands on one page. Sections are ordered by size, then by their first story.
    """
    lead_count = LEADS if len(stories) >= 2 * LEADS else min(1, len(stories))
    names = _section_names(stories, regions)
    section_of = {story.anchor: names[story.anchor] for story in stories}
    is_split = len(stories) > PAGE_STORIES
    grouped: dict[str, list[Story]] = {}
    for story in stories[lead_count:]:
        grouped.setdefault(section_of[story.anchor], []).append(story)
    ordered = sorted(grouped.items(), key=lambda item: (item[0] in (ELSEWHERE, REST), item[0] == REST, -len(item[1])))
    sections: list[Section] = []
    page_of = {story.anchor: "index.html" for story in stories}
    for number, (name, members) in enumerate(ordered, start=1):
        slug = f"{number:02d}-{_slug(name)}"
        pages = _pages(slug, members) if is_split else []
        page_of.update({story.anchor: page for page, shown in pages for story in shown})
        sections.append(Section(name, slug, members, pages))
    return Front(list(stories[:lead_count]), sections, is_split, section_of, page_of)


def _section_names(stories: Sequence[Story], regions: Mapping[str, str]) -> dict[str, str]:
    """The section of each story by its anchor: categories where most stories have one, else countries.

    A section of fewer than SECTION_STORIES joins its region, a region as small joins what is elsewhere.
    """
    if 2 * sum(1 for story in stories if story.category) >= len(stories):
        names = {story.anchor: _heading(story.category) if story.category else REST for story in stories}
        sizes = Counter(names.values())
        return {anchor: name if sizes[name] >= SECTION_STORIES else REST for anchor, name in names.items()}
    names = {story.anchor: story.country[1] if story.country else REST for story in stories}
    sizes = Counter(names.values())
    for story in stories:
        if story.country and sizes[story.country[1]] < SECTION_STORIES:
            names[story.anchor] = regions.get(story.country[0]) or ELSEWHERE
    sizes = Counter(names.values())
    return {
        anchor: name if name == REST or sizes[name] >= SECTION_STORIES else ELSEWHERE for anchor, name in names.items()
    }


def _heading(category: str) -> str:
    words = " ".join(category.replace("_", " ").replace("/", " / ").split())[:60]
    return words[:1].upper() + words[1:] or REST


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return file_stem("-".join("".join(c if c.isalnum() else " " for c in plain).split()) or "section")


def _pages(slug: str, members: Sequence[Story]) -> list[tuple[str, list[Story]]]:
    parts = [list(members[start : start + PAGE_STORIES]) for start in range(0, len(members), PAGE_STORIES)]
    return [
        (f"section-{slug}.html" if not number else f"section-{slug}-{number + 1}.html", part)
        for number, part in enumerate(parts)
    ]
