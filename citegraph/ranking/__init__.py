"""The core works of a collection, with their reasons: by three named rankings or any measure."""

from citegraph.ranking.authors import CoreAuthor, author_report, core_authors
from citegraph.ranking.cautions import graph_cautions
from citegraph.ranking.communities import CommunityCore, community_cores, community_report
from citegraph.ranking.core import RANKINGS, Contribution, CoreWork, core_report, core_works
from citegraph.ranking.measures import MEASURES, Measure
from citegraph.ranking.missing import in_library, missing_works
from citegraph.ranking.ranks import MeasureRank, measure_ranks

__all__ = [
    "MEASURES",
    "RANKINGS",
    "CommunityCore",
    "Contribution",
    "CoreAuthor",
    "CoreWork",
    "Measure",
    "MeasureRank",
    "author_report",
    "community_cores",
    "community_report",
    "core_authors",
    "core_report",
    "core_works",
    "graph_cautions",
    "in_library",
    "measure_ranks",
    "missing_works",
]
