"""Inputs of every kind, and inputs that are none."""

import re

import pytest

from citegraph.errors import InvalidDOI, ReadError
from citegraph.read import read_bytes, read_input, read_inputs

REFERENCES = (
    "1. Müller A. Über Bücher. Z Psych. 1999;12:3-9.\n"
    "2. García B. Un título. Rev Psic. 2001;3:4-7.\n"
    "3. Ångström C. Något om allt. J Foo. 2003;4:5-9.\n"
)


def problem(source, **options):
    with pytest.raises(ReadError) as caught:
        read_input(source, **options)
    return str(caught.value)


@pytest.mark.parametrize("given", ["10.1002/ASI.20317", "doi:10.1002/asi.20317", "https://doi.org/10.1002/asi.20317"])
def test_a_doi_is_one_seed_named_by_itself(given):
    reading = read_input(given)

    assert (reading.format, reading.input) == ("doi", "10.1002/asi.20317")
    assert [seed.doi for seed in reading.seeds] == ["10.1002/asi.20317"]


@pytest.mark.parametrize("given", ["10.1/", "https://doi.org/", "doi:10.1176/"])
def test_something_like_a_doi_that_is_none_is_refused(given):
    with pytest.raises(InvalidDOI):
        read_input(given)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_encoding_of_a_file_does_not_matter(encoding):
    reading = read_bytes(REFERENCES.encode(encoding), name="list.txt")

    assert [entry.text[:10] for entry in reading.entries] == ["Müller A. ", "García B. ", "Ångström C"]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_count_as_one(end):
    reading = read_bytes(REFERENCES.replace("\n", end).encode(), name="list.txt")

    assert [entry.line for entry in reading.entries] == [1, 2, 3]


def test_an_input_is_named_without_its_folder(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text(REFERENCES, encoding="utf-8")

    assert read_input(path).input == "list.txt"
    assert len(read_input(str(path)).sha256) == 64


def test_the_format_is_told_by_content_not_by_name():
    assert read_bytes(b"@book{a, title={Baz}, year={2001}}", name="a.txt").format == "bibtex"
    assert read_bytes(b"TY  - JOUR\nTI  - Baz\nER  -", name="a.bib").format == "ris"
    assert read_bytes(b'[{"title": "Baz", "type": "book"}]', name="a.txt").format == "csl-json"
    assert read_bytes(REFERENCES.encode(), name="a.html").format == "bibliography"


def test_numbers_in_brackets_are_no_json():
    text = (
        b"[1] Small H. Co-citation. J Am Soc Inf Sci. 1973;24:265-9.\n[2] Price D. Networks. Science. 1965;149:510-5.\n"
    )

    assert [
        entry.number
        for entry in read_bytes(text + b"[3] Kessler M. Coupling. Am Doc. 1963;14:10-25.", name="a").entries
    ] == [1, 2, 3]


def test_dois_are_read_wherever_they_stand_and_each_once():
    text = "mine:\n10.1002/asi.20317 10.1186/x-1\n\nhttps://doi.org/10.1007/y-8\n10.1/\n10.1002/ASI.20317\n"
    reading = read_bytes(text.encode(), name="dois.txt")

    assert reading.format == "doi-list"
    assert [(entry.doi, entry.line) for entry in reading.entries] == [
        ("10.1002/asi.20317", 2),
        ("10.1186/x-1", 2),
        ("10.1007/y-8", 4),
    ]
    assert [(skip.line, skip.reason) for skip in reading.skipped] == [
        (5, "not a DOI"),
        (6, "the same DOI as on line 2"),
    ]


def test_lines_are_references_if_the_user_says_so(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("anything\n\n  at all \n", encoding="utf-8")
    (reading,) = read_inputs([path], lines=True)

    assert [(entry.text, entry.line, entry.number) for entry in reading.entries] == [
        ("anything", 1, 1),
        ("at all", 3, 2),
    ]


@pytest.mark.parametrize("numbers", [("", ""), ("1. ", "2. "), ("[1] ", "[2] ")])
def test_a_bibliography_may_be_short(numbers):
    first, second = numbers
    one = f"{first}Asad S, Chreim S. Peer support. Community Ment Health J. 2016;52(7):767-74. doi:10.1234/a"
    two = f"{one}\n{second}Tate MC, Roy R. Impact of being a peer. Community Ment Health J. 2021;57:1-9."

    assert [(r.format, len(r.entries)) for r in (read_bytes(each.encode(), name="a") for each in (one, two))] == [
        ("bibliography", 1),
        ("bibliography", 2),
    ]


def test_a_missing_file_a_folder_and_an_address_each_get_one_sentence(tmp_path):
    assert problem(tmp_path / "none.txt").endswith("none.txt: there is no such file")
    assert problem(tmp_path).endswith("is a folder: name the files in it")
    assert "save the page" in problem("https://example.org/page")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"%PDF-1.7 abc", "is a damaged PDF"),
        (bytes(range(256)) * 20, "is not a text file"),
        (b"We went to the sea, and it was fine.\n", "no reference, no DOI and no work found in it"),
    ],
)
def test_what_holds_no_text_or_no_work_is_refused(content, sentence):
    with pytest.raises(ReadError, match=sentence):
        read_bytes(content, name="a.txt")


