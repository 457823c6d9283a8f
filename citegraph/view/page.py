"""One self-contained page for a citation graph, through pyvis.

pyvis holds the network and renders our own template.  The page carries its
program, its style and its data; it asks no network for anything, and a policy
in its head forbids that it ever does.
"""

import base64
import hashlib
import json
import re
from importlib import resources
from pathlib import Path

import networkx as nx

from citegraph.graph import write_whole

# Each module may import from those before it only.
SCRIPTS = (
    *("texts", "unpack", "data", "dom", "paths", "marks", "state", "palette", "looks", "scene", "backbone", "brush"),
    *("lines", "axes", "bubbles", "names", "legend", "paint", "frames", "stage", "drawn", "lists", "ties", "about"),
    *("chains", "details", "keeping", "files", "records", "csv", "readinglist", "bibtex", "ris", "csl", "svg", "export"),
    *("filters", "menus", "pointer", "player", "address", "keys", "start"),
)
SHOWN_AS_CORE = 20
_IMPORT = re.compile(r"^import (\{[^}]*\}) from \"\./(\w+)\.js\";\n", re.MULTILINE)
_SHAPES = {"resolved": "dot", "listed": "dot", "unresolved": "square"}
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": False, "keyboard": False, "selectable": False, "dragNodes": True},
}


def to_pyvis(G: nx.DiGraph, core=(), group_of=None):
    """Return a `pyvis.network.Network` of every work and citation, positions included.

    Seeds are diamonds, works dots, unresolved references squares; a mark grows
    with its work's local citations.  Works in *core* come last, on top; those
    that share a community in *group_of* (`citegraph.measure.communities`)
    stand together.

    >>> G = nx.DiGraph()
    >>> G.add_node("doi:10.1/a", seed=True, depth=0, status="resolved", found_via=["x"], year=1973)
    >>> network = to_pyvis(G)
    >>> [(node["id"], node["label"], node["shape"]) for node in network.nodes]
    [('doi:10.1/a', '10.1/a 1973', 'diamond')]
    """
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    from citegraph.view.content import label_of
    from citegraph.view.layout import force_layout, radius

    network = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(_OPTIONS))
    positions = force_layout(G, group_of)
    ranked = {entry.id for entry in core}
    for work in sorted(G, key=lambda work: (work in ranked, G.in_degree(work), work)):
        attributes, (x, y) = G.nodes[work], positions[work]
        shape = "diamond" if attributes.get("seed") else _SHAPES.get(attributes.get("status"), "dot")
        label, size = label_of(work, attributes), radius(G.in_degree(work))
        node = Node(
            work, shape, label, x=x, y=y, size=size, group="core" if work in ranked else attributes.get("status")
        )
        # add_node and add_edge search a list each time: 20 s for a hundred thousand citations.
        network.nodes.append(node.options)
        network.node_ids.append(work)
        network.node_map[work] = node.options
    network.edges.extend(Edge(citing, cited, directed=True).options for citing in sorted(G) for cited in sorted(G.adj[citing]))
    return network


