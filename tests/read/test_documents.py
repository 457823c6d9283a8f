"""Word and OpenDocument files: what is printed in them and what is behind it."""

import base64
import json
import zipfile

import pytest

from citegraph.errors import ReadError
from citegraph.read import read_bytes
from tests.read.documents import complex_field, numbering, open_text, packed, paragraph, word

ENTRIES = (
    "Small H. Co-citation in the scientific literature. J Am Soc Inf Sci. 1973;24(4):265-9.",
    "Price D. Networks of scientific papers. Science. 1965;149:510-5.",
    "Kessler M. Bibliographic coupling between scientific papers. Am Doc. 1963;14:10-25.",
)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def read(content, name="a.docx", **options):
    return read_bytes(content, name=name, **options)


def problem(content, name="a.docx"):
    with pytest.raises(ReadError) as caught:
        read(content, name)
    return str(caught.value)


def csl(*items):
    return " ADDIN ZOTERO_ITEM CSL_CITATION " + json.dumps({"citationItems": [{"itemData": item} for item in items]}) + " "


def item(title, family, year, **others):
    return {"title": title, "author": [{"family": family}], "issued": {"date-parts": [[year]]}, **others}


SMALL = item("Co-citation in the scientific literature", "Small", 1973, DOI="10.1002/asi.4630240406", type="article-journal")


def test_the_numbers_that_word_prints_before_paragraphs_are_those_of_the_entries():
    body = paragraph("References") + "".join(paragraph(text, properties=NUMBERED) for text in ENTRIES)
    reading = read(word(body, numbering=numbering(("decimal", "[%1]"))))

    assert (reading.format, [entry.number for entry in reading.entries]) == ("word", [1, 2, 3])
    assert [entry.text for entry in reading.entries] == list(ENTRIES)
    assert [entry.line for entry in reading.entries] == [2, 3, 4]


def test_a_style_may_put_paragraphs_in_a_list_and_so_may_the_style_it_is_based_on():
    styles = (
        f'<w:styles xmlns:w="w"><w:style w:styleId="Base"><w:pPr>{NUMBERED}</w:pPr></w:style>'
        '<w:style w:styleId="Entry"><w:basedOn w:val="Base"/></w:style></w:styles>'
    )
    body = paragraph("References") + "".join(paragraph(text, properties='<w:pStyle w:val="Entry"/>') for text in ENTRIES)
    reading = read(word(body, styles=styles, numbering=numbering(("decimal", "%1."))))

    assert [entry.number for entry in reading.entries] == [1, 2, 3]


def test_a_style_based_on_itself_ends():
    styles = '<w:styles xmlns:w="w"><w:style w:styleId="A"><w:basedOn w:val="A"/></w:style></w:styles>'

    assert len(read(word("".join(map(paragraph, ENTRIES)), styles=styles)).entries) == 3


def test_a_doi_behind_a_link_is_kept_and_one_that_is_printed_is_not_doubled():
    link = '<w:hyperlink r:id="{}"><w:r><w:t> {}</w:t></w:r></w:hyperlink>'
    body = paragraph("References") + "".join(
        (
            paragraph(ENTRIES[0], link.format("a", "Full text")),
            paragraph(ENTRIES[1], link.format("b", "https://doi.org/10.1126/science.149.3683.510")),
            paragraph(ENTRIES[2], complex_field(' HYPERLINK "https://doi.org/10.1002/asi.5090140103" ', " Link")),
        )
    )
    links = [("a", "https://doi.org/10.1002/ASI.4630240406"), ("b", "https://doi.org/10.1126/science.149.3683.510")]
    reading = read(word(body, links=links))

    assert [entry.doi for entry in reading.entries] == [
        "10.1002/asi.4630240406", "10.1126/science.149.3683.510", "10.1002/asi.5090140103",
    ]  # fmt: skip
    assert reading.entries[1].text.count("10.1126") == 1


