"""What the columns of a table hold, told by their heads, and where its head stands."""

import re
from typing import NamedTuple

from citegraph.model import fold
from citegraph.read.exports.delimited import DELIMITERS, Row, rows_of

# Field → heads, best first, as folded: in any case, without accents and punctuation.  Besides the
# usual words, those of the programs and indexes whose exports are tables, and the plain ones of some languages.
HEADS = {
    "title": (
        "title", "document title", "item title", "article title", "paper title", "primary title", "work title", "titles",
        "title of reference", "display name", "original title", "titre", "titel", "titulo", "titolo", "tytul",
        "название", "заглавие", "标题", "题名", "篇名", "タイトル",
    ),
    "authors": (
        "author full names", "authors full names", "full names", "authors", "author names", "author name", "author",
        "author s", "authors list", "first authors", "creators", "creator", "authorships author display name",
        "authors display name", "authorships raw author name", "auteurs", "auteur", "auteur s", "autoren", "autor", "autor en",
        "autores", "autor es", "autori", "autore", "автор", "авторы", "作者", "著者",
    ),
    "container": (
        "source title", "journal", "journal book", "journal title", "journal name", "publication title", "publication name",
        "publication", "container title", "containertitle", "secondary title", "venue", "book title", "conference name",
        "primary location source display name", "host venue display name", "source", "source name", "series title",
        "book series title", "revue", "zeitschrift", "revista", "rivista", "periodico", "журнал", "期刊", "刊名", "来源", "雑誌名",
    ),
    "year": (
        "year", "publication year", "pubyear", "pub year", "year published", "published year", "date published",
        "publication date", "pub date", "date",  "issued", "published", "early access date", "annee", "jahr", "ano",
        "anno", "erscheinungsjahr", "rok", "год", "年份", "年", "出版年", "発行年",
    ),
    "volume": ("volume", "vol", "journal volume", "biblio volume", "volume number", "band", "volumen", "том", "卷", "巻"),
    "issue": (
        "issue", "issue number", "number", "no", "journal issue", "biblio issue", "heft", "numero", "номер", "期", "号",
    ),
    "pages": ("pages", "page", "page numbers", "page range", "pagination", "seiten", "paginas", "pagine", "страницы", "页码"),
    "first": ("page start", "start page", "startpage", "first page", "beginning page", "biblio first page", "spage"),
    "last": ("page end", "end page", "endpage", "last page", "ending page", "biblio last page", "epage"),
    "article_number": ("art no", "article number", "article no", "articlenumber", "elocation id"),
    "publisher": ("publisher", "verlag", "editeur", "editorial", "издательство"),
    "doi": (
        "doi", "item doi", "doi link", "link doi", "article doi", "doi number", "doi url", "digital object identifier",
        "ids doi", "externalids doi", "doi s", "doi of article",
    ),
    "pmid": ("pmid", "pubmed id", "pubmed number", "pubmedid", "medline pmid", "ids pmid", "externalids pubmed"),
    "pmcid": ("pmcid", "pmc id", "ids pmcid"),
    "arxiv": ("arxiv", "arxiv id", "arxivid", "arxiv number", "externalids arxiv"),
    "isbn": ("isbn", "isbns", "isbn s"),
    "kind": (
        "document type", "publication type", "content type", "item type", "type of reference", "document types",
        "entry type", "work type", "type", "reference type",
    ),
    "url": ("url", "link", "urls", "links", "source url", "source urls", "external url", "articleurl", "html url"),
    "citation": ("citation",),
    "references": (
        "references", "cited references", "reference list", "referenced works", "references list", "cited works",
        "bibliography", "references ids", "literature cited", "cited reference list", "参考文献",
    ),
    "id": (
        "id", "work id", "lens id", "openalex id", "openalex", "publication id", "eid", "paperid", "paper id",
        "unique wos id", "ut unique wos id", "accession number", "key", "unique id", "omid", "semantic scholar id",
    ),
}  # fmt: skip
# The two-letter heads of Web of Science, which bibliometrix keeps.
TAGS = {
    "TI": "title", "AF": "authors", "AU": "authors", "BF": "authors", "BA": "authors", "BE": "authors", "CA": "authors", "SO": "container", "PY": "year", "EA": "year", "VL": "volume",
    "IS": "issue", "BP": "first", "EP": "last", "AR": "article_number", "PU": "publisher", "DI": "doi", "PM": "pmid",
    "BN": "isbn", "DT": "kind", "CR": "references", "UT": "id",
}  # fmt: skip
# Heads of tables of citations, a row each: who cites, who is cited.
CITATIONS = (("citing", "cited"), ("citing", "referenced"), ("source", "target"), ("from", "to"))
_WORK = frozenset(("title", "doi", "pmid", "pmcid", "arxiv"))  # a table of works has one of these
_HEAD_WITHIN = 6  # lines: Dimensions, Scopus and spreadsheets write notes above the head
_LONGEST_HEAD = 100  # characters
_FIELDS = {fold(head): (field, place) for field, heads in HEADS.items() for place, head in enumerate(heads)}
_SCHEME = re.compile(r" (?:doi|pmid|omid|id|work|paper)s?$")