def test_fifty_million_characters_of_noise_are_refused_at_once():
    noise = b"lorem qwxz 12 kdjf, sdkfj (sdf) x\n" * 1_500_000

    with pytest.raises(ReadError, match="nothing that looks like a reference was found in its 51,000,000 characters"):
        read_bytes(noise, name="noise.txt")


def test_a_bibliography_over_the_limit_is_refused_not_cut_short():
    with pytest.raises(ReadError, match="a page may have 2,000,000: split it"):
        read_bytes(REFERENCES.encode() * 20_000, name="long.txt")


def test_a_broken_export_is_refused_with_its_line():
    broken = read_bytes(b"% mine\n@article{a,\n title = {Foo\n", name="a.bib")

    assert re.match(r"^a.bib:2: .*closing brace", str(broken.unusable))
    with pytest.raises(ReadError, match=r"^a.json:2: its JSON is broken"):
        read_bytes(b'[{"title": "a"},\n {"title": ]', name="a.json")


def test_a_piece_of_a_saved_page_is_read_as_html():
    items = "".join(f"<li>{line.partition(' ')[2]}</li>\n" for line in REFERENCES.splitlines())
    reading = read_bytes(f"<ol>{items}</ol>".encode(), name="piece.txt")

    assert [(entry.number, entry.line) for entry in reading.entries] == [(1, 1), (2, 2), (3, 3)]
    assert "<" not in reading.entries[0].text


def test_addresses_of_articles_are_as_good_as_their_dois():
    text = b"https://link.example.org/article/10.1007/s1-2\nhttps://journal.example.org/doi/abs/10.1177/00207\n"

    assert [entry.doi for entry in read_bytes(text, name="a").entries] == ["10.1007/s1-2", "10.1177/00207"]


@pytest.mark.parametrize("text", ["32070161\n22654945\n", "PMID: 32070161\nPMID 22654945.\n"])
def test_pubmed_numbers_one_a_line_are_seeds(text):
    reading = read_bytes(text.encode(), name="a")

    assert (reading.format, [entry.pmid for entry in reading.entries]) == ("pmid-list", ["32070161", "22654945"])


def test_a_repeated_pubmed_number_is_told():
    (skip,) = read_bytes(b"32070161\n32070161\n", name="a").skipped

    assert (skip.line, skip.reason) == (2, "the same PubMed number as on line 1")


