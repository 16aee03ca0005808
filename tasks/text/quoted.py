"""Sentences of a quotation that runs over several, told so that each stands alone with its speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tasks.text.quotes import Quotation
from tasks.text.trimming import Cut

_SAID = r"(?:said|says|added|told|wrote|tweeted|stated|claimed|asked|remarked|posted|read|reads)"
# "Ramesh said, ", "he told reporters: ", right before the quotation.
_INTRODUCED = re.compile(rf"\b{_SAID}(?:\s(?!that\b)[^,.:;\"“”]{{2,40}})?\s?[,:]?\s?$")
# "Sachin Shukla, assistant manager, said on Friday." or "said Vaidya.", right after it.
_SPOKEN = re.compile(
    rf"(?!(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I)\s)(?:[A-Za-z][^\"“”;:?!]{{2,120}}?\s{_SAID}\b|{_SAID}\s(?:[A-Z]|the\s|an?\s))[^\"“”?!]*\.$"
)
_OWN_VOICE = re.compile(
    r"\b(?:I|[Mm]y|me|[Mm]ine|[Yy]ou|[Yy]our|[Ww]e|[Oo]ur|[Oo]urs|us|[Ll]et['’]s|[A-Za-z]+['’](?:m|ve|ll|re))\b"
)
_LEANING = re.compile(
    r"(?:He|She|It|They|This|That|These|Those|His|Her|Their|Its|But|And|So|Then|Also|Here|Such|Wh(?:o|at|y|ich|om|ose)|How"
    r"|Not|Please|Just|[A-Z][a-z]+ing)\b"
)
_TENSE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|\w+n['’]t|[a-z]{2,}(?:ed|s))\b"
)
_FEWEST_WORDS, _MOST_WORDS = 5, 40


class Told(NamedTuple):
    """How a sentence of a longer quotation can be told: the characters to leave out, perhaps none."""

    cuts: tuple[Cut, ...]


def is_told_whole(body: str, start: int, end: int, quotations: Sequence[Quotation]) -> bool:
    """Return whether `body[start:end]`, of several sentences, is short and holds its quotations from mark to mark."""
    if body.count(" ", start, end) >= _MOST_WORDS:
        return False
    near = [one for one in quotations if one.start_char < end and one.end_char > start]
    is_whole = all(one.is_closed and start <= one.start_char and one.end_char <= end for one in near)
    return bool(near) and is_whole


def speaks_of_itself(text: str) -> bool:
    """Return whether somebody speaks of himself or to the listener."""
    return _OWN_VOICE.search(text) is not None


def tell_quoted(body: str, start: int, end: int, quotations: Sequence[Quotation]) -> Told | None:
    """Return how to tell the sentence `body[start:end]`, of which a part belongs to a longer quotation; None if it
    cannot be told.

    The first sentence of a quotation is told with its speaker before it, and closed where it ends. The last one is
    told with the speaker after it, in the words that were said but without the mark, which has no other half: so only
    where nobody speaks of himself; nor have the marks that a wrong decoding lost. `quotations` are those of the body
    that may touch the sentence, in order.
    """
    near = [one for one in quotations if one.start_char < end and one.end_char > start]
    if len(near) != 1 or not near[0].is_closed:
        return None
    quotation = near[0]
    if start < quotation.start_char and quotation.end_char > end:
        is_marked = body[quotation.start_char] != "?"
        is_introduced = is_marked and _INTRODUCED.search(body[start : quotation.start_char]) is not None
        said = body[quotation.start_char + 1 : end]
        return Told(()) if is_introduced and said.count(" ") + 1 >= _FEWEST_WORDS and said.endswith(".") else None
    # "?The pool is safe,? the mayor said": both marks were lost in a wrong decoding.
    is_misread = quotation.start_char == start and body[start] == "?"
    if (quotation.start_char < start or is_misread) and quotation.end_char < end:
        first = (Cut(start, start + 1),) if is_misread else ()
        start += is_misread
        mark = quotation.end_char - 1
        said = body[start:mark]
        rest = body[quotation.end_char : end]
        after = quotation.end_char + len(rest) - len(rest.lstrip())
        is_free = (
            said.endswith(",")
            and not re.search(r"[\"“”]", said)
            and not _OWN_VOICE.search(said)
            and not _LEANING.match(said)
        )
        if is_free and _TENSE.search(said) and said.count(" ") + 1 >= _FEWEST_WORDS and _SPOKEN.match(body[after:end]):
            return Told((*first, Cut(mark, after)))
    return None