def test_an_entry_has_the_fields_of_the_work_behind_its_citation_and_each_work_comes_once():
    other = item("Graphs that nobody printed", "Ng", 2001)
    cited = paragraph("As was said ", complex_field(csl(SMALL, other)) + complex_field(csl(SMALL)))
    reading = read(word(cited + paragraph("References") + "".join(map(paragraph, ENTRIES))))
    first, *_, last = reading.entries

    assert (first.text, first.doi, first.kind) == (ENTRIES[0], "10.1002/asi.4630240406", "article-journal")
    assert [entry.title for entry in reading.entries[1:]] == [
        "Networks of scientific papers", "Bibliographic coupling between scientific papers", "Graphs that nobody printed",
    ]  # fmt: skip
    assert last.number == 4


def test_citations_are_the_list_where_none_is_printed():
    reading = read(word(paragraph("It was said ", complex_field(csl(SMALL)) + " and more.")))

    assert [entry.doi for entry in reading.references] == ["10.1002/asi.4630240406"]


def test_endnote_keeps_its_works_in_the_code_or_beside_it():
    record = (
        "<EndNote><Cite><record><ref-type name='Journal Article'>17</ref-type><contributors><authors><author>{}</author>"
        "</authors></contributors><titles><title>{}</title></titles><dates><year>{}</year></dates></record></Cite></EndNote>"
    )
    beside = base64.encodebytes(record.format("Price, D.", "Networks of scientific papers", 1965).encode()).decode()
    body = paragraph(
        "Said ",
        complex_field(f" ADDIN EN.CITE {record.format('Small, Henry', 'Co-citation', 1973)}")
        + complex_field(" ADDIN EN.CITE ", data=beside),
    )

    assert [(str(entry.authors[0]), entry.year) for entry in read(word(body)).references] == [
        ("Small, Henry", 1973), ("Price, D.", 1965),
    ]  # fmt: skip


def test_mendeley_keeps_its_works_in_a_content_control():
    tag = "MENDELEY_CITATION_v3_" + base64.b64encode(json.dumps({"citationItems": [{"itemData": SMALL}]}).encode()).decode()
    body = paragraph("Said ", f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent/></w:sdt>')

    assert [entry.doi for entry in read(word(body)).references] == ["10.1002/asi.4630240406"]


def test_a_broken_field_code_costs_only_itself():
    codes = (
        ' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": [', " ADDIN EN.CITE <EndNote><Cite><record>", " ADDIN CSL_CITATION 7",
        ' ADDIN CSL_CITATION {"a": ' + "1" * 5000 + "}", " ADDIN CSL_CITATION " + '{"a":' * 5000,
    )  # fmt: skip
    body = paragraph("Said ", "".join(map(complex_field, codes))) + paragraph("References") + "".join(map(paragraph, ENTRIES))

    assert len(read(word(body)).entries) == 3


def test_rows_of_a_table_are_lines():
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(f'[{number}]')}</w:tc><w:tc>{paragraph(text)}</w:tc></w:tr>"
        for number, text in enumerate(ENTRIES, start=1)
    )
    reading = read(word(paragraph("References") + f"<w:tbl>{rows}</w:tbl>"))

    assert [(entry.number, entry.text) for entry in reading.entries] == list(enumerate(ENTRIES, start=1))


def test_footnotes_are_read_after_the_text():
    notes = "".join(f'<w:footnote w:id="{number}">{paragraph(text)}</w:footnote>' for number, text in enumerate(ENTRIES, start=1))
    separator = f'<w:footnote w:type="separator" w:id="0">{paragraph("-----")}</w:footnote>'
    reading = read(word(paragraph("It was said."), footnotes=f'<w:footnotes xmlns:w="w">{separator}{notes}</w:footnotes>'))

    assert [entry.text for entry in reading.entries] == list(ENTRIES)


def test_deleted_and_hidden_text_is_not_read():
    gone = "<w:del><w:r><w:delText>Deleted A. Gone. 1999.</w:delText></w:r></w:del>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden B. Unseen. 1998.</w:t></w:r>"
    moved = "<w:moveFrom><w:r><w:t>Moved C. Elsewhere. 1997.</w:t></w:r></w:moveFrom>"
    body = paragraph("References") + paragraph(ENTRIES[0], gone + hidden + moved) + "".join(map(paragraph, ENTRIES[1:]))

    assert [entry.text for entry in read(word(body)).entries] == list(ENTRIES)


