"""Personal names as written in news: where they begin and end, their parts, and which of them go together."""

from __future__ import annotations

import re
from typing import NamedTuple

from tasks.text.entity_words import Words, fold
from tasks.text.gazetteer import name_key
from tasks.text.name_words import OPENERS, PARTICLES, word_set
from tasks.text.person_titles import EPITHETS, FOLLOWERS, is_abbreviated_title, is_title

# Family names that stand first in Chinese, Korean and Vietnamese: the hundred or so most frequent, romanised.
FAMILY_NAMES_FIRST = word_set(
    "Kim Park Lee Choi Jung Jeong Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Ryu Hong Moon Yang "
    "Bae Roh Wang Li Zhang Liu Chen Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Gao Lin Luo Zheng Liang Xie Tang Xi "
    "Deng Wen Jiang Hua Peng Bo Zeng Tsai Chiang Chow Leung Cheung Wong Chan Lam Lau Ng Yeung Tsang Cheng Kwok Ho "
    "Hung Hsu Hsieh Nguyen Tran Le Pham Huynh Phan Vu Vo Dang Bui Do Ngo Duong Truong Dinh Mao Ban Ai Yao Ding Lu "
    "Fu Cao Pan Du Ye Wei Cai Jia Xiao Tian Fan Shi Tan Fang Qin Yuan Cui Kong Bai Meng Qiu Jin Shen Yan Hao Gu "
    "Dong Feng Ren"
)
_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})
_BREAKS = frozenset({",", ";", ":", "(", ")", "/", "|", "'s", "'S", "&", "@", "and", "und", "with", "vs"})
# What hangs on a name by a hyphen: "a Mira Holm-starrer".
_DONE_BY = word_set("starrer led backed directed owned run headed born based authored produced")
_ARTICLES = frozenset({"al", "el", "ul", "ur", "as", "an"})
_MAX_WORDS = 12


class Span(NamedTuple):
    """Words `first` up to, not including, `last`."""

    first: int
    last: int


def clean_spans(words: Words, first: int, last: int) -> list[Span]:
    """The names inside a model's span: cut at commas, "and" and line breaks, without titles and possessives."""
    found = (_trim(words, *piece) for piece in _pieces(words, first, last))
    return [span for span in found if span is not None]


def _trim(words: Words, first: int, last: int) -> Span | None:
    first = _after_titles(words, first, last)
    while first < last and not _is_name_start(words.forms[first]):
        first += 1
    while first < last and not _is_name_end(words, last - 1):
        last -= 1
    while last - first > 2 and words.forms[last - 1] in FOLLOWERS:
        last -= 1
    if first >= last or last - first > _MAX_WORDS:
        return None
    return Span(first, last)


def name_parts(words: Words, span: Span) -> tuple[str, ...]:
    """Blank-separated parts of a name, folded: ("Annegret", "Kramp-Karrenbauer"); suffixes such as Jr left out."""
    parts: list[str] = []
    for index in range(span.first, span.last):
        form = words.forms[index]
        if index > span.first and words.starts[index] == words.ends[index - 1]:
            parts[-1] += form
        else:
            parts.append(form)
    kept = [part for part in parts if part.rstrip(".") not in _SUFFIXES and part not in {",", "."}]
    return tuple(_join_articles(kept))


