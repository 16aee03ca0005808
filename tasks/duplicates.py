"""Duplicates: articles that repeat an earlier one, over all loaded days, whatever the order in which days arrived."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tasks.text.signature import bands_of, common_share

WINDOW = timedelta(days=7)
NEAR_SHARE = 0.7
# Of 12,825 wire items of 1987, the near duplicates shorter than this were dividend notices of different companies.
FEWEST_WORDS_OF_NEAR = 30
SHARE_DIGITS = 4


class Signed(NamedTuple):
    """What decides whether an article repeats another one."""

    dump_date: date
    published_at: datetime
    article_id: str
    url_key: str | None
    text_sha256: str
    signature: bytes


class Join(NamedTuple):
    """An article that repeats another one. `duplicate_share` is their share of common four-word shingles."""

    article_id: str
    duplicate_of: str
    duplicate_kind: str
    duplicate_share: float


def find_duplicates(articles: Iterable[Signed], text_of: Callable[[str], str]) -> list[Join]:
    """Joins of articles to the earliest original delivered at most seven days before them, sorted by article.

    Earlier means an earlier dump, then an earlier publication, then article_id. Only originals attract duplicates, so
    texts that drift from day to day do not chain. Texts of a few words are joined only where they are equal. Another
    text at the same address is a revision and never a duplicate.
    `text_of` gives the normalised text of an article; it is asked only for those that share a band.
    """
    originals = _Originals()
    joins = []
    for article in sorted(articles):
        originals.forget_before(article.dump_date - WINDOW)
        join = _join(article, originals, text_of)
        if join:
            joins.append(join)
        else:
            originals.add(article)
    return sorted(joins)


def _join(article: Signed, originals: _Originals, text_of: Callable[[str], str]) -> Join | None:
    same = originals.with_text(article.text_sha256)
    if same:
        return Join(article.article_id, same.article_id, "exact", 1.0)
    text = None
    for candidate in originals.near(article):
        if candidate.url_key is not None and candidate.url_key == article.url_key:
            continue
        text = text if text is not None else text_of(article.article_id)
        if len(text.split()) < FEWEST_WORDS_OF_NEAR:
            return None
        share = common_share(text, text_of(candidate.article_id))
        if share >= NEAR_SHARE:
            return Join(article.article_id, candidate.article_id, "near", round(share, SHARE_DIGITS))
    return None


class _Originals:
    """Originals of the days that can still attract duplicates, found by text and by band."""

    def __init__(self) -> None:
        self._in_order: deque[Signed] = deque()
        self._by_text: dict[str, Signed] = {}
        self._by_band: defaultdict[tuple[int, bytes], list[Signed]] = defaultdict(list)

    def add(self, article: Signed) -> None:
        self._in_order.append(article)
        self._by_text[article.text_sha256] = article
        for band in bands_of(article.signature):
            self._by_band[band].append(article)

    def forget_before(self, day: date) -> None:
        while self._in_order and self._in_order[0].dump_date < day:
            gone = self._in_order.popleft()
            del self._by_text[gone.text_sha256]
            for band in bands_of(gone.signature):
                self._by_band[band].remove(gone)
                if not self._by_band[band]:
                    del self._by_band[band]

    def with_text(self, text_sha256: str) -> Signed | None:
        """The original with this very text."""
        return self._by_text.get(text_sha256)

    def near(self, article: Signed) -> list[Signed]:
        """Originals that share a band, earliest first."""
        return sorted({one for band in bands_of(article.signature) for one in self._by_band.get(band, ())})
