"""How values that works cite round in circles come to stand still: when to stop, and what to go on from."""

import numpy as np

__all__ = ["ENDLESS", "KEPT", "QUICK", "ROUNDS", "STEADY", "STILL", "Mixture", "gaining"]

ROUNDS = 1_000
# A round is mixed with so many before it; compiled, only once rounds leave more than this of what still moves.
KEPT, QUICK = 5, 0.1
# Of the sum of a circle: what still moves when it stands still.  Of each value: what no work may move by then.
STILL, STEADY = 1e-13, 1e-6
# A sum so many times what ever moved is made up by rounding.
ENDLESS = 1e11


class Mixture:
    """Mix the last few rounds such that what would still move, were it linear in them, is least.

    It is linear, so this needs fewer rounds than waiting does, as Krylov
    methods do (P. Pulay, "Convergence acceleration of iterative sequences",
    1980).  Those of scipy spend more time on dot products, at the sizes here,
    than on rounds.
    """

    def __init__(self, size):
        self.rounds, self.end, self.move = 0, np.zeros(size), np.zeros(size)
        self.ends, self.moves = np.empty((KEPT, size)), np.empty((KEPT, size))
        self.products = np.zeros((KEPT, KEPT))

    def after(self, end, move):
        """What to start the next round from, after one that came to *end* by *move*."""
        at, kept = (self.rounds - 1) % KEPT, min(self.rounds, KEPT)
        self.rounds += 1
        if kept:
            np.subtract(end, self.end, out=self.ends[at])
            np.subtract(move, self.move, out=self.moves[at])
        self.end, self.move = end, move
        # Not by BLAS, which calls up threads for what is over before they come.
        product, along = (np.einsum("ij,j->i", self.moves[:kept], other) for other in (self.moves[at], move))
        if not kept or not np.isfinite(product).all():
            return end
        self.products[at, :kept] = self.products[:kept, at] = product
        size = np.sqrt(np.diag(self.products)[:kept])
        size[size == 0] = 1
        share = np.linalg.lstsq(self.products[:kept, :kept] / np.outer(size, size), along / size, rcond=1e-14)[0] / size
        return end - np.einsum("i,ij->j", share, self.ends[:kept])


def gaining():
    return ValueError("what is passed on around a circle of citing works gains at each round; take a smaller factor")
