"""What VOSviewer opens: its JSON, and the older pair of map and network files.

Works are numbered, as VOSviewer's desktop version wants; their ids stand in
the descriptions.  It draws no directions: two works that cite each other have
one link of strength 2.  Positions and clusters are left for it to find.
"""

import html

import networkx as nx

from citegraph.write.flat import as_json, label
from citegraph.write.works import one_line, url_of

_WEIGHT, _YEAR, _GLOBAL = "Local citation score", "Year", "Global citation score"


def vosviewer_json(G: nx.DiGraph) -> tuple[str]:
    """Return *G* as VOSviewer's JSON.

    >>> import json
    >>> G = nx.DiGraph([("doi:10.1/b", "doi:10.1/a")])
    >>> G.nodes["doi:10.1/a"].update(authors=["Small, Henry"], year=1973)
    >>> network = json.loads(vosviewer_json(G)[0])["network"]
    >>> network["links"], network["items"][0]["scores"]
    ([{'source_id': 2, 'strength': 1, 'target_id': 1}], {'Year': 1973})
    """
    items = [
        {
            **{name: item[name] for name in ("id", "label", "description", "url") if item[name]},
            "weights": {_WEIGHT: item[_WEIGHT]},
            "scores": {name: item[name] for name in (_YEAR, _GLOBAL) if item[name] != ""},
        }
        for item in _items(G)
    ]
    links = [{"source_id": citing, "target_id": cited, "strength": 1} for citing, cited in _links(G)]
    terms = {"item": "work", "items": "works", "link": "citation", "links": "citations"}
    config = {"parameters": {"item_size": 1}, "terminology": terms}
    return (as_json({"network": {"items": items, "links": links}, "config": config}) + "\n",)


def map_and_network(G: nx.DiGraph) -> tuple[str, str]:
    r"""Return *G* as VOSviewer's map file and network file; an unknown score is an empty cell.

    >>> G = nx.DiGraph([("doi:10.1/b", "doi:10.1/a")])
    >>> G.nodes["doi:10.1/a"].update(title='Say "peer";\tnow', year=1973)
    >>> print(map_and_network(G)[0].splitlines()[1].split("\t")[:2])
    ['1', '"Say ""peer""; now"']
    >>> map_and_network(G)[1]
    '2\t1\t1\n'
    """
    columns = ["id", "label", "description", "url", f"weight<{_WEIGHT}>", f"score<{_YEAR}>", f"score<{_GLOBAL}>"]
    rows = [columns]
    for item in _items(G):
        texts = (_quoted(item[name]) for name in ("label", "description", "url"))
        rows.append([item["id"], *texts, *(item[name] for name in (_WEIGHT, _YEAR, _GLOBAL))])
    items = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    return items, "".join(f"{citing}\t{cited}\t1\n" for citing, cited in _links(G))


def _items(G):
    for number, work in enumerate(sorted(G), start=1):
        attributes = G.nodes[work]
        yield {
            "id": number,
            "label": one_line(label(work, attributes)),
            "description": _description(work, attributes),
            "url": url_of(work),
            _WEIGHT: G.in_degree(work),
            _YEAR: attributes.get("year", ""),
            _GLOBAL: attributes.get("gcs", ""),
        }


def _links(G):
    number = {work: place for place, work in enumerate(sorted(G), start=1)}
    return sorted((number[citing], number[cited]) for citing, cited in G.edges)


def _description(work, attributes):
    """A table, as VOSviewer makes for works it reads itself; it shows descriptions as HTML."""
    facts = {
        "Authors": "; ".join(attributes.get("authors", ())),
        "Title": attributes.get("title", ""),
        "Source": attributes.get("venue", ""),
        "Year": attributes.get("year", ""),
        "As read": attributes.get("text", "") if attributes.get("status") == "unresolved" else "",
        "Status": attributes.get("status", ""),
        "Id": work,
    }
    told = {name: html.escape(one_line(str(value))) for name, value in facts.items() if value}
    return f"<table>{''.join(f'<tr><td>{name}:</td><td>{value}</td></tr>' for name, value in told.items())}</table>"


def _quoted(text):
    return '"' + text.replace('"', '""') + '"' if text else ""
