"""Citation graphs from the graph files of other tools, and from citegraph's own exports."""

from citegraph.networks.direction import DIRECTIONS, DirectionUnknown
from citegraph.networks.files import graphs_of, read_graph
from citegraph.networks.joining import joined, seeds_of
from citegraph.networks.report import network_report

__all__ = ["DIRECTIONS", "DirectionUnknown", "graphs_of", "joined", "network_report", "read_graph", "seeds_of"]
