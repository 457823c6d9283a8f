"""Crossref's records, with everything that is odd about them."""

import gzip
import json
import time
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citegraph.errors import InvalidDOI
from citegraph.model import Author
from citegraph.sources.records import SELECT, doi_of, plain, read_work, slim
from tests.shared_data import shared


def read(**fields):
    return read_work({"DOI": "10.5555/a", **fields})


def reference(**fields):
    return read(reference=[{"key": "1", **fields}]).references[0]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("The <i>Peer</i>\n   role", "The Peer role"),
        ("Q&amp;A", "Q&A"),
        ("Q&amp;amp;A", "Q&A"),
        ("P &lt; 0.05", "P < 0.05"),
        ("<jats:p>One</jats:p><jats:p>two</jats:p>", "One two"),
        ("CO<sub>2</sub> and H<sup>+</sup>", "CO2 and H+"),
        ('<emph type="ital">Guidelines</emph>', "Guidelines"),
        ("<mml:math><mml:msub>\n <mml:mi>L</mml:mi>\n <mml:mn>2</mml:mn></mml:msub></mml:math> norm", "L 2 norm"),
        ("a<!-- hidden -->b<br/>c", "a b c"),
        ("if a <b and c> d", "if a <b and c> d"),
        ("half a character \ud800 and a bell \x07", "half a character and a bell"),
        (" \n ", None),
        (None, None),
        (["a"], None),
        (12, "12"),
    ],
)
def test_markup_entities_and_breaks_become_plain_text(printed, text):
    assert plain(printed) == text


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": ["Peer support"], "subtitle": ["A view"]}, "Peer support: A view"),
        ({"title": ["Peer support: a view"], "subtitle": ["A view"]}, "Peer support: a view"),
        ({"title": ["Peer support?"], "subtitle": ["A view"]}, "Peer support? A view"),
        ({"title": ["", "Second"]}, "Second"),
        ({"title": "A bare string"}, "A bare string"),
        ({"title": []}, None),
        ({"title": None}, None),
        ({}, None),
    ],
)
def test_subtitle_joins_the_title_once(fields, title):
    assert read(**fields).title == title


@pytest.mark.parametrize(
    ("people", "authors"),
    [
        ([{"family": "Asad", "given": "Sarah"}], (Author("Asad", "Sarah"),)),
        ([{"name": "World Health Organization"}], (Author("World Health Organization"),)),
        ([{"given": "Plato"}], (Author("Plato"),)),
        ([{"affiliation": []}, None, "Asad"], ()),
        (None, ()),
    ],
)
def test_authors_may_lack_parts(people, authors):
    assert read(author=people).authors == authors


