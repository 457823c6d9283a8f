"""Measures of a citation graph: `networkx.DiGraph` in, plain Python values out.

Every measure also takes `citation_arrays(G)`, made once and used for many.
"""

from citegraph.measure.arrays import CitationArrays, arrays_of_citations, citation_arrays
from citegraph.measure.bridges import participation_coefficient
from citegraph.measure.bursts import Burst, bursts, citation_bursts
from citegraph.measure.centrality import (
    betweenness,
    betweenness_error,
    global_citation_score,
    hits,
    hubs,
    katz,
    local_citation_score,
    local_cited_references,
    pagerank,
)
from citegraph.measure.communities import communities, community_names, community_stability
from citegraph.measure.completeness import Completeness, completeness, reference_share
from citegraph.measure.cores import core_number
from citegraph.measure.coupling import bibliographic_coupling, co_citation
from citegraph.measure.cycles import cyclic_components, find_cycle
from citegraph.measure.disruption import disruption
from citegraph.measure.distance import Connection, closeness, connection
from citegraph.measure.eigenvector import eigenvector
from citegraph.measure.forerunners import Disruption, disruption_variants
from citegraph.measure.history import Awakening, Growth, growth, historiograph, sleeping_beauties
from citegraph.measure.main_path import MainPaths, main_path, main_paths
from citegraph.measure.path_counts import search_path_logarithms
from citegraph.measure.persistence import knowledge_persistence
from citegraph.measure.search_paths import (
    SearchPaths,
    search_path_count,
    search_path_link_count,
    search_path_node_pair,
    search_paths,
)
from citegraph.measure.seeds import (
    seed_co_citation,
    seed_co_citation_cosine,
    seed_coupling_cosine,
    seed_links,
    seed_walk,
)
from citegraph.measure.self_citations import self_citations, without_self_citations
from citegraph.measure.time import (
    YearCount,
    age_normalized_citation_score,
    attention_rank,
    cite_rank,
    rescaled_pagerank,
    rpys,
)

__all__ = [
    "Awakening",
    "Burst",
    "CitationArrays",
    "Completeness",
    "Connection",
    "Disruption",
    "Growth",
    "MainPaths",
    "SearchPaths",
    "YearCount",
    "age_normalized_citation_score",
    "arrays_of_citations",
    "attention_rank",
    "betweenness",
    "betweenness_error",
    "bibliographic_coupling",
    "bursts",
    "citation_arrays",
    "citation_bursts",
    "cite_rank",
    "closeness",
    "co_citation",
    "communities",
    "community_names",
    "community_stability",
    "completeness",
    "connection",
    "core_number",
    "cyclic_components",
    "disruption",
    "disruption_variants",
    "eigenvector",
    "find_cycle",
    "global_citation_score",
    "growth",
    "historiograph",
    "hits",
    "hubs",
    "katz",
    "knowledge_persistence",
    "local_citation_score",
    "local_cited_references",
    "main_path",
    "main_paths",
    "pagerank",
    "participation_coefficient",
    "reference_share",
    "rescaled_pagerank",
    "rpys",
    "search_path_count",
    "search_path_link_count",
    "search_path_logarithms",
    "search_path_node_pair",
    "search_paths",
    "seed_co_citation",
    "seed_co_citation_cosine",
    "seed_coupling_cosine",
    "seed_links",
    "seed_walk",
    "self_citations",
    "sleeping_beauties",
    "without_self_citations",
]
