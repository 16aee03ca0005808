"""Light deletions that leave a sentence true, whole and with its speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tasks.text import dispensable
from tasks.text.bullet import Evidence
from tasks.text.timeless import find_day_words

_FEWEST_WORDS_LEFT = 6


_COMMA_AT_END = re.compile(r",(?=[\"”’']\.?$)")
_COMMA_REACH = 4
_NAME_ALONE = re.compile(r"\W*(?:[A-Z][\w.'’]*\s?){1,4}\W*")


class Cut(NamedTuple):
    """Characters to leave out, so chosen that a single space or nothing joins what is left."""

    start_char: int
    end_char: int


class Cuts(NamedTuple):
    """`sure` deletions lose nothing; `optional` ones lose a clause or a phrase that the sentence stands without."""

    sure: tuple[Cut, ...]
    optional: tuple[Cut, ...]


def find_cuts(body: str, start: int, end: int, *, by_patterns: bool = True) -> Cuts:
    """Return what may be deleted from the sentence `body[start:end]`, none overlapping another, in order.

    Negations, figures, hedges and speakers are never deleted, nor is anything within quotation marks. The optional
    ones are found only `by_patterns`: a parse tells them better.
    """
    sure: list[Cut] = []
    at = start
    connective = dispensable.CONNECTIVE.match(body, start, end)
    if connective:
        at = connective.end()
        sure.append(Cut(start, at))
    optional: list[Cut] = []
    found = (
        {*_occasion(body, at, end), *_parentheses(body, at, end), *_middles(body, at, end), *_ends(body, at, end)}
        if by_patterns
        else ()
    )
    for cut in sorted(found):
        # A single space joins what is left, which must not come before a comma.
        if _is_quoted(body, start, cut.start_char) or body[cut.end_char : cut.end_char + 1] in {",", ";", ":"}:
            continue
        if not optional or cut.start_char >= optional[-1].end_char:
            optional.append(cut)
    for pattern in (dispensable.ALSO, dispensable.DOUBLED):
        for match in pattern.finditer(body, at, end):
            is_free = all(match.end() <= cut.start_char or match.start() >= cut.end_char for cut in (*sure, *optional))
            if is_free and not _is_quoted(body, start, match.start()):
                sure.append(Cut(match.start(), match.end()))
    # The bullet stands beside the date of its article, and another day "today" is another one.
    for first, last in find_day_words(body, at, end):
        is_free = all(last <= cut.start_char or first >= cut.end_char for cut in (*sure, *optional))
        if is_free and not _is_quoted(body, start, first):
            sure.append(Cut(first, last if any(map(str.isalnum, body[last:end])) else end))
    return Cuts(tuple(sure), tuple(optional))


def find_asides(body: str, start: int, end: int) -> tuple[Cut, ...]:
    """Return the parentheses and the asides between dashes of the sentence, in order, none within quotation marks."""
    found = []
    match = dispensable.SECOND_SENTENCE.search(body, start, end)
    is_clause = match is not None and dispensable.FINITE.search(match.group()) is not None
    if match and is_clause and not _is_quoted(body, start, match.start()) and _is_clause(body[start : match.start()]):
        found.append(Cut(match.start(), end))
    for pattern in (dispensable.PARENTHESIS, dispensable.DASHES):
        for match in pattern.finditer(body, start, end):
            # "The founder -- Ann Reed -- said": the name is who it is.
            is_spare = not dispensable.PRECIOUS.search(match.group()) and not _NAME_ALONE.fullmatch(match.group())
            is_free = pattern is dispensable.PARENTHESIS or is_spare
            if is_free and not _is_quoted(body, start, match.start()):
                found.append(Cut(match.start(), match.end()))
    return tuple(sorted(found))


def keep(start: int, end: int, cuts: tuple[Cut, ...]) -> tuple[Evidence, ...]:
    """Return the spans of the sentence from `start` to `end` that are left without `cuts`, in order."""
    spans, at = [], start
    for cut in sorted(cuts):
        if cut.end_char <= start or cut.start_char >= end:
            continue
        if cut.start_char > at:
            spans.append(Evidence(at, cut.start_char))
        at = max(at, cut.end_char)
    if at < end:
        spans.append(Evidence(at, end))
    return tuple(spans)


def bullet_text(body: str, evidence: tuple[Evidence, ...]) -> str:
    """Return the spans joined by single spaces, with a capital first, a full stop and closed quotation at the end."""
    text = " ".join(body[span.start_char : span.end_char] for span in evidence)
    text = text[:1].upper() + text[1:]
    if text.count('"') % 2 and text.endswith("."):
        return f'{text}"'
    if text.count("“") > text.count("”") and text.endswith("."):
        return f"{text}”"
    # "... the best," she said, without what she said it of: no comma before the full stop.
    text = _COMMA_AT_END.sub("", text) if "," in text[-_COMMA_REACH:] else text
    if text.rstrip("\"'”’»)]").endswith((".", "!", "?", "…")):
        return text
    return text.rstrip(",;:–—- ") + "."


def _occasion(body: str, start: int, end: int) -> Iterator[Cut]:
    match = dispensable.OCCASION.match(body, start, end)
    if match and not dispensable.PRECIOUS.search(match.group()):
        yield Cut(start, match.end())


def _parentheses(body: str, start: int, end: int) -> Iterator[Cut]:
    for match in dispensable.PARENTHESIS.finditer(body, start, end):
        yield Cut(match.start(), match.end())


def _middles(body: str, start: int, end: int) -> Iterator[Cut]:
    """Yield clauses between two commas before the verb of their noun, and asides between two dashes."""
    leans = dispensable.LEANING_START.match(body, start, end)
    for match in dispensable.APPOSITION.finditer(body, start, end):
        is_relative = match.group().startswith((", who", ", which", ", whose"))
        is_noun = not leans and not dispensable.FINITE.search(match.group())
        is_free = _is_subject(body[start : match.start()]) and not dispensable.PRECIOUS.search(match.group())
        if is_free and (is_relative or is_noun):
            yield Cut(match.start(), match.end())
    for match in dispensable.DASHES.finditer(body, start, end):
        if not dispensable.PRECIOUS.search(match.group()):
            yield Cut(match.start(), match.end())


def _is_subject(head: str) -> bool:
    """Return whether the words before a clause can be the subject of the verb after it: no other verb has come yet."""
    if dispensable.QUOTE_OR_ADVERB.search(head):
        return False
    return not dispensable.FINITE.search(dispensable.SAYING.split(head)[-1])


def _ends(body: str, start: int, end: int) -> Iterator[Cut]:
    """Yield what may go at the end: behind the speaker, after the last comma, a time or reason, a second verb."""
    for pattern in (dispensable.SPEAKER_TAIL, dispensable.SETTING_TAIL):
        match = pattern.search(body, start, end)
        if match and not dispensable.PRECIOUS.search(body, match.end("kept"), end):
            yield Cut(match.end("kept"), end)
            return
    match = dispensable.TAIL.search(body, start, end)
    if match and _is_clause(body[start : match.start()]) and not dispensable.PRECIOUS.search(match.group()):
        is_half_an_aside = dispensable.DASH.match(match.group()) and dispensable.DASH.search(body, start, match.start())
        if not is_half_an_aside:
            yield Cut(match.start(), end)
    for pattern in (dispensable.ADJUNCT, dispensable.SECOND_VERB):
        match = pattern.search(body, start, end)
        while match:
            head = body[start : match.start()]
            is_list = pattern is dispensable.SECOND_VERB and "," in head[-60:]
            if _ends_whole(head) and not is_list and not dispensable.PRECIOUS.search(match.group()):
                yield Cut(match.start(), end)
                break
            match = pattern.search(body, match.start() + 1, end)


def _is_clause(head: str) -> bool:
    """Return whether the words are enough for a sentence and have a verb."""
    return head.count(" ") + 1 >= _FEWEST_WORDS_LEFT and dispensable.FINITE.search(head) is not None


def _ends_whole(head: str) -> bool:
    """Return whether the words are a clause that nothing after them has to complete."""
    if not _is_clause(head) or not head[-1].isalnum() or dispensable.CANNOT_END.search(head):
        return False
    return not dispensable.NEEDS_MORE.search(head)


def _is_quoted(body: str, start: int, at: int) -> bool:
    before = body[start:at]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")
