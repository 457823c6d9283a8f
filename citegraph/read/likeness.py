"""How much a stretch of text looks like a reference, or like the beginning of one.

Every score here is a sum of small weights, each for one thing a librarian
would look at: names before a year, volume and pages, the verbs of running
text.  Nothing is read for its meaning.
"""

import re
from functools import lru_cache

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĽŁŃŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽȘȚА-ЯЁΑ-Ω"
_PARTICLES = (
    r"(?:(?:[Vv][ao]n|[Dd][eiaou]s?|[Dd]el|[Dd]ell[ao]|[Dd]en|[Dd]er|[Ll]a|[Ll]e|[Ee]l|[Aa]l|[Ss]t\.?|"
    r"[Tt]e[nr]|[Zz]u[rm]?"
    r"|[Dd]os|[Dd]as|[Bb]en|[Bb]in|[Aa]bu|VAN|DER?|DEN|[Dd]’|[Dd]')\s+){0,3}"
)
_FAMILY = rf"{_PARTICLES}[{_UPPER}][\w’'`´‐‑.-]*[\w’]?(?:[ -](?:[{_UPPER}][\w’'‐‑-]++|[ye] [{_UPPER}]\w++)){{0,3}}"
_INITIALS = rf"[{_UPPER}](?:[. ‐‑-]{{0,3}}[{_UPPER}]){{0,4}}\.?(?![\w’])"
_AND = r"(?:and|&|et|e|y|und|og|och|en|ve|i|и|و)"
_GIVEN = rf"[{_UPPER}][\w’'‐‑-]+"
# Given names and initials in a row: each is taken whole, or a row of capitals could be parted in countless ways.
_FURTHER = rf"(?: (?>[{_UPPER}](?:[.‐‑-]{{0,2}}[{_UPPER}]){{0,4}}(?![\w’])|{_GIVEN})\.?)"
_LEADING = rf"(?:(?>[{_UPPER}]{{1,5}}(?![\w’])[.\s‐‑-]{{0,3}})){{1,8}}"

# Beginnings of entries, from the most telling to the least.
_STARTS = (
    (2.6, rf"{_FAMILY} {_INITIALS}(?:[,;:&(/]|(?<=\.) | {_AND} | \(?\d{{4}}|$)"),
    (2.6, rf"{_FAMILY}[,،] ?{_INITIALS}"),
    (2.4, rf"{_LEADING}{_FAMILY}(?:[,;.:]| and | & | et | e | و | y | und |$)"),
    (2.4, rf"[{_UPPER}’'‐-]{{2,}}(?:[ ,]+[{_UPPER}’'‐-]+)* (?:et alii )?(?:\d{{4}}[a-z]?: )"),
    (2.2, rf"{_FAMILY}[,،] {_GIVEN}{_FURTHER}*(?:[,;،/.(:]|$| and | et | und | y | e | & )"),
    (1.6, rf"{_GIVEN}(?: (?:{_INITIALS}|{_GIVEN})){{1,3}}(?:, | and | & | et | e | y | i in\., |: |/ )"),
    (1.6, rf"{_FAMILY} (?:et al|и др|u\. ?a|i in|and others|e outros|等|y otros|и др\.)"),
    (1.2, rf"{_FAMILY} \(\d{{4}}|{_FAMILY}[.,] \(?\d{{4}}"),
    (1.0, rf"[{_UPPER}]\.,|- [{_UPPER}]{{2}}\b"),
    (0.4, r"[“‘„«\"'《].{3}"),
    (0.3, rf"[{_UPPER}]"),
)
_START_PATTERNS = tuple((weight, re.compile(pattern)) for weight, pattern in _STARTS)

