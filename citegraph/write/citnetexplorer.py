"""What CitNetExplorer opens as text files: publications, and citation links between their places in that list."""

import networkx as nx

from citegraph.write.works import identifier_of, one_line, said_of, title_of

_COLUMNS = ("authors", "title", "source", "year", "doi", "cit_score", "incomplete_record")


def publications_and_links(G: nx.DiGraph) -> tuple[str, str]:
    r"""Return the publications and the citation links, each parted by tabs; places count from 1.

    The citation score is the local one.  A record is incomplete where it was
    not fetched, as CitNetExplorer has it for works known from references alone.
    A quotation mark becomes an apostrophe: whether the program undoes doubled ones is not documented.

    >>> G = nx.DiGraph([("doi:10.1000/b", "doi:10.1000/a")])
    >>> G.nodes["doi:10.1000/a"].update(authors=["Small, Henry"], title="Co-\tcitation", year=1973, status="resolved")
    >>> publications, links = publications_and_links(G)
    >>> publications.splitlines()[1].split("\t")
    ['Small, Henry', 'Co- citation', '', '1973', '10.1000/a', '1', '0']
    >>> links
    'citing_pub_index\tcited_pub_index\n2\t1\n'

    Notes
    -----
    The columns are those that four independent exporters for CitNetExplorer write; its makers' manual names no others
    that could be checked.  An unknown year is an empty cell.
    """
    works = sorted(G)
    place = {work: number for number, work in enumerate(works, start=1)}
    rows = [_COLUMNS, *(_row(G, work) for work in works)]
    links = [("citing_pub_index", "cited_pub_index"), *sorted((place[citing], place[cited]) for citing, cited in G.edges)]
    return tuple("".join("\t".join(map(str, row)) + "\n" for row in table) for table in (rows, links))


def _row(G, work):
    attributes = G.nodes[work]
    return (
        one_line("; ".join(attributes.get("authors", ()))).replace('"', "'"),
        title_of(attributes).replace('"', "'"),
        said_of(attributes, "venue").replace('"', "'"),
        said_of(attributes, "year"),
        identifier_of(work, "doi"),
        G.in_degree(work),
        int(attributes.get("status") != "resolved"),
    )
