"""CSL-JSON."""

import networkx as nx

from citegraph.write.flat import as_json, clean
from citegraph.write.works import identifier_of, in_order, kind_of, note_of, one_line, said_of, title_of, url_of

_TOLD_ELSEWHERE = ("title", "venue", "volume", "issue", "pages", "authors", "year", "doi")


def csl_json(G: nx.DiGraph) -> tuple[str]:
    """Return every work as a CSL-JSON item; what CSL has no word for is in its `custom`.

    >>> import json
    >>> G = nx.DiGraph()
    >>> G.add_node("doi:10.1/a", title="Care", authors=["Small, Henry", "World Bank"], year=1973, type="report", gcs=7)
    >>> item, = json.loads(csl_json(G)[0])
    >>> item["type"], item["author"], item["issued"], item["custom"]
    ('report', [{'family': 'Small', 'given': 'Henry'}, {'literal': 'World Bank'}], {'date-parts': [[1973]]},
    {'gcs': 7, 'type': 'report'})
    """
    items = ",\n".join(clean(as_json(_item(work, attributes))) for work, attributes in in_order(G))
    return (f"[\n{items}\n]\n" if items else "[]\n",)


def _item(work, attributes):
    item = {
        "id": work,
        "type": kind_of(attributes).csl,
        "title": title_of(attributes),
        "author": [_name(one_line(name)) for name in attributes.get("authors", ())],
        "issued": {"date-parts": [[attributes["year"]]]} if "year" in attributes else None,
        "container-title": said_of(attributes, "venue"),
        "volume": said_of(attributes, "volume"),
        "issue": said_of(attributes, "issue"),
        "page": said_of(attributes, "pages"),
        "DOI": identifier_of(work, "doi"),
        "PMID": identifier_of(work, "pmid"),
        "ISBN": identifier_of(work, "isbn"),
        "URL": url_of(work),
        "note": note_of(attributes),
        "custom": {name: value for name, value in attributes.items() if name not in _TOLD_ELSEWHERE},
    }
    return {name: value for name, value in item.items() if value}


def _name(name):
    family, comma, given = name.partition(",")
    if comma and given.strip():
        return {"family": family.strip(), "given": given.strip()}
    return {"literal": name} if " " in name else {"family": family}
