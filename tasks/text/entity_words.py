"""Splits a body into words with character offsets, the way the gazetteers are split: both sides always agree."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

# Scrapers lose the line break after a heading: "COURTThe", "HaleWATCH", "agreementThe", "HalePleased" are two words
# each. Prefixes of surnames stay: "MacArthur", "FitzGerald", "VanDyke".
_OPENING = "The|In|He|She|It|An|On|At|As|We|If|To|By|So|But|And|For|With"
_GLUED = re.compile(
    rf"(?<=[A-Z]{{3}})(?=(?:{_OPENING})\b|[A-Z][a-z]{{4}})"
    rf"|(?<=[A-Za-z][a-z]{{2}})(?<!\bMac)(?<!\bFitz)(?<!\bVan)(?<!\bVon)(?<!\bDel)(?<!\bDes)(?<!\bSan)(?<!\bBen)(?<!\bAbd[ue]l)"
    rf"(?=[A-Z]{{4,}}\b|[A-Z][a-z]{{2}}|(?:{_OPENING})\b)"
)
# "U.S." and "D.C." are one word, a possessive is its own word, an inner apostrophe ("O'Brien", "Cote d'Ivoire") is not,
# but the end of a quoted heading is ("OPPOSE IT'Foreign").
_WORD = re.compile(
    r"[A-Z](?:\.[A-Z])+(?![^\W\d_])\.?|[^\W\d_]+(?:['’ʼ](?![sS]\b)(?!(?<=[A-Z]{2}['’ʼ])[A-Z][a-z])[^\W\d_]+)*|['’ʼ][sS]\b|\d+(?:[.,]\d+)*|\S",
)
_STRAIGHT = str.maketrans("’ʼ‘‐‑–—", "'''----")
_LATIN = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"})


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one body: `forms` are accent-free and straight-quoted, offsets are those of the body."""

    body: str
    forms: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.forms)

    def text(self, first: int, last: int) -> str:
        """Body text from word `first` up to, not including, word `last`."""
        return self.body[self.starts[first] : self.ends[last - 1]]

    def breaks_after(self, index: int) -> bool:
        """Whether a line ends between a word and the next, or did before a scraper lost the break: "COURTThe"."""
        between = self.body[self.ends[index] : self.starts[index + 1]]
        return "\n" in between or (not between and self.forms[index].isalpha() and self.forms[index + 1].isalpha())

    def index_at(self, char: int) -> int:
        """Index of the first word that starts at or after a character offset."""
        return bisect_left(self.starts, char)


def split_words(body: str) -> Words:
    """Words of a body in order."""
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _WORD.finditer(body):
        start, end = match.span()
        for cut in (*_cuts(match.group()), end - start):
            form = body[start : match.start() + cut]
            forms.append(form if form.isascii() else fold(form))
            starts.append(start)
            start = match.start() + cut
            ends.append(start)
    return Words(body, forms, starts, ends)


def _cuts(form: str) -> list[int]:
    """Places within a word where a lost line break stood."""
    if len(form) < 5 or form.istitle() or form.islower():
        return []
    return [match.start() for match in _GLUED.finditer(form)]


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Text without accents and with straight quotes and hyphens: "Côte d’Ivoire" becomes "Cote d'Ivoire"."""
    plain = unicodedata.normalize("NFKD", text.translate(_STRAIGHT))
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return kept.translate(_LATIN) or text
