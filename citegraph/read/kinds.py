"""What sort of work a printed reference means."""

import re

from citegraph.read.vocabulary import holds_any, one_case

_KIND_OF_MARK = {
    "J": "article-journal", "M": "book", "C": "paper-conference", "CP": "paper-conference", "D": "thesis", "R": "report",
    "S": "standard", "P": "patent", "N": "article-newspaper", "EB": "webpage", "DB": "dataset", "DS": "dataset",
}  # fmt: skip
_THESIS = re.compile(
    r"\b(?:(?:PhD|Ph\.D\.|doctoral|master'?s|M\.?Sc\.?)?\s?(?:thesis|dissertation)|Thèse|Tesis|Tese|Diss\.|дис\.)",
    re.IGNORECASE,
)
_PREPRINT = re.compile(r"\b(?:preprint|(?:ar|bio|med|psyar|chem)r?xiv|SSRN|Research Square)\b", re.IGNORECASE)
_PATENT = re.compile(r"\b(?:U\.?S\.?|European|EP|WO) [Pp]atent\b")
# Each kind with its words, and with the pieces of which one has to be there, in any case, for any of them.
_KIND_WORDS = (
    ("thesis", _THESIS, ("thesis", "dissert", "thèse", "tesis", "tese", "diss.", "дис.")),
    ("article", _PREPRINT, ("preprint", "xiv", "ssrn", "research square")),
    ("patent", _PATENT, ("patent",)),
)
_MEETING = re.compile(
    r"\b(?:proceedings|proc\.?|conference|conf\.|symposium|symp\.|workshop|congress|tagung|actas|atti|"
    r"INFOCOM)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:(?:technical |final |annual )?report|tech\. rep\.|working paper|briefing paper|white paper|"
    r"Bericht|rapport)\b",
    re.IGNORECASE,
)


def kind_of(text, fields, parts, has_doi, has_address):
    """What sort of work it is, in CSL's words, or `None`."""
    container = fields["container"] or ""
    if "volume" not in fields:
        folded = one_case(text)
        for kind, words, signs in _KIND_WORDS:
            if holds_any(folded, signs) and words.search(text):
                return kind
    if parts.mark and not (parts.mark == "M" and container):
        return _KIND_OF_MARK.get(parts.mark)
    if container and _MEETING.search(container) and ("volume" not in fields or parts.chapter):
        return "paper-conference"
    if container and "volume" in fields and (not parts.chapter or not fields["publisher"]):
        return "article-journal"
    if container and (parts.chapter or parts.mark == "M"):
        return "chapter"
    if container and ("issue" in fields or "pages" in fields or "article_number" in fields):
        return "article-journal" if not fields["publisher"] else "chapter"
    if not container and fields["title"] and _REPORT.search(text):
        return "report"
    if not container and fields["publisher"]:
        return "book"
    if not container and has_address and not has_doi:
        return "webpage"
    return None
