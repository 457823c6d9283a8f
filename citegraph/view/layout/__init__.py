"""Where each work stands on the page: a map by citations, a timeline by year, the history of the core.

All are computed here and not in the browser, so that a page opens at once and
the same graph always looks the same.
"""

from citegraph.view.layout.historiograph import Historiograph, historiograph_layout
from citegraph.view.layout.map import force_layout
from citegraph.view.layout.marks import LANDSCAPE, LENGTH, radius
from citegraph.view.layout.timeline import Timeline, timeline_layout

__all__ = [
    "LANDSCAPE",
    "LENGTH",
    "Historiograph",
    "Timeline",
    "force_layout",
    "historiograph_layout",
    "radius",
    "timeline_layout",
]
