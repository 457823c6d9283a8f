"""Works in the JSON of OpenAlex, Semantic Scholar, Zotero, Local Citation Network and Argo Scholar."""

import re

from citegraph.identifiers import find_pmcid, find_pmid
from citegraph.model import Author
from citegraph.read.claims import author_from, claim
from citegraph.read.exports.json_items import objects_in, text_in
from citegraph.read.exports.linking import Linkable, identifier
from citegraph.read.exports.people import people

# What these programs call a kind of work, in CSL's words.
KINDS = {
    "article": "article-journal", "journal-article": "article-journal", "journalArticle": "article-journal",
    "JournalArticle": "article-journal", "Review": "article-journal", "review": "article-journal", "letter": "article-journal",
    "magazineArticle": "article-magazine", "newspaperArticle": "article-newspaper", "book": "book", "Book": "book",
    "bookSection": "chapter", "book-chapter": "chapter", "BookSection": "chapter", "conferencePaper": "paper-conference",
    "Conference": "paper-conference", "proceedings-article": "paper-conference", "thesis": "thesis", "dissertation": "thesis",
    "report": "report", "preprint": "article", "dataset": "dataset", "Dataset": "dataset", "webpage": "webpage",
    "manuscript": "manuscript",
}  # fmt: skip
_NO_WORK = ("attachment", "note", "annotation")
_CONTAINERS = (
    "publicationTitle", "bookTitle", "proceedingsTitle", "encyclopediaTitle", "dictionaryTitle", "websiteTitle",
    "conferenceName", "series",
)  # fmt: skip


def openalex_work(item: dict, line: int) -> Linkable | None:
    """Return what a work of OpenAlex says: its numbers for cited works lead to those in the same file.

    >>> item = {"id": "https://openalex.org/W22", "title": "A", "referenced_works": ["https://openalex.org/W1111"]}
    >>> openalex_work(item, 1).cited
    ('openalex:W1111',)
    """
    source = ("source", "display_name")
    first, last = text_in(item, "biblio", "first_page"), text_in(item, "biblio", "last_page")
    fields = {
        "title": text_in(item, "title") or text_in(item, "display_name"),
        "container": text_in(item, "primary_location", *source) or text_in(item, "host_venue", "display_name"),
        "year": text_in(item, "publication_year") or text_in(item, "publication_date"),
        "volume": text_in(item, "biblio", "volume"),
        "issue": text_in(item, "biblio", "issue"),
        "pages": f"{first}-{last}" if first and last and first != last else first,
        "doi": text_in(item, "doi") or text_in(item, "ids", "doi"),
        "pmid": text_in(item, "ids", "pmid"),
        "pmcid": _pmcid(text_in(item, "ids", "pmcid")),
    }
    names = (text_in(each, "author", "display_name") or text_in(each, "raw_author_name") for each in objects_in(item, "authorships"))
    authors = tuple(author_from(name) for name in names if name)
    return _work(fields, authors, text_in(item, "type"), line, (text_in(item, "id"),), _texts(item, "referenced_works"))


def semantic_scholar_paper(item: dict, line: int) -> Linkable | None:
    """Return what a paper of Semantic Scholar says, its references as papers of their own.

    >>> reference = {"paperId": None, "title": "Networks of papers", "year": 1965}
    >>> paper = semantic_scholar_paper({"paperId": "a" * 40, "title": "A", "references": [reference]}, 1)
    >>> paper.names, paper.cited[0].year
    (('semantic scholar:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',), 1965)
    """
    fields = {
        "title": text_in(item, "title"),
        "container": text_in(item, "journal", "name") or text_in(item, "venue"),
        "year": text_in(item, "year") or text_in(item, "publicationDate"),
        "volume": text_in(item, "journal", "volume"),
        "pages": text_in(item, "journal", "pages"),
        "doi": text_in(item, "externalIds", "DOI") or text_in(item, "doi"),
        "pmid": text_in(item, "externalIds", "PubMed"),
        "pmcid": _pmcid(text_in(item, "externalIds", "PubMedCentral")),
        "arxiv": text_in(item, "externalIds", "ArXiv") or text_in(item, "arxivId"),
    }
    authors = tuple(author_from(name) for each in objects_in(item, "authors") if (name := text_in(each, "name")))
    kind = text_in(item, "publicationTypes")
    cited = []
    for each in objects_in(item, "references"):
        each = each["citedPaper"] if isinstance(each.get("citedPaper"), dict) else each
        if (paper := semantic_scholar_paper({**each, "references": None}, line)) is not None:
            cited.append(paper.claim)
    return _work(fields, authors, kind, line, (text_in(item, "paperId"),), cited)


