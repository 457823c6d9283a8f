"""A citation graph as one interactive page."""

from citegraph.view.notebook import show
from citegraph.view.page import render_html, to_pyvis, write_html

__all__ = ["render_html", "show", "to_pyvis", "write_html"]
