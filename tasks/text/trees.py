"""Small boosted decision trees, read from JSON and evaluated for many rows at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray


class Forest(NamedTuple):
    """Trees as flat arrays over all nodes. A leaf points to itself; `roots` holds the first node of each tree."""

    columns: NDArray[np.intp]
    thresholds: NDArray[np.float64]
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    values: NDArray[np.float64]
    roots: NDArray[np.intp]
    depth: int


def read_forest(forest: Mapping[str, Any], features: Sequence[str]) -> Forest:
    """Return the forest that was stored by name of feature. Raises ValueError where a feature is unknown."""
    column_of = {name: column for column, name in enumerate(features)}
    unknown = sorted(set(forest["features"]) - column_of.keys())
    if unknown:
        raise ValueError(f"ranker weights name features that are not computed: {', '.join(unknown)}; train them again")
    columns = np.array([column_of[name] for name in forest["features"]], dtype=np.intp)
    left = np.array(forest["left"], dtype=np.intp)
    return Forest(
        columns=columns[np.array(forest["split"], dtype=np.intp)],
        thresholds=np.array(forest["threshold"], dtype=np.float64),
        left=left,
        right=np.array(forest["right"], dtype=np.intp),
        values=np.array(forest["value"], dtype=np.float64),
        roots=np.array(forest["roots"], dtype=np.intp),
        depth=int(forest["depth"]),
    )


def score_rows(forest: Forest, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sum of all trees for each row of features: a value at most the threshold goes left."""
    nodes = np.broadcast_to(forest.roots, (len(rows), len(forest.roots)))
    row_numbers = np.arange(len(rows))[:, None]
    for _ in range(forest.depth):
        goes_left = rows[row_numbers, forest.columns[nodes]] <= forest.thresholds[nodes]
        nodes = np.where(goes_left, forest.left[nodes], forest.right[nodes])
    return forest.values[nodes].sum(axis=1)
