"""All files of an edition from the rows of its day: pure, so the same rows are the same bytes."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tasks.edition import wording
from tasks.edition.grouping import HEADLINES, arrange
from tasks.edition.profiles import movers_of, profiles_of
from tasks.edition.safety import clean
from tasks.edition.searching import search_index
from tasks.edition.stories import FOLDERS, Chip, chip_of, story_of
from tasks.store.edition_rows import DayRows

SIDECARS = ("edition.css", "search.js")
MOST_NAMED = 6
_BLANK_LINES = re.compile(r"\n\s*\n+")


def pages_of(rows: DayRows) -> dict[str, bytes]:
    """Content of every file by its name in the edition's folder; `index.html` is the front page."""
    environment = make_environment()
    stories = [story_of(row) for row in rows.stories]
    regions = {row["entity_id"]: row["detail"] for row in rows.entities if row["kind"] == "country" and row["detail"]}
    front = arrange(stories, regions)
    profiles = profiles_of(rows, front.page_of)
    shared = {"day": rows.dump_date, "version": rows.version, "front": front}
    pages: dict[str, bytes] = {}

    def render(name: str, template: str, root: str = "", **content: Any) -> None:
        text = environment.get_template(template).render(root=root, **shared, **content)
        pages[name] = (_BLANK_LINES.sub("\n", text).strip() + "\n").encode()

    named = _most_named(rows)
    movers = movers_of(rows)
    render("index.html", "index.html", stories=stories, movers=movers, named=named, headline_count=HEADLINES)
    for section in front.sections:
        for number, (name, shown) in enumerate(section.pages):
            render(name, "section.html", section=section, shown=shown, number=number)
    for profile in profiles:
        render(profile.chip.href, "entity.html", root="../", profile=profile)
    pages["search-index.js"] = search_index(front, stories, profiles)
    for name in SIDECARS:
        pages[name] = source_of(environment, name).encode()
    return pages


def make_environment() -> Environment:
    """Jinja with escaping always on, unknown names an error, and text freed of controls wherever it is shown."""
    environment = Environment(
        loader=PackageLoader("tasks.edition"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value,
    )
    functions = (wording.full_date, wording.day_and_month, wording.short_day, wording.count_of)
    environment.filters.update({function.__name__: function for function in functions})
    return environment


def source_of(environment: Environment, name: str) -> str:
    """Text of a template or of a file that goes with the pages."""
    if environment.loader is None:
        raise LookupError(name)
    return environment.loader.get_source(environment, name)[0]


def _most_named(rows: DayRows) -> dict[str, list[tuple[Chip, int]]]:
    """Chips of those that most articles of the day mention, by kind, with the number of articles; ties by salience."""
    articles: Counter[tuple[str, str, str]] = Counter()
    saliences: Counter[tuple[str, str, str]] = Counter()
    for row in rows.stories:
        for entity in row["entities"]:
            key = (entity["kind"], entity["entity_id"], entity["name"])
            articles[key] += 1
            saliences[key] += round(1e6 * entity["salience"])
    ranked = sorted(articles, key=lambda key: (-articles[key], -saliences[key], key[2], key))
    return {kind: [(chip_of(*key), articles[key]) for key in ranked if key[0] == kind][:MOST_NAMED] for kind in FOLDERS}
