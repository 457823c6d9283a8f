"""MEDLINE, Refer, RefWorks, ProQuest, Ovid, Embase, Cochrane, PubMed and NoteExpress: records of tags and values."""

import pytest

from citegraph.read import read_bytes


def read(text, name="a"):
    return read_bytes(text.encode(), name=name)


MEDLINE = """PMID- 25744111
OWN - NLM
VI  - 129
IP  - 5
DP  - 2015 May
TI  - Effectiveness of public health
      practices
PG  - 475-82
LID - 10.1016/j.puhe.2015.01.018 [doi]
LID - S0033-3506(15)00037-2 [pii]
FAU - Fujiwara, T
AU  - Fujiwara T
PT  - Journal Article
JT  - Public health
PMC - PMC1234567
RF  - 30
"""


def test_a_medline_record_brings_its_fields_and_identifiers():
    record = read(MEDLINE).records[0]
    seed = record.claim

    assert (seed.title, seed.year, seed.container) == ("Effectiveness of public health practices", 2015, "Public health")
    assert (seed.doi, seed.pmid, seed.pmcid) == ("10.1016/j.puhe.2015.01.018", "25744111", "PMC1234567")
    assert (str(seed.authors[0]), seed.kind, record.references_claimed) == ("Fujiwara, T", "article-journal", 30)


@pytest.mark.parametrize("between", ["", "\n", "\n\n2. \n"])
def test_medline_records_are_parted_with_and_without_blank_lines(between):
    reading = read(between.join([MEDLINE, MEDLINE.replace("25744111", "25744112")]))

    assert [seed.pmid for seed in reading.seeds] == ["25744111", "25744112"]


def test_a_blank_line_in_an_abstract_ends_no_record():
    reading = read(MEDLINE.replace("PG  -", "AB  - One.\n\n      Two.\nPG  -"))

    assert [(seed.pages, seed.doi) for seed in reading.seeds] == [("475-82", "10.1016/j.puhe.2015.01.018")]


def test_eric_names_the_publisher_of_a_document_as_its_journal():
    seed = read("OWN - ERIC\nTI  - A report\nAU  - Moore, R\nJT  - ACT, Inc.\nOID - ED602023\nDP  - 2019\n").seeds[0]

    assert (seed.container, seed.publisher) == (None, "ACT, Inc.")


def test_refer_records_are_parted_by_their_type_or_a_blank_line():
    reading = read("%0 Book\n%A Small, H\n%T A\n%X one\n\ntwo\n\n%D 1973\n%0 Book\n%T B\n\n%A Price, D\n%T C\n")

    assert [(seed.title, seed.year) for seed in reading.seeds] == [("A", 1973), ("B", None), ("C", None)]


def test_chinese_records_name_all_their_authors():
    reading = read("%0 Journal Article\n%A 余敏;朱江；丁照蕾\n%T 参考文献管理工具研究\n%J 现代情报\n%D 2009\n%R 10.3969/j.issn.1008-0821.2009.02.027\n")

    assert [author.family for author in reading.seeds[0].authors] == ["余敏", "朱江", "丁照蕾"]
    assert reading.seeds[0].doi == "10.3969/j.issn.1008-0821.2009.02.027"


def test_note_express_records_are_read():
    text = (
        "{Reference Type}: Journal Article\n{Title}: 题目\n{Author}: 张三;李四\n{Journal}: 现代情报\n{Year}: 2009\n"
        "{Volume}: 29\n{Issue}: 2\n{Pages}: 94-98\n{ISBN/ISSN}: 1008-0821\n{Abstract}: 一\n二\n\n"
        "{Reference Type}: Thesis\n{Title}: 论文\n{Author}: 王五\n{Publisher}: 四川大学\n"
    )
    first, second = read(text).seeds

    assert (first.title, first.container, first.volume, first.issue, first.pages) == ("题目", "现代情报", "29", "2", "94-98")
    assert (second.title, second.kind, second.publisher) == ("论文", "thesis", "四川大学")


