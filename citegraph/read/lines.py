"""The lines of a text: what they are, and how those of one entry are joined again.

A page copied from a screen or a printed article brings running heads, page
numbers and link labels along.  They are told from the text here, so that no
other module has to look at them.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass

from citegraph.read.headings import run_in_heading
from citegraph.read.likeness import has_authors_first

_LABEL = (
    r"(?:view pdf|view article|view in article|view in scopus|view record in scopus|view abstract|view|article|"
    r"cas|pubmed/ncbi|pubmed central|pubmed|pmc free article|free pmc article|pmc|google\s?scholar|mathscinet|math|"
    r"ads|cross\s?ref|medline|web of science®?|isi|scopus(?: \(\d+\))?|doi|full text(?: pdf)?|abstract|chemport|"
    r"openurl|export|search|find|\(?open in a new (?:tab|window)\)?|download|cross ?ref full text|"
    r"pubmed abstract|link|similar articles|相似文献|ref list|abs)"
)
_LABEL_LINE = re.compile(rf"[\s\[(|·•]*{_LABEL}(?:[\s|,;·\]\[()]*{_LABEL})*[\s|\])·]*$", re.IGNORECASE)
_LABEL_BRACKETS = re.compile(rf"(?<!\s)(?:\s*\[{_LABEL}\]|\s*\(Open in a new window\))+\s*$", re.IGNORECASE)
# Labels glued to the end of an entry or following it: never "Article" or "Search" alone, which may be its words.
_LABEL_TAIL = re.compile(
    r"(?<=[.\w)>\]/”»])\s*(?:Article\s*|CAS\s*|PubMed(?: Central|/NCBI)?\s*|Cross[Rr]ef\s*|Medline\s*|"
    r"Web of Science\s*|"
    r"MathSciNet\s*|MATH\s*|ADS\s*|View (?:Article|PDF|in Article|in Scopus)\s*\|?\s*|Scopus \(\d+\)\s*\|?\s*)*"
    r"Google\s?Scholar\s*$"
)
_CROSSREF_TAIL = re.compile(r"(?<=[.)>\]])\s*(?:CrossRef|Crossref)(?:\s*(?:PubMed|Medline|Web of Science))*\s*$")
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—]\s*)?(?:page |p\. ?|seite )?\d{1,4}(?: (?:of|/) \d{1,4})?(?:\s*[-–—])?\s*$", re.IGNORECASE
)
_HEAD_WORDS = re.compile(
    r"\s*(?:\d{1,4}\s+)?(?:downloaded (?:from|by|on)\b|www\.[\w.-]+(?:\s+\d+)?$|https?://[\w.-]+/?$|"
    r"author and author|vol\.? ?\d+,? no\.? ?\d+|this content downloaded)",
    re.IGNORECASE,
)
_WIDE_NUMBER = re.compile(r"\s*(?:\d{1,4}\s{2,}\S.*|\S.*\S\s{3,}\d{1,4})$")
_HEAD_CITE = re.compile(r"[^\W\d_][^\d(]{3,60} \d{1,4} \(\d{4}\)[ ,:]*\d+[–-]\d+$")
_HEAD_AND_YEAR = re.compile(
    r"[^.]{6,70}(?:\. [^.]{1,20})*,? Vol\. ?\d+, No\. ?\d+,? \d{4}$|.*\bet al\. ?/ .*\d{4}\) ?\d+[–-]\d+$"
)
_PAGE_OF = re.compile(r"\s*\d{1,4} of \d{1,4}\s+\S.{0,80}$|\s*\S.{0,80}\s\d{1,4} of \d{1,4}\s*$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0xFEFF))
_QUOTED = re.compile(r"^\s{0,3}(?:>\s?)+")  # a letter quoted in an answer


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, with what stands before it.

    Attributes
    ----------
    number
        Its place in the whole text, from 1.
    text, indent
        Without surrounding blanks, and how many stood before it.
    gap
        ``""``, ``"blank"`` after an empty line, ``"label"`` after a line of
        link labels, or ``"page"`` where a page break was taken out.
    """

    number: int
    text: str
    indent: int = 0
    gap: str = ""


def is_link_labels(text: str) -> bool:
    """Whether *text* holds nothing but the links that journals print after an entry.

    >>> is_link_labels("Article PubMed Google Scholar"), is_link_labels("Google Scholar and the web")
    (True, False)
    """
    return bool(text.strip()) and len(text) < 160 and bool(_LABEL_LINE.match(text))


def without_link_labels(text: str) -> str:
    """Return *text* without the link labels at its end.

    >>> without_link_labels("Lancet 2012; 380: 1.CrossRefPubMedGoogle Scholar")
    'Lancet 2012; 380: 1.'
    """
    before = None
    while before != text:
        before = text
        text = _CROSSREF_TAIL.sub("", _LABEL_TAIL.sub("", _LABEL_BRACKETS.sub("", text))).rstrip()
    return text


