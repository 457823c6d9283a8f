"""Pajek's network, partition and vector."""

import networkx as nx

from citegraph.write.flat import clean

# Many networks of this kind run the other way round.
_COMMENT = "% citegraph: an arc runs from the citing work to the cited one"


def pajek(G: nx.DiGraph) -> tuple[str, str, str]:
    """Return the network, the years as a partition, and the local citation scores as a vector.

    Works are named by their ids and stand in the same order in all three.  An
    unknown year is 0.  Pajek has no way to write a quotation mark in a name;
    it becomes an apostrophe.

    >>> G = nx.DiGraph([("doi:10.1/b", "doi:10.1/a")])
    >>> G.nodes["doi:10.1/a"]["year"] = 1973
    >>> print("".join(pajek(G)), end="")
    % citegraph: an arc runs from the citing work to the cited one
    *Vertices 2
    1 "doi:10.1/a"
    2 "doi:10.1/b"
    *Arcs
    2 1 1
    *Vertices 2
    1973
    0
    *Vertices 2
    1
    0
    """
    works = sorted(G)
    number = {work: place for place, work in enumerate(works, start=1)}
    names = [f'{number[work]} "{_name(work)}"' for work in works]
    arcs = [f"{number[citing]} {number[cited]} 1" for citing, cited in sorted(G.edges)]
    years = [str(G.nodes[work].get("year", 0)) for work in works]
    scores = [str(G.in_degree(work)) for work in works]
    head = f"*Vertices {len(works)}"
    return tuple(
        "\n".join(lines) + "\n" for lines in ([_COMMENT, head, *names, "*Arcs", *arcs], [head, *years], [head, *scores])
    )


def _name(work):
    return " ".join(clean(work).replace('"', "'").split())
