"""JSON of Cytoscape and Cytoscape.js."""

import networkx as nx

from citegraph.write.flat import as_json, flat_graph


def cytoscape(G: nx.DiGraph) -> tuple[str]:
    """Return *G* as Cytoscape's JSON; works show their label as `name`.

    >>> import json
    >>> G = nx.DiGraph([("doi:10.1/b", "doi:10.1/a")])
    >>> elements = json.loads(cytoscape(G)[0])["elements"]
    >>> elements["edges"]
    [{'data': {'source': 'doi:10.1/b', 'target': 'doi:10.1/a'}}]
    """
    plain = flat_graph(G)
    data = nx.cytoscape_data(plain, name="label")
    data["data"] = dict(data["data"])  # both programs expect an object where networkx has pairs
    return (as_json(data) + "\n",)
