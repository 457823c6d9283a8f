"""The formats that are told by content, in the order in which they are asked."""

from collections.abc import Callable
from dataclasses import dataclass

from citegraph.errors import ReadError
from citegraph.read.documents import Document
from citegraph.read.exports.bibtex import is_bibtex, read_bibtex
from citegraph.read.exports.cochrane import is_cochrane, read_cochrane
from citegraph.read.exports.csl_yaml import is_csl_yaml, read_csl_yaml
from citegraph.read.exports.endnote_xml import is_endnote_xml, read_endnote_xml
from citegraph.read.exports.jats import is_jats, read_jats
from citegraph.read.exports.json_exports import read_json
from citegraph.read.exports.json_items import looks_like_json
from citegraph.read.exports.medline import is_medline, read_medline
from citegraph.read.exports.mods import is_dublin_core, is_mods, read_dublin_core, read_mods
from citegraph.read.exports.named import is_note_express, is_proquest, read_note_express, read_proquest
from citegraph.read.exports.pubmed_text import is_pubmed_text, read_pubmed_text
from citegraph.read.exports.pubmed_xml import is_pubmed_xml, read_pubmed_xml
from citegraph.read.exports.refer import is_refer, read_refer
from citegraph.read.exports.refworks import is_refworks, read_refworks
from citegraph.read.exports.ris import is_ris, read_ris
from citegraph.read.exports.stacked import is_embase, is_ovid, read_embase, read_ovid
from citegraph.read.exports.tables import is_table, read_table
from citegraph.read.exports.tei import is_tei, read_tei
from citegraph.read.exports.wikitext import is_wikitext, read_wikitext
from citegraph.read.exports.wos import is_wos, read_wos
from citegraph.read.exports.zotero_rdf import is_zotero_rdf, read_zotero_rdf
from citegraph.read.exports.zotero_report import is_zotero_report, read_zotero_report
from citegraph.read.networks.dot import is_dot, read_dot
from citegraph.read.networks.gml import is_gml, read_gml
from citegraph.read.networks.markup import is_markup, read_markup_graph
from citegraph.read.networks.pajek import is_pajek, read_pajek
from citegraph.read.networks.parquet import is_parquet, read_parquet
from citegraph.read.networks.tables import is_citation_table, read_citation_table
from citegraph.read.networks.trees import is_json_graph, read_json_graph
from citegraph.read.opendocument import open_odt
from citegraph.read.packing import open_zip
from citegraph.read.pdf.reader import is_pdf, read_pdf
from citegraph.read.reading import Reading
from citegraph.read.word import open_word


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: how it is recognised by its content, and its reader.

    Attributes
    ----------
    name
        As the reading report calls it.
    suffixes
        Under which such files are kept; what bears one and is not recognised is damaged rather than a page.
    recognises
        Whether a text (or, for a packed format, the bytes) is of this format.
    read
        Called with the text (or bytes), and ``name`` and ``sha256`` by keyword.
    """

    name: str
    recognises: Callable[[str], bool]
    read: Callable[..., Reading]
    suffixes: tuple[str, ...] = ()


# The first that recognises a text reads it: formats with an unmistakable mark come first.
TEXT = (
    Format("graphml", is_markup, read_markup_graph, (".graphml", ".gexf")),
    Format("pajek", is_pajek, read_pajek, (".net", ".paj", ".clu", ".vec", ".nam")),
    Format("json-graph", is_json_graph, read_json_graph, (".cyjs",)),
    Format("dot", is_dot, read_dot, (".dot", ".gv")),
    Format("gml", is_gml, read_gml, (".gml",)),
    Format("pubmed-xml", is_pubmed_xml, read_pubmed_xml),
    Format("endnote-xml", is_endnote_xml, read_endnote_xml),
    Format("zotero-rdf", is_zotero_rdf, read_zotero_rdf, (".rdf",)),
    Format("zotero-report", is_zotero_report, read_zotero_report),
    Format("jats", is_jats, read_jats, (".nxml",)),
    Format("tei", is_tei, read_tei),
    Format("mods", is_mods, read_mods),
    Format("dublin-core", is_dublin_core, read_dublin_core),
    Format("json", looks_like_json, read_json, (".json",)),
    Format("csl-yaml", is_csl_yaml, read_csl_yaml),
    Format("wikitext", is_wikitext, read_wikitext),
    Format("citations", is_citation_table, read_citation_table, (".edges", ".edgelist", ".cites", ".mtx", ".edges.csv", ".network.txt")),
    Format("table", is_table, read_table),
    Format("wos", is_wos, read_wos, (".ciw", ".isi")),
    Format("medline", is_medline, read_medline, (".nbib", ".medline")),
    Format("pubmed-text", is_pubmed_text, read_pubmed_text),
    Format("refworks", is_refworks, read_refworks),
    Format("refer", is_refer, read_refer, (".enw",)),
    Format("noteexpress", is_note_express, read_note_express),
    Format("proquest", is_proquest, read_proquest),
    Format("cochrane", is_cochrane, read_cochrane),
    Format("ovid", is_ovid, read_ovid),
    Format("embase", is_embase, read_embase),
    Format("ris", is_ris, read_ris, (".ris",)),
    Format("bibtex", is_bibtex, read_bibtex, (".bib",)),
)

# Formats told by their bytes, before anything is taken for text.
BYTES = (Format("pdf", is_pdf, read_pdf, (".pdf",)), Format("parquet", is_parquet, read_parquet, (".parquet",)))

# What a zip file may be: each returns the document in it, or `None`.
DOCUMENTS = (open_word, open_odt)


def open_document(content: bytes, name: str) -> Document:
    """Return the document that a zip file holds.

    Raises
    ------
    ReadError
        If it is damaged or locked, or holds no document of a kind known here.
    """
    archive = open_zip(content, name)
    for opened in DOCUMENTS:
        if document := opened(archive, name):
            return document
    names = frozenset(archive.namelist())
    kind, advice = next(
        (known for sign, known in _OTHER_ZIPS.items() if sign in names),
        ("a zip file", "unpack it and give the files in it"),
    )
    raise ReadError(name, f"is {kind}: {advice}")


_OTHER_ZIPS = {
    "xl/workbook.xml": ("an Excel workbook", "save its sheet as CSV"),
    "ppt/presentation.xml": ("a presentation", "copy its text into a plain file"),
    "META-INF/container.xml": ("an e-book", "copy its text into a plain file"),
}


def format_of(text: str | bytes, formats: tuple[Format, ...] = TEXT) -> Format | None:
    """Return the first format that recognises *text*, or `None`.

    >>> format_of("TY  - JOUR\\nAU  - Small, H\\n").name
    'ris'
    >>> format_of("Small H. Co-citation. 1973")
    """
    return next((each for each in formats if each.recognises(text)), None)
