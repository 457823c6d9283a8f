"""What a graph file says of a work, in the words of `citegraph.graph`."""

import hashlib
import html
import json
import math
import re

from citegraph.graph import EDGE_ATTRIBUTES, ITEMS, NODE_ATTRIBUTES, SCHEMES, STATUSES, YEARS, fits
from citegraph.identifiers import find_dois
from citegraph.write.flat import AS_JSON, DERIVED, parted
from citegraph.write.tables import unguarded

# Other tools' names for what the contract knows, in small letters and letters alone; best first.
_SYNONYMS = {
    "title": ("ti", "articletitle", "documenttitle", "papertitle"),
    "venue": ("journal", "source", "sourcetitle", "container", "containertitle", "publicationname", "booktitle", "so"),
    "type": ("documenttype", "publicationtype", "dt"),
    "volume": ("vl", "vol"),
    "issue": ("issuenumber",),
    "pages": ("page", "pagerange"),
    "authors": ("author", "authornames", "authorlist", "creator", "creators", "au"),
    "year": ("py", "pubyear", "publicationyear", "yearpublished", "pubdate", "date", "published", "publicationdate", "start"),
    "doi": ("di", "doilink", "doiurl"),
    "gcs": ("globalcitationscore", "citationcount", "timescited", "citedbycount", "citedby", "citations", "tc"),
    "text": ("asread",),
}  # fmt: skip
_MEANING = {synonym: (place, name) for name, all_ in _SYNONYMS.items() for place, synonym in enumerate(all_, start=1)}
_KINDS = {**NODE_ATTRIBUTES, "rank": int}
# Of the file's making, or of a drawing of it.
_DROPPED = {*DERIVED, "id", "name", "value", "start", "end", "x", "y", "z", "description", "url", "weights", "position", "viz", "key"}
_ROW = re.compile(r"<td>\s*([^<:]+):\s*</td>\s*<td>(.*?)</td>", re.DOTALL)
_SCHEME = re.compile(rf"(?:{'|'.join(SCHEMES)})\S")
_ALONE = re.compile(r"\s*(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?10\.\d{4,9}/\S+\s*", re.IGNORECASE)


def described(said: dict) -> dict:
    """Return what a file says of a work by the names and kinds of the contract; names beyond it stay.

    >>> described({"Publication Year": "1973.0", "AU": "Small, Henry; Griffith, B.", "Modularity Class": 3})
    {'year': 1973, 'authors': ['Small, Henry', 'Griffith, B.'], 'Modularity Class': 3}

    What does not fit its name goes:

    >>> described({"year": "in press", "seed": "perhaps", "gcs": "7"}), described({"year": -3}), described({"year": "99999"})
    ({'seed': False, 'gcs': 7}, {}, {})
    """
    if "<td>" in str(said.get("description", "")):
        said = {**{key.strip(): html.unescape(value) for key, value in _ROW.findall(said["description"])}, **said}
    best, more = {}, {}
    for key, value in said.items():
        if value is None or value == "":
            continue
        place, name = (0, key) if key in _KINDS else _MEANING.get(re.sub(r"[^a-z]", "", key.lower()), (0, None))
        if name is None and key.lower() in _KINDS:
            name = key.lower()
        if name is not None:
            value = _as(name, value, _KINDS[name])
            if value is not None and (name not in best or place < best[name][0]):
                best[name] = place, value
        elif key.lower() not in _DROPPED and isinstance(value, str | int | float | bool):
            more[key] = value
    return {**{name: value for name, (_, value) in best.items()}, **more}


def _as(name, value, kind):
    """*value* as *kind*, or `None` where it is none."""
    if isinstance(value, str):
        value = unguarded(value)
    if name == "year":
        text = str(value).strip()
        match = re.fullmatch(r"(-?\d{1,6})(?:\.0*)?", text) or re.search(r"(?<!\d)(\d{4})(?!\d)", text)
        return int(match[1]) if match and int(match[1]) in YEARS else None
    if kind is bool:
        return value if isinstance(value, bool) else str(value).strip().lower() in ("true", "1", "yes", "1.0")
    if kind is int:
        try:
            return int(float(value)) if float(value) == int(float(value)) else None
        except (ValueError, TypeError, OverflowError):
            return None
    if kind is float:
        return _score(value)
    if kind is list:
        return _facts(name, value) if name in AS_JSON else _texts(value)
    if isinstance(value, list | tuple):
        value = "; ".join(str(each) for each in value)
    return str(value) if isinstance(value, str | int | float) else None


def _score(value):
    try:
        number = float(value)
    except (ValueError, TypeError):
        return None
    return number if math.isfinite(number) and 0 <= number <= 1 else None