def render_html(G: nx.DiGraph, core=(), title: str | None = None, *, mine=(), language: str = "en") -> str:
    """Return a page that shows *G*: the core works, every work, a map and a timeline.

    Writes nothing and changes nothing; the same graph gives the same page.
    Everything that comes from outside is shown as text.

    Parameters
    ----------
    core
        Core works, best first, as `citegraph.ranking.core_works` returns them; `None` for the twenty best.
    title
        Heading of the page; by default the names of the inputs.
    mine : collection of works
        Those that the reader has, told apart on the page; `citegraph.ranking.in_library` finds them.
    language
        Name of a table in ``view/texts``: what the page says of itself.

    >>> G = nx.DiGraph()
    >>> G.add_node("doi:10.1/a", seed=True, depth=0, status="resolved", found_via=["x"], title="</script><b>")
    >>> page = render_html(G, title="Peer <support>")
    >>> "<title>Peer &lt;support&gt;</title>" in page, "</script><b>" in page
    (True, False)

    Notes
    -----
    Up to 3,000 works every citation is drawn; in larger graphs the strongest
    6,000 and those of the chosen work; above 10,000 works communities come
    first and are opened on demand.  The page always says how much it shows.
    """
    from markupsafe import Markup

    from citegraph.ranking.core import described, ranked
    from citegraph.view.content import clean, history_content, page_content, title_of
    from citegraph.view.layout import historiograph_layout, timeline_layout
    from citegraph.view.measured import measured

    standing = ranked(G)
    core = described(standing, standing.order[:SHOWN_AS_CORE]) if core is None else tuple(core)
    title = clean(title) if title else title_of(G)
    found = measured(standing)
    group_of = dict(zip(sorted(G), found["community"], strict=True))
    network = to_pyvis(G, core, group_of)
    positions = {node["id"]: (node["x"], node["y"]) for node in network.nodes}
    content = page_content(G, core, timeline_layout(G, positions, group_of), title, found, mine)
    content["historiograph"] = history_content(historiograph_layout(G, core), sorted(G))

    here = resources.files("citegraph.view")
    style = (here / "page.css").read_text(encoding="utf-8")
    library, script = vis_network(), page_script()
    texts = page_texts(language)
    network.set_template_dir(str(here), "page.html")
    network.templateEnv.autoescape = True
    network.templateEnv.globals.update(
        title=title,
        content=content,
        texts=texts,
        policy=_policy(scripts=(library, script), style=style),
        style=Markup(style),
        library=Markup(library),
        script=Markup(script),
        json_of=lambda value: Markup(_json(value)),
        embed=lambda nodes, edges: Markup(_json(_packed(content, nodes, edges))),
    )
    return network.generate_html(notebook=False)


def write_html(G: nx.DiGraph, path, core=None, title: str | None = None, *, mine=()) -> None:
    """Write the page of `render_html` to *path*, whole or not at all.

    Parameters
    ----------
    core
        Core works to list; by default the twenty best of `citegraph.ranking.core_works`.
    title, mine
        As for `render_html`.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    write_whole(path, render_html(G, core, title, mine=mine))


def vis_network() -> str:
    """Return vis-network, the drawing library that the installed pyvis carries."""
    import pyvis

    bundle = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    text = bundle.read_text(encoding="utf-8").replace("\r\n", "\n")
    return re.sub(r"</(script)", r"<\\/\1", text, flags=re.IGNORECASE).replace("<!--", r"<\!--")


def page_texts(language: str) -> dict:
    """Return every word that the page says of itself, by section and name.

    >>> page_texts("en")["count"]["works"]["other"]
    '{n} works'
    """
    return json.loads((resources.files("citegraph.view") / "texts" / f"{language}.json").read_text(encoding="utf-8"))


def page_script() -> str:
    """Return our modules as one script, each within a function of its own, so that their inner names never meet.

    >>> "const { say } = the.texts;" in page_script()
    True
    """
    folder = resources.files("citegraph.view") / "js"
    modules = ((name, (folder / f"{name}.js").read_text(encoding="utf-8")) for name in SCRIPTS)
    return "const the = {};\n" + "\n".join(_enclosed(name, module) for name, module in modules)


def _enclosed(name, module):
    offered = ", ".join(re.findall(r"^export (?:const|function\*?|class) (\w+)", module, re.MULTILINE))
    body = _IMPORT.sub(lambda found: f"const {found[1].replace(' as ', ': ')} = the.{found[2]};\n", module)
    body = re.sub(r"^export ", "", body, flags=re.MULTILINE)
    return f"the.{name} = (() => {{\n{body}return {{ {offered} }};\n}})();"


def _policy(scripts, style):
    allowed = " ".join(_digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _digest(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _packed(content, nodes, edges):
    from citegraph.view.packing import pack

    place = {work: i for i, work in enumerate(sorted(node["id"] for node in nodes))}
    placed = [{**node, "place": place[node["id"]]} for node in nodes]
    return {**pack(content, placed, [(place[edge["from"]], place[edge["to"]]) for edge in edges]), "options": _OPTIONS}


def _json(value):
    """JSON that can stand inside a script element: nothing in it can end or open one."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return re.sub("[&<>\ud800-\udfff]", lambda found: f"\\u{ord(found.group()):04x}", text)
