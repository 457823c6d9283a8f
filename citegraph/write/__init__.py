"""Works and citations in the formats other tools read."""

from citegraph.write.files import export_graph, paths_of
from citegraph.write.formats import FORMATS, format_of

__all__ = ["FORMATS", "export_graph", "format_of", "paths_of"]
