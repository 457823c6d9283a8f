"""The source of an encyclopedia's page gives every work that it cites, in templates, notes and lists."""

import time

import pytest

from citegraph.read import read_bytes


def entries_of(source):
    reading = read_bytes(source.encode(), name="page.txt")
    assert reading.format == "wikitext"
    return reading


def test_fields_of_a_template_are_read_with_links_emphasis_and_comments_taken_away():
    source = (
        "Text.<ref name=a>{{Cite book|last1=Davidson|first1=Larry|author-link=x|chapter=Peers<!-- or \n so -->\n"
        "|title=The [[Oxford|Oxford]] ''Handbook'' &amp; more|editor-last=Smith|publisher=[[University Press|UP]]\n"
        "|isbn=978-0-19-517000-0|date=12 March 2006|page=[https://example.org/p 34]}}</ref>"
    )

    (entry,) = entries_of(source).entries

    assert [str(author) for author in entry.authors] == ["Davidson, Larry"]
    assert (entry.title, entry.container, entry.kind) == ("Peers", "The Oxford Handbook & more", "chapter")
    assert (entry.publisher, entry.isbn, entry.year, entry.pages) == ("UP", "9780195170000", 2006, "34")


def test_authors_come_in_order_however_their_parameters_are_named():
    forms = {
        "|last2=Curtis |first2=L |last1=Mead |first1=S": ["Mead, S", "Curtis, L"],
        "|vauthors=Mead S, Curtis L": ["Mead, S", "Curtis, L"],
        "|author1=Shery Mead |author2=Curtis, L": ["Mead, Shery", "Curtis, L"],
        "|author=World Health Organization,": ["World Health Organization"],
    }
    found = {form: entries_of(f"{{{{cite journal |title=A {form}}}}}").entries[0].authors for form in forms}

    assert {form: list(map(str, authors)) for form, authors in found.items()} == forms


@pytest.mark.parametrize(
    ("source", "author", "title", "year"),
    [
        ("{{Ouvrage|prénom1=Émile|nom1=Durkheim|titre=Le Suicide|année=1897}}", "Durkheim, Émile", "Le Suicide", 1897),
        ("{{Literatur |Autor=Niklas Luhmann |Titel=Soziale Systeme |Jahr=1984}}", "Luhmann, Niklas", "Soziale Systeme", 1984),
        ("{{cita libro|cognome=Eco|nome=Umberto|titolo=Opera aperta|anno=1962}}", "Eco, Umberto", "Opera aperta", 1962),
        ("{{книга|автор=Лотман, Ю.|заглавие=Структура|год=1970}}", "Лотман, Ю.", "Структура", 1970),
    ],
)
def test_templates_of_other_languages_are_read(source, author, title, year):
    (entry,) = entries_of(source).entries

    assert (str(entry.authors[0]), entry.title, entry.year) == (author, title, year)


def test_identifiers_are_read_as_templates_have_them():
    (entry,) = entries_of("{{cite journal|title=A|pmid=26676650|pmc=3665590|doi=10.1007/S10597-015-9970-4}}").entries
    (preprint,) = entries_of("{{cite arXiv |eprint=1706.03762 |title=Attention}}").entries

    assert (entry.pmid, entry.pmcid, entry.doi) == ("26676650", "PMC3665590", "10.1007/s10597-015-9970-4")
    assert preprint.arxiv == "1706.03762"


def test_printed_references_in_notes_and_lists_are_read_beside_templates():
    source = (
        "Peers help.<ref>Repper J, Carter T. A review of the literature on peer support. J Ment Health. 2011;20(4):392-411.</ref>"
        "<ref>See the talk page.</ref>{{cite web|title=A page}}{{citation needed|date=May 2019}}\n\n== Further reading ==\n"
        "* Gillard, S., & Holley, J. (2014). Peer workers in services. ''Advances in Psychiatric Treatment'', 20(4), 286–292.\n"
        "* Solomon, P. (2004). Peer support/peer provided services. ''Psychiatric Rehabilitation Journal'', 27(4), 392–401.\n"
        "* Asad, S., & Chreim, S. (2016). Peer support providers. ''Community Mental Health Journal'', 52(7), 767–774.\n"
    )

    reading = entries_of(source)

    assert [(entry.line, entry.year) for entry in reading.entries] == [(1, None), (1, 2011), (4, 2014), (5, 2004), (6, 2016)]
    assert [entry.number for entry in reading.entries] == [1, 2, 3, 4, 5]
    assert reading.entries[2].container == "Advances in Psychiatric Treatment"
    assert [(block.line, block.text) for block in reading.skipped] == [(1, "See the talk page.")]


def test_references_within_other_templates_are_read():
    source = (
        "{{Infobox support\n| name = Peer support<ref>{{cite book|title=In a box|chapter={{lang|fr|Une part}}}}</ref>\n}}\n"
        "Text.<ref name=a/>{{reflist|refs=\n<ref name=a>{{cite journal|title=In a list|year=2001}}</ref>\n"
        "<ref>Repper J, Carter T. A review of the literature. J Ment Health. 2011;20(4):392-411.</ref>\n}}"
    )

    assert [(entry.line, entry.title) for entry in entries_of(source).entries] == [
        (2, "Une part"),
        (5, "In a list"),
        (6, "A review of the literature"),
    ]


def test_a_template_without_its_end_costs_itself_and_one_that_says_nothing_is_told():
    reading = entries_of("{{cite book |title=Lost |year=2001\n{{cite book |title=Kept}}\n\n{{cite web |access-date=2020}}")

    assert [entry.title for entry in reading.entries] == ["Kept"]
    assert [(block.line, block.reason) for block in reading.skipped] == [
        (1, "a template without its closing braces"),
        (4, "a template that names no work"),
    ]


@pytest.mark.parametrize("piece", ["{{cite a|", "<ref>{{cite a|b=", "<!--", "[http://", "[[a|", "=", "}}", "{{cite a|1=", "<ref "])
def test_damage_does_not_take_long(piece):
    begun = time.process_time()

    read_bytes(("{{cite book|title=A}}\n" + piece * (60_000 // len(piece))).encode(), name="page.txt")

    assert time.process_time() - begun < 2
