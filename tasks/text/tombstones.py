"""Tombstones: what is known of articles that were taken down, so that none comes back. Hashes, never text."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from tasks.text.cleaning import normalised
from tasks.text.signature import PERMUTATIONS, signature_of

NEAR_SHARE = 0.7
"""Share of equal minima from which a text counts as the one taken down: the share of common shingles of duplicates."""
FEWEST_WORDS_OF_NEAR = 30
QUOTED_WORDS = 6
FEWEST_WORDS_OF_TITLE = 3
PHRASE_WORDS = 3
ABOUT_SHARE = 0.1


class Tombstone(NamedTuple):
    """One article that was taken down. `because`: requested, exact or near duplicate, original or revision of that.

    `text_sha256` is that of the body's letters and digits, `url_sha256` that of the address where all texts there are
    meant, `signature` the MinHash of the body in base64 where near duplicates are meant, `excerpt_sha256s` those of
    excerpts of refused records that quote the article.
    """

    article_id: str
    dump_date: str
    because: str
    reason: str
    body_sha256: str
    text_sha256: str | None
    url_sha256: str | None
    signature: str | None
    excerpt_sha256s: tuple[str, ...]


class Identity(NamedTuple):
    """What of an article is compared with tombstones."""

    body_sha256: str
    text_sha256: str
    url_key: str | None
    signature: bytes


class Tombstones:
    """All tombstones of a home, to hold articles and excerpts against."""

    def __init__(self, entries: Iterable[Tombstone] = ()) -> None:
        """Of entries that fit the same article the first is the one that is named."""
        self.entries = tuple(entries)
        self.article_ids = frozenset(entry.article_id for entry in self.entries)
        self._excerpts = frozenset(sha256 for entry in self.entries for sha256 in entry.excerpt_sha256s)
        latest_first = self.entries[::-1]
        self._by_body = {entry.body_sha256: entry for entry in latest_first}
        self._by_text = {entry.text_sha256: entry for entry in latest_first if entry.text_sha256}
        self._by_url = {entry.url_sha256: entry for entry in latest_first if entry.url_sha256}
        self._signed = [(entry, entry.signature) for entry in self.entries if entry.signature]
        self._minima = np.stack([_minima(base64.b64decode(one)) for _, one in self._signed]) if self._signed else None

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.entries)

    def match(self, one: Identity) -> tuple[Tombstone, str] | None:
        """The tombstone that an article falls under and why: exact, revision or near. None where it may stay."""
        if same := self._by_text.get(one.text_sha256) or self._by_body.get(one.body_sha256):
            return same, "exact"
        if one.url_key and (at_address := self._by_url.get(sha256_of(one.url_key))):
            return at_address, "revision"
        if self._minima is not None:
            shares = (self._minima == _minima(one.signature)).mean(axis=1)
            if shares.max() >= NEAR_SHARE:
                return self._signed[int(shares.argmax())][0], "near"
        return None

    def quotes(self, excerpt: str) -> bool:
        """Whether an excerpt is one that quotes an article which was taken down."""
        return bool(excerpt) and sha256_of(excerpt) in self._excerpts


def bury(
    article: tuple[str, str, str], *, because: str, reason: str, url_key: str | None, with_near: bool
) -> Tombstone:
    """The tombstone of an article (its id, day and body); with `url_key`, of every text at that address."""
    article_id, dump_date, body = article
    text = normalised(body)
    is_long = len(text.split()) >= FEWEST_WORDS_OF_NEAR
    return Tombstone(
        article_id,
        dump_date,
        because,
        reason,
        sha256_of(body),
        sha256_of(text) if text else None,
        sha256_of(url_key) if url_key else None,
        base64.b64encode(signature_of(text)).decode() if with_near and is_long else None,
        (),
    )


def quoted_runs(title: str | None, body: str) -> frozenset[str]:
    """Runs of words by which a quotation of an article is told: its title, and any six words in a row."""
    name = _plain(title or "")
    titles = {name} if len(name.split()) >= FEWEST_WORDS_OF_TITLE else set()
    return frozenset(titles | _runs(_plain(f"{title or ''} {body}")))


def is_quoting(text: str, runs: frozenset[str]) -> bool:
    """Whether a text holds one of the runs of words."""
    words = _plain(text)
    if not _runs(words).isdisjoint(runs):
        return True
    return any(f" {run} " in f" {words} " for run in runs if len(run.split()) != QUOTED_WORDS)


def phrases_of(text: str) -> frozenset[str]:
    """Runs of three words, by which a summary of a text is told."""
    return frozenset(_runs(_plain(text), PHRASE_WORDS))


def is_about(text: str, phrases: frozenset[str]) -> bool:
    """Whether a text, a summary perhaps, shares a tenth of its runs of three words with an article."""
    own = _runs(_plain(text), PHRASE_WORDS)
    return bool(own) and len(own & phrases) >= ABOUT_SHARE * len(own)


def sha256_of(text: str) -> str:
    """sha256 of a text in UTF-8, hex; lone surrogates as they are."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(text: str) -> str:
    """Words of a text; what stands between them, markup and quotation marks among it, does not join them."""
    return normalised(re.sub(r"[\W_]+", " ", text))


def _runs(text: str, length: int = QUOTED_WORDS) -> set[str]:
    words = text.split()
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}


def _minima(signature: bytes) -> np.ndarray:
    return np.frombuffer(signature, dtype="<u4", count=PERMUTATIONS)