# Words that open a line in the middle of an entry far more often than an entry.
_INSIDE = re.compile(
    r"(?:Journal|Proceedings|Proc\.|Int(?:ernational|\.)|In[: ]|Vol\.|No\.|pp?\. ?\d|University|Press\b|"
    r"Springer|Elsevier|Wiley|"
    r"IEEE\b|ACM\b|Conference|Symposium|Science|Sciences|Letters|Review|Research|New York|London|Berlin|Oxford|"
    r"Archives of|American|Annals|Available|Retrieved|Accessed|https?:|doi\b|DOI\b|arXiv:|"
    r"Library|Engineering[ ,.]|Applications?[ ,.]|Systems?[ ,.]|Technology|Medicine|Society|"
    rf"(?:[{_UPPER}][\w’-]+,? (?:(?:and|of|&|in|for|the) )*){{1,9}}\d+ ?\(\d|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)

YEAR = re.compile(r"(?<![\d/–‑-])(?:1[5-9]|20)\d\d(?=[a-z]?\b)(?![\d%])")
_OTHER_YEAR = re.compile(r"(?<!\d)(?:۱[۳۴][۰-۹]{2}|١[٣٤٩][٠-٩]{2}|٢٠[٠-٩]{2}|ה?תש[״\"][א-ת]|令和|平成|昭和)")
_NUMBERS = re.compile(
    r"(?<!\d)\d+\s{0,3}\(\s{0,3}\d[\d–‑/ -]{0,20}\)|[:,;]\s{0,9}\w?\d{1,9}\s?[–‑-]\s?\w?\d+|\bpp?\.?\s?\w?\d+|\b[Vv]ol(?:ume)?s?\.? ?\d|\bvol\. |"
    r"\bV\d+, P\d+|\b[Nn][or°]\.? ?\d|"
    r"[：:] ?e?\d+|(?<!\d)\d+\s?[–‑-]\s?\d+\.?$|[СсТт]\. ?\d|[Ss]s?\. ?\d|页|巻|\bfasc\.|\d+;\s?\d|م \d|"
    r", [eE]?\d{2,}(?:, (?:1[5-9]|20)\d\d)?\.?$"
)
PROSE = re.compile(
    r"\b(?:we|our|that|was|were|is|are|be|has|have|had|which|these|this|they|their|it|not|can|(?-i:may)|should|"
    r"will|would|than|"
    r"but|also|however|remarks|declare|thank|sich|wurde|wurden|wird|ist|nicht|dass|als|nous|est|sont|que|cet|ces|nos|"
    r"los resultados|se|fue|fueron|más|foram|são|não|più|sono|che|gli|był|jest|się|wskazują|bir|olarak|"
    r"что|это|был|были|мы|чем|является|не)\b",
    re.IGNORECASE,
)
BACK_MATTER = re.compile(
    r"(?:received:? \d|accepted[: ]|copyright\b|©|\(c\) \d{4}|fig(?:ure|\.)? ?\d|table \d|appendix\b|acknowledg|"
    r"author contributions?\b|"
    r"correspond(?:ence|ing author)\b|publisher[’']s note|how to cite|to cite this|cite this|download references|"
    r"about the authors?\b|author information|affiliations?$|supplementa(?:ry|l) (?:data|material|"
    r"information)|funding\b|"
    r"(?:conflicts?|competing|declaration) (?:of )?interests?|ethics|data availability|rights and permissions|"
    r"open access\b|additional information|footnotes?$|cited by\b|related articles|similar articles|"
    r"the authors? (?:declare|thank)|we (?:thank|are grateful)|this article (?:is|was)|"
    r"citation: |submission received|\(?open in a new window|"
    r"(?:awards|grants|teaching|education|employment|languages|skills|memberships|positions)(?: and \w+)?"
    r"(?=\s+(?:19|20)\d\d|$)|"
    r"设为首页|版权所有|致谢|作者简介|收稿日期|引用本文)",
    re.IGNORECASE,
)


def start_score(text: str) -> float:
    """Return how much *text* begins as an entry of a reference list does.

    >>> start_score("Asad, S., & Chreim, S. (2016). Peer support") > 2
    True
    >>> start_score("of mental health services. Journal") < 0
    True
    """
    return _start_score(text[:160].replace("\n", " ").lstrip())


@lru_cache(4096)  # the same beginning is looked at as a line, as an entry, and beside its neighbours
def _start_score(text):
    if not text:
        return -3.0
    inside = -1.6 if _INSIDE.match(text) else 0.0
    for weight, pattern in _START_PATTERNS:
        if pattern.match(text):
            return weight + inside
    if re.match(r"[^\W\d_]", text) and not text[0].islower() and not "A" <= text[0] <= "Z":
        return 0.8 + inside  # scripts without capitals
    if re.match(rf"{_PARTICLES}[{_UPPER}]", text) and not text[0].isupper():
        return 1.2
    return -2.5 + inside


def has_authors_first(text: str) -> bool:
    """Whether *text* begins with names as entries print them.

    >>> has_authors_first("Gillard S, Holley J. Introducing new peer worker roles")
    True
    """
    return start_score(text) >= 1.6


def likeness(text: str) -> float:
    """Return how much *text* looks like one whole reference; above 2 it does.

    >>> likeness("Small H. Co-citation in the scientific literature. J Am Soc Inf Sci. 1973;24(4):265-9.") > 2
    True
    >>> likeness("In 2011 we asked 267 peer specialists (73%) what they thought of that, and it was good.") > 2
    False
    """
    start, size = start_score(text), len(text)
    text = text[:2600]  # no reference is longer
    brief = len(text) < 20 and not (start >= 2.4 and YEAR.search(text))
    if brief or BACK_MATTER.match(re.sub(r"^\W+(?=\w)", "", text)):
        return -4.0
    score = min(start, 2.4) * 0.75
    score += 1.2 if YEAR.search(text) or _OTHER_YEAR.search(text) else -0.9
    score += min(len(_NUMBERS.findall(text)), 2) * 0.8
    score += 1.5 if re.search(r"\b10\.\d{4,9}/", text) else 0.0
    words = len(text.split()) or 1
    prose = len(PROSE.findall(text))
    score -= max(0.0, prose - 1 - words / 45) * 0.9
    if size > 900 and start < 1.6:
        score -= 3.0
    if size > 2500:
        score -= 3.0
    return score