@pytest.mark.parametrize(
    ("said", "orcid"),
    [
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("http://orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("https://orcid.org/0000-0002-1825-0098", None),
        (7, None),
        (None, None),
    ],
)
def test_an_orcid_is_told_if_it_can_be_one(said, orcid):
    person = {"family": "Asad", "given": "Sarah", "ORCID": said}

    assert [author.orcid for author in read(author=[person, {"family": "Mead"}]).authors] == [orcid, None]
    assert [author.orcid for author in read_work(slim({"DOI": "10.5555/a", "author": [person]})).authors] == [orcid]


def test_editors_stand_in_where_there_are_no_authors():
    assert read(author=[], editor=[{"family": "Mead"}]).authors == (Author("Mead"),)


@pytest.mark.parametrize("date", [{"date-parts": [[None]]}, {"date-parts": []}, {"date-parts": None}, {}, None, "2012"])
def test_a_date_without_a_year_gives_none(date):
    work = read(issued=date)

    assert (work.year, work.years) == (None, ())


def test_every_year_of_the_record_is_kept_and_issued_is_the_year():
    work = read(
        issued={"date-parts": [[2015, 12]]},
        **{"published-print": {"date-parts": [[2016]]}, "published-online": {"date-parts": [["2015"]]}},
    )

    assert (work.year, work.years) == (2015, (2015, 2016))


def test_no_reference_list_differs_from_an_empty_one():
    assert read().references is None
    assert read(reference=[]).references == ()
    assert read(reference="none").references is None


def test_a_reference_of_fields_has_them_joined_as_text():
    said = reference(author="Small", year="1973", volume="24", **{"article-title": "Co-citation", "first-page": "265"})

    assert said.text == "Small, Co-citation, 1973, 24, 265"
    assert (said.authors, said.year, said.title) == ((Author("Small"),), 1973, "Co-citation")
    assert (said.volume, said.pages, said.number, said.deposited) == ("24", "265", 1, True)


def test_a_chapters_container_is_its_volume():
    said = reference(**{"article-title": "Peer support", "volume-title": "Handbook", "series-title": "Series"})

    assert (said.title, said.container) == ("Peer support", "Series")
    assert reference(**{"article-title": "Peer support", "volume-title": "Handbook"}).container == "Handbook"
    assert reference(**{"volume-title": "Handbook"}).title == "Handbook"


@pytest.mark.parametrize(
    ("printed", "year"), [("2012a", 2012), ("0", None), ("202", None), ("in press", None), ("", None)]
)
def test_years_of_references_are_read_with_care(printed, year):
    assert reference(year=printed).year == year


@pytest.mark.parametrize(
    ("deposited", "doi"),
    [
        ("10.1126/Science.149.3683.510", "10.1126/science.149.3683.510"),
        ("https://doi.org/10.1002/asi.20317", "10.1002/asi.20317"),
        ("10.1002/asi.20317.", "10.1002/asi.20317"),
        ("10.1002/(SICI)1097&lt;693::AID-A4&gt;3.0.CO;2-O", "10.1002/(sici)1097<693::aid-a4>3.0.co;2-o"),
        ("not a doi", None),
        (12, None),
    ],
)
def test_deposited_dois_have_one_spelling(deposited, doi):
    assert reference(DOI=deposited).doi == doi


def test_a_doi_that_is_none_keeps_its_text_and_asserts_nothing():
    said = reference(DOI="see the web", author="Small")

    assert (said.doi, said.asserted_by, said.text) == (None, None, "Small, see the web")


def test_crossrefs_own_matches_keep_their_odd_ending():
    said = reference(DOI="10.1021/la302706b.", **{"doi-asserted-by": "crossref"})

    assert (said.doi, said.asserted_by) == ("10.1021/la302706b.", "crossref")


def test_identifiers_are_found_in_printed_text():
    said = reference(unstructured="Cook JA. J Ment Health.\n PMID: 21770786. doi:10.3109/09638237.2011.583947")

    assert (said.doi, said.pmid, said.asserted_by) == ("10.3109/09638237.2011.583947", "21770786", "publisher")
    assert said.text == "Cook JA. J Ment Health. PMID: 21770786. doi:10.3109/09638237.2011.583947"


def test_a_record_without_a_doi_is_refused():
    with pytest.raises(InvalidDOI):
        doi_of({"title": ["Peer support"]})


def test_unknown_keys_are_ignored():
    assert read(_stub="x", **{"new-field": {"a": 1}}) == read()


def test_every_kept_field_may_be_selected_in_lists():
    names = json.loads(shared("..", "crossref-openapi-3.32.0.schemas.json").read_text(encoding="utf-8"))["valid_names"]

    assert set(SELECT) <= set(names["/works"]["select"])


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["date-parts", "family", "a"]), inner),
    max_leaves=6,
)
_ENTRY_KEYS = ["DOI", "unstructured", "year", "author", "ISBN", "volume", "first-page", "doi-asserted-by"]


@given(
    st.dictionaries(st.sampled_from([*SELECT, "abstract"]), _JSON),
    st.lists(st.dictionaries(st.sampled_from(_ENTRY_KEYS), _JSON) | _JSON, max_size=3),
)
def test_no_shape_of_any_field_costs_the_record(fields, entries):
    record = fields | {"DOI": "10.5555/a", "reference": entries}

    assert read_work(slim(record)) == read_work(record)


def real_records(count):
    with gzip.open(shared("matching", "works.jsonl.gz"), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, count)]


def test_slim_records_of_real_works_describe_the_same_works():
    records = real_records(2000)

    assert [read_work(slim(record)) for record in records] == [read_work(record) for record in records]


@pytest.mark.benchmark
def test_a_reference_takes_little_time_to_read():
    records = [record for record in real_records(14067) if "reference" in record][:500]
    references = sum(len(record["reference"]) for record in records)
    start = time.process_time()

    for record in records:
        read_work(record)

    assert (time.process_time() - start) / references < 40e-6
