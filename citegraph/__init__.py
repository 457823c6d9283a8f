"""From a messy pile of references to the works that matter.

>>> import citegraph as cg
>>> G = cg.build(["page.txt", "10.1007/s10597-015-9970-5"], depth=1)  # doctest: +SKIP
>>> for work in cg.core_works(G, n=10):  # doctest: +SKIP
...     print(work.rank, work.title, work.reasons)
>>> cg.write_html(G, "page.html")  # doctest: +SKIP
"""

from importlib import import_module

__version__ = "0.1.0"

# Looked up when first used, so that the command answers ``--help`` at once.
_HOMES = {
    "CitegraphError": "errors",
    "CoreWork": "ranking",
    "Reference": "model",
    "Resolution": "model",
    "Work": "model",
    "build": "pipeline",
    "check_graph": "graph",
    "core_works": "ranking",
    "export_graph": "write",
    "keep": "selection",
    "load_graph": "graph",
    "measure": None,
    "open_sources": "sources",
    "read_graph": "networks",
    "read_inputs": "read",
    "render_html": "view",
    "resolve_references": "resolve",
    "save_graph": "graph",
    "show": "view",
    "to_pyvis": "view",
    "write_html": "view",
}

__all__ = sorted(_HOMES)


def __getattr__(name):
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = _HOMES[name]
    return getattr(import_module(f"citegraph.{home}"), name) if home else import_module(f"citegraph.{name}")


def __dir__():
    return [*__all__, "__version__"]