def surnames(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Short forms of a full name: its last part, with and without its particles, or an East Asian first part."""
    last = parts[-1]
    if parts[0] in FAMILY_NAMES_FIRST:
        return (parts[0],) if last not in FAMILY_NAMES_FIRST else (parts[0], last)
    start = len(parts) - 1
    while start > 1 and parts[start - 1].casefold() in PARTICLES:
        start -= 1
    bare = re.sub(r"^(?:[Aa]l|[Ee]l)-", "", last)
    return tuple(dict.fromkeys((" ".join(parts[start:]), last, bare)))


def is_same_person(parts: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names can be one person: same surname and first names equal, initials or a short form."""
    if _bare(parts[-1]) != _bare(other[-1]):
        return is_possessive_of(parts, other) or is_possessive_of(other, parts)
    shorter, longer = sorted((parts, other), key=len)
    if longer[-len(shorter) :] == shorter:
        return True
    one, two = _bare(parts[0]), _bare(other[0])
    return one == two or (min(len(one), len(two)) == 1 and one[0] == two[0]) or _is_short_form(one, two)


def is_possessive_of(parts: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a name is another's with "s" after a lost apostrophe: "Ilse Brandts" of "Ilse Brandt"."""
    return parts[:-1] == other[:-1] and parts[-1] == other[-1] + "s"


def is_initial(part: str) -> bool:
    """Whether a name part is an initial: "F", "J.D."."""
    return len(part.rstrip(".")) == 1 or part.count(".") >= 2


def _join_articles(parts: list[str]) -> list[str]:
    joined: list[str] = []
    for part in parts:
        if joined and joined[-1].casefold() in _ARTICLES:
            joined[-1] += "-" + part
        else:
            joined.append(part)
    return joined


def _is_short_form(one: str, two: str) -> bool:
    short, long = sorted((one, two), key=lambda part: (len(part), part))
    return len(short) >= 3 and long.startswith(short)


def _bare(part: str) -> str:
    key = name_key(fold(part))
    return key.removeprefix("al ").removeprefix("el ")


def _pieces(words: Words, first: int, last: int) -> list[tuple[int, int]]:
    pieces = []
    start = first
    for index in range(first, last):
        is_break = index > start and words.breaks_after(index - 1)
        is_break = is_break or (words.forms[index] in _DONE_BY and words.forms[index - 1] == "-")
        if is_break or words.forms[index] in _BREAKS:
            pieces.append((start, index))
            start = index if is_break and words.forms[index] not in _BREAKS else index + 1
    pieces.append((start, last))
    return [piece for piece in pieces if piece[0] < piece[1]]


def _after_titles(words: Words, first: int, last: int) -> int:
    while first < last - 1 and (
        is_title(words.forms[first])
        or words.forms[first] in OPENERS
        or words.forms[first] in EPITHETS
        or _is_opening_verb(words, first)
    ):
        first += 1
        if words.forms[first] == "." and is_abbreviated_title(words.forms[first - 1]) and first < last - 1:
            first += 1
    return first


def _is_opening_verb(words: Words, index: int) -> bool:
    """Whether a word begins a sentence as a participle or an adverb: "Hearing Raju scream", "Obviously Snapchat"."""
    form = words.forms[index]
    before = words.forms[index - 1] if index else "."
    is_opening = before in {".", "!", "?", ":", '"', "\u201c"} or words.breaks_after(index - 1)
    return is_opening and bool(_OPENING_VERB.fullmatch(form)) and form not in _FIRST_NAMES_IN_ING


_OPENING_VERB = re.compile(r"[A-Z][a-z]{2,}ing|[A-Z][a-z]+(?:ous|al|ate|ent|ant|ed|ful|less|ab|ib)ly")
_FIRST_NAMES_IN_ING = word_set("Sterling Channing Fleming Henning Flemming Irving Harding Manning")


def _is_name_start(form: str) -> bool:
    return form[0].isupper() or form.casefold() in {"al", "el", "de", "van", "von", "bin", "ibn", "abu", "d'"}


def _is_hyphenated(words: Words, index: int) -> bool:
    """Whether a lower-case word hangs on a capitalised one by hyphens: "Geun-hye", "Chan-o-cha"."""
    while index >= 2 and words.forms[index - 1] == "-" and words.starts[index] == words.ends[index - 2] + 1:
        index -= 2
        if words.forms[index][0].isupper():
            return True
    return False


def _is_name_end(words: Words, index: int) -> bool:
    form = words.forms[index]
    if form == ".":
        return index > 0 and (words.forms[index - 1] in _SUFFIXES)
    if form[0].islower() and _is_hyphenated(words, index):
        return True
    return form[0].isupper() or ("'" in form and len(form) > 2 and form[-1].isalpha()) or form in _SUFFIXES
