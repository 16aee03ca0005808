"""An article for reading: in colour and wrapped on a terminal, plain and one line a paragraph where piped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from rich.console import Console
from rich.text import Text

from tasks.cli.options import printable, stdout

# A line of some 65 to 90 characters is what a reader's eye finds its way back from.
READING_WIDTH = 88
BULLET = "• "
PLAIN_BULLET = "- "
_PLURALS = {"person": "People", "country": "Countries", "agency": "Agencies"}
_ORIGINS = {"dump_date": "the day of the dump", "dateline": "from its dateline", "url": "from its address"}


class Shown(NamedTuple):
    """An article with its bullets and their evidence, its entities, and the articles that repeat or replace it."""

    article: dict[str, Any]
    bullets: list[dict[str, Any]]
    entities: list[dict[str, Any]]
    relatives: list[dict[str, Any]]

    def texts(self, section: str) -> list[str]:
        """Bullets of a section in reading order, safe to print."""
        return [printable(bullet["text"]) for bullet in self.bullets if bullet["section"] == section]

    def paragraphs(self) -> list[str]:
        """The body's paragraphs, safe to print."""
        return [printable(paragraph) for paragraph in self.article["body"].split("\n\n")]

    def named(self) -> dict[str, list[str]]:
        """People with roles, countries and agencies, most salient first, under their headings."""
        groups = {
            plural: [_with_role(entity) for entity in self.entities if entity["kind"] == kind]
            for kind, plural in _PLURALS.items()
        }
        return {plural: names for plural, names in groups.items() if names}


class _Page:
    """Prints lines: wrapped to the width of a terminal, whole where nobody's terminal is known."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.width = min(console.width, READING_WIDTH) if console.is_terminal else None

    def say(self, text: str, style: str = "", *, first: str = "", first_style: str = "", indent: str = "") -> None:
        """Print a paragraph that begins with `first`, its further lines behind `indent`."""
        if self.width is None:
            self.console.print(Text(first + text), soft_wrap=True)
            return
        room = max(8, self.width - len(indent))
        for number, line in enumerate(Text(text, style=style).wrap(self.console, room, overflow="fold")):
            line.rstrip()
            start = Text(first, style=first_style) if number == 0 else Text(indent)
            self.console.print(start + line, soft_wrap=True)

    def head(self, text: str) -> None:
        """Print a heading after an empty line."""
        self.console.print()
        rule = f" {'─' * (self.width - len(text) - 1)}" if self.width else ""
        self.console.print(Text.assemble((text, "bold cyan"), (rule, "dim")), soft_wrap=True)


def print_article(shown: Shown) -> None:
    """Print an article for reading, at most READING_WIDTH wide on a terminal."""
    page = _Page(stdout())
    article = shown.article
    bullet = BULLET if page.width else PLAIN_BULLET
    page.say(printable(article["title"] or "(no title)"), "bold")
    page.say(byline(article))
    for line in (*notes_of(shown), *filter(None, [printable(article["url"] or "")]), str(article["article_id"])):
        page.say(line, "dim")
    _print_bullets(page, "In Shorts", shown.texts("in_shorts"), bullet)
    page.head("In Depth")
    for number, paragraph in enumerate(shown.paragraphs()):
        if number:
            page.console.print()
        page.say(paragraph)
    _print_bullets(page, "Key Takeaways", shown.texts("key_takeaways"), bullet)
    named = shown.named()
    if named:
        page.head("Mentioned")
    label_width = max(map(len, named), default=0) + 2
    for plural, names in named.items():
        page.say(", ".join(names), first=f"{plural}:".ljust(label_width), first_style="bold", indent=" " * label_width)


def _print_bullets(page: _Page, heading: str, texts: Sequence[str], bullet: str) -> None:
    if texts:
        page.head(heading)
    for text in texts:
        page.say(text, first=bullet, first_style="cyan", indent="  ")


def byline(article: dict[str, Any]) -> str:
    """Publisher, date and authors in one line."""
    published = article["published_at"]
    origin = _ORIGINS.get(article["published_at_from"])
    date = f"{published.day} {published:%B %Y}" + (f" ({origin})" if origin else "")
    authors = ", ".join(article["authors"] or ())
    parts = [article["publisher"] or "", date, f"by {authors}" if authors else ""]
    return " · ".join(printable(part) for part in parts if part)


def notes_of(shown: Shown) -> list[str]:
    """What a reader should know of an article: who wrote its bullets, and which articles repeat or replace it."""
    article = shown.article
    notes = []
    if article["method"] is None:
        notes.append(f"Not summarized: the model does not read language '{article['language']}'.")
    models = sorted({bullet["method"] for bullet in shown.bullets if bullet["method"].startswith("llm:")})
    notes += [f"Bullets in the words of the language model {printable(model[4:])}." for model in models]
    if article["method"] == "publisher":
        notes.append("Bullets by the publisher.")
    for relative in shown.relatives:
        where = f"{relative['article_id']} ({printable(relative['publisher'] or '-')}, {relative['dump_date']})"
        how = "The same text as" if relative["duplicate_kind"] == "exact" else "Nearly the same text as"
        relation = relative["relation"]
        notes.append(
            f"A later text at this address: {where}"
            if relation == "later"
            else f"{how} {where}{', which repeats this one' if relation == 'copy' else ', which came first'}"
        )
    return notes


def _with_role(entity: dict[str, Any]) -> str:
    name, role = printable(entity["name"]), entity["role"]
    return f"{name} ({printable(role)})" if role else name
