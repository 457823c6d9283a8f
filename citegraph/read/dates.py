"""Dates in references: the day something was looked at, and days and months that are no volume or page."""

import re

from citegraph.model import plain
from citegraph.read.vocabulary import MONTHS

_MONTHS = frozenset({*MONTHS, *map(plain, MONTHS)})
_MONTH = rf"(?:{'|'.join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))})(?![^\W\d_])"
_DAY, _NUMBERED = r"(?:3[01]|[12]\d|0?[1-9])", r"(?:1[0-2]|0?[1-9])"
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# What stands right before a year in a date, and right after it; the month, where it is a word, is looked up.
_BEFORE = (
    re.compile(
        rf"(?<![\d.])(?P<day>{_DAY})(?:st|nd|rd|th|er|[º°.])?(?: (?:de|of))? (?P<month>[^\W\d_]+)\.?,? (?:de )?$", re.I
    ),
    re.compile(rf"(?P<month>[^\W\d_]+)\.? (?P<day>{_DAY})(?:st|nd|rd|th)?,? $", re.I),
    re.compile(rf"(?<![\d.])(?P<day>{_DAY}\. ?{_NUMBERED})\. ?$"),
    re.compile(rf"(?<![\d/])(?P<day>{_DAY}/{_DAY})/$"),
)
_AFTER = (
    re.compile(rf",? (?P<month>[^\W\d_]+)\.? (?P<day>{_DAY})(?=\s*[;.)\]]|\s*$)"),
    re.compile(r"(?P<day>-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)"),
    re.compile(rf"(?P<day> ?[年년] ?{_NUMBERED} ?[月월](?: ?{_DAY} ?[日일])?)"),
)
_LONGEST = 30
# Of these a day of access holds one, in any case.
ACCESS_SIGNS = (
    "[", "acesso", "consult", "accessed", "retrieved", "tilgået", "henvist", "cited", "cité", "citado", "abgerufen", "zugriff",
    "zugegriffen", "gesehen", "dostęp", "vid.", "geraadpleegd", "bezocht", "дата", "erişim", "visited", "viewed", "accesso",
    "hämtad", "besökt", "luettu", "viitattu", "hentet", "lest", "访问日期", "引用日期", "閲覧日", "参照",
)  # fmt: skip
ACCESS_DATE = re.compile(
    r"\[(?=[^\[\]]*[^\W\d_]|\d{4}-)[^\[\]]{0,40}\b(?:19|20)\d\d[^\[\]]{0,14}\]|"
    r"[(\[]?\b(?:last )?(?:Acesso em|consulté le|accessed(?: on)?|retrieved(?: on)?|Tilgået|henvist|cited|cité|"
    r"citado|consultado(?: el)?|abgerufen(?: am)?|Zugriff(?: am)?|zugegriffen|eingesehen(?: am)?|gesehen am|"
    r"dostęp|vid\.|geraadpleegd(?: op)?|bezocht op|дата обращения|erişim(?: tarihi)?|visited(?: on)?|viewed|"
    r"Accesso|ultimo accesso|hämtad|besökt|luettu|viitattu|hentet|lest|访问日期|引用日期|閲覧日|参照|"
    r"consultato(?: il)?)(?!\w)\W{0,3}[^;()\[\]\x00]{0,24}?(?<!\d)(?:19|"
    r"20)\d\d(?:[-./]\d\d?){0,2}(?:年\d\d?月(?:\d\d?日)?)?"
    rf"(?:,?\s+{_MONTH}\.?(?:\s+{_DAY})?)?\b[)\]]?(?:,? from\b)?",
    re.IGNORECASE,
)


def days(text: str) -> list[tuple[int, int]]:
    """Return where days, and months in digits, stand in the whole dates of a text; years are left.

    >>> text = "Lancet 1997 Jul 5; 350(9070):3. Le Monde, 17 mai 2012. Die Zeit 3.12.2009. 2009年5月21日"
    >>> [text[start:end] for start, end in days(text)]
    ['5', '17', '3.12', '年5月21日']

    A volume and a page are no date:

    >>> days("J Ment Health 2011 20 392; 20 (2001)")
    []
    """
    found = []
    for year in _YEAR.finditer(text):
        begin = max(0, year.start() - _LONGEST)
        before, after = text[begin : year.start()], text[year.end() : year.end() + _LONGEST]
        dates = [(begin, pattern.search(before)) for pattern in _BEFORE]
        dates += [(year.end(), pattern.match(after)) for pattern in _AFTER]
        for offset, date in dates:
            if date and _names_a_month(date):
                found.append((offset + date.start("day"), offset + date.end("day")))
                break
    return found


def _names_a_month(date):
    return date.groupdict().get("month", "may").lower() in _MONTHS
