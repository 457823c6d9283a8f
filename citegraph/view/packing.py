"""The page's data made small: values by column, what repeats said once, long texts compressed.

`unpack` in ``js/unpack.js`` reads what `pack` writes.
"""

import base64
import json
import zlib
from collections import Counter
from operator import itemgetter

_NODE = ("id", "label", "x", "y", "size", "shape", "place")


def pack(content: dict, nodes, edges) -> dict:
    """Return what `page_content` says, and pyvis's nodes and edges, as the page carries them.

    Parameters
    ----------
    nodes
        pyvis's nodes, from the bottom to the top of the picture, each with its ``place`` among the works.
    edges
        Pairs of places, in order.
    """
    citations = dict(content["citations"])
    # In the order of the cited works: what was said of one work stands together and compresses well.
    read = [
        dict(sorted(citations.pop(name).items(), key=lambda said: (edges[int(said[0])][1], int(said[0]))))
        for name in ("text", "evidence")
    ]
    texts = json.dumps(read, ensure_ascii=False, separators=(",", ":"))
    ids = {node["place"]: node["id"] for node in nodes}
    works = [_without_doi(work, ids[place]) for place, work in enumerate(content["works"])]
    made = [0] * len(works)
    for citing, _ in edges:
        made[citing] += 1
    return {
        **content,
        "works": rows(works),
        "citations": {
            **citations,
            "score": column(citations["score"]),
            "how": column(citations["how"]),
            # zlib's own checksum and header: every browser's "deflate".
            "read": base64.b64encode(zlib.compress(texts.encode(), 9)).decode(),
        },
        "measures": [
            {**measure, "values": column([_short(value) for value in measure["values"]])}
            for measure in content.get("measures", ())
        ],
        "network": {
            "nodes": rows([{name: node[name] for name in _NODE} for node in nodes]),
            "edges": {"made": column(made), "to": [cited for _, cited in edges]},
        },
    }


def rows(records) -> dict:
    """Return records of the same kind as columns by field.

    >>> rows([{"title": "A", "year": 1973}, {"title": "B"}])
    {'of': 2, 'columns': {'title': ['A', 'B'], 'year': [1973, None]}}
    """
    names = sorted({name for record in records for name in record})
    return {"of": len(records), "columns": {name: column([record.get(name) for record in records]) for name in names}}


def column(values: list):
    """Return a list as it is, or shorter where a value repeats; `None` stands for no value.

    >>> column([3, 1, 2])
    [3, 1, 2]
    >>> column([1, 1, 1, 1, 1, 5])
    {'of': 6, 'most': 1, 'at': [5], 'is': [5]}
    >>> column(["Scientometrics", "Nature", "Scientometrics", "Nature", "Scientometrics", "Nature"])
    {'table': ['Scientometrics', 'Nature'], 'is': [0, 1, 0, 1, 0, 1]}

    Lists become their lengths and one list of what is in them:

    >>> column([["Small, H."], ["Price, D.", "Small, H."], None])
    {'long': [1, 2, None], 'is': ['Small, H.', 'Price, D.', 'Small, H.']}
    """
    kinds = {type(value) for value in values if value is not None}
    if kinds and kinds <= {list, tuple}:
        flat = [item for value in values if value is not None for item in value]
        return {"long": column([None if value is None else len(value) for value in values]), "is": column(flat)}
    if kinds & {list, tuple, dict}:
        return _mostly(values, [value is None for value in values], None) or values
    counts = Counter(zip(map(type, values), values))
    if not counts:
        return values
    (kind, most), often = max(counts.items(), key=itemgetter(1))
    if 3 * often >= 2 * len(values) and (
        found := _mostly(values, [value == most and type(value) is kind for value in values], most)
    ):
        return found
    if len(counts) * 2 <= len(values) and any(isinstance(value, str) for value in values):
        table = list(dict.fromkeys(value for value in values if value is not None))
        number = {value: i for i, value in enumerate(table)}
        return {"table": table, "is": [number.get(value) for value in values]}
    return values


def _mostly(values, same, most):
    if len(values) < 6 or 3 * sum(same) < 2 * len(values):
        return None
    at = [i for i, known in enumerate(same) if not known]
    return {"of": len(values), "most": most, "at": at, "is": column([values[i] for i in at])}


def _without_doi(work, name):
    """The record of a work whose DOI its id says already: 1 stands for it."""
    return {**work, "doi": 1} if work.get("doi") and name == f"doi:{work['doi']}" else work


def _short(value):
    """Four digits are enough to show and to compare.

    >>> _short(0.123456), _short(12345), _short(None)
    (0.1235, 12345, None)
    """
    return float(f"{value:.4g}") if isinstance(value, float) and not value.is_integer() else value
