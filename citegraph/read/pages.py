"""Any text a person copied or saved: which work it is about, what it lists, what it only mentions."""

import re
from dataclasses import replace

from citegraph.identifiers import find_dois
from citegraph.read.about import find_subject, references_claimed
from citegraph.read.compound import references_in
from citegraph.read.cutting import blocks
from citegraph.read.headings import announces_citations, is_heading
from citegraph.read.likeness import BACK_MATTER, YEAR, has_authors_first, likeness
from citegraph.read.lines import is_link_labels, text_lines, without_link_labels
from citegraph.read.lists import find_lists, whole_list
from citegraph.read.mentions import find_mentions
from citegraph.read.reading import Reading, Skipped
from citegraph.read.strings import read_reference

# Headings of lists that name works which nobody cites.
_NEWEST = re.compile(
    r"(?:期刊最新文献|最新文献|最新录用|本刊最新)|"
    r"(?:latest|newest|most recent|recent) (?:articles|papers|publications|issues?)\b.*|"
    r"most (?:read|cited|viewed|downloaded)(?: articles| papers)?",
    re.IGNORECASE,
)
_SIMILAR = re.compile(
    r"\W*(?:相似文献|同类文献|推荐文献)|(?:similar|related|recommended|suggested) (?:articles|papers|documents|"
    r"publications|literature)\b.*",
    re.IGNORECASE,
)

# Keys before an entry that are no part of it, and link labels within a line.
_MARK = re.compile(
    r"^\s*(?:\d{1,4}[.)\]]\s+)?(?:\\bibitem\s*(?:\[(?:[^\[\]{}]|\{[^{}]*\})*\])?\s*\{[^{}]*\}|"
    r"\[[^\W\d_][\w+’'.&, -]{1,62}\]|[(\[]?[a-zA-Z]{1,7}[.)\]](?=\s)|"
    r"\^(?: ?Jump up to:)?(?: [a-z]\b(?! [A-Z]\.))*)(?:\s|$)"
)
_LABELS_INSIDE = re.compile(r"\[[^\[\]]*(?:\]|$)|^\s*[\w ]{0,14}\]")

NEWEST = "newest papers of the journal, not references"
ABSTRACT = "an abstract in a list of similar documents, without title or authors"
NOT_ALIKE = "a numbered item without authors, year or source"
OUTSIDE = "looks like a reference but stands in no reference list"
BETWEEN = "a line of the list that belongs to no entry"
BESIDE = "stands beside the list"
LOOSE_DOI = "a DOI outside any reference list"
SHORT = 40  # characters
_NUMBERED_DOI = re.compile(r"\d{1,4}[.)]\s.*\b10\.\d{4,9}/")
BRIEF = 12  # lines


def read_page(text: str, *, name: str, sha256: str, meta=None) -> Reading:
    """Read a page: the work it is about, its reference list, and everything else worth telling.

    The entries of the list are the references of the work that the page is
    about; where it is about none, they stand for themselves, as in a plain
    bibliography.  What looks like a reference and is not used is in
    `skipped`; equal mentions are given once, with their first line.

    >>> page = read_page("Peer work: a study of its many roles\\nDOI: 10.1234/a\\nReferences\\n"
    ...                  "1. Asad S, Chreim S. Peer support. CMHJ. 2016;52(7):767-74.\\n"
    ...                  "2. Tate MC. Roles. CMHJ. 2021;57:1-9.\\n3. Solomon P. Support. PRJ. 2004;27:392-401.",
    ...                  name="a.txt", sha256="")
    >>> page.about.claim.doi, [reference.year for reference in page.references]
    ('10.1234/a', [2016, 2021, 2004])
    """
    lines = text_lines(text)
    lists = find_lists(lines)
    if not any(listed.references for listed in lists) and (only := whole_list(lines)):
        lists = (only,)
    cited = [listed for listed in lists if listed.references]
    similar = next((n for n, line in enumerate(text.split("\n"), 1) if _SIMILAR.fullmatch(line.strip())), None)
    covered = {number for listed in cited for number in range(listed.first, listed.last + 1)}
    listed_lines = {number for listed in lists for number in range(listed.first, listed.last + 1)}
    apart = [line for line in lines if line.number not in listed_lines]
    about, about_lines = _subject(apart, cited, similar, meta)
    references = tuple(
        read_reference(part, line=entry.line, number=entry.number)
        for listed in cited
        for entry in listed.entries
        for part in references_in(entry.text)
    )
    passed_over, found = _other_lists(lists, similar)
    newest, newest_lines = _newest(lines)
    skipped = [*passed_over, *newest, *(skip for listed in cited for skip in _between(text, listed))]
    used = listed_lines | about_lines | newest_lines
    rest = [line for line in lines if line.number not in used and not is_heading(line.text)]
    near = set()
    if not references and not found and about is None:
        alone = [line for line in rest if likeness(line.text) > 2 or _NUMBERED_DOI.match(line.text)]
        alone = alone or [line for line in rest if find_dois(line.text)]
        found = tuple(read_reference(without_link_labels(line.text), line=line.number) for line in alone)
        rest = [line for line in rest if line not in alone]
        covered |= {line.number for line in alone}
        near = {line.number for block in blocks(lines) if not set(block).isdisjoint(alone) for line in block}
    known = about.claim.doi if about else None
    skipped += [skip for line in rest if (skip := _left_over(line, known))]
    claimed = references_claimed([line for line in lines if line.number not in covered])
    if about:
        about = replace(about, references=references, references_claimed=claimed)
    size = sum(len(line.text) for line in lines)
    inside = sum(len(line.text) for line in lines if line.number in covered or is_heading(line.text))
    bibliography = about is None and inside > 0.5 * size > 0
    elsewhere = covered | about_lines
    told = {skip.line for skip in skipped}
    brief = bibliography or about is None and len(lines) <= BRIEF
    ends = max((listed.last for listed in cited if listed.heading), default=len(text))
    near |= {line.number for line in rest if line.number > ends and has_authors_first(line.text)}
    beside = [line for line in rest if (brief or line.number in near) and line.number not in told]
    skipped += [Skipped(line.number, line.text, BESIDE) for line in beside]
    return Reading(
        name,
        sha256,
        "bibliography" if bibliography else "page",
        about=about,
        entries=(() if about else references) + found,
        mentions=_mentions([line for line in lines if line.number not in elsewhere]),
        skipped=tuple(sorted(skipped, key=lambda skip: skip.line)),
        references_claimed=claimed,
    )


