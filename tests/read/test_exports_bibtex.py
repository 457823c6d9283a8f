"""BibTeX and BibLaTeX as programs and people write them."""

import time

import pytest

from citegraph.read import read_bytes


def read(text, name="a"):
    return read_bytes(text.encode(), name=name)


def only(fields, kind="article"):
    return read(f"@{kind}{{key,\n title = {{T}},\n {fields}\n}}\n").seeds[0]


def test_authors_are_parted_at_and_outside_braces_only():
    seed = only("author = {{Arts and Letters Council} and Small, Henry AND {Barnes and Noble} and\n Reidar {Van der Berg} and others}")

    assert [str(author) for author in seed.authors] == [
        "Arts and Letters Council", "Small, Henry", "Barnes and Noble", "Van der Berg, Reidar",
    ]  # fmt: skip


def test_biblatex_names_may_have_their_parts_named():
    assert str(only("author = {family=Beethoven, given=Ludwig, prefix=van}").authors[0]) == "van Beethoven, Ludwig"


def test_biblatex_fields_are_read():
    seed = only(
        "subtitle={More}, journaltitle={Nature}, date={2009-05-03/2010}, eprint={2511.18408}, eprinttype={arxiv}, eid={e12}"
    )

    assert (seed.title, seed.container, seed.year, seed.arxiv, seed.article_number) == (
        "T: More", "Nature", 2009, "2511.18408", "e12",
    )  # fmt: skip


def test_a_part_takes_from_its_parent_what_it_does_not_say_wherever_the_parent_stands():
    reading = read(
        "@inproceedings{a, crossref={P}, title={A}, pages={1--2}}\n@proceedings{p, title={Whole}, year=1999, editor={E, F}, "
        "publisher={Pub}, doi={10.1000/p}, crossref={a}}\n"
    )
    part = reading.seeds[0]

    assert (part.title, part.container, part.year, part.publisher, part.doi) == ("A", "Whole", 1999, "Pub", None)


def test_pieces_are_joined_and_strings_are_filled_in_within_strings():
    seed = read(
        '@string{n = "Nature"}\n@string(m = n # { Medicine})\n@article{a, title = "A {"}quote{"}" # { and} # " more", journal = m}'
    ).seeds[0]

    assert (seed.title, seed.container) == ('A "quote" and more', "Nature Medicine")


def test_strings_that_grow_without_end_do_not():
    text = '@string{a0 = "xxxxxxxxxx"}\n' + "".join(
        f"@string{{a{n} = a{n - 1} # a{n - 1} # a{n - 1} # a{n - 1}}}\n" for n in range(1, 40)
    )

    assert len(read(text + "@article{a, title={T}, journal=a39}").seeds[0].container) < 5000


@pytest.mark.parametrize(
    "entry",
    [
        "@article(a, title = {T}, year = 1973)",
        "@article{a, title = {T} year = 1973}",
        "@ARTICLE{a title here,\n TITLE = {T},,\n % a comment, with = and {\n Year = {1973},}",
        "@article{\n title = {T},\n year = 1973\n}",
        "@article{a\n title = {T},\n year = 1973\n}",
        "@article{a, title = {T}, note = , year = 1973}",
        "@article{a, funding text 1 = {X}, title = {T}, year = 1973}",
        "@article{a, title = {T}, abstract = {a \\{ b}, year = 1973}",
        "@article{a, title = {T}, file = {C:\\}, year = 1973}",
        "@article{a, title = {T}, ???, year = 1973}",
    ],
)
def test_faults_of_punctuation_cost_nothing(entry):
    reading = read(f"@book{{before, title={{B}}}}\n{entry}\n@book{{after, title={{A}}}} @book{{last, title={{L}}}}\n")

    assert [(seed.title, seed.year) for seed in reading.seeds] == [("B", None), ("T", 1973), ("A", None), ("L", None)]


