"""The authors at the head of a printed reference.

A list of names has one of a few shapes.  Each shape says how its first name
looks and how the others do; every shape is tried and the one that explains
most of the text, and ends where a list of names can end, is believed.
"""

import re
from dataclasses import dataclass

from citegraph.model import Author
from citegraph.read.vocabulary import AND, ET_AL, ORGANISATION

_UP = r"[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚА-ЯЁІЇЄΑ-Ω]"
_LETTER = r"[^\W\d_]"
_JOIN = r"['’‘`ʼ´‐‑\-‒]"
# A capitalised word of a name: O'Malley, Saint-Jean, McLean, ÖZTÜRK.
_WORD = rf"(?:(?:[dDlLO]['’]\s?)?{_UP}{_LETTER}+(?:{_JOIN}{_LETTER}+)*|[dDlLO]['’]{_UP}{_LETTER}+)"
_PARTICLE = r"(?:(?:v[ao]n|v[ao]n\s+de[nr]?|v\.|[Dd]e(?:\s+l[ao]s?|n|r)?|[Dd]el(?:la)?|[Dd]i|[Dd][aou]s?|[Ll][ae]s?|[Tt]e[nr]?|z[ue]r?|zum|af|ap|al|[Ee]l|bin|ben|ibn|y|Van(?:\s+[Dd]e[nr]?)?|Von|Dal|St\.|Mc|Mac|O)\s+)"
_INITIAL = rf"(?:{_UP}{_LETTER}?h?\.?|{_UP}\.)"
_DOTTED = rf"{_UP}{_LETTER}{{0,2}}\.(?:\s?[‐‑-]\s?{_UP}?{_LETTER}{{0,2}}\.?)*"
# Initials with stops: J.-P. / J. P. / Yu. V. / P.H. de O.
_DOTS = rf"{_DOTTED}(?:\s?(?:{_DOTTED}|d[aeo]s?(?=\s{_UP}\.)))*(?:\s(?:d[aeo]s?|v[ao]n(?:\s(?:de[nr]?))?|de\sla|del|der|den|di|van\s't|ter|zu)(?=\s*(?:[,;&:(]|and\b|\d|$)))?"
# Initials without stops: JP, J P, J-P, JPM
_BARE = rf"{_UP}{{1,4}}(?:[‐‑-]{_UP}{{1,2}})*(?:\s{_UP}(?:[‐‑-]{_UP})?(?![^\W_]))*(?![^\W_]|\.\s?{_UP}\b)"
_SUFFIX = r"(?:,?\s(?:Jr|Sr|jr|sr|II|III|IV|2nd|3rd)\b\.?)?"
_FAMILY = rf"(?:{_PARTICLE}){{0,3}}{_WORD}(?:[\s‐-](?:(?:{_PARTICLE}){{0,2}}{_WORD})){{0,2}}"
_GIVEN = rf"(?:{_WORD}|{_DOTTED}|{_UP}(?![^\W_]))(?:[\s](?:{_WORD}|{_DOTTED}|{_UP}(?![^\W_])|d[aeo]s?|de\sla|van|von)){{0,3}}"

_SHAPES = {
    "family, dots": re.compile(rf"(?P<family>{_FAMILY}){_SUFFIX}\s?[,،]\s?(?P<given>{_DOTS}){_SUFFIX}"),
    "family, bare": re.compile(rf"(?P<family>{_FAMILY})\s?[,،]\s?(?P<given>{_BARE}){_SUFFIX}"),
    "family bare": re.compile(rf"(?P<family>{_FAMILY}),?\s\s?(?P<given>{_BARE}){_SUFFIX}"),
    "family dots": re.compile(rf"(?P<family>{_FAMILY})\s\s?(?P<given>{_DOTS}){_SUFFIX}"),
    "family, given": re.compile(rf"(?P<family>{_FAMILY}){_SUFFIX}\s?[,،]\s?(?P<given>{_GIVEN}){_SUFFIX}"),
    "dots family": re.compile(rf"(?P<given>{_DOTS})\s?(?P<family>{_FAMILY}){_SUFFIX}"),
    "given family": re.compile(
        rf"(?P<given>(?:{_WORD}|{_DOTTED}|{_UP}(?![^\W_]))(?:\s(?:{_DOTTED}|{_UP}(?![^\W_])|{_WORD}(?=\s(?:{_UP}|{_PARTICLE})))){{0,3}})\s(?P<family>(?:{_PARTICLE}){{0,3}}{_WORD}){_SUFFIX}"
    ),
    "family alone": re.compile(rf"(?P<family>{_FAMILY})(?P<given>)"),
}
_CJK = re.compile(r"(?P<family>[\u4e00-\u9fff\uac00-\ud7af\u3040-\u30ff]{2,4}|[\u4e00-\u9fff]{2,5}·[\u4e00-\u9fff]{1,8})")

