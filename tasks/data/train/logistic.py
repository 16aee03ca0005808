"""Logistic regression by Newton's method over blocks of rows, so that the rows need not fit in memory at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

_RIDGE = 20.0
_MOST_STEPS = 12
_CHUNK_ROWS = 16384


class Block(NamedTuple):
    """Rows of features with their labels (0 or 1) and one weight for all."""

    rows: Matrix
    labels: Vector
    weight: float


class _Chunk(NamedTuple):
    """Blocks side by side, each row with its own weight."""

    rows: Matrix
    labels: Vector
    weights: Vector


def expand(rows: Matrix) -> Matrix:
    """Return the rows, the logarithms of one plus the size of each feature, and the products of any two of those."""
    logs = np.log1p(np.abs(rows))
    left, right = np.triu_indices(logs.shape[1])
    return np.hstack([rows, logs, logs[:, left] * logs[:, right]])


def fit(blocks: Sequence[Block]) -> tuple[float, Vector]:
    """Return bias and weights, in the order of `expand`, of the most likely model.

    Iteratively reweighted least squares with a ridge on standardized features: Hastie, Tibshirani and Friedman, "The
    Elements of Statistical Learning" (2nd ed., 2009), section 4.4.1.
    """
    chunks = list(_chunks(blocks))
    mean, scale = _standard(chunks)
    beta = np.zeros(len(mean) + 1)
    for _ in range(_MOST_STEPS):
        gradient, hessian = _derivatives(chunks, beta, mean, scale)
        ridge = np.r_[0.0, np.full(len(mean), _RIDGE)]
        step = np.linalg.solve(hessian + np.diag(ridge + 1e-9), gradient - ridge * beta)
        beta = beta + step
        if np.abs(step).max() < 1e-4:
            break
    weights = beta[1:] / scale
    return float(beta[0] - weights @ mean), weights


def _chunks(blocks: Sequence[Block]) -> Iterator[_Chunk]:
    kept: list[Block] = []
    for number, block in enumerate(blocks):
        kept.append(block)
        if sum(len(one.rows) for one in kept) >= _CHUNK_ROWS or number + 1 == len(blocks):
            yield _Chunk(
                np.vstack([one.rows for one in kept]),
                np.concatenate([one.labels for one in kept]),
                np.concatenate([np.full(len(one.rows), one.weight) for one in kept]),
            )
            kept = []


def _standard(chunks: Sequence[_Chunk]) -> tuple[Vector, Vector]:
    total = sum(len(chunk.rows) for chunk in chunks)
    mean = sum(expand(chunk.rows).sum(axis=0) for chunk in chunks) / total
    square = sum((expand(chunk.rows) ** 2).sum(axis=0) for chunk in chunks) / total
    deviation = np.sqrt(np.maximum(square - mean**2, 0.0))
    return mean, np.where(deviation < 1e-9, 1.0, deviation)


def _derivatives(chunks: Sequence[_Chunk], beta: Vector, mean: Vector, scale: Vector) -> tuple[Vector, Matrix]:
    size = len(beta)
    gradient, hessian = np.zeros(size), np.zeros((size, size))
    for chunk in chunks:
        rows = np.hstack([np.ones((len(chunk.rows), 1)), (expand(chunk.rows) - mean) / scale])
        chances = 1 / (1 + np.exp(-np.clip(rows @ beta, -30, 30)))
        gradient += rows.T @ (chunk.weights * (chunk.labels - chances))
        hessian += (rows * (chunk.weights * chances * (1 - chances))[:, None]).T @ rows
    return gradient, hessian
