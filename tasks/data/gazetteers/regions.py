"""First-level divisions of countries, as the factbook lists them."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from tasks.data.gazetteers.rows import Row
from tasks.data.gazetteers.sources import factbook

# Every word is capitalised but for particles: this leaves out "23 provinces" and "Spain administers the cities".
_PARTICLE = (
    r"(?:a|aan|ad|al|an|ar|as|ash|at|aux|az|da|dan|das|de|del|der|des|do|dos|du|e|ech|el|es|i|kai|la|las|los|na|ob|of"
    r"|og|pri|the|upon|va|wa|with|y)"
)
_WORD = r"(?:[dl]')?[^\W\d_a-zß-ÿ][^\W\d_]*(?:['-][^\W\d_]+)*"
_NAME = re.compile(rf"{_WORD}(?:[ -](?:{_PARTICLE} )*{_WORD})*")
_LEAST_LETTERS = 4


def derive_regions(folder: Path, taken: Collection[str]) -> Iterator[Row]:
    """Rows by name and country; a name in `taken` (countries, their people, their capitals) is no region."""
    for country_id, state in sorted(factbook(folder).items()):
        for name in _division_names(state.get("administrative_divisions") or ""):
            if len(name) >= _LEAST_LETTERS and name not in taken:
                yield {"name": name, "country_id": country_id}


def _division_names(text: str | dict[str, Any]) -> Iterator[str]:
    if isinstance(text, dict):
        text = ";".join(str(part) for part in text.values())
    plain = re.sub(r"<[^>]+>", ";", html.unescape(text))
    plain = re.sub(r"\([^)]*\)|\[[^\]]*\]|\*", "", plain)
    for part in re.split(r"[,;:]| and ", plain):
        name = " ".join(part.split(" or ")[0].split()).strip("'")
        if _NAME.fullmatch(name):
            yield name
