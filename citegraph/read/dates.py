"""Dates in references: the day something was looked at, and days and months that are no volume or page."""

import re

from citegraph.model import plain
from citegraph.read.vocabulary import MONTHS

_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY, _NUMBERED = r"(?:3[01]|[12]\d|0?[1-9])", r"(?:1[0-2]|0?[1-9])"
_MONTHS = sorted({*MONTHS, *map(plain, MONTHS)}, key=len, reverse=True)
_MONTH = rf"(?:{'|'.join(_MONTHS)})(?![^\W\d_])"
_DATE = re.compile(
    rf"(?<![\d.])(?P<day>{_DAY})(?:st|nd|rd|th|er|[º°.])?(?:\s+(?:de|of))?\s+{_MONTH}\.?,?\s+(?:de\s+)?{_YEAR}(?!\d)|"
    rf"\b{_MONTH}\.?\s+(?P<after>{_DAY})(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)|"
    rf"\b{_YEAR},?\s+{_MONTH}\.?\s+(?P<last>{_DAY})(?=\s*[;.)\]]|\s*$)|"
    rf"(?<![\d.])(?P<first>{_DAY}\.\s?{_NUMBERED})\.\s?{_YEAR}(?!\d)|"
    rf"(?<![\d/])(?P<slashed>{_DAY}/{_DAY})/{_YEAR}(?!\d)|"
    rf"(?<!\d){_YEAR}(?P<rest>-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)|"
    rf"\s?[年년]\s?{_NUMBERED}\s?[月월](?:\s?{_DAY}\s?[日일])?)",
    re.IGNORECASE,
)
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
    return [match.span(match.lastgroup) for match in _DATE.finditer(text)]
