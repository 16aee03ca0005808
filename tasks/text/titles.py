"""Words that the body has for the title of a film, a show or a book, although they look like somebody's name."""

from __future__ import annotations

import re
from functools import lru_cache

from tasks.text.appearances import CAPITAL_BEHIND, appearances

_CALLED = re.compile(r"\b(?:titled|called|dubbed|film|movie|biopic|show|book|song) [\"'‘“]?$")
_OF_A_FILM = re.compile(r" (?:movie review|box[- ]office|trailer|teaser)\b|,? starring [A-Z]")


@lru_cache(maxsize=256)
def is_title(body: str, word: str) -> bool:
    """Return whether the body calls a film or the like by the word: "tentatively titled Dutt"."""
    return any(
        _CALLED.search(before) and not CAPITAL_BEHIND.match(after) for _, before, after in appearances(body, word)
    )


def is_of_a_film(body: str, start_char: int, end_char: int) -> bool:
    """Return whether the name of two words or more that stands there is a film's: "Naam Reed, starring Ann Hill"."""
    return body.find(" ", start_char, end_char) > 0 and _OF_A_FILM.match(body, end_char) is not None
