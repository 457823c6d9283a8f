"""JSON of indexes, reference managers and citation tools."""

import json

import pytest

from citegraph.errors import ReadError
from citegraph.read import read_bytes, read_input
from tests.shared_data import shared


def read(data, name="a.json"):
    text = data if isinstance(data, str) else json.dumps(data)
    return read_bytes(text.encode(), name=name)


def test_openalex_works_cite_each_other_by_number_within_a_file():
    works = [
        {
            "id": "https://openalex.org/W11111",
            "doi": "https://doi.org/10.1234/A",
            "title": "A",
            "publication_year": 2001,
            "type": "article",
            "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/22654945"},
            "biblio": {"volume": "3", "first_page": "5", "last_page": "9"},
            "primary_location": {"source": {"display_name": "Science"}},
            "authorships": [{"author": {"display_name": "Henry Small"}}],
            "referenced_works": ["https://openalex.org/W22222", "https://openalex.org/W33333"],
        },
        {"id": "https://openalex.org/W22222", "title": "B", "primary_location": None, "referenced_works": []},
    ]
    for data in ({"meta": {}, "results": works}, works, "\n".join(map(json.dumps, works))):
        reading = read(data)
        said = reading.seeds[0]

        assert reading.format == "openalex"
        assert (said.doi, said.pmid, said.pages, said.container, str(said.authors[0])) == (
            "10.1234/a", "22654945", "5-9", "Science", "Small, Henry",
        )  # fmt: skip
        assert reading.references == (reading.seeds[1],)
        assert [(skip.text, skip.reason.split(" is ")[0]) for skip in reading.skipped] == [("W33333", "1 cited work")]


def test_semantic_scholar_papers_bring_their_references_and_tell_of_citations():
    paper = {
        "paperId": "a" * 40,
        "title": "A",
        "externalIds": {"DOI": "10.1234/a", "PubMedCentral": "3363389"},
        "authors": [{"name": "Henry Small"}],
        "references": [{"paperId": "b" * 40, "title": "B", "externalIds": {"ArXiv": "1706.03762"}}, {"title": None}],
        "citations": [{"title": "C"}],
    }
    reading = read(paper)

    assert (reading.format, reading.seeds[0].pmcid) == ("semantic-scholar", "PMC3363389")
    assert [(cited.title, cited.arxiv) for cited in reading.references] == [("B", "1706.03762")]
    assert "cite it" in reading.skipped[0].reason
    assert len(read({"offset": 0, "data": [{"citedPaper": paper}, {"citedPaper": paper}]}).records) == 2


def test_zotero_items_are_works_and_its_notes_and_files_are_not():
    items = [
        {"itemType": "journalArticle", "title": "A", "publicationTitle": "Science", "date": "1973-07", "DOI": "10.1234/a",
         "creators": [{"name": "World Bank", "creatorType": "editor"}, {"lastName": "Small", "firstName": "H.", "creatorType": "author"}]},
        {"itemType": "attachment", "title": "A.pdf"},
        {"itemType": "book", "title": ""},
    ]  # fmt: skip
    for data in ({"config": {"id": "x"}, "items": items}, [{"key": "X", "data": item} for item in items]):
        reading = read(data)

        assert [(seed.title, str(seed.authors[0]), seed.year, seed.kind) for seed in reading.seeds] == [
            ("A", "Small, H.", 1973, "article-journal")
        ]
        assert len(reading.skipped) == 1


def test_citations_and_descriptions_of_opencitations_are_read():
    citations = [
        {"oci": "1-2", "citing": "coci => 10.1234/a", "cited": "10.1234/b"},
        {"oci": "1-3", "citing": "omid:br/061 doi:10.1234/a", "cited": "omid:br/063 pmid:22654945"},
        {"oci": "1-4", "citing": "10.1234/a"},
    ]
    (record,) = read(citations).records
    described = read([{"id": "doi:10.1234/a omid:br/061", "title": "A", "author": "Peroni, Silvio [orcid:0000-0003]", "pub_date": "2020-01",
                       "venue": "Science [issn:0036-8075]", "type": "journal article"}])  # fmt: skip

    assert [(cited.doi, cited.pmid) for cited in record.references] == [("10.1234/b", None), (None, "22654945")]
    assert (described.seeds[0].doi, str(described.seeds[0].authors[0]), described.seeds[0].container, described.seeds[0].year) == (
        "10.1234/a", "Peroni, Silvio", "Science", 2020,
    )  # fmt: skip


