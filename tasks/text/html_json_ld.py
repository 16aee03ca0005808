"""What a page states about its article in JSON-LD (schema.org): the node that describes it, found in any nesting."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

SCRIPT_CHARS = 2_000_000
MOST_NODES = 2_000
_WRAPPING = re.compile(r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[|//\s*<!\[CDATA\[)|(?:-->|\]\]>|;)\s*$")
_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|Review|Posting)$")
_CONTAINERS = ("@graph", "mainEntity", "mainEntityOfPage")


def article_node(tree: HtmlElement) -> dict[str, Any]:
    """The first node of an article type, else an empty one. Items of lists (related articles) are never it."""
    nodes = [node for script in tree.iter("script") if _is_json_ld(script) for node in _nodes(_parsed(script.text))]
    articles = [node for node in nodes if _is_article(node)]
    return next((node for node in articles if node.get("headline") or node.get("datePublished")), {})


def name_of(value: Any) -> str | None:
    """The name of a person or organisation that is stated as a text, a node or a list of these."""
    return next(iter(names_of(value)), None)


def names_of(value: Any) -> list[str]:
    """The names in a text, a node or a list of these, in order."""
    found = []
    for one in value if isinstance(value, list) else [value]:
        named = one.get("name") if isinstance(one, dict) else one
        for name in named if isinstance(named, list) else [named]:
            found += [name.strip()] if isinstance(name, str) and name.strip() else []
    return found


def text_of(value: Any) -> str | None:
    """A text, or the first of a list of texts."""
    first = value[0] if isinstance(value, list) and value else value
    return first.strip() or None if isinstance(first, str) else None


def _is_json_ld(script: HtmlElement) -> bool:
    return (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json"


def _parsed(text: str | None) -> Any:
    """The value in a script; None where it is not JSON. Comment marks around it and raw newlines are forgiven."""
    if not text or len(text) > SCRIPT_CHARS:
        return None
    try:
        return json.loads(_WRAPPING.sub("", _WRAPPING.sub("", text)), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting = [*one[:MOST_NODES], *waiting]
        elif isinstance(one, dict):
            yield one
            waiting += [one[key] for key in _CONTAINERS if isinstance(one.get(key), (dict, list))]


def _is_article(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    return any(
        isinstance(one, str) and _ARTICLE_TYPE.search(one) for one in (types if isinstance(types, list) else [types])
    )
