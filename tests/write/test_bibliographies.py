"""What citegraph writes as a bibliography, it reads back as the same works."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.read import read_bytes
from citegraph.write import export_graph
from tests.write.examples import add

LETTERS = st.text(st.sampled_from("abcdeéßøñçÅ支持дж"), min_size=2, max_size=9)
WORDS = st.one_of(
    LETTERS,
    st.sampled_from(
        (
            "mRNA", "&", "5%", "“peer”", "(1973)", "$5", "C#", "a_b", "back\\slash", "O’Neil",
            "and", "naïve", "—", '"quoted"', "TY", "ER", "@book", "a=b", "x,y", "[sic]", "1:", "½",
            "$x^2$", "H₂O", "α∑", "{a}", "a^b", "~", "p<0.05", "%", "\\\\alpha",
        )
    ),
)  # fmt: skip
TITLES = st.lists(WORDS, min_size=2, max_size=6).map(" ".join)
NAMES = st.builds("{}, {}".format, LETTERS.map(str.capitalize), st.sampled_from(("Sarah", "J. B.", "Zoë", "A.-M.")))
WORKS = st.fixed_dictionaries(
    {"title": st.builds("{} {}".format, LETTERS.map(str.capitalize), TITLES)},
    optional={
        "authors": st.lists(NAMES, min_size=1, max_size=3, unique=True),
        "year": st.integers(1850, 2026),
        "venue": st.builds("{} {}".format, LETTERS.map(str.capitalize), TITLES),
        "volume": st.integers(1, 400).map(str),
        "issue": st.integers(1, 40).map(str),
        "pages": st.tuples(st.integers(1, 900), st.integers(901, 1999)).map(lambda both: "{}-{}".format(*both)),
    },
)


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl-json"])
@settings(max_examples=60)
@given(works=st.lists(WORKS, min_size=1, max_size=3))
def test_any_work_comes_back(name, tmp_path_factory, works):
    G = nx.DiGraph()
    for place, known in enumerate(works):
        add(G, f"doi:10.1000/x_{place}", type="journal-article", **known)
    path, = export_graph(G, tmp_path_factory.getbasetemp() / f"works.{name}", format=name)
    reading = read_bytes(path.read_bytes(), name=path.name)

    assert [_told(seed) for seed in reading.seeds] == [_known(work, known) for work, known in sorted(G.nodes(data=True))]
    assert not reading.skipped


@settings(max_examples=60)
@given(works=st.lists(WORKS.filter(lambda known: {"authors", "year", "venue"} <= known.keys()), min_size=1, max_size=3))
def test_a_reading_list_is_read_back_as_the_works_it_names(tmp_path_factory, works):
    G = nx.DiGraph()
    for place, known in enumerate(works):
        add(G, f"doi:10.1000/x_{place}", type="journal-article", **known)
    path, = export_graph(G, tmp_path_factory.getbasetemp() / "works.md")
    reading = read_bytes(path.read_bytes(), name=path.name)

    assert {f"doi:{reference.doi}" for reference in reading.references if reference.doi} == set(G)


def _told(claim):
    authors = [str(author) for author in claim.authors]
    pages = (claim.pages or "").replace("–", "-") or None
    return claim.doi, claim.title, authors, claim.year, claim.container, claim.volume, claim.issue, pages


def _known(work, known):
    facts = (known.get(name) for name in ("year", "venue", "volume", "issue", "pages"))
    return work.removeprefix("doi:"), known["title"], known.get("authors", []), *facts