OVID = """Results generated from: Ovid MEDLINE(R)
<1>
Unique Identifier
  26676650
Title
  Peer Support Providers' Role Experiences on Interprofessional
  Mental Health Care Teams.
Source
  Community Mental Health Journal. 52(7):767-74, 2016 10.
Authors
  Asad S; Chreim S

Digital Object Identifier
  https://dx.doi.org/10.1007/s10597-015-9970-4
Year of Publication
  2016

<2>
Title
  [Introducing peer workers].
Source
  BMC Health Services Research. 13:188, 2013 May 24.
Authors
  Gillard SG
<3>
Source
"""


def test_ovid_records_have_the_names_of_fields_on_lines_of_their_own():
    reading = read(OVID)
    first, second = reading.seeds

    assert reading.format == "ovid"
    assert first.title == "Peer Support Providers' Role Experiences on Interprofessional Mental Health Care Teams"
    assert (first.container, first.volume, first.issue, first.pages) == ("Community Mental Health Journal", "52", "7", "767-74")
    assert (first.doi, [str(author) for author in first.authors]) == ("10.1007/s10597-015-9970-4", ["Asad, S", "Chreim, S"])
    assert (second.container, second.volume, second.pages, second.year) == ("BMC Health Services Research", "13", "188", 2013)
    assert [(block.line, block.record) for block in reading.skipped] == [(25, True)]


def test_embase_records_have_their_source_in_one_line():
    text = (
        "RECORD 1\n\nTITLE\nPEER SUPPORT\n\nAUTHOR NAMES\nSmith J.\nJones K.\n\nSOURCE\n"
        "Psychiatric Services (2014) 65:4 (429-441). Date of Publication: 2014\n\nMEDLINE PMID\n24549400\n\n"
        "RECORD 2\n\nTITLE\nA book\n\nSOURCE\nA press, in no form\n"
    )
    first, second = read(text).seeds

    assert (first.title, first.year, first.pmid) == ("PEER SUPPORT", 2014, "24549400")
    assert (first.container, first.volume, first.issue, first.pages) == ("Psychiatric Services", "65", "4", "429-441")
    assert [str(author) for author in first.authors] == ["Smith, J.", "Jones, K."]
    assert (second.title, second.container, second.line) == ("A book", "A press, in no form", 16)


def test_cochrane_records_are_read():
    text = (
        "Record #1 of 2\nID: CN-01234567\nAU: Smith J\nAU: Jones K\nTI: A trial of peer support\nSO: Psychiatric services\n"
        "YR: 2014\nVL: 65\nNO: 4\nPG: 429-441\nPM: PUBMED 24549400\nPT: Journal article\nAB: Aim: to see.\nMore.\n"
        "DOI: 10.1176/appi.ps.201300244\n\n\nRecord #2 of 2\nID: CN-7654321\nSO:\n"
    )
    reading = read(text)
    (seed,) = reading.seeds

    assert (reading.format, seed.title, seed.year, seed.kind) == ("cochrane", "A trial of peer support", 2014, "article-journal")
    assert (seed.container, seed.volume, seed.issue, seed.pages) == ("Psychiatric services", "65", "4", "429-441")
    assert (seed.doi, seed.pmid) == ("10.1176/appi.ps.201300244", "24549400")
    assert [author.family for author in seed.authors] == ["Smith", "Jones"]
    assert [(block.line, block.record) for block in reading.skipped] == [(18, True)]


PUBMED_TEXT = """1. Community Ment Health J. 2016 Oct;52(7):767-74. doi: 10.1007/s10597-015-9970-4.
Epub 2015 Dec 16.

Peer Support Providers' Role Experiences on Interprofessional Mental Health Care
Teams: A Qualitative Study.

Asad S(1), Chreim S(2)(3).

Author information:
(1)Telfer School of Management, Ottawa, ON, Canada.

AIM:
1. To see. Data of 2013 were used.

2. To tell.

DOI: 10.1007/s10597-015-9970-4
PMID: 26676650 [Indexed for MEDLINE]


2. Psychiatr Prax. 2013.

[Peer work].

[Article in German]

Gillard SG, van der Berg C Jr; Peer Group.

PMCID: PMC3665590
PMID: 23705767
"""


