"""The authors at the head of a printed reference.

A list of names has one of a few shapes.  Each shape says how its first name
looks and how the others do; every shape is tried and the one that explains
most of the text, and ends where a list of names can end, is believed.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from citegraph.model import Author
from citegraph.read.vocabulary import AND, ET_AL, ORGANISATION, PERIODICAL, leanings

_UP = r"[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚА-ЯЁІЇЄΑ-Ω]"
# A letter of any script but those written without blanks between words, and Arabic's.
_LETTER = r"[^\W\d_\u0600-\u06ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
_JOIN = r"['’‘`ʼ´‐‑\-‒]"
# What an end of line leaves within a word: "Apple- ton".
_TORN = r"-\s(?!and\b|und\b|et\b|y\b)(?![A-ZÀ-Þ])"
# A capitalised word of a name: O'Malley, Saint-Jean, McLean, ÖZTÜRK.
_WORD = rf"(?:(?:[dDlLO]['’]\s?)?{_UP}{_LETTER}+(?:(?:{_JOIN}|{_TORN}){_LETTER}+)*)"
_PARTICLE = (
    r"(?:(?:v[ao]n|v[ao]n\s+de[nr]?|v\.|[Dd]e(?:\s+l[ao]s?|n|r)?|[Dd]el(?:la)?|[Dd]i|[Dd][aou]s?|"
    r"[Ll][ae]s?|[Tt]e[nr]?|z[ue]r?|zum|af|ap|al|[Ee]l|bin|ben|ibn|Van(?:\s+[Dd]e[nr]?)?|Von|Dal|St\.|"
    r"Mc|Mac|O|Abd(?=\sEl))\s+)"
)
_LOW = rf"(?!{_UP}){_LETTER}"
# Bounded: dashes parted by blanks can be read in so many ways that a row of them would take for ever.
_DOTTED = rf"{_UP}(?:{_LOW}){{0,2}}\.(?:\s?[‐‑-]\s?{_UP}?(?:{_LOW}){{0,2}}\.?){{0,3}}"
# Initials with stops: J.-P. / J. P. / Yu. V. / P.H. de O.
_DOTS = (
    rf"{_DOTTED}(?:\s?(?:{_DOTTED}|d[aeo]s?(?=\s{_UP}\.))){{0,7}}(?:\s(?:d[aeo]s?|"
    rf"v[ao]n(?:\s(?:de[nr]?))?|de\sla|del|der|den|di|van\s't|ter|zu)(?=\s*(?:[,;&:(]|and\b|\d|$)))?"
)
# Initials without stops: JP, J P, J-P, JPM
_BARE = (
    rf"(?:{_UP}{{1,4}}|(?:Th|Ch|Yu|Ya|Zh|Sh|Kh|Ph|Ju|Je)(?![^\W_]))(?:\s?[‐‑-]{_UP}{{1,2}})*(?:\s{_UP}(?:[‐‑-]{_UP})?(?![^\W_])){{0,5}}"
    rf"(?:\s(?:d[aeo]s?|v[ao]n|del|di|v[ao]n\sder?|de\sla)(?:\s{_UP}{{1,3}}(?![^\W_]))?(?=\s*[,.;:(]|\s\d))?"
    rf"(?![^\W_]|\.\s?{_UP}\.)"
)
_SUFFIX = r"(?:,?\s(?:Jr|Sr|jr|sr|JR|SR|II|III|IV|V(?=,|\sand\b)|2nd|3rd)\b\.?)?(?:\s\([A-Z][^\W\d_]{1,11}\))?"
_FAMILY = rf"(?:{_PARTICLE}){{0,3}}{_WORD}(?:[\s‐-](?:(?:{_PARTICLE}){{0,2}}(?!(?:Jr|Sr|JR|SR)\b){_WORD})){{0,4}}"
# Words, then initials: a word after an initial is the first of the title.
_GIVEN = (
    rf"(?:{_WORD}(?:\s{_WORD}){{0,3}}(?:\s(?:{_DOTTED}|{_UP}(?![^\W_]))(?:{_DOTTED})?){{0,3}}|{_DOTTED}\s{_WORD}(?=[,/]|"
    rf"\s{AND}\s)|(?:{_DOTTED}\s?){{1,3}}|{_UP}(?![^\W_]))(?:\s(?:d[aeo]s?|de\sla|v[ao]n(?:\sde[nr]?)?)(?=[\s,.;/]))?"
)

_SHAPES = {
    "family, dots": re.compile(rf"(?P<family>{_FAMILY}){_SUFFIX}\s?[,،]\s?(?P<given>{_DOTS}){_SUFFIX}"),
    "family, bare": re.compile(rf"(?P<family>{_FAMILY})\s?[,،]\s?(?P<given>{_BARE}){_SUFFIX}"),
    "family bare": re.compile(rf"(?P<family>{_FAMILY}),?\s\s?(?P<given>{_BARE}){_SUFFIX}"),
    "family dots": re.compile(rf"(?P<family>{_FAMILY})\s\s?(?P<given>{_DOTS}){_SUFFIX}"),
    "family, given": re.compile(rf"(?P<family>{_FAMILY}){_SUFFIX}\s?[,،]\s?(?P<given>{_GIVEN}){_SUFFIX}"),
    "dots family": re.compile(rf"(?P<given>{_DOTS})\s?(?P<family>{_FAMILY}){_SUFFIX}"),
    "given family": re.compile(
        rf"(?P<given>(?:{_WORD}|{_DOTTED}|{_UP}(?![^\W_]))(?:\s(?:{_DOTTED}|{_UP}(?![^\W_])|"
        rf"(?!{_PARTICLE}){_WORD}(?=\s(?:{_UP}|"
        rf"{_PARTICLE})))){{0,3}})\s(?P<family>(?:{_PARTICLE}){{0,3}}{_WORD}){_SUFFIX}"
    ),
    "family given": re.compile(
        rf"(?P<family>(?:{_PARTICLE}){{0,3}}{_WORD})\s(?P<given>(?:{_WORD}|{_DOTTED})(?:\s(?:{_WORD}|"
        rf"{_DOTTED}|{_UP}(?![^\W_]))){{0,2}})"
    ),
}
_CJK = re.compile(
    r"(?P<family>[\u4e00-\u9fff\uac00-\ud7af\u3040-\u30ff]{2,4}|"
    r"[\u4e00-\u9fff]{2,5}·[\u4e00-\u9fff]{1,8})"
)

# How the first name of a list looks, and how the ones after it may, likeliest first.
_LISTS = (
    ("family, dots", ("family, dots", "dots family")),
    ("family, bare", ("family, bare", "family bare")),
    ("family bare", ("family bare",)),
    ("family dots", ("family dots",)),
    ("dots family", ("dots family",)),
    ("family, given", ("family, given",)),
    ("family, given", ("given family", "dots family")),
    ("given family", ("given family", "dots family")),
    ("family given", ("family given",)),
)
_SEPARATOR = re.compile(rf"\s*(?:\.?[,;،、])?\s*(?:{AND}\s+|[&/·和及与と]\s*)?")
# "William M. Aird, …": a given name and an initial, then the family name.
_FAMILY_AFTER_ALL = re.compile(rf"\s(?:{_PARTICLE})?{_WORD}(?:,\s|\s(?:{AND}\s|et al\b)|:\s)")
_FAMILY_AFTER_STOP = re.compile(rf"\.\s(?:{_PARTICLE})?{_WORD},?\s(?:et al\b|{AND}\s{_WORD}\s(?:{_WORD}|{_UP}\.))")
# A full stop inside a list of names: "McGee RE. Druss BG. Mortality in …".
_STRAY_STOP = re.compile(rf"\.\s(?={_FAMILY}\s{_UP}{{2,3}}[.,]\s)")
# Blanks alone between names: "Gillard S. Banach N. Barlow E. 《Social psychiatry》".
_BLANK_BETWEEN = re.compile(
    rf"\s(?={_FAMILY}\s{_DOTTED}\s?(?:{_DOTTED}\s?){{0,3}}(?:{_FAMILY}\s{_DOTTED}|[《“\"«\[(]|\d{{4}}\b|"
    rf"等|et al|$))"
)
_NEVER = re.compile(r"(?!)")
_ET_AL = re.compile(rf"\.?\s*[,;،]?\s*\(?{ET_AL}\)?(?![^\W\d_])", re.IGNORECASE)
_ROLE = re.compile(
    r"\s*,\s(?:eds?\.|editors?\b)[.,:]?|\s*[,.]?\s*[(\[](?:[Ee]ds?|Hrsg|Hgg?|éds?|dir|coord|ed\. by|red|orgs?|a cura di|编|主编|编著|"
    r"著)\b\.?[)\]][.,:]?"
)
# What follows a periodical, but not a name: a number, or the next piece of an abbreviated name.
_NOT_AFTER_NAME = re.compile(rf"\s(?!(?:1[5-9]|20)\d\d\b)\d|\.?\s{_UP}\w*\.\s?(?:{_UP}|\d)|\s(?!{AND}\s){_LETTER}")


@dataclass(frozen=True, slots=True)
class Names:
    """Authors read from a text, and where the list of them ends."""

    authors: tuple[Author, ...]
    end: int
    score: float
    shape: str = ""
    lead: float = 0.0


def read_names(text, start):
    """Return the authors that stand at `text[start:]`, or `None`.

    >>> read_names("Mead S, Hilton D, Curtis L. Peer support", 0).authors[2]
    Author(family='Curtis', given='L')

    The first name may be turned round and the others not:

    >>> [author.family for author in read_names("Bacchi, Carol, and Susan Goodwin. 2016.", 0).authors]
    ['Bacchi', 'Goodwin']
    """
    if not text[start : start + 1].isalpha():
        return None
    found = [names for first, others in _LISTS if (names := _read_list(text, start, first, others))]
    found += [names for names in (_read_slashes(text, start), _read_cjk(text, start)) if names]
    best = max(found, key=lambda names: names.score, default=None)
    if not best or best.score <= 0:
        return None
    families = [author.family for author in best.authors]
    rivals = (names.score for names in found if [author.family for author in names.authors] != families)
    rival = max(rivals, default=0.0)
    return replace(best, lead=best.score - max(rival, 0.0))


def _read_list(text, start, first, others):
    authors, at, end, ands = [], start, start, 0
    shapes = (first,)
    while True:
        match = _first_match(shapes, text, at)
        if not match or _cannot_be_name(match) or _goes_on(match, shapes[0], text, not authors):
            if not authors or not (match := _other_name(text, at, shapes)):
                break
        authors.append(Author(match["family"].strip(), match["given"].strip().rstrip(",") or None))
        end = match.end()
        if match := _ET_AL.match(text, end):
            end = match.end()
            break
        separator = {"family bare": _STRAY_STOP, "family dots": _BLANK_BETWEEN}.get(first, _NEVER).match(text, end)
        separator = separator or _SEPARATOR.match(text, end)
        mark = separator.group().strip(" .")
        if not mark and separator.re is _SEPARATOR or ands and ands < len(authors) - 1 or ands and mark in ",;،":
            break
        ands += mark not in ("", ",", ";", "،", "、", "·", "/")
        at, shapes = separator.end(), others
        if match := _ET_AL.match(text, at):
            end = match.end()
            break
    if not authors:
        return None
    role = _ROLE.match(text, end)
    return Names(
        tuple(authors), role.end() if role else end, _likeness(text, start, end, authors, first, others), first
    )


def _first_match(shapes, text, at):
    for shape in shapes:
        if match := _SHAPES[shape].match(text, at):
            return match
    return None


# A name of another shape within a list: "Cai Q, Yuting Yin, Ma L" or "Yogita, V. Pal".
_OTHER_NAME = re.compile(rf"(?P<given>(?:{_WORD}\s|{_UP}\.?\s){{0,2}})(?P<family>{_WORD})(?=[,;]\s)")


def _other_name(text, at, shapes):
    """A name that only its neighbours show to be one: the list goes on after it."""
    match = _OTHER_NAME.match(text, at)
    if not match or _cannot_be_name(match):
        return None
    after = _first_match(shapes, text, match.end() + 2)
    if not after or _cannot_be_name(after) or not _INITIALS.fullmatch(after["given"].strip()):
        return None
    return match


_INITIALS = re.compile(rf"{_BARE}|{_DOTS}")


def _goes_on(match, shape, text, leads):
    """Whether what follows shows that the name does not end here, or is none."""
    if shape.endswith("family"):
        return bool(_NOT_AFTER_NAME.match(text, match.end()))
    if shape == "family bare":
        return leads and bool(_FAMILY_AFTER_STOP.match(text, match.end()))
    return leads and shape == "family dots" and bool(_FAMILY_AFTER_ALL.match(text, match.end()))


_LETTERS = re.compile(r"[^\W\d_]+")


def _cannot_be_name(match):
    words = _LETTERS.findall(match.group().lower())
    if len(words) > 2 and (words[0] in PERIODICAL and words[-1] in PERIODICAL or _names_periodical(words)):
        return True
    return not (ORGANISATION.isdisjoint(words) and _NEVER_NAMES.isdisjoint(words))


def _names_periodical(words):
    lean = leanings("periodical").get
    whole = [lean(word, 0.0) for word in words if len(word) > 1]
    return len(whole) > 2 and sum(whole) > (0 if words[-1] in PERIODICAL else len(whole))


_NEVER_NAMES = set(
    "the and of for in on with from an to by und review journal analysis effects effect "
    "editors editor anonymous anon study studies using new towards toward proceedings available online".split()
)


# Two words that are one family name all the same.
_COMPOUND = re.compile(r"\b[a-zà-þ]|[Vv][ao]n |[Dd]e |[Ll][ae] |El |Al ")
_FAMILY = rf"(?:{_PARTICLE}){{0,2}}{_WORD}"
# "Crime and Punishment (1866), Penguin" names nobody, so a title has to follow.
_DATED = r"(?=[,.]?\s\(?(?:1[5-9]|20)\d\d)"
_FAMILIES = re.compile(
    rf"(?P<one>{_FAMILY}),?\s{ET_AL}{_DATED}|"
    rf"(?P<several>{_FAMILY}(?:,\s{_FAMILY})*,?\s(?:{AND})\s{_FAMILY})(?:,?\s{ET_AL})?{_DATED}"
    r"(?=\W*\d{4}[a-z]?\)?[.,:]?\s(?:[^\s.,]+\s){2}\w)"
)
_WORD_AFTER_INITIAL = re.compile(r"^\S\.\s\w{2}")
_INITIAL_LAST = re.compile(r"(?:^|\s)\S\.?$|\.$")
_YEAR_OR_QUOTE = re.compile(r"\s*[.,]{0,2}\s*\(?(?:1[5-9]|20)\d\d|\s*[,.:]?\s*[“\"«‘„《]")
_SURE_END = re.compile(_YEAR_OR_QUOTE.pattern + r"|,\s")
# What may follow a list of names, likeliest first, and what it is worth.
_ENDS = (
    (_YEAR_OR_QUOTE, 1.5),
    (re.compile(r"[.:]\s|[.:]$|\s*\x00|$|\.?\s*[-–—]\s|:\S"), 1.0),
    (re.compile(r"(?<!\.)[,;،]\s|\s*\("), 0.4),
)


def _in_capitals(author):
    """Whether the family name alone is in capitals, so that there is no doubt where it ends."""
    return author.family.isupper() and not (author.given or "A").isupper()


def _is_compound(author):
    return bool(_COMPOUND.search(author.family)) or _in_capitals(author)


def _likeness(text, start, end, authors, first, others):
    """How much of the text the list explains, and how well it ends there."""
    score = 1.0 + 0.6 * min(len(authors), 6)
    rest = text[end : end + 40]
    initials = sum(bool(author.given) and (author.given.isupper() or "." in author.given) for author in authors)
    score += 1.5 * initials / len(authors)
    score += {"family, given": -0.6, "given family": -1.2, "family bare": 0.1, "family given": -1.5}.get(first, 0)
    doubled = [" " in author.family and not _is_compound(author) for author in authors]
    full = [" " in (author.given or "") for author in authors]
    if first == "family dots" or first == "family, given" and all(full):
        score -= 2.0 * sum(doubled) / len(authors)
    if first == "family, given" and others == (first,) and len(authors) > 1:
        compound = any(" " in author.family and not _in_capitals(author) for author in authors)
        score += -1 if compound else 0.4
    elif first == "family, given" and " " in authors[0].family and full[0] and not _in_capitals(authors[0]):
        score -= 1.0
    if first == "family bare" and any(len(author.given or "") > 3 and author.family.isupper() for author in authors):
        score -= 2.0
    if first == "family given" and any(_INITIAL_LAST.search(author.given or "") for author in authors):
        score += 1.5 if not any(_WORD_AFTER_INITIAL.search(author.given or "") for author in authors) else 0
    if not initials and first in ("given family", "family given") and not _SURE_END.match(rest):
        score -= {1: 2.0, 2: 1.5}.get(len(authors), 0)
    for pattern, worth in _ENDS:
        if pattern.match(rest):
            score += worth
            break
    else:
        score += 1.05 if text[end - 1] == "." and rest[0].isspace() else -1.5
    score += min(end - start, 200) / 200
    return score + _GIVEN_WORTH * sum(map(_right_way_round, authors)) / len(authors)


_GIVEN_WORTH = 0.4
_FIRST_WORD = re.compile(r"[^\W\d_]{2,}")


def _right_way_round(author):
    """How much likelier it is that the names are given and family than the reverse, as log-odds."""
    lean = leanings("given").get
    family = _FIRST_WORD.search(author.family)
    given = _FIRST_WORD.search(author.given or "")
    return (lean(given[0].lower(), 0.0) if given else 0.0) - (lean(family[0].lower(), 0.0) if family else 0.0)


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
    if (
        not authors
        or authors[0].family in ("佚名", "无名氏")
        or not re.match(r"\s*(?:[.:,。．：,]|\d{4}|[(\[（《「])|\s", text[end : end + 8])
    ):
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
    if (
        not words
        or len(words) > 12
        or re.search('[“”"«»]', name)
        or not any(word.lower() in ORGANISATION for word in words)
    ):
        return None
    lower = sum(1 for word in words if word[0].islower() and len(word) > 3)
    return Author(name) if not lower else None


def read_families(text, start):
    """Return the authors at `text[start:]` where a year follows family names alone, or `None`.

    >>> read_families("Schirren et al., 2009. Andrology and its future", 0).authors
    (Author(family='Schirren', given=None),)
    >>> read_families("Repper & Carter (2011) A review of support", 0).authors[1].family
    'Carter'
    """
    found = _FAMILIES.match(text, start)
    if not found:
        return None
    families = [found["one"]] if found["one"] else re.split(rf",?\s(?:{AND})\s|,\s", found["several"])
    return Names(tuple(map(Author, families)), found.end(), float(len(families)), "family")


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
        while size < len(words) and re.fullmatch(
            r"(?i)v[ao]n|de|der|den|del|da|di|du|le|la|te[nr]", words[-size - 1].group()
        ):
            size += 1
        family_at = begin + words[-size].start()
        family = text[family_at:stop]
        if not re.match(rf"(?:{_PARTICLE}){{0,3}}{_WORD}", family):
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
    return bool(_given_alone().fullmatch(text)) and _NEVER_NAMES.isdisjoint(_LETTERS.findall(text.lower()))


@cache  # seldom needed, and slow to compile
def _given_alone():
    return re.compile(rf"{_GIVEN}\.?|{_WORD}\s{_DOTTED}\s{_WORD}")
