"""Decide which work a reference means, and keep the reasons.  No I/O happens here."""

from citegraph.match.decide import ACCEPT, MARGIN, contradicts, decide, identify, plainly_same
from citegraph.match.fields import compare
from citegraph.match.weights import features, log_odds, probability, tells_enough

__all__ = [
    "ACCEPT",
    "MARGIN",
    "compare",
    "contradicts",
    "decide",
    "features",
    "identify",
    "log_odds",
    "plainly_same",
    "probability",
    "tells_enough",
]
