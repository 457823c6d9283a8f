"""The core works of a collection: one ranking from several measures, with its reasons."""

from citegraph.ranking.cautions import graph_cautions
from citegraph.ranking.core import MEASURES, RANKINGS, CoreWork, core_report, core_works

__all__ = ["MEASURES", "RANKINGS", "CoreWork", "core_report", "core_works", "graph_cautions"]
