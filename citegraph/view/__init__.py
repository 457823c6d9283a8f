"""A citation graph as one interactive page."""

from citegraph.view.page import render_html, to_pyvis, write_html

__all__ = ["render_html", "to_pyvis", "write_html"]