def test_a_text_box_is_read_once_though_word_keeps_it_twice():
    box = f"<w:txbxContent>{paragraph(ENTRIES[2])}</w:txbxContent>"
    drawn = f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    body = paragraph("References") + paragraph(ENTRIES[0]) + paragraph(ENTRIES[1], drawn)

    assert [entry.text for entry in read(word(body)).entries] == list(ENTRIES)


def test_the_main_part_may_bear_another_name():
    assert len(read(word("".join(map(paragraph, ENTRIES)), main="word/document2.xml")).entries) == 3


def test_each_paragraph_is_a_reference_if_the_user_says_so():
    reading = read(word("".join(map(paragraph, ENTRIES))), lines=True)

    assert [entry.text for entry in reading.entries] == list(ENTRIES)


def test_an_open_document_text_gives_its_lists_notes_links_and_citations():
    style = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-prefix="[" '
        'style:num-suffix="]" style:num-format="1"/></text:list-style>'
    )
    items = "".join(
        f"<text:list-item><text:p>{text.replace('Co-citation', '<text:span>Co-citation</text:span>')}</text:p></text:list-item>"
        for text in ENTRIES[:2]
    )
    later = (
        '<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>'
        f'{ENTRIES[2]}<text:s/><text:a xlink:href="https://doi.org/10.1002/asi.5090140103">Link</text:a></text:p></text:list-item></text:list>'
    )
    code = csl(SMALL).strip().removeprefix("ADDIN ").replace('"', "&quot;")
    body = (
        f'<text:p>Said <text:reference-mark-start text:name="{code} RNDa"/>(1)<text:reference-mark-end/></text:p>'
        f'<text:h>References</text:h><text:list text:style-name="L1">{items}</text:list>{later}'
    )
    reading = read(open_text(body, style), "a.odt")

    assert (reading.format, [entry.number for entry in reading.entries]) == ("open-document", [1, 2, 3])
    assert [entry.doi for entry in reading.entries] == ["10.1002/asi.4630240406", None, "10.1002/asi.5090140103"]


def test_a_damaged_paragraph_is_told_and_the_others_are_read():
    body = "".join(map(paragraph, ENTRIES)).replace("<w:t>Price", "<w:t <Price")
    reading = read(word(paragraph("References") + body))

    assert [entry.text for entry in reading.entries] == [ENTRIES[0], ENTRIES[2]]
    assert [skip.reason for skip in reading.skipped] == ["damaged XML: not well-formed (invalid token)"]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"a.txt": "a"}, "is a zip file: unpack it and give the files in it"),
        ({"xl/workbook.xml": "a"}, "is an Excel workbook: save its sheet as CSV"),
        ({"word/other.xml": "a"}, "is a zip file: unpack it and give the files in it"),
        ({"word/document.xml": "<w:document><w:body/></w:document>"}, "is empty"),
        ({"word/document.xml": "<w:document><w:p><w:r><w:t>Hello.</w:t></w:r></w:p></w:document>"}, "no reference, no DOI"),
        ({"word/document.xml": "<w:document>" + " " * 20_000_000}, "unpacks to more than 100 times its size"),
        ({f"{number}.txt": "" for number in range(20_000)}, "holds more files than any document does"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_packed_file_that_is_no_document_is_refused_in_a_sentence(parts, said):
    assert said in problem(packed(parts))


def test_a_document_that_declares_entities_is_refused():
    text = '<!DOCTYPE a [<!ENTITY a "b">]><w:document><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>'

    assert "none is expanded" in problem(packed({"word/document.xml": text}))


def test_a_damaged_or_locked_document_is_refused_in_a_sentence():
    whole = word("".join(map(paragraph, ENTRIES)))
    locked = bytearray(packed({"word/document.xml": "x"}, zipfile.ZIP_STORED))
    locked[6] |= 1
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1

    assert problem(whole[:-200]) == "a.docx: is a damaged packed file, or was cut off"
    assert "is locked with a password" in problem(bytes(locked))
    assert "cannot be read" in problem(whole.replace(b"word/document.xml", b"word/documenz.xml", 1))
