"""Apostrophes, quotation marks and dashes that a wrong decoding turned into question marks, where it is sure which."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# "Oban?s", "can?t", "they?re", "I?m", "O?Brien"; not a query in an address ("/news?s=1").
_APOSTROPHE = re.compile(
    r"""(?<=[A-Za-z])\?(?=s(?![\w=&/-]))
      | (?<=[Nn])\?(?=t(?![\w=&/-]))
      | (?:(?<=\bI)|(?<=\b[Hh]e)|(?<=\b[Ss]he)|(?<=\b[Ii]t)|(?<=\b[Ww]e)|(?<=\b[Yy]ou)|(?<=\b[Tt]hey)|(?<=\b[Tt]here)
        |(?<=\b[Tt]hat)|(?<=\b[Ww]ho))\?(?=(?:re|ve|ll|d|m)(?![\w=&/-]))
      | (?<=\b[OD])\?(?=[A-Z][a-z])""",
    re.VERBOSE,
)
_OF_ADDRESSES = ("//", "www.", "@", "=")
# "(?We will", "said: ?We"; without a space it may close as well as open: "left.?We"; "left,? he", "a ?free? vote".
_MARK = re.compile(
    r"""(?P<opening>(?:(?<![^\s(\[])|(?<=[a-z]:))\?(?=[A-Za-z]))
      | (?P<either>(?<=[a-z)\d][.!])\?(?=[A-Z]))
      | (?P<closing>(?<=[\w)%][.,!?])\?(?![\w?])|(?<=[a-z],)\?(?=[a-z]))
      | (?P<perhaps>(?<=[\w)%])\?(?![\w?]))""",
    re.VERBOSE,
)
_STOP = re.compile(r"(?<=\S)[.!?]\s")
_QUESTION = re.compile(
    r"(?:wh(?:at|o|om|ose|y|en|ere|ich)|how|is|are|am|was|were|do|does|did|can|could|will|would|shall|should|has|have|had"
    r"|may|might|must)\b",
    re.IGNORECASE,
)
_NO_NOUN = (
    r"(?:and|or|but|nor|in|on|at|of|to|for|with|by|from|as|that|which|who|whom|whose|when|while|where|after|before|if|than"
    r"|then|he|she|it|they|we|you|said|says|asked|asks|is|are|was|were|be|been|has|have|had|do|does|did|will|would|can"
    r"|could|may|might|must|should|the|an?|this|these|those|his|her|its|their|our|my|not|no|so|also|because|during|into"
    r"|over|about|among|through|against|since|until|via|per|there|how|why|what)\b"
)
_POSSESSIVE = re.compile(rf"(?<=[a-z]s)\?(?=\s(?!{_NO_NOUN})[a-z])")
_DASH = re.compile(r"(?<=[\w,)\"'%]\s)\?(?=\s[a-z])(?!\s(?:he|she|they|I|we)\s(?:asked|asks|said|wrote))")
_OPENED = re.compile(r"(?<![^\s.:(])\?\w")
_OTHER_MARKS = re.compile('["“”]')
_LONGEST_QUOTATION, _LONGEST_SENTENCE, _LONGEST_TOKEN = 900, 300, 80
_MOST_WORDS_INSIDE, _MOST_WORDS_BEFORE_CAPITAL, _MOST_MARKS = 12, 3, 12


class _Mark(NamedTuple):
    at: int
    kind: str


def restore_marks(text: str) -> str:
    """Return the text with straight marks for the question marks that were apostrophes, quotation marks or dashes.

    A question mark within a word is an apostrophe before the endings that follow one. One behind a space and before a
    letter opens a quotation where there is one that can only close it. Where a text has lost such marks, one after a
    plural is its apostrophe, and one that stands alone a dash. Whatever else a question mark may have been (a
    question, a currency, a letter) stays one. A text without such marks stays as it is.
    """
    if "?" not in text:
        return text
    lines = [_with_quotations(_with_apostrophes(line)) for line in text.split("\n")]
    restored = "\n".join(lines)
    if restored == text:
        return text
    return "\n".join(_DASH.sub("–", _with_possessives(line)) for line in lines)


def _with_apostrophes(line: str) -> str:
    return _APOSTROPHE.sub(lambda match: "?" if _is_in_address(line, match.start()) else "'", line)


def _is_in_address(line: str, at: int) -> bool:
    token = line[max(0, at - _LONGEST_TOKEN) : at].rpartition(" ")[2]
    return any(sign in token for sign in _OF_ADDRESSES)


def _with_possessives(line: str) -> str:
    """Return the line with the apostrophes of plurals, unless they may close a quotation that opened unseen."""

    def restore(match: re.Match[str]) -> str:
        at = match.start()
        sentence = _STOP.split(line[max(0, at - _LONGEST_SENTENCE) : at])[-1]
        is_unsure = _OPENED.search(sentence) or _QUESTION.match(sentence) or _is_in_address(line, at)
        return "?" if is_unsure else "'"

    return _POSSESSIVE.sub(restore, line)


def _with_quotations(line: str) -> str:
    characters = list(line)
    for opening, closing in _pairs(line):
        characters[opening] = ' "' if opening and line[opening - 1] in ".!:" else '"'
        characters[closing] = '" ' if line[closing + 1 : closing + 2].isalpha() else '"'
    return "".join(characters)


def _pairs(line: str) -> Iterator[tuple[int, int]]:
    """Yield where quotations open and close; none that holds other marks or may lie within them."""
    marks = [_Mark(match.start(), match.lastgroup or "") for match in _MARK.finditer(line)]
    others = [match.start() for match in _OTHER_MARKS.finditer(line)]
    next_free = 0
    for number, (start, kind) in enumerate(marks):
        if number < next_free or kind not in {"opening", "either"}:
            continue
        before = bisect_left(others, start)
        closing = None if before % 2 else _closing(line, marks, number)
        if closing is not None and bisect_left(others, marks[closing].at) == before:
            yield start, marks[closing].at
            next_free = closing + 1


def _closing(line: str, marks: Sequence[_Mark], opening: int) -> int | None:
    """Return which mark closes the quotation that opens at the mark `opening`, or None where it is not sure."""
    start = marks[opening].at
    for number in range(opening + 1, len(marks)):
        at, kind = marks[number]
        if kind == "opening" or at - start > _LONGEST_QUOTATION:
            return None
        if kind == "closing" or (kind == "perhaps" and _is_end(line, start, at)):
            return number
        if kind == "either":
            # In "safe.?The mayor agreed. ?We" it closed the quotation, in "safe.?The pool will open,? he" it opens.
            near = marks[number + 1 : number + _MOST_MARKS]
            following = next((mark.kind for mark in near if mark.kind != "perhaps"), "opening")
            return number if following == "opening" else None
        if not _POSSESSIVE.match(line, at):
            return None
    return None


def _is_end(line: str, start: int, at: int) -> bool:
    """Return whether a question mark after a word closes the quotation that opens at `start`."""
    said, after = line[start + 1 : at], line[at + 1 : at + 3]
    if _STOP.search(said):
        return False
    if after[:1] in {".", ",", ";", ")", ":"}:
        return True
    is_within = line[max(0, start - 3) : start].rstrip()[-1:].islower() and said.count(" ") < _MOST_WORDS_INSIDE
    goes_on = re.match(r"\s[a-z]", after) is not None
    if _QUESTION.match(said):
        # "It ?is not suitable? to be used": a question that was quoted would have a second mark.
        return is_within and goes_on
    if goes_on:
        return is_within or not said.endswith("s")
    return is_within and said.count(" ") < _MOST_WORDS_BEFORE_CAPITAL