def test_a_latex_bibliography_is_read_as_it_prints():
    reading = read_bytes(
        rb"""\documentclass{article}\begin{document}
We follow \cite{mead}.
\begin{thebibliography}{9}
\bibitem{mead} S.~Mead, D.~Hilton and L.~Curtis, ``Peer support:
  a theoretical perspective,'' \emph{Psychiatr.\ Rehabil.\ J.}, vol.~25, no.~2, pp.~134--141, 2001. % checked
\bibitem[M{\"u}ller et~al.(1999)]{mul} J.~M{\"u}ller. {P}eer support among us: {A} review.
  \textit{Clinical Psychology}, {\bf 6}(2):165--187, 1999. \doi{10.1093/clipsy.6.2.165}
\end{thebibliography}\end{document}
""",
        name="a.tex",
    )
    first, second = reading.references

    assert ([author.family for author in first.authors], first.title) == (["Mead", "Hilton", "Curtis"], "Peer support: a theoretical perspective")
    assert (first.volume, first.issue, first.pages, first.year, first.line) == ("25", "2", "134-141", 2001, 4)
    assert (second.authors[0].family, second.volume, second.doi, second.line) == ("Müller", "6", "10.1093/clipsy.6.2.165", 6)
    assert [skip.line for skip in reading.skipped] == [1, 2, 8]


def test_a_list_of_identifiers_of_every_kind_loses_none():
    lines = [
        "Reading list:", "arXiv:2101.00001", "https://arxiv.org/abs/1706.03762v5", "PMC3363389", "PMID: 21770786",
        "https://pubmed.ncbi.nlm.nih.gov/11769979/", "- ISBN 978-0-262-03384-8", "10.1007/s10597-015-9970-5",
        "2. https://doi.org/10.1037/h0095032", "https://www.example.org/pii/S0277953620301234", "21770786",
    ]  # fmt: skip
    reading = read_bytes("\n".join(lines).encode(), name="ids.txt")

    assert [(seed.doi, seed.pmid, seed.pmcid, seed.arxiv, seed.isbn) for seed in reading.seeds] == [
        (None, None, None, "2101.00001", None), (None, None, None, "1706.03762", None), (None, None, "PMC3363389", None, None),
        (None, "21770786", None, None, None), (None, "11769979", None, None, None), (None, None, None, None, "9780262033848"),
        ("10.1007/s10597-015-9970-5", None, None, None, None), ("10.1037/h0095032", None, None, None, None),
    ]  # fmt: skip
    assert [skip.line for skip in reading.skipped] == [1, 10, 11]


def test_a_saved_page_that_shows_nothing_is_known_by_what_it_tells_machines():
    page = '<html><head><meta name="citation_doi" content="10.1234/a"><meta name="citation_title" content="A title"></head><body></body></html>'

    assert read_bytes(page.encode(), name="a.html").about.claim.doi == "10.1234/a"


def test_a_damaged_declaration_costs_a_page_nothing_else():
    page = f"<html><body><p>Before</p><![CDA x ]]><p>{REFERENCES}</p><![foo [ x]]></body></html>"

    assert len(read_bytes(page.encode(), name="a.html").references) == len(read_bytes(REFERENCES.encode(), name="a.html").references)


def test_a_page_that_is_a_table_of_works_is_read_as_one():
    page = (
        "<html><body><h1>Included studies</h1>\n<table><tr><td>Menu</td></tr></table><table>\n"
        "<tr><th>Author</th><th>Year</th><th>Title</th><th>Journal</th></tr>\n"
        "<tr><td>Asad S, Chreim S</td><td>2016</td><td>Roles of <i>peer</i> workers</td><td>Community J</td></tr>\n"
        "<tr><td>Repper J</td><td>2011</td><td>A review</td><td>J Ment Health</td></tr>\n</table></body></html>"
    )
    reading = read_bytes(page.encode(), name="a.html")

    assert [(seed.line, seed.year, seed.title) for seed in reading.seeds] == [(4, 2016, "Roles of peer workers"), (5, 2011, "A review")]
    assert [author.family for author in reading.seeds[0].authors] == ["Asad", "Chreim"]
