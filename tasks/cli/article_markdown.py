"""An article as Markdown: headings and lists, with nothing of its text read as markup."""

from __future__ import annotations

import re

from tasks.cli.article_text import Shown, byline, notes_of
from tasks.cli.options import printable

# Signs that CommonMark and GitHub's tables and maths read as markup anywhere in a line: CommonMark 0.31, 2.4 and 6.
_ANYWHERE = re.compile(r"([\\`*_{}\[\]<>&~|$])")
# Beginnings of a line that make it a heading, a list, a rule or an underline.
_AT_START = re.compile(r"^(\s*)(?:([#+=-])|(\d{1,9})([.)]))")
_SAFE_URL = re.compile(r"https?://[^\s<>\\]+")


def markdown_of(shown: Shown) -> str:
    """The page of one article, ending in a line feed."""
    article = shown.article
    lines = [f"# {escape(printable(article['title'] or '(no title)'))}", "", f"*{escape(byline(article))}*"]
    for note in notes_of(shown):
        lines += ["", f"> {escape(note)}"]
    lines += _list("In Shorts", shown.texts("in_shorts"))
    lines += ["", "## In Depth"]
    for paragraph in shown.paragraphs():
        lines += ["", escape(paragraph)]
    lines += _list("Key Takeaways", shown.texts("key_takeaways"))
    for plural, names in shown.named().items():
        lines += _list(plural, names)
    url = printable(article["url"] or "")
    source = f"<{url}>" if _SAFE_URL.fullmatch(url) else escape(url)
    lines += ["", "---", "", f"{source} `{article['article_id']}`".strip()]
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Text of which no sign is markup."""
    safe = _ANYWHERE.sub(r"\\\1", " ".join(text.split()))
    return _AT_START.sub(lambda match: f"{match[1]}\\{match[2]}" if match[2] else f"{match[3]}\\{match[4]}", safe)


def _list(heading: str, texts: list[str]) -> list[str]:
    return ["", f"## {heading}", "", *(f"- {escape(text)}" for text in texts)] if texts else []