def _subject(lines, cited, similar, meta):
    """The work that *lines*, those of no list, are about, and the numbers of the lines that say so."""
    if not meta and lines and is_heading(lines[0].text):  # a text that begins with its list names no work
        return None, frozenset()
    end = min((listed.first for listed in cited), default=similar)
    head = [line for line in lines if (end is None or line.number < end) and not is_heading(line.text)]
    below = [line for line in lines if cited and line.number > cited[-1].last]
    heading = cited[0].heading if len(cited) == 1 else None
    return find_subject(head, meta, below=below, cites=bool(heading and announces_citations(heading.text)))


def _mentions(lines):
    """Every mention in *lines*, equal ones once."""
    mentions = {}
    for line in lines:
        for mention in find_mentions(line.text, line.number):
            mentions.setdefault(mention.text, mention)
    return tuple(mentions.values())


def _between(text, listed):
    """The lines of a list that no entry holds: headings of its parts, annotations, running heads."""
    top = listed.heading.number + 1 if listed.heading else listed.first
    body = _letters("".join(entry.text for entry in listed.entries))
    for number, line in enumerate(text.split("\n")[top - 1 : listed.last], start=top):
        unmarked = _MARK.sub("", without_link_labels(line))
        parts = map(_letters, _LABELS_INSIDE.split(unmarked))
        if number not in listed.held and not is_link_labels(line) and not all(part in body for part in parts):
            yield Skipped(number, " ".join(line.split()), BETWEEN)


def _letters(text):
    return "".join(filter(str.isalpha, text))


def _other_lists(lists, similar):
    """What lists of no references hold: items to skip, and citations printed among them."""
    skipped, entries = [], []
    for listed in lists:
        if listed.references:
            continue
        cites = [
            len(entry.opening) < 600 and likeness(entry.opening) > 2 and bool(YEAR.search(entry.opening))
            for entry in listed.entries
        ]
        for entry, cited in zip(listed.entries, cites, strict=True):
            if cited:
                entries += [
                    read_reference(part, line=entry.opening_line, number=entry.number)
                    for part in references_in(entry.opening)
                ]
            elif any(cites) or len(entry.text) >= SHORT:
                reason = ABSTRACT if similar and entry.line > similar else NOT_ALIKE
                skipped.append(Skipped(entry.line, entry.text, reason))
    return skipped, tuple(entries)


def _newest(lines):
    """The titles under a heading that announces the newest works of a journal."""
    skipped, used = [], set()
    for index, line in enumerate(lines):
        if _NEWEST.fullmatch(line.text):
            for following in lines[index + 1 : index + 21]:
                if len(following.text) < SHORT or following.gap == "blank" and used:
                    break
                used.add(following.number)
                titles = re.split(r"(?<=[^A-Z\s][.?!])\s+(?=[A-Z\u4e00-\u9fff])", following.text)
                skipped.extend(Skipped(following.number, title, NEWEST) for title in titles)
    return skipped, used


def _left_over(line, known):
    """A line outside every list that a reader could take for a reference, with the reason why it is none."""
    if known and known in line.text.lower():
        return None
    dois = find_dois(line.text)
    if dois and len(line.text) < 600:
        return Skipped(line.number, line.text, LOOSE_DOI)
    if len(line.text) < 600 and likeness(line.text) > 2.5 and not BACK_MATTER.match(line.text):
        return Skipped(line.number, line.text, OUTSIDE)
    return None