def test_pubmed_prints_a_record_in_paragraphs():
    reading = read(PUBMED_TEXT)
    first, second = reading.seeds

    assert (reading.format, first.line, second.line, reading.skipped) == ("pubmed-text", 1, 21, ())
    assert first.title == (
        "Peer Support Providers' Role Experiences on Interprofessional Mental Health Care Teams: A Qualitative Study"
    )
    assert (first.container, first.year, first.volume, first.issue, first.pages) == ("Community Ment Health J", 2016, "52", "7", "767-74")
    assert (first.doi, first.pmid) == ("10.1007/s10597-015-9970-4", "26676650")
    assert [str(author) for author in first.authors + second.authors] == ["Asad, S", "Chreim, S", "Gillard, SG", "van der Berg, C"]
    assert (second.title, second.container, second.year, second.pmcid) == ("[Peer work]", "Psychiatr Prax", 2013, "PMC3665590")


def test_the_legend_of_a_refworks_file_is_no_record():
    reading = read("Tag legend\nRT=Reference Type\nBEGIN EXPORTED REFERENCES\n\nRT Book, Whole\nSR 1\nA1 Small,H\nT1 A\n")

    assert [(seed.title, seed.line) for seed in reading.seeds] == [("A", 5)]


def test_refworks_references_are_the_list_of_their_record():
    text = "RT Journal\nSR 1\nA1 Small,H\nT1 A\nCR Price D. Networks. Science. 1965;149:510-5.\nMead S. Peers. Nature. 2001;3:4.\n"

    assert [reference.year for reference in read(text).references] == [1965, 2001]


def test_proquest_documents_are_told_by_their_rule_and_number():
    rule = "_" * 60
    text = (
        f"{rule}\nTable of contents\n1. A title: and more\n{rule}\nDocument 1 of 2\nA title: and more\nAuthor: Sun, X; Roy, A\n"
        f"Publication title: Nature\nVolume: 3\nPages: 4-9\nPublication year: 2014\nDocument type: Journal Article\n"
        f"Title: A title: and more\n{rule}\nDocument 2 of 2\nAnother\nAuthor: Doe, J\nPublication year: 2013\n{rule}\n"
    )
    reading = read(text)

    assert [(seed.title, seed.year, len(seed.authors)) for seed in reading.seeds] == [
        ("A title: and more", 2014, 2),
        ("Another", 2013, 1),
    ]
    assert reading.seeds[0].container == "Nature"


@pytest.mark.parametrize(
    "text",
    [
        "RT Journal of tags: an essay. Small H. Nature. 1973;1:2.\n",
        "50%\n%T of it is text.\n\nSmall H. Co-citation. Nature. 1973;1:2-9.\nPrice D. Networks. Science. 1965;149:510-5.\n",
        "PMID: 25744111\nSmall H. Co-citation. Nature. 1973;1:2. PMID- 1\n",
        "Document 1 of 2\nSmall H. Co-citation. Nature. 1973;1:2.\n",
    ],
)
def test_words_of_a_page_are_not_taken_for_tags(text):
    assert read(text).format not in {"refworks", "refer", "medline", "proquest"}


def test_a_list_with_its_numbers_of_pubmed_on_lines_of_their_own_is_a_list():
    entries = [
        "1. Asad S, Chreim S. Peer support. Community Ment Health J. 2016;52:767-74.\n\nPMID: 26676650",
        "2. Gillard S, Holley J. Peer workers. Adv Psychiatr Treat. 2014;20:286-92.\n\nPMID: 23705767",
        "3. Repper J, Carter T. A review. J Ment Health. 2011;20:392-411.\n\nPMID: 21770786",
    ]
    reading = read("\n\n".join(entries))

    assert [seed.year for seed in reading.seeds] == [2016, 2014, 2011]
