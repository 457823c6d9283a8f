"""Measures of a citation graph: `networkx.DiGraph` in, plain Python values out."""
