import networkx as nx
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.read.exports.ris import read_ris
from citegraph.write.ris import ris
from citegraph.write.works import KINDS, said_of
from tests.write.examples import HOSTILE, TEXTS, add, library, titled


def records(text):
    return {record["id"]: record for record in rispy.loads(text)}


def test_rispy_reads_every_work_back():
    read = records(ris(library())[0])
    work = read["doi:10.1000/a"]

    assert set(read) == set(library())
    assert work["authors"] == library().nodes["doi:10.1000/a"]["authors"]
    assert (work["type_of_reference"], work["title"], work["year"]) == ("JOUR", "Peer support: a mRNA view", "2016")
    assert (work["secondary_title"], work["volume"], work["number"]) == ("Community Mental Health Journal", "52", "7")
    assert (work["start_page"], work["end_page"], work["doi"]) == ("767", "774", "10.1000/a")
    assert (work["keywords"], work["urls"]) == (["seed"], ["https://doi.org/10.1000/a"])


def test_types_and_identifiers_are_those_of_ris():
    read = records(ris(library())[0])

    assert read["doi:10.1000/b_c"]["type_of_reference"] == "CHAP"
    assert read["pmid:21770786"]["accession_number"] == "21770786"
    assert read["pmid:21770786"]["name_of_database"] == "PubMed"
    assert read["ref:04dcc140bc08"]["notes"] == ["As read: Mead S. Care, unresolved. 2001"]


def test_citegraph_reads_its_own_file():
    reading = read_ris(ris(library())[0], name="a.ris", sha256="")

    assert (len(reading.records), len(reading.skipped)) == (5, 0)
    assert reading.seeds[0].kind == "article-journal" and reading.seeds[0].pages == "767-774"


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_titles_of_any_kind_come_back_as_one_line(titles):
    G = titled(*titles)
    read = records(ris(G)[0])

    assert {work: record.get("title", "") for work, record in read.items()} == {
        work: said_of(attributes, "title") for work, attributes in G.nodes(data=True)
    }


def test_a_title_that_looks_like_a_record_makes_none():
    assert len(rispy.loads(ris(titled(*HOSTILE))[0])) == len(HOSTILE)


def test_every_kind_of_work_has_a_type():
    G = nx.DiGraph()
    for number, kind in enumerate([*KINDS, "unheard-of"]):
        add(G, f"doi:10.1000/{number}", type=kind, title="Care")

    assert all(record["type_of_reference"].isupper() for record in rispy.loads(ris(G)[0]))
