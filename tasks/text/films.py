"""Which film "the film" is, where the article is about one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from tasks.text.appearances import appearances
from tasks.text.bullet import Evidence
from tasks.text.known_nouns import NO_NOUN
from tasks.text.name_words import OPENERS, word_set
from tasks.text.replacing import Edit

_WORD = r"(?:[A-Z][\w'’&.-]*[\w]|[A-Z]|\d{1,2}(?:\.\d)?)"
_NAME = rf"[\"'‘“]?(?P<name>[A-Z][\w’&-]*(?: (?:(?:of|the|and|in|ka|ki|ke|se|hai|to|ko|a) )?{_WORD})*)"
_KINDS = r"(?:film|movie|flick|biopic|thriller|blockbuster|(?:[A-Z][\w-]*[- ])?starrer|titled|sequel|spin-off)"
# "The film Raees", "Khan-starrer Raees", "the makers of Raees", "Raees, starring Khan".
_SHOWN = (
    r"(?:[Mm]akers|[Tt]railer|[Tt]easer|[Pp]osters?|[Ss]ets|[Pp]romotions?|[Ss]creening|[Rr]elease|[Cc]ast|[Ss]hooting"
    r"|songs?)"
)
_TELLS = (
    r"(?:,? starring [A-Z]|, directed by [A-Z]|, an? [a-z -]*film\b| trailer\b| teaser\b"
    r"|, which (?:hits|releases?|opens))"
)
_CUES = (
    re.compile(rf"(?<![\w-]){_KINDS}(?: is)?,? (?:called |titled )?{_NAME}"),
    re.compile(rf"\b{_SHOWN} (?:of|for|from) {_NAME}"),
    re.compile(rf"(?<![\w'’]){_NAME}[\"'’”]?{_TELLS}"),
)
_OWNER = re.compile(r"^.*?['’]s (?=[A-Z])")
_THE_FILM = re.compile(
    r"\b[Tt]he (?:(?P<noun>film|movie)|[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3}[- ]starrer)(?P<owner>['’]s)?"
    r"(?P<mark>[.,;]?)(?=$|\s(?:(?P<after>[a-z]+)|(?P<name>[^\sa-z])))"
)
_NO_FILM = re.compile(
    r"India|(?:Bolly|Holly|Kolly|Tolly)wood|Hindi|Tamil|Telugu|[A-Z][a-z]+(?:ian|ish|ese|ani)|[A-Z]|\d+"
)
# "A film", "his last film": perhaps another one.
_ANOTHER = re.compile(r"(?<![Tt]he )\b(?:films?|movies?|flick|titled)\b")
# So near before "the film" stands the one that is meant.
_NEAR = 400
_LIMITS = word_set("of that which who whose where in about for on with industry")


class Film(NamedTuple):
    """Where the body first names the film that it is about, and the names of others that it tells of."""

    name: Evidence
    others: Sequence[str]


def find_film(title: str, body: str, people: Set[str]) -> Film | None:
    """Return the one film that the article is about; `people` are names that are no films'."""
    found: dict[str, None] = {}
    if not any(kind in body for kind in ("he film", "he movie", "starrer")) or _THE_FILM.search(body) is None:
        return None
    for cue in _CUES:
        for match in cue.finditer(body):
            name = _OWNER.sub("", match.group("name"))
            if not (name in people or name.split(" ")[0] in OPENERS or _NO_FILM.fullmatch(name)):
                found.setdefault(name)
    about = [name for name in found if name in title] or list(found)
    longest = max(about, key=len, default="")
    at = next((at for at, _, _ in appearances(body, longest)), None) if longest else None
    if at is None or not all(longest.startswith(name) for name in about):
        return None
    others = [name for name in found if name not in longest and longest not in name]
    return Film(Evidence(at, at + len(longest)), others)


def name_film(body: str, start: int, end: int, film: Film | None) -> Iterator[Edit]:
    """Yield the edit that tells "the film" in the sentence `body[start:end]` by its name, outside quotation marks.

    Only behind its name, with no other film between: neither by name nor as "a film" or "his film".
    """
    if film is None or film.name.end_char > start:
        return
    name = body[slice(*film.name)]
    first = name.split(" ")[0]
    last = body.rfind(first, max(0, start - _NEAR), start)
    if last < 0 or body.find(first, start, end) >= 0 or _ANOTHER.search(body, last + len(name), end):
        return
    if any(body.find(one, max(0, start - _NEAR), end) >= 0 for one in film.others):
        return
    for match in _THE_FILM.finditer(body, start, end):
        after, owner, mark = match.group("after", "owner", "mark")
        is_quoted = body.count('"', start, match.start()) % 2
        is_limited = not mark and (match.group("name") or (after and not _is_behind(after, is_owner=owner is not None)))
        if is_quoted or is_limited:
            continue
        marks = (owner or "") + mark.replace(".", "")
        by_kind = body.find(f"{match.group('noun')} {name}", 0, start)
        if by_kind >= 0 and not marks:
            yield Edit(*match.span("noun"), Evidence(by_kind, by_kind + len(match.group("noun")) + 1 + len(name)))
            return
        at = body.find(name + marks) if marks else film.name.start_char
        if at >= 0:
            yield Edit(match.start(), match.end() - (mark == "."), Evidence(at, at + len(name) + len(marks)))
        return


def _is_behind(word: str, *, is_owner: bool) -> bool:
    return is_owner or (word not in _LIMITS and (word in NO_NOUN or word.endswith(("ed", "ly"))))