# How the first name of a list looks, and how the ones after it may, likeliest first.
_LISTS = (
    ("family, dots", ("family, dots", "dots family")),
    ("family, bare", ("family, bare", "family bare")),
    ("family bare", ("family bare",)),
    ("family dots", ("family dots",)),
    ("dots family", ("dots family", "given family")),
    ("family, given", ("family, given",)),
    ("family, given", ("dots family", "given family")),
    ("given family", ("dots family", "given family")),
)
_SEPARATOR = re.compile(rf"\s*[,;،、]?\s*(?:{AND}\s+|[&/·]\s*)?")
_ET_AL = re.compile(rf"\s*[,;،]?\s*\(?{ET_AL}\)?(?![^\W\d_])", re.IGNORECASE)
_ROLE = re.compile(r"\s*[,.]?\s*[(\[]?(?:[Ee]ds?|Hrsg|Hg|éds?|dir|coord|ed\. by|red|orgs?|a cura di|编|主编|编著|著)\b\.?[)\]]?")
_END = re.compile(r"\s*(?:[.:,;،؛]|\.?,|\s(?=\()|(?=[(\[“\"«‘„'《「\x00])|$|(?=\s\d{4}\b)|\.?\s?[-–—])")


@dataclass(frozen=True, slots=True)
class Names:
    """Authors read from a text, and where the list of them ends."""

    authors: tuple[Author, ...]
    end: int
    score: float
    shape: str = ""


def read_names(text, start, limit=400):
    """Return the authors that stand at `text[start:]`, or `None`.

    >>> read_names("Mead S, Hilton D, Curtis L. Peer support", 0).authors[2]
    Author(family='Curtis', given='L')

    The first name may be turned round and the others not:

    >>> [author.family for author in read_names("Bacchi, Carol, and Susan Goodwin. 2016.", 0).authors]
    ['Bacchi', 'Goodwin']
    """
    found = [names for first, others in _LISTS if (names := _read_list(text, start, first, others))]
    found += [names for names in (_read_slashes(text, start), _read_cjk(text, start)) if names]
    best = max(found, key=lambda names: names.score, default=None)
    return best if best and best.score > 0 else None


def _read_list(text, start, first, others):
    authors, at, end, joined = [], start, start, False
    shapes = (first,)
    limit = start + 6000
    while at < limit:
        match = next((m for shape in shapes if (m := _SHAPES[shape].match(text, at))), None)
        if not match or _cannot_be_name(match, text):
            break
        if authors and shapes == others and joined is False and text[end:at].strip() == "":
            break
        authors.append(Author(match["family"].strip(), match["given"].strip().rstrip(",") or None))
        end = match.end()
        if match := _ET_AL.match(text, end):
            end, joined = match.end(), True
            break
        separator = _SEPARATOR.match(text, end)
        if not separator or not separator.group().strip():
            break
        at, shapes, joined = separator.end(), others, True
        if match := _ET_AL.match(text, at):
            end = match.end()
            break
    if not authors:
        return None
    return Names(tuple(authors), end, _likeness(text, start, end, authors, first, others), first)


def _cannot_be_name(match, text):
    words = re.findall(r"[^\W\d_]+", match["family"].lower())
    if any(word in ORGANISATION or word in _NEVER_NAMES for word in words):
        return True
    return False


_NEVER_NAMES = set(
    "the and of for in on with from a an to by le les des und der die das del los las review journal analysis effects effect "
    "study studies using new towards toward proceedings available online".split()
)


