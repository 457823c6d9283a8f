"""References in YAML, as pandoc and Quarto keep them and Zotero's Better BibTeX exports them."""

import re

import yaml

from citegraph.errors import ReadError
from citegraph.read.exports.csl import csl_work
from citegraph.read.exports.linking import linked
from citegraph.read.reading import Reading, Skipped

_BEGINS = re.compile(r"\s*(?:---|#|[\w-]+:(?:\s|$))")
_LIST = re.compile(
    r"^references:[^\S\n]*\n(?:[^\S\n]*(?:#.*)?\n)*([^\S\n]*)-\s+(?:\{|[\"']?[A-Za-z][\w-]*[\"']?:(?:\s|$))", re.MULTILINE
)
# Values that stand for others, by which a few lines could mean millions.
_ANCHOR = re.compile(r"(?:^|[\s\[{,:-])&\w", re.MULTILINE)
_LONGEST = 200_000  # characters of one reference
_DEEPEST = 20
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def is_csl_yaml(text: str) -> bool:
    """Whether *text* is YAML with a list of references.

    >>> is_csl_yaml("---\\nlang: en\\nreferences:\\n- id: small\\n"), is_csl_yaml("References:\\n- Small H. 1973")
    (True, False)
    """
    return bool(_BEGINS.match(text) and _LIST.search(text))


def read_csl_yaml(text: str, *, name: str, sha256: str) -> Reading:
    """Read each reference as a seed.

    One at a time, so that a damaged one costs itself; what stands after the list, such as the text of a
    Markdown file, is skipped.

    >>> text = "references:\\n- title: Co-citation\\n  issued: 1973-07\\n  author:\\n  - {family: Small, given: H.}\\n"
    >>> reading = read_csl_yaml(text + "- title: [\\n- DOI: 10.1002/asi.1\\n...\\n", name="a.yaml", sha256="")
    >>> [(seed.title, seed.year, seed.doi) for seed in reading.seeds], reading.skipped[0].line
    ([('Co-citation', 1973, None), (None, None, '10.1002/asi.1')], 6)

    Raises
    ------
    ReadError
        If it holds no reference.
    """
    works, skipped = [], []
    for line, item in _items(text, skipped):
        value = _loaded(item)
        if isinstance(value, str):
            skipped.append(Skipped(line, " ".join(item.split())[:200], value, True))
            continue
        value["issued"] = _date(value.get("issued"))
        if work := csl_work(value, line):
            works.append(work)
        else:
            skipped.append(Skipped(line, " ".join(item.split())[:200], "an item without title, identifier or authors", True))
    records, _ = linked(works)
    if not records:
        raise ReadError(name, "its YAML holds no item that names a work")
    return Reading(name, sha256, "csl-yaml", records=tuple(records), skipped=tuple(sorted(skipped, key=lambda skip: skip.line)))


def _items(text, skipped):
    """The line and the text of each item of the list."""
    match = _LIST.search(text)
    mark = match[1] + "-"
    lines, begin, held = text.split("\n"), None, []
    first = text.count("\n", 0, match.end(1))
    for number, line in enumerate(lines[first:], start=first + 1):
        starts = line.startswith(mark) and line[len(mark) : len(mark) + 1] in ("", " ", "\t")
        ends = not starts and line.strip() and not line.startswith((mark[:-1] + " ", mark[:-1] + "\t", mark[:-1] + "#"))
        if (starts or ends) and held:
            yield begin, "\n".join(held)
            held = []
        if ends:
            rest = "\n".join(lines[number - 1 :]).strip(" \n.-")
            if rest:
                skipped.append(Skipped(number, " ".join(rest.split())[:200], "stands after the references"))
            return
        if starts:
            begin = number
        held.append(line)
    if held:
        yield begin, "\n".join(held)


def _loaded(item):
    """The fields of an item, or why there are none."""
    if len(item) > _LONGEST or _ANCHOR.search(item):
        return "is too long, or has values that stand for others"
    try:
        if _depth(item) > _DEEPEST:
            return "is nested too deeply"
        value = yaml.load(item, _LOADER)  # noqa: S506  builds nothing but texts, lists and tables
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return f"is no YAML: {getattr(error, 'problem', None) or 'damaged'}"
    value = value[0] if isinstance(value, list) and value else None
    return value if isinstance(value, dict) else "is no table of fields"


def _depth(item):
    """How deep lists and tables are nested: building them calls itself, in C, and ends the process where too deep."""
    depth = deepest = 0
    for event in yaml.parse(item, _LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        deepest = max(deepest, depth)
        if deepest > _DEEPEST:
            break
    return deepest


def _date(said):
    """A date as CSL-JSON has it, of one of the forms that YAML has had."""
    if isinstance(said, list):
        said = said[0] if said else None
    if isinstance(said, dict) and "year" in said:
        said = said["year"]
    return {"literal": said} if isinstance(said, str) else said