def _texts(value):
    if isinstance(value, str):
        value = parted(value)
        if len(value) == 1 and value[0].count(",") <= 2 and re.search(r"\S and \S", value[0]):
            value = value[0].split(" and ")
    elif isinstance(value, dict):
        value = [value]
    if not isinstance(value, list | tuple):
        return None
    texts = []
    for each in value:
        if isinstance(each, dict):
            each = ", ".join(str(each[key]) for key in ("family", "given", "name", "literal") if each.get(key))
        if isinstance(each, str) and each:
            texts.append(each)
    return texts or None


def _facts(name, value):
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, list) and all(fits(each, ITEMS[name]) for each in value) else None


def described_edge(said: dict) -> dict:
    """Return what a file says of a citation; what it leaves out is that the input says so, for certain.

    >>> described_edge({"sources": "crossref; input", "score": "0.97", "weight": "2"})
    {'sources': ['crossref', 'input'], 'score': 0.97}
    >>> described_edge({})
    {'sources': ['input'], 'score': 1.0}
    """
    if not said:
        return {"sources": ["input"], "score": 1.0}
    known = {key: _as(key, said[key], kind) for key, kind in EDGE_ATTRIBUTES.items() if said.get(key) not in (None, "")}
    return {"sources": ["input"], "score": 1.0, **{key: value for key, value in known.items() if value is not None}}


def name_of(name: str, said: dict, digest: str) -> str:
    """Return the node of a work that a file calls *name* and says *said* of.

    An identifier names it, wherever it stands; without one, a digest of its
    name and of the file, *digest*.

    >>> name_of("17", {"url": "https://doi.org/10.1002/ASI.4630240406"}, "")
    'doi:10.1002/asi.4630240406'
    >>> name_of("17", {"pmid": 21770786}, ""), name_of("ref:04dcc140bc08", {}, ""), name_of("17", {}, "ab")
    ('pmid:21770786', 'ref:04dcc140bc08', 'ref:74fabb1bbaa57908')
    """
    for text in (name, label_of(said), _row(said, "Id")):
        if isinstance(text, str) and _SCHEME.match(text):
            return text
    values = [said.get("doi"), said.get("DOI"), name, label_of(said), said.get("url"), *said.values()]
    for place, value in enumerate(values):
        if isinstance(value, str) and "10." in value and (place < 2 or _ALONE.fullmatch(value) or value is name):
            if found := find_dois(value):
                return f"doi:{found[0].doi}"
    for scheme, pattern in (("pmid", r"(\d{1,8})"), ("arxiv", r"(?:arxiv:)?(\S+)"), ("isbn", r"([\d-]{9,16}[\dXx])")):
        value = next((said[key] for key in (scheme, scheme.upper(), f"{scheme}_id", "arXiv") if key in said), "")
        if match := re.fullmatch(pattern, str(value).strip(), re.IGNORECASE):
            return f"{scheme}:{match[1].replace('-', '') if scheme == 'isbn' else match[1].lower()}"
    return f"ref:{hashlib.sha256(f'{digest} {name}'.encode()).hexdigest()[:16]}"


def _row(said, wanted):
    """A row of the table that VOSviewer shows of a work."""
    if "<td>" not in str(said.get("description", "")):
        return None
    return next((html.unescape(value) for key, value in _ROW.findall(said["description"]) if key == wanted), None)


def label_of(said: dict) -> str:
    """Return the label of a vertex, whatever the case of its name.

    >>> label_of({"Label": " Small 1973 "}), label_of({})
    ('Small 1973', '')
    """
    return str(said.get("label") or said.get("Label") or "").strip()


def is_own(name: str, said: dict) -> bool:
    """Whether citegraph wrote what a file says of a work: then its arcs run as citegraph's do.

    >>> is_own("doi:10.1/a", {"lcs": 3}), is_own("17", {"label": "Small 1973"})
    (True, False)
    """
    return bool(_SCHEME.match(name) and "lcs" in said) or bool(_SCHEME.match(_row(said, "Id") or ""))


def completed(node: str, name: str, said: dict, known: dict, source: str, own: bool) -> dict:
    """Return the attributes of *node*, with what the contract asks for."""
    if node.startswith("doi:"):
        if not own:
            known["doi"] = node.removeprefix("doi:")
    elif not own and node.startswith("ref:"):
        known.pop("doi", None)
        known.setdefault("text", label_of(said) or name)
    if len(known.get("orcids", ())) != len(known.get("authors", ())):
        known.pop("orcids", None)
    if known.get("status") not in STATUSES:
        known["status"] = "unresolved" if node.startswith("ref:") else "listed"
    known.setdefault("seed", False)
    known.setdefault("found_via", [source])
    return known
