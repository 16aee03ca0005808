"""Signatures of texts, by which articles that share most of their words find each other.

MinHash over shingles of four words: Broder, "On the resemblance and containment of documents" (1997); banding:
Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", section 3.4.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import rensa

SHINGLE_WORDS = 4
PERMUTATIONS = 128
BAND_ROWS = 4
SEED = 1


def shingles_of(text: str) -> list[str]:
    """All runs of four words of a normalised text; a shorter text is one shingle."""
    words = text.split()
    return [" ".join(words[at : at + SHINGLE_WORDS]) for at in range(max(1, len(words) - SHINGLE_WORDS + 1))]


def signature_of(text: str) -> bytes:
    """512 bytes: 128 little-endian 32-bit minima. Two texts agree in about as many as they have common shingles."""
    minhash = rensa.RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update(shingles_of(text))
    return np.asarray(minhash.digest(), dtype="<u4").tobytes()


def bands_of(signature: bytes) -> Iterator[tuple[int, bytes]]:
    """32 bands of four minima. Texts with 70 % common shingles share a band with probability 0.9998, with 30 % 0.23."""
    width = BAND_ROWS * 4
    for number in range(PERMUTATIONS // BAND_ROWS):
        yield number, signature[number * width : (number + 1) * width]


def common_share(one: str, other: str) -> float:
    """Share of common shingles of two normalised texts: their number over that of all shingles (Jaccard), 0 to 1."""
    first, second = set(shingles_of(one)), set(shingles_of(other))
    return len(first & second) / len(first | second)
