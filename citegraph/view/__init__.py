"""The interactive page: `networkx.DiGraph` in, one HTML file out."""