def test_edges_of_argo_scholar_run_from_the_later_to_the_earlier_work_where_their_order_says_nothing():
    nodes = [{"id": name, "paperName": f"Paper {name}", "year": year} for name, year in zip("abcd", (1990, 2000, 2010, 2010), strict=True)]
    edges = [{"source_id": source, "target_id": target} for source, target in ("ab", "ca", "cd")]
    reading = read({"rawGraph": {"nodes": nodes, "edges": edges}})

    assert [[cited.title for cited in record.references] for record in reading.records] == [[], ["Paper a"], ["Paper a"], []]
    assert [skip.text for skip in reading.skipped] == ["1 edges"]


def test_edges_of_argo_scholar_are_believed_where_all_dated_ones_run_one_way():
    nodes = [{"id": name, "paperName": f"Paper {name}", "year": year} for name, year in zip("abcd", (1990, 2000, 2010, 2010), strict=True)]
    edges = [{"source_id": source, "target_id": target} for source, target in ("ba", "ca", "cd")]
    reading = read({"rawGraph": {"nodes": nodes, "edges": edges}})

    assert [cited.title for cited in reading.records[2].references] == ["Paper a", "Paper d"]
    assert not reading.skipped


def test_a_real_file_of_argo_scholar_gives_every_work_and_every_citation_or_tells_it():
    reading = read_input(shared("exports", "json/argo_deep-learning.json"))

    assert len(reading.records) == 14
    assert len(reading.references) + int(reading.skipped[0].text.split()[0]) == 31
    assert all(cited.year <= record.claim.year for record in reading.records for cited in record.references)


def test_a_real_file_of_local_citation_network_gives_source_and_input_articles_once():
    reading = read_input(shared("exports", "json/localcitationnetwork_examples.json"))
    held = json.loads(shared("exports", "json/localcitationnetwork_examples.json").read_text(encoding="utf-8"))
    articles = [article for network in held for article in (network["source"], *network["input"])]
    identified = {article["id"] for article in articles if "id" in article}
    missing = [article for article in articles if "id" not in article]

    assert reading.format == "local-citation-network"
    assert len(reading.records) == len(identified) + sum("10." in article["title"] for article in missing)
    assert [skip.text for skip in reading.skipped if "without title" in skip.reason] == [
        json.dumps(article) for article in missing if "10." not in article["title"]
    ]
    assert reading.seeds[0].title == "Scientists Rise Up Against Statistical Significance"
    assert len(reading.records[0].references) == 10
    # The second network knows its works by numbers of OpenAlex alone: all 37 of its source lead to claims or are told.
    source = next(record for record in reading.records if record.claim.doi == "10.1371/journal.pmed.0020124")
    known = {article["id"] for key in ("input", "incomingSuggestions", "outgoingSuggestions") for article in held[1][key] if "id" in article}
    assert len(source.references) == len(known & set(held[1]["source"]["references"]))


@pytest.mark.parametrize(
    "text", ['[{"title": {"a": []}, "author": [1, {"family": 7}], "issued": {"date-parts": [[[]]]}, "DOI": [null]}]',
             '{"rawGraph": {"nodes": [1, {"id": null}], "edges": {}}}', '[{"source": {}, "input": [3]}]', '[{"paperId": 1, "references": {}}]',
             '{"results": [{"authorships": [null], "referenced_works": [1, null]}]}', '[{"citing": [], "cited": {}}]', '[{"itemType": []}]']
)  # fmt: skip
def test_values_of_the_wrong_kind_are_no_works(text):
    with pytest.raises(ReadError, match="no item that names a work"):
        read(text)


def test_a_number_too_long_to_read_is_one_sentence():
    with pytest.raises(ReadError, match="too long a number"):
        read('[{"title": "A", "year": ' + "9" * 9000 + "}]")


def test_items_are_told_with_the_line_they_begin_on():
    reading = read('{"meta": {"a": {}},\n"items": [\n{"title": "A"},\n{"note": "x"},\n{"title": "B"}]}')

    assert [seed.line for seed in reading.seeds] == [3, 5]
    assert [skip.line for skip in reading.skipped] == [4]