class Head(NamedTuple):
    """The head of a table.

    Attributes
    ----------
    row
        Where it stands.
    names
        Its heads as printed.
    columns
        Field → the columns that hold it, best first.
    delimiter
        What parts its cells.
    """

    row: Row
    names: list[str]
    columns: dict[str, list[int]]
    delimiter: str

    @property
    def citations(self):
        """The columns of the citing and of the cited work, and what a number alone is in them; `None` of other tables."""
        if "title" in self.columns:
            return None
        folded = [fold(name) for name in self.names]
        stems = [_SCHEME.sub("", name) for name in folded]
        for citing, cited in CITATIONS:
            if citing in stems and cited in stems:
                columns = stems.index(citing), stems.index(cited)
                # The Open Citation Collection of PubMed heads its columns so, and nobody else does.
                pubmed = cited == "referenced" or folded[columns[0]].endswith("pmid")
                return *columns, "pmid" if pubmed else ""
        return None


def find_head(lines: list[str]) -> Head | None:
    """Return the head of the table that *lines* hold, or `None` if none of the first lines is one.

    >>> find_head(["Notes on the search", "", "Titre;Auteur(s);Année;N°"]).columns
    {'title': [0], 'authors': [1], 'year': [2]}

    The words of a sentence are no heads, and authors and years alone make no table of works:

    >>> find_head(["Title, year and authors of each work follow.", "Authors,Year"])
    """
    best = None
    for delimiter in DELIMITERS:
        seen = 0
        for row in rows_of(lines[: 4 * _HEAD_WITHIN], delimiter):
            seen += 1
            if seen > _HEAD_WITHIN:
                break
            if max(map(len, row.cells)) > _LONGEST_HEAD:
                continue
            names = [cell.strip("\ufeff \"'") for cell in row.cells]
            columns = columns_of(names)
            head = Head(row, names, columns, delimiter)
            if not (_WORK & columns.keys() or head.citations):
                continue
            if len(columns) < 2 and any(len(name.split()) > 4 for name in names):
                continue  # a sentence that begins with such a word
            if best is None or (len(columns), len(names)) > (len(best.columns), len(best.names)):
                best = head
            break
    return best


def columns_of(names: list[str]) -> dict[str, list[int]]:
    """Return field → the columns that hold it, best first, for heads as printed.

    >>> columns_of(["Source", "Source title", "TITLE"])
    {'container': [1, 0], 'title': [2]}
    """
    tags = sum(name in TAGS for name in names) > 2
    columns = {}
    for index, name in enumerate(names):
        if tags and name in TAGS:
            columns.setdefault(TAGS[name], []).append((list(TAGS).index(name), index))
        elif (known := _FIELDS.get(fold(name))) and not tags:
            columns.setdefault(known[0], []).append((known[1], index))
    return {field: [index for _, index in sorted(places)] for field, places in columns.items()}
