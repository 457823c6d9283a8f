"""Lines of a page that say where its work appeared, and in which volume, on which pages."""

import re

from citegraph.read.publishers import is_publisher

_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_VOLUME = r"(?P<volume>\d{1,4})"
_PAGES = r"(?P<pages>[A-Za-z]?\d+\s?[-–]\s?[A-Za-z]?\d+)"
_ARTICLE = r"(?P<article_number>[A-Za-z]{0,2}\d{2,9})"
_DAY = r"(?:(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?:[-–/ ][A-Z][a-z]{2,8})?(?: \d{1,2},?)? )?"
_NAME = r"(?P<container>[^\W\d_][^\d;()|]{2,100}?)"

# One for each way in which publishers print it.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_NAME},? {_YEAR}, (?:article|art\.|paper)(?: (?:number|no\.?|ID))?:? {_ARTICLE}$",
        rf"{_NAME},? vol(?:ume|\.) {_VOLUME}, article (?:number|no\.?|ID)?:? ?{_ARTICLE} \({_YEAR}\)",
        rf"(?:{_NAME},? )?vol(?:ume|\.) {_VOLUME}(?:, issue (?P<issue>[\w-]+))?, {_DAY}{_YEAR}"
        rf"(?:, (?:pages? )?(?:{_PAGES}|{_ARTICLE}))?$",
        rf"(?:{_NAME},? )?vol(?:ume|\.) {_VOLUME}(?:, issue (?P<issue>[\w-]+))?,"
        rf" (?:pages?|pp?\.) ?{_PAGES},? \({_DAY}{_YEAR}\)",
        rf"(?:{_NAME})?\.? ?{_YEAR}(?: [A-Z][a-z]{{2}}(?:[-/ ]\w{{1,3}})?)?; ?{_VOLUME}(?:\((?P<issue>[^)]+)\))?:"
        rf" ?(?:{_PAGES}|{_ARTICLE}|(?P<page>\d+))\b",
        rf"{_NAME} {_YEAR}, {_VOLUME}(?:\((?P<issue>\w+)\))?, (?:{_PAGES}|{_ARTICLE})\b(?=;|\.|$)",
        rf"(?:source: )?{_NAME},? vol\. {_VOLUME},? no\. (?P<issue>[\w-]+) \({_DAY}{_YEAR}\),? pp\. {_PAGES}",
        rf"{_NAME}, \d{{1,2}} [A-Z][a-z]+ {_YEAR}$",
    )
)


def read_masthead(text: str, before: str = "") -> dict[str, str]:
    """Return the fields of a line that says where a work appeared; empty if it says anything else.

    *before* is the line above, which may be the journal's name.

    >>> read_masthead("Children and Youth Services Review, 2024, article 107386")
    {'container': 'Children and Youth Services Review', 'year': '2024', 'article_number': '107386'}
    >>> read_masthead("Volume 52, pages 767–774, (2016)")
    {'volume': '52', 'pages': '767–774', 'year': '2016'}
    >>> read_masthead("We studied what was written in 2016.")
    {}
    """
    if len(text) > 200:
        return {}
    for form in _FORMS:
        if match := form.match(text):
            found = {name: (value or "").strip(" .,") for name, value in match.groupdict().items()}
            fields = {name: value for name, value in found.items() if value}
            if page := fields.pop("page", None):
                fields["pages"] = page
            if len(fields.get("container", "").split()) > 14:
                return {}
            if "container" not in fields and _is_journal(before):
                fields["container"] = before.strip()
            return fields
    return {}


def _is_journal(text):
    """Whether a line may be the name of a journal: a few words, the longer ones in capitals."""
    words = re.findall(r"[^\W\d_]+", text)
    capital = all(word[0].isupper() for word in words if len(word) > 4)
    return 0 < len(words) <= 10 and capital and not is_publisher(text) and not re.search(r"[\d@:;]", text)
