"""What a bullet says that its evidence does not: names, numbers, dates, quotations, and negations lost or invented.

The gate compares words, never meaning: what it lets pass may still be wrong, what it finds is not in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from tasks.text.keyed import distinct_tokens
from tasks.text.name_words import CALENDAR, OPENERS, word_set
from tasks.text.stems import STOPWORDS, stem

Kind = Literal["name", "number", "date", "quotation", "negation"]


class Finding(NamedTuple):
    """Words of a bullet (of its source, where a negation was lost) that the other side does not have."""

    kind: Kind
    text: str


_STRAIGHT = str.maketrans("’‘ʼ‐‑", "'''--")
_SEPARATOR = re.compile(r"(?<=\d),(?=\d{2,3}\b)")
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"”»]")
_MARKS = re.compile(r"[\"“”„«»]")
# "MH370", "5th" and "70g" are one word each.
_WORD = re.compile(r"\d+(?:[.,]\d+)*[^\W_]*|[^\W_]+(?:['.&-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…:;\"“”)(]\s*$")
_BETWEEN_NAMES = re.compile(r"[\s.]{1,2}|\s(?:of|the|de|al|bin|van|von)\s")
_NUMBER_WORDS = word_set(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands dozen dozens "
    "million millions billion billions trillion lakh lakhs crore crores half twice"
)
_SCALES = word_set("hundred thousand million billion trillion lakh crore percent per %")
_COUNTING = _NUMBER_WORDS | _SCALES
_MONTHS = frozenset(word for word in CALENDAR if not word.endswith("day"))
_NEGATIONS = word_set("not no never none nor neither nobody nothing without cannot barely hardly")
_NEAR_WORDS = 4
_CURRENCY = re.compile(r"(?<![^\W_])[$£€₹¥]$|\bRs\.? ?$")
_SIGN = re.compile(r"^(?:[$£€₹¥]|rs\.? ?)")
_DAY_BEFORE = re.compile(r"(?:\d|[Ii]n|[Oo]n|last|next|since|until|by) $")
_SIGN_REACH = 8
_BEFORE_WORD = ' "“('
# "5" of "50", "5.5", "5%".
_GOES_ON = re.compile(r"[.,&'%-]?[^\W_]|%")
_CLOSING = " .,;:!?…\"“”'’)"


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def find_unsupported(bullet: str, evidence: Sequence[str], source: str | None = None) -> tuple[Finding, ...]:
    """Return what the gate finds in `bullet`, in the order of the kinds above; nothing found is a pass.

    Every name, number, date and quotation must occur whole in one of the `evidence` texts, so that none is put
    together from two. `source` is the untrimmed text (left out: the evidence): what it denies, the bullet must not
    affirm, and the other way round. A sentence may open with a word that the evidence does not have only if it is one
    that opens sentences ("The", "After"). Linear in the length of the texts.
    """
    texts = [_plain(text) for text in evidence]
    plain = _plain(bullet)
    findings = [
        *(() if _is_pieced(plain, texts) else _find_unnamed(plain, texts)),
        *(Finding("quotation", quote) for quote in _quotations(plain) if not _is_quoted_from(quote, texts)),
        *_lost_negations(plain, _plain(source) if source is not None else " ".join(texts)),
    ]
    return tuple(dict.fromkeys(findings))


def _is_pieced(plain: str, texts: Sequence[str]) -> bool:
    """Return whether the bullet is the texts in order, but for its first letter and its stop, each apart from the next.

    Such a bullet has its names and figures from them: a small letter begins each text behind the first, in a word that
    goes on with no number, so that no name, number or date runs from one into the next.
    """
    if len(texts) == 1:
        return _is_part(plain, texts[0])
    whole = " ".join(texts)
    is_same = whole[:1].lower() == plain[:1].lower() and whole[1:].rstrip(_CLOSING) == plain[1:].rstrip(_CLOSING)
    openers = [_WORD.match(text) for text in texts[1:]] if is_same else []
    return bool(openers) and all(word and _is_plain(word[0].removesuffix("'s")) for word in openers)


def _is_part(plain: str, text: str) -> bool:
    """Return whether the text has the bullet, but for its first letter and its stop, from one end of a word to another.

    Of "50 million" neither "5" nor "50" is a part.
    """
    rest = plain[1:].rstrip(_CLOSING)
    start = text.find(rest) - 1
    if start < 0 or text[start].lower() != plain[:1].lower() or (start and text[start - 1] not in _BEFORE_WORD):
        return False
    end = start + 1 + len(rest)
    if not _GOES_ON.match(text, end):
        following = _WORD.search(text, end)
        return following is None or following[0] not in _COUNTING
    return False


def _is_plain(word: str) -> bool:
    """Return whether the word is no part of a name, number or date, whatever stands before it."""
    return word[:1].islower() and word not in _COUNTING


def _find_unnamed(plain: str, texts: Sequence[str]) -> Iterator[Finding]:
    """Yield the names, numbers and dates of the bullet that no text has."""
    yield from (Finding("name", name) for name in _names(plain) if not any(_has_name(text, name) for text in texts))
    yield from (Finding("number", one) for one in _numbers(plain) if not any(_has_number(text, one) for text in texts))
    yield from (Finding("date", day) for day in _dates(plain) if not any(_occurs(text, day) for text in texts))


def _plain(text: str) -> str:
    """Return the text with straight apostrophes and hyphens, single spaces and no separators within numbers."""
    straight = " ".join((text if text.isascii() else text.translate(_STRAIGHT)).split())
    return _SEPARATOR.sub("", straight) if "," in straight else straight


@lru_cache(maxsize=16)
def _words(text: str) -> tuple[_Word, ...]:
    """Return the words of a text. One bullet and its source are asked for them five times in a row."""
    return tuple([_Word._make((match[0].removesuffix("'s"), *match.span())) for match in _WORD.finditer(text)])


def _names(text: str) -> Iterator[str]:
    """Yield runs of capitalised words, without the common words that open a sentence."""
    run: list[_Word] = []
    first = len(text) - len(text.lstrip())
    for word in _words(text):
        if run and not (_is_capital(word) and _BETWEEN_NAMES.fullmatch(text[run[-1].end : word.start])):
            yield _run_text(text, run)
            run = []
        if not _is_capital(word) or word.text in CALENDAR:
            continue
        is_opening = word.start == first or _SENTENCE_END.search(text[max(word.start - 4, 0) : word.start])
        if not (is_opening and word.text in OPENERS):
            run.append(word)
    if run:
        yield _run_text(text, run)


def _is_capital(word: _Word) -> bool:
    return word.text[0].isupper() and word.text != "I"


def _run_text(text: str, run: Sequence[_Word]) -> str:
    return text[run[0].start : run[-1].start + len(run[-1].text)]


def _has_name(text: str, name: str) -> bool:
    """Return whether the name stands in the text; the first letter of a bullet may be a capital made of a small one."""
    if _occurs(text, name) or _occurs(text, name[0].lower() + name[1:]):
        return True
    first, _, rest = name.partition(" ")
    # A word that opens the bullet beside a name: "Minister Ann Reed" of "the minister, Ann Reed", "UK Treasury".
    is_free = first.isupper() or _occurs(text, first.lower())
    return bool(rest) and is_free and _occurs(text, first, ignore_case=True) and _occurs(text, rest)


def _numbers(text: str) -> Iterator[str]:
    words = _words(text)
    for word, following in pairwise([*words, None]):
        if word is None or not (word.text[0].isdigit() or word.text.lower() in _NUMBER_WORDS):
            continue
        sign = _CURRENCY.search(text, max(0, word.start - _SIGN_REACH), word.start)
        start = sign.start() if sign else word.start
        is_scaled = following is not None and following.text.lower() in _SCALES and following.start - word.end <= 1
        end = following.end if following is not None and is_scaled else word.end
        if text[end : end + 1] == "%":
            end += 1
        yield text[start:end]


def _has_number(text: str, number: str) -> bool:
    """Return whether the text has the whole number, be it of a currency: neither "5" nor "50" of "$50 million"."""
    small = number.lower()
    return any(small in {one, _SIGN.sub("", one)} for one in map(str.lower, _numbers(text)))


def _dates(text: str) -> Iterator[str]:
    for word in _words(text):
        if word.text not in CALENDAR or (word.text in {"May", "March"} and not _has_day_near(text, word)):
            continue
        before = re.search(r"\b\d{1,2}(?:st|nd|rd|th)? $", text[: word.start])
        after = re.match(r" \d{1,4}(?:st|nd|rd|th)?\b", text[word.end :]) if word.text in _MONTHS else None
        start = before.start() if before and word.text in _MONTHS else word.start
        yield text[start : word.end + (after.end() if after else 0)]


def _has_day_near(text: str, word: _Word) -> bool:
    return _DAY_BEFORE.search(text, max(0, word.start - _SIGN_REACH), word.start) is not None


def _occurs(text: str, words: str, *, ignore_case: bool = False) -> bool:
    """Return whether `words` stand in the text with no letter or digit on either side."""
    if ignore_case or words.lower() in _NUMBER_WORDS:
        text, words = text.lower(), words.lower()
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        is_end = words[-1] == "%" or not text[end : end + 1].isalnum()
        if is_end and not (at and text[at - 1].isalnum()):
            return True
        at = text.find(words, at + 1)
    return False


def _quotations(text: str) -> Iterator[str]:
    for match in _QUOTED.finditer(text):
        yield match[1].strip()
    if len(_MARKS.findall(text)) % 2:
        yield _MARKS.findall(text)[-1]


def _is_quoted_from(quotation: str, texts: Sequence[str]) -> bool:
    inner = quotation.rstrip(".,!?;: ")
    return bool(inner) and not _MARKS.fullmatch(inner) and any(inner in text for text in texts)


def _lost_negations(bullet: str, source: str) -> Iterator[Finding]:
    """Yield the negations of the source whose words the bullet affirms, and those of the bullet that are its own."""
    if not (_may_deny(source) or _may_deny(bullet)):
        return
    denied, affirmed = _by_denial(source)
    own_denied, own_affirmed = _by_denial(bullet)
    for word, negation in denied.items():
        if word in own_affirmed and word not in own_denied and word not in affirmed:
            yield Finding("negation", f"{negation} {word}")
    for word, negation in own_denied.items():
        if not denied or (word in affirmed and word not in denied):
            yield Finding("negation", f"{negation} {word}")


def _may_deny(text: str) -> bool:
    """Return whether the text may have a negation: what both of two texts are without needs no comparison."""
    words = distinct_tokens(text)
    return "t" in words or not _NEGATIONS.isdisjoint(words)


def _by_denial(text: str) -> tuple[dict[str, str], set[str]]:
    """Return the first stem after each negation, with that negation, and the stems that are out of its reach."""
    denied: dict[str, str] = {}
    affirmed: set[str] = set()
    negation, reach = "", 0
    for word in _words(text.replace("n?t", "n't") if "n?t" in text else text):
        form = word.text.lower()
        if form in _NEGATIONS or form.endswith("n't"):
            negation, reach = word.text, _NEAR_WORDS
            continue
        if form not in STOPWORDS:
            if negation and reach > 0:
                denied.setdefault(stem(form), negation)
            elif reach <= 0:
                affirmed.add(stem(form))
            negation = ""
        reach -= 1
    return denied, affirmed