def text_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of *text* that are its own, page furniture left out.

    Running heads and page numbers go, as do lines of nothing but link labels;
    each line left says whether an empty line, a page break or a line of link
    labels stood before it.

    >>> [(line.number, line.text, line.gap) for line in text_lines("a b\\n\\n122\\n\\nc d\\nGoogle Scholar\\ne f")]
    [(1, 'a b', ''), (5, 'c d', 'page'), (7, 'e f', 'label')]
    """
    raw = [_QUOTED.sub("", line.translate(_UNSEEN), count=1) for line in text.split("\n")]
    furniture = _furniture(raw)
    lines, gap = [], ""
    for number, line in enumerate(raw, start=1):
        stripped = line.strip()
        if not stripped:
            gap = gap or "blank"
        elif number - 1 in furniture:
            gap = "page" if gap in ("", "blank") else gap
        elif is_link_labels(stripped):
            gap = "label"
        else:
            indent = len(line) - len(line.lstrip())
            if heading := run_in_heading(stripped):
                lines.append(Line(number, stripped[:heading].strip(), indent, gap))
                stripped, gap = stripped[heading:].strip(), ""
            lines.append(Line(number, stripped, indent, gap))
            gap = ""
    return tuple(lines)


def _furniture(raw):
    """Indices of the lines that page breaks put into the text."""
    texts = [line.strip() for line in raw]
    exact = Counter(text for text in texts if 8 < len(text) < 90)
    lengths = sorted(len(text) for text in texts if text)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    cores = Counter(_without_page_number(text) for text in texts if 8 < len(text) < 90)
    found = set()
    cites = {text for text in texts if _HEAD_CITE.match(text)}
    for index, text in enumerate(texts):
        if not text or len(text) > 110:
            continue
        if _HEAD_CITE.match(text) and len(cites) < 3:
            found.add(index)
            continue
        core = _without_page_number(text)
        if core != text and (cores[core] > 1 or _HEAD_CITE.match(core) or _HEAD_AND_YEAR.match(core)):
            found.add(index)
            continue
        if _is_numbered_head(text, texts[index - 1] if index else ""):
            found.add(index)
            continue
        if _is_head_beside_number(texts, index, width) or _interrupts(texts, index, width):
            found.add(index)
            continue
        if _PAGE_OF.match(text) and not has_authors_first(text):
            found.add(index)
        elif _HEAD_WORDS.match(text) or _HEAD_AND_YEAR.match(text) and len(text) < 90:
            found.add(index)
        elif _WIDE_NUMBER.match(text) and not re.match(r"\d{1,4}\s{2,}", text):
            found.add(index)
        elif exact[text] > 1 and not is_link_labels(text) and text[-1] not in ".,;:-" and text[0].isupper():
            if len(text) < 0.8 * width and _is_inserted(texts, index, width):
                found.add(index)
    places = defaultdict(list)  # number → where it stands alone, in order
    for index, text in enumerate(texts):
        if _PAGE_NUMBER.match(text):
            places[int(re.search(r"\d+", text)[0])].append(index)
    heads = frozenset(found)
    for value, alone in list(places.items()):
        found.update(index for index in alone if _is_page_number(value, index, places, heads))
    return found


def _is_head_beside_number(texts, index, width):
    """Whether a short line and a page number next to it interrupt the text together."""
    text = texts[index]
    if len(text) > min(70, 0.8 * width) or re.search(r"\d|[.,;:)–-]$", text) or not text[0].isupper() or len(text) < 8:
        return False
    for number, beyond, other in ((index + 1, index + 2, index - 1), (index - 1, index + 1, index - 2)):
        if not 0 <= number < len(texts) or not re.fullmatch(r"\d{1,4}", texts[number]):
            continue
        before, after = texts[other] if other >= 0 else "", texts[beyond] if beyond < len(texts) else ""
        if (
            not before
            or not after
            or before[-1] in ".)"
            or before.endswith("-")
            or after[0].islower()
            or not after[0].isalpha()
        ):
            return True
        if is_link_labels(before) or len(before) + 1 + len(text.split()[0]) > width * 0.9:
            return True
    return False


def _without_page_number(text):
    return re.sub(r"^\d{1,4}\s{2,}(?=[^\W\d_])|(?<=[^\W\d_])\s+\d{1,4}$|(?<=\d)\s{3,}\d{1,4}$", "", text)


def _interrupts(texts, index, width):
    """Whether a short line stands between two that read on without it."""
    text = texts[index]
    if not 0 < index < len(texts) - 1 or not texts[index - 1] or not texts[index + 1] or width > 135:
        return False
    before, after = texts[index - 1], texts[index + 1]
    if text[0].islower() or text[-1] in ".,;:)]-" or re.fullmatch(r"\d{1,4}", text) or before[-1] in ".)":
        return False
    fits = len(text) + 1 + len(after.split()[0]) <= 0.85 * width
    return fits and len(before) > 0.7 * width and (after[0].islower() or after[0] in "’”»,.;:)")


def _is_inserted(texts, index, width):
    """Whether a repeated line stands apart from the lines around it.

    The word after it would have fitted on it, had both been one paragraph;
    and either the line before ended early too, or the line after reads on.
    """
    before, after = texts[index - 1] if index else "", texts[index + 1] if index + 1 < len(texts) else ""
    if after and len(texts[index]) + 1 + len(after.split()[0]) > width:
        return False
    early = not before or len(before) + 1 + len(texts[index].split()[0]) <= width
    return early or not after or not after[0].isupper()


def _is_numbered_head(text, before):
    """Whether a line is a running head with its page number, though it stands in the text only once."""
    core = _without_page_number(text)
    if core == text or re.search(r"[\d.,;:]", core) or not 12 < len(core) < 70 or has_authors_first(core):
        return False
    return bool(re.match(r"\d{1,4}\s{3,}|.*\s{3,}\d{1,4}$", text)) or (
        (not before or is_link_labels(before)) and not re.search(r"(?:1[5-9]|20)\d\d$", text)
    )


def _is_page_number(value, index, places, heads):
    if index - 1 in heads or index + 1 in heads:
        return True
    before, after = places.get(value - 1, ()), places.get(value + 1, ())
    steady = (before and before[0] < index - 15) or (after and after[-1] > index + 15)
    # A list whose numbers stand on lines of their own is no row of pages.
    crowded = any(bisect_left(near, index - 15) < bisect_right(near, index + 15) for near in (before, after))
    return not crowded and (steady or 12 < value < 1500)


def joined(lines: list[str], divided: bool = False) -> str:
    """Return the lines of one entry as one text, blanks reduced to one.

    A word or an address that the line's end divided becomes whole again.

    Parameters
    ----------
    divided
        Whether this text divides words at line ends; if not, a hyphen at a
        line's end is the word's own.

    >>> joined(["see https://doi.org/10.1002/", "asi.20317 and evidence-", "based care"])
    'see https://doi.org/10.1002/asi.20317 and evidence-based care'
    >>> joined(["the psychi-", "atric ward"], divided=True)
    'the psychiatric ward'
    """
    whole = ""
    for line in lines:
        line = " ".join(line.split())
        if not whole:
            whole = line
        elif not line:
            continue
        else:
            whole = _join(whole, line, divided)
    return whole


def _join(left, right, divided):
    last, first = left.rsplit(" ", 1)[-1], right.split(" ", 1)[0]
    address = re.search(r"(?:https?:/|doi[:.]|\b10\.\d{4,9}/|www\.)", last, re.IGNORECASE)
    if address and re.search(r"[/._=:-]$|10\.\d{4,9}/\S*$", last) and re.match(r"[\w(]", first):
        if last.endswith(("/", "-", "_", "=", ":/", "doi.")) or re.search(r"[\d/]", first) and last.endswith("."):
            return left + right
        if last.endswith(".") and re.match(r"(?:org|com|[a-z]+\.\d)", first):
            return left + right
    if re.search(r"https?:$", last) and first.startswith("//"):
        return left + right
    if re.search(r"[^\W\d_]-$", last) and re.match(r"[^\W\d_]", first) and first[0].islower():
        own = not divided or re.search(r"-\w+-$|^\d", last) or _PREFIXES.fullmatch(last)
        return left + right if own else left[:-1] + right
    if re.search(r"\S[-‑–]$", last) and not re.search(r"\s[-–]$", left) and re.match(r"[\w(]", first):
        return left + right
    if _CJK.match(left[-1]) and _CJK.match(right[0]):
        return left + right
    return f"{left} {right}"


_PREFIXES = re.compile(
    r"[(“‘]?(?:non|self|co|anti|semi|quasi|multi|meta|pre|post|well|cross|long|short|high|low|large|small)-",
    re.IGNORECASE,
)


def divides_words(lines) -> bool:
    """Whether a text divides words at the ends of its lines.

    >>> divides_words(["the psychi-", "atric ward is full of inter-", "esting peo-", "ple"])
    True
    """
    ends = sum(
        bool(re.search(r"[^\W\d_]{2}-$", left)) and right[:1].islower()
        for left, right in zip(lines, lines[1:], strict=False)
    )
    return ends > 1 and ends / len(lines) > 0.055
