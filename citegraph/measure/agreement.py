"""Ranks of values, and how far two rankings agree.

SciPy has both, in a package that takes longer to load than a small graph takes to rank.
"""

import numpy as np

__all__ = ["mean_ranks", "rank_agreement"]


def mean_ranks(values) -> np.ndarray:
    """Return the rank of each of *values*, from 1 for the least; equal ones share the mean of their ranks.

    >>> mean_ranks([10, 30, 20, 20])
    array([1. , 4. , 2.5, 2.5])
    >>> mean_ranks([])
    array([], dtype=float64)
    """
    _, inverse, counts = np.unique(np.asarray(values, dtype=float), return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[inverse]


def rank_agreement(one, other) -> float:
    """Return Spearman's rank correlation of two rows of values, neither of which is level throughout.

    >>> rank_agreement([1, 2, 3], [10, 30, 20])
    0.5
    """
    return float(np.corrcoef(mean_ranks(one), mean_ranks(other))[0, 1])
