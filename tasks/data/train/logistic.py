"""Logistic regression by Newton's method over blocks of rows, so that the rows need not fit in memory at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

_RIDGE = 3.0
_MOST_STEPS = 12


class Block(NamedTuple):
    """Rows of features with their labels (0 or 1) and one weight for all."""

    rows: Matrix
    labels: Vector
    weight: float


def with_logarithms(rows: Matrix) -> Matrix:
    """Return the rows with the logarithm of one plus the size of each feature beside them."""
    return np.hstack([rows, np.log1p(np.abs(rows))])


def fit(blocks: Sequence[Block]) -> tuple[float, Vector]:
    """Return bias and weights (for the features, then for their logarithms) of the most likely model.

    Iteratively reweighted least squares with a ridge on standardized features: Hastie, Tibshirani and Friedman, "The
    Elements of Statistical Learning" (2nd ed., 2009), section 4.4.1.
    """
    mean, scale = _standard(blocks)
    beta = np.zeros(len(mean) + 1)
    for _ in range(_MOST_STEPS):
        gradient, hessian = _derivatives(blocks, beta, mean, scale)
        ridge = np.r_[0.0, np.full(len(mean), _RIDGE)]
        step = np.linalg.solve(hessian + np.diag(ridge + 1e-9), gradient - ridge * beta)
        beta = beta + step
        if np.abs(step).max() < 1e-5:
            break
    weights = beta[1:] / scale
    return float(beta[0] - weights @ mean), weights


def _standard(blocks: Sequence[Block]) -> tuple[Vector, Vector]:
    total = sum(len(block.rows) for block in blocks)
    mean = sum(with_logarithms(block.rows).sum(axis=0) for block in blocks) / total
    square = sum((with_logarithms(block.rows) ** 2).sum(axis=0) for block in blocks) / total
    deviation = np.sqrt(np.maximum(square - mean**2, 0.0))
    return mean, np.where(deviation < 1e-9, 1.0, deviation)


def _derivatives(blocks: Sequence[Block], beta: Vector, mean: Vector, scale: Vector) -> tuple[Vector, Matrix]:
    size = len(beta)
    gradient, hessian = np.zeros(size), np.zeros((size, size))
    for block in blocks:
        rows = np.hstack([np.ones((len(block.rows), 1)), (with_logarithms(block.rows) - mean) / scale])
        chances = 1 / (1 + np.exp(-np.clip(rows @ beta, -30, 30)))
        gradient += block.weight * (rows.T @ (block.labels - chances))
        hessian += block.weight * ((rows * (chances * (1 - chances))[:, None]).T @ rows)
    return gradient, hessian