def _likeness(text, start, end, authors, first, others):
    """How much of the text the list explains, and how well it ends there."""
    score = 1.0 + 0.6 * min(len(authors), 6)
    rest = text[end : end + 40]
    initials = sum(1 for author in authors if author.given and re.fullmatch(r"[^\W\d_](?:[^\W\d_]{0,2}\.?[\s‐‑-]?[^\W\d_]?)*", author.given) and (author.given.isupper() or "." in author.given))
    score += 1.5 * initials / len(authors)
    score += {"family, given": -0.6, "given family": -1.2, "family bare": 0.1}.get(first, 0)
    if first == "family, given" and others == ("family, given",) and len(authors) > 1:
        single = sum(1 for author in authors if author.given and " " not in author.family)
        score += 0.4 if single == len(authors) else -1
    if re.match(r"\s*[.,]?\s*\(?(?:1[5-9]|20)\d\d", rest) or re.match(r"\s*[,.:]?\s*[“\"«‘„《]", rest):
        score += 1.5
    elif re.match(r"[.:]\s|[.:]$|\s*\x00|$|\.?\s*[-–—]\s|:\S", rest):
        score += 1
    elif text[end - 1 : end] == "." and re.match(r"\s", rest):
        score += 0.8
    elif re.match(r"[,;،]\s", rest):
        score += 0.4
    elif re.match(r"\s*\(", rest):
        score += 0.4
    else:
        score -= 1.5
    score += min(end - start, 200) / 200
    return score


def _read_slashes(text, start):
    """Names parted by strokes: "Ng, Wilfred/Levene, Mark, The development …"."""
    shape = _SHAPES["family, given"]
    authors, at, end = [], start, start
    while match := shape.match(text, at):
        authors.append(Author(match["family"], match["given"]))
        end = match.end()
        if text[end : end + 1] != "/":
            break
        at = end + 1 + (text[end + 1 : end + 2] == " ")
    if len(authors) < 2:
        return None
    return Names(tuple(authors), end, 4.0 + len(authors), "slashes")


def _read_cjk(text, start):
    authors, at, end = [], start, start
    while match := _CJK.match(text, at):
        authors.append(Author(match["family"]))
        end = match.end()
        if match := re.compile(r"\s*[,，、;；]?\s*(?:等|ほか|他|外)").match(text, end):
            end = match.end()
            break
        separator = re.compile(r"\s*[,，、;；]\s*").match(text, end)
        if not separator:
            break
        at = separator.end()
    if not authors or not re.match(r"\s*(?:[.:,。．：,]|\d{4}|[(\[（《「])|\s", text[end : end + 8]):
        return None
    return Names(tuple(authors), end, 2.0 + len(authors), "cjk")


def read_group(text, start, end):
    """The name of a body that stands where authors do, or `None`.

    >>> read_group("World Health Organization. Mental health atlas", 0, 25)
    Author(family='World Health Organization', given=None)
    >>> read_group("How should gene editing be managed", 0, 34)
    """
    name = text[start:end].strip(" .,:;")
    words = re.findall(r"[^\W\d_]+", name)
    if not words or len(words) > 12 or not any(word.lower() in ORGANISATION for word in words):
        return None
    lower = sum(1 for word in words if word[0].islower() and len(word) > 3)
    return Author(name) if not lower else None


def read_names_before(text, start, end):
    """Authors that stand after the title: "Title Asad, Sarah Chreim, Samia [J]".

    Returns the names with `end` at the place where the title ends.
    """
    chunks, at = [], start
    for match in re.finditer(r",\s", text[start:end]):
        chunks.append((at, start + match.start()))
        at = start + match.end()
    chunks.append((at, end))
    authors, given = [], text[chunks[-1][0] : chunks[-1][1]].strip(" .")
    if len(chunks) < 2 or not _given_names(given):
        return None
    for begin, stop in reversed(chunks[:-1]):
        words = list(re.finditer(r"\S+", text[begin:stop]))
        if not words:
            break
        size = 1
        while size < len(words) and re.fullmatch(r"(?i)v[ao]n|de|der|den|del|da|di|du|le|la|te[nr]", words[-size - 1].group()):
            size += 1
        family_at = begin + words[-size].start()
        family = text[family_at:stop]
        if not re.match(rf"(?:{_PARTICLE})*{_WORD}", family):
            break
        authors.append(Author(family, given))
        title_end = family_at
        given = text[begin:family_at].strip()
        if not _given_names(given) or len(given.split()) > 3:
            break
    if not authors:
        return None
    return Names(tuple(reversed(authors)), title_end, 3.0, "after title")


def _given_names(text):
    return bool(re.fullmatch(rf"{_GIVEN}\.?", text)) and not (set(re.findall(r"[a-z]+", text.lower())) & _NEVER_NAMES)
