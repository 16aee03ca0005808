"""What somebody typed into a search, as an expression of SQLite's FTS5 that cannot be anything else than words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

MOST_TERMS = 64
"""More words than these are no search; FTS5 itself stops at expressions 256 deep."""
_TERM = re.compile(r'"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')
_WORD = re.compile(r"\w")


def search_terms(text: str) -> list[str]:
    """Words, and phrases between double quotes, in order, each once; those without a letter or digit are left out.

    A quote that is not closed reaches to the end.
    """
    plain = "".join(char if char.isprintable() else " " for char in text)
    found = (match["phrase"] if match["word"] is None else match["word"] for match in _TERM.finditer(plain))
    return list(dict.fromkeys(" ".join(term.split()) for term in found if _WORD.search(term)))


def search_expression(terms: Iterable[str], marks: Iterable[str] = ()) -> str:
    """The FTS5 expression for texts with all the terms, and all the marks of filters.

    Every term is a string of FTS5 (https://sqlite.org/fts5.html#fts5_strings), in which no sign has a meaning.
    """
    wanted = [f'{{title bullets body}} : "{term}"' for term in terms]
    return " AND ".join([*wanted, *(f'marks : "{mark}"' for mark in marks)])


def mark_of(kind: str, name: str) -> str:
    """The word that stands for an entity or publisher in the index: as sql/queries/search_documents.sql makes it."""
    return "m" + hashlib.sha256(f"{kind}:{name}".encode()).hexdigest()[:12]