def test_an_entry_that_is_not_closed_costs_itself_and_is_told():
    reading = read("@book{a, title={A}}\n\n@book{b,\n title = {B,\n year = 1973\n\n@book{c, title={C}}\n")

    assert [seed.title for seed in reading.seeds] == ["A", "C"]
    assert [(skip.line, skip.reason) for skip in reading.skipped] == [(3, "a BibTeX entry without its closing brace")]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"M{\"u}ller \& S{\o}n", "Müller & Søn"),
        (r"Erd{\H o}s, Ji{\v{r}}{\'{\i}} and {\AA}ngstr\"om", "Erdős, Jiří and Ångström"),
        (r"Stra\ss e -- \c{C}a", "Straße – Ça"),
        (r"$\alpha$-helices of H$_2$O at 5\%", "α-helices of H₂O at 5%"),
        (r"100% of \emph{Natrix}", "100% of Natrix"),
        (r"{\'i} m{\'o}tm{\ae}lum", "í mótmælum"),
        (r"D\\'ecoret and Gau{\\ss}: one line\\ and another", "Décoret and Gauß: one line and another"),
        (r"\frac \begin{x", None),
    ],
)
def test_latex_becomes_text(written, plain):
    title = read(f"@article{{a, author={{A, B}}, title = {{{written}}}\n, year=1999}}\n@book{{b, title={{B}}}}").seeds[0].title

    assert title == plain or plain is None


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ("url = {https://doi.org/10.1000/A_b}", "doi", "10.1000/a_b"),
        ("doi = {10.1000/a\\_b}", "doi", "10.1000/a_b"),
        ("howpublished = {\\url{https://doi.org/10.1000/a}}", "doi", "10.1000/a"),
        ("note = {{PMID:} 23439512}", "pmid", "23439512"),
        ("pmcid = {PMC3363389}", "pmcid", "PMC3363389"),
        ("eprint = {cs/0309023}, archivePrefix = {arXiv}", "arxiv", "cs/0309023"),
        ("journal = {arXiv preprint arXiv:1706.03762}", "arxiv", "1706.03762"),
        ("isbn = {978-3-16-148410-0}", "isbn", "9783161484100"),
        ("eprint = {21770786}, eprinttype = {pubmed}", "pmid", "21770786"),
    ],
)
def test_identifiers_are_found_where_writers_put_them(fields, name, value):
    assert getattr(only(fields), name) == value


def test_lists_of_web_of_science_and_their_length_are_read():
    record = read(
        "@article{a, title={A}, Number-of-Cited-References = {{3}}, Cited-References = {{Hirsch JE, 2005, P NATL ACAD SCI USA, "
        "V102, P16569, DOI 10.1073/pnas.0507655102.\n   Small H, 1973, J AM SOC INFORM SCI, V24, P265.}}}"
    ).records[0]

    assert [reference.volume for reference in record.references] == ["102", "24"]
    assert record.references_claimed == 3


@pytest.mark.parametrize("text", ["{" * 100_000, "\\" * 100_001, "$" * 50_001, "{" * 50_000 + "}" * 50_000, '"' * 99_999, "@a{" * 30_000])
def test_hostile_values_are_read_or_refused_in_time(text):
    begin = time.process_time()
    reading = read(f"@book{{ok, title={{A}}}}\n@article{{a, title = {{{text}}}, year=1999}}\n@book{{b, title={{B}}}}\n")

    assert {"A", "B"} <= {seed.title for seed in reading.seeds}
    assert time.process_time() - begin < 4


def test_scopus_lists_keep_titles_apart_from_years_and_sources():
    record = read(
        "@article{a, title={A}, references={Chen, J., He, X., Diet (effects of) and obesity (2014) J. Food Sci., 79 (3), pp. 4-9; "
        "Scott, J., (2000) Networks, , Sage; Millennium Assessment, (2005) Ecosystems, Island Press}}"
    ).records[0]

    assert [(cited.title, cited.year) for cited in record.references[:2]] == [
        ("Diet (effects of) and obesity", 2014),
        ("Networks", 2000),
    ]
    assert record.references[0].container == "J. Food Sci."
    assert record.references[2].year == 2005


def test_blanks_where_a_key_should_be_cost_nothing():
    begin = time.process_time()
    read("@book{ok, title={A}}\n@article{" + "\n" * 15_000 + "x = {1}}\n")

    assert time.process_time() - begin < 2


def test_what_goes_on_behind_a_semicolon_is_part_of_the_reference_before_it():
    listed = (
        "Lee, A., Smoking (2007) N Engl J Med, 357 (2), pp. 509-510. , https://doi.org/10.1056/NEJMa070, Feb 13; PMID: 33460559; "
        "(2015) Smart cities, , ISO, Geneva; Clem J, R., Bean, C., (1964) Phys. Rev. Lett., 13, p. 1451. , PRLTAO 0031-9007"
    )
    entry = f"@article{{a,\n title={{A}},\n author={{B, C}},\n year=2020,\n references={{{listed}}},\n source={{Scopus}}\n}}\n"
    lee, cities, clem = read_bytes(entry.encode(), name="a.bib").records[0].references

    assert (lee.title, lee.pmid, lee.doi, lee.pages) == ("Smoking", "33460559", "10.1056/nejma070", "509-510")
    assert (cities.title, cities.year, cities.publisher, cities.authors) == ("Smart cities", 2015, "ISO, Geneva", ())
    assert (clem.container, clem.title, str(clem.authors[0])) == ("Phys. Rev. Lett.", None, "Clem, J.R.")