def zotero_item(item: dict, line: int) -> Linkable | None:
    """Return what an item of Zotero says, in its own JSON or that of Better BibTeX.

    >>> creators = [{"lastName": "Small", "firstName": "Henry", "creatorType": "author"}]
    >>> item = {"itemType": "journalArticle", "title": "A", "date": "July 1973", "creators": creators, "extra": "PMID: 4632133"}
    >>> said = zotero_item(item, 1).claim
    >>> str(said.authors[0]), said.year, said.pmid
    ('Small, Henry', 1973, '4632133')
    """
    extra = text_in(item, "extra") or ""
    doi = re.search(r"^DOI:\s*(\S+)", extra, re.MULTILINE | re.IGNORECASE)
    fields = {
        "title": text_in(item, "title"),
        "container": next((value for name in _CONTAINERS if (value := text_in(item, name))), None),
        "year": text_in(item, "date"),
        "volume": text_in(item, "volume"),
        "issue": text_in(item, "issue"),
        "pages": text_in(item, "pages"),
        "publisher": next((value for name in ("publisher", "university", "institution") if (value := text_in(item, name))), None),
        "doi": text_in(item, "DOI") or (doi[1] if doi else None),
        "pmid": find_pmid(extra),
        "pmcid": find_pmcid(extra),
        "isbn": text_in(item, "ISBN"),
    }
    creators = objects_in(item, "creators")
    people = [each for each in creators if each.get("creatorType", "author") == "author"] or creators
    authors = tuple(author for each in people if (author := _person(each, "lastName", "firstName")))
    keys = tuple(filter(None, (text_in(item, "itemKey"), text_in(item, "key"))))
    return _work(fields, authors, text_in(item, "itemType"), line, tuple(f"zotero {key}" for key in keys), ())


def is_no_work(item: dict) -> bool:
    """Whether an item of Zotero is a note or a file rather than a work."""
    return item.get("itemType") in _NO_WORK


def local_citation_network_article(item: dict, line: int) -> Linkable | None:
    """Return what an article of Local Citation Network says; works are cited by the number of the index it asked.

    >>> article = {"id": "10.1234/A", "title": "A", "authors": [{"LN": "Small", "FN": "H."}], "references": ["10.1234/B", ""]}
    >>> local_citation_network_article(article, 1).cited
    ('doi:10.1234/b',)
    """
    first, last = text_in(item, "firstPage"), text_in(item, "lastPage")
    fields = {
        "title": text_in(item, "title"),
        "container": text_in(item, "journal"),
        "year": text_in(item, "year") or text_in(item, "date"),
        "volume": text_in(item, "volume"),
        "issue": text_in(item, "issue"),
        "pages": f"{first}-{last}" if first and last and first != last else first,
        "doi": text_in(item, "doi"),
    }
    if (fields["title"] or "").startswith("Missing: "):  # what the program writes for a work its index does not know
        fields["doi"], fields["title"] = fields["doi"] or fields["title"], None
    authors = tuple(author for each in objects_in(item, "authors") if (author := _person(each, "LN", "FN")))
    listed = _texts(item, "references") or _texts(item, "customListOfReferences")
    return _work(fields, authors, text_in(item, "type"), line, (text_in(item, "id"),), listed)


def argo_node(item: dict, line: int) -> Linkable | None:
    """Return what a node of Argo Scholar says of its paper; what it cites is told by the edges.

    >>> str(argo_node({"id": "1", "paperName": "Deep learning", "authors": "Y. LeCun, G. E. Hinton"}, 1).claim.authors[1])
    'Hinton, G. E.'
    """
    venue = text_in(item, "venue")
    fields = {
        "title": text_in(item, "paperName") or text_in(item, "title"),
        "container": venue if venue and venue.lower() != "n/a" else None,
        "year": text_in(item, "year"),
        "doi": text_in(item, "doi"),
    }
    return _work(fields, people(text_in(item, "authors") or ""), None, line, (), ())


def _work(fields, authors, kind, line, names, cited):
    said = claim(fields, authors=authors, kind=KINDS.get(kind), line=line)
    if not (said.title or said.doi or said.pmid or said.pmcid or said.arxiv):
        return None
    known = [identifier(name) or f"id:{name}" for name in names if name]
    known += [f"{scheme}:{value}" for scheme in ("doi", "pmid", "pmcid") if (value := getattr(said, scheme))]
    listed = (identifier(each, bare="id") or f"id:{each}" if isinstance(each, str) else each for each in cited)
    return Linkable(said, tuple(dict.fromkeys(known)), tuple(listed))


def _pmcid(text):
    return text and (find_pmcid(text) or (f"PMC{number[1]}" if (number := re.search(r"(\d{4,9})/?$", text)) else None))


def _person(person, family, given):
    if name := text_in(person, family):
        return Author(name, text_in(person, given))
    name = text_in(person, "name") or text_in(person, given)
    return author_from(f"{name},") if name else None


def _texts(item, key):
    values = item.get(key)
    return [each for each in values if isinstance(each, str) and each.strip()] if isinstance(values, list) else []
