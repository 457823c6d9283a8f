"""Made-up citation graphs of any size: works cite recent and much-cited ones, and copy from the lists they read."""

import numpy as np

__all__ = ["citations_with_circles", "made_up_citations"]

_COPIED = 0.4  # of references, from the list of a work cited before
_MEMORY = 0.1  # of all works: how far back references go, on average
_AT_ONCE = 0.01  # of all works: those that appear together and do not cite each other


def made_up_citations(works, citations, seed=0):
    """About *citations* citations among *works* works, the first the oldest; none leads to a newer work.

    Copying from lists makes works cited in proportion to their citations
    (preferential attachment); what is not copied ages exponentially.
    """
    random = np.random.default_rng(seed)
    mean = citations / works
    length = np.maximum(random.lognormal(np.log(mean) - 0.32, 0.8, works), 0).astype(np.int64)
    at_once = max(1, int(works * _AT_ONCE))
    start = np.zeros(works + 1, dtype=np.int64)
    cited = np.empty(0, dtype=np.int32)
    for first in range(0, works, at_once):
        rows = np.arange(first, min(first + at_once, works))
        citing = np.repeat(rows, np.minimum(length[rows], first // 2))
        back = 1 + random.exponential(_MEMORY * works, len(citing)).astype(np.int64)
        chosen = citing - back
        chosen = np.where((chosen < 0) | (chosen >= first), random.integers(0, max(first, 1), len(citing)), chosen)
        if first:
            listed = start[chosen + 1] - start[chosen]
            copies = (random.random(len(citing)) < _COPIED) & (listed > 0)
            chosen[copies] = cited[start[chosen[copies]] + random.integers(0, listed[copies])]
        pairs = np.unique(citing * np.int64(works) + chosen)
        citing, chosen = np.divmod(pairs, works)
        start[rows + 1] = start[first] + np.searchsorted(citing, rows, side="right")
        cited = np.concatenate((cited, chosen.astype(np.int32)))
    return np.repeat(np.arange(works, dtype=np.int32), np.diff(start)), cited


def citations_with_circles(works, citations, share=0.01, seed=0):
    """As `made_up_citations`, with as many more as are *share* of them that lead from any work to any newer one."""
    citing, cited = made_up_citations(works, citations, seed)
    random = np.random.default_rng(seed)
    pairs = np.sort(random.integers(0, works, (2, int(len(citing) * share))), axis=0).astype(np.int32)
    older, newer = pairs[:, pairs[0] < pairs[1]]
    return np.concatenate((citing, older)), np.concatenate((cited, newer))
