"""The page within a notebook."""

import html
from dataclasses import dataclass, field

import networkx as nx

from citegraph.view.page import render_html
from citegraph.wording import counted

# No allow-same-origin: what the page holds came from outside, and gets at nothing of the notebook.
_ALLOWED = "allow-scripts allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox"


@dataclass(frozen=True)
class Shown:
    """A page as a notebook shows it; ``page`` is the page of `render_html`, and may be written to a file."""

    page: str = field(repr=False)
    summary: str
    height: int

    def _repr_html_(self):
        return (
            f'<iframe srcdoc="{html.escape(self.page)}" title="{html.escape(self.summary)}" sandbox="{_ALLOWED}" '
            f'style="width: 100%; height: {self.height}px; border: 0"></iframe>'
        )


def show(G: nx.DiGraph, core=None, *, height: int = 700, title: str | None = None) -> Shown:
    """Show *G* in a notebook, as the page that `write_html` writes.

    The page stands in a frame of its own that reaches neither the notebook
    nor the network.  Its reading list lives as long as the frame: save it to
    a file.

    Parameters
    ----------
    core
        Core works to list; by default the twenty best of `citegraph.ranking.core_works`.
    height
        Of the frame, in pixels.
    title
        Heading of the page; by default the names of the inputs.

    >>> G = nx.DiGraph()
    >>> G.add_node("doi:10.1/a", seed=True, depth=0, status="resolved", found_via=["x"], title="</iframe><b>")
    >>> shown = show(G, core=())
    >>> shown
    Shown(summary='1 work, 0 citations', height=700)
    >>> "</iframe><b>" in shown._repr_html_()
    False

    Notes
    -----
    The notebook keeps the whole page with the cell, half a megabyte and more.
    """
    if core is None:
        from citegraph.ranking import core_works

        core = core_works(G, n=20)
    summary = f"{counted(len(G), 'work')}, {counted(G.number_of_edges(), 'citation')}"
    return Shown(render_html(G, core, title), summary, int(height))
