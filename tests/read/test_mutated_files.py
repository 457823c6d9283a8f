"""Files in which something went wrong at random: read as far as they go or refused in a sentence, and quickly."""

import gzip
import random
import time

import pytest

from citegraph.errors import ReadError
from citegraph.read import read_bytes
from tests.read.documents import complex_field, numbering, open_text, paragraph, word
from tests.read.test_documents import ENTRIES, NUMBERED, SMALL, csl
from tests.read.test_xml import article, jats, pubmed

CITED = "".join(
    f"<Reference><Citation>{text}</Citation><ArticleIdList><ArticleId IdType='pubmed'>{number}</ArticleId></ArticleIdList></Reference>"
    for number, text in enumerate(ENTRIES, start=1234567)
)
KNOWN = "<ArticleIdList><ArticleId IdType='pubmed'>{}</ArticleId></ArticleIdList><ReferenceList>" + CITED + "</ReferenceList>"
PUBMED = pubmed(*(article(number, data=KNOWN.format(number)) for number in range(30000001, 30000004)))
ENDNOTE = "<xml><records>" + "".join(
    f"<record><ref-type name='Book'>6</ref-type><contributors><authors><author><style>Small, H{n}</style></author></authors>"
    f"</contributors><titles><title>Title {n}</title></titles><dates><year>1973</year></dates></record>" for n in range(9)
) + "</records></xml>"  # fmt: skip
RDF = "<rdf:RDF xmlns:rdf='r'>" + "".join(
    f"<bib:Book rdf:about='#{n}'><z:itemType>book</z:itemType><dc:title>Title {n}</dc:title><bib:authors><rdf:Seq><rdf:li>"
    f"<foaf:Person><foaf:surname>Small</foaf:surname></foaf:Person></rdf:li></rdf:Seq></bib:authors></bib:Book>" for n in range(9)
) + "</rdf:RDF>"  # fmt: skip
JATS = jats("".join(f"<ref id='r{n}'><mixed-citation>{text}</mixed-citation></ref>" for n, text in enumerate(ENTRIES * 2)))
TEI = "<TEI><teiHeader><fileDesc><titleStmt><title>Peer</title></titleStmt></fileDesc></teiHeader><listBibl>" + "".join(
    f"<biblStruct><monogr><title level='m'>Title {n}</title><imprint><date when='1973'/></imprint></monogr></biblStruct>" for n in range(9)
) + "</listBibl></TEI>"  # fmt: skip
MODS = "<modsCollection>" + "<mods><titleInfo><title>Peer work</title></titleInfo></mods>" * 9 + "</modsCollection>"
BODY = paragraph("Said ", complex_field(csl(SMALL))) + "".join(paragraph(text, properties=NUMBERED) for text in ENTRIES)

SAMPLES = {
    "pubmed": PUBMED.encode(),
    "endnote": ENDNOTE.encode(),
    "zotero": RDF.encode(),
    "jats": JATS.encode(),
    "tei": TEI.encode(),
    "mods": MODS.encode(),
    "gzip": gzip.compress(PUBMED.encode()),
    "word": word(BODY, numbering=numbering(("decimal", "[%1]"))),
    "open text": open_text("".join(f"<text:p>{text}</text:p>" for text in ENTRIES)),
}
XML = ("pubmed", "endnote", "zotero", "jats", "tei", "mods")


def mutated(content, seed):
    """*content* with a few bytes changed, lost, doubled, moved or cut off."""
    chance, content = random.Random(seed), bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 10, 40))):
        place, length = chance.randrange(len(content)), chance.choice((1, 1, 5, 50, 500))
        piece = content[place : place + length]
        other = chance.randrange(len(content))
        change = chance.randrange(6)
        if change == 0:
            content[place] = chance.randrange(256)
        elif change == 1:
            del content[place : place + length]
        elif change == 2:
            content[place:place] = piece
        elif change == 3:
            content[place:place] = bytes(chance.choice(b"<>&\"'/[]!? \x00\xff") for _ in range(min(length, 5)))
        elif change == 4:
            content[other:other] = piece
        elif chance.random() < 0.1:
            del content[place:]
        content = content or bytearray(b"x")
    return bytes(content)


@pytest.mark.parametrize("name", SAMPLES)
def test_no_mutation_crashes_a_reader_or_makes_it_hang(name):
    for seed in range(200):
        begin = time.process_time()
        try:
            read_bytes(mutated(SAMPLES[name], seed), name="a")
        except ReadError as error:
            assert str(error).count("\n") == 0 and len(str(error)) < 400
        assert time.process_time() - begin < 2


@pytest.mark.parametrize("name", XML)
def test_one_change_costs_at_most_one_record_with_its_references_and_its_neighbour(name):
    content, cost = SAMPLES[name], 4 if name == "pubmed" else 2
    whole = read_bytes(content, name="a")
    first = content.index(b">", len(content) // 3)
    for place in range(first, first + 200):
        if content[place : place + 1] in b"<>/":
            reading = read_bytes(content[:place] + content[place + 1 :], name="a")

            assert len(reading.records) + len(reading.references) >= len(whole.records) + len(whole.references) - cost
            assert reading.skipped or len(reading.references) == len(whole.references)
