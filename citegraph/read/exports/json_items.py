"""JSON as it comes from outside: parsed, its items with their lines, its values taken only where they are of use."""

import json
import re
from typing import NamedTuple

from citegraph.errors import ReadError

# Under which names programs keep their lists of works.
_LISTS = ("items", "results", "data", "papers", "works", "records", "references", "message")
_WRAPS = ("message", "citedPaper", "citingPaper", "paper", "work")
_DEEPEST = 4


class Item(NamedTuple):
    """One value of a list of works, whatever it is, and the line on which it begins."""

    value: object
    line: int


def looks_like_json(text: str) -> bool:
    """Whether *text* begins as a JSON list or object of objects does.

    >>> looks_like_json('[{"title": "A"}]'), looks_like_json("[1] Small H. 1973")
    (True, False)
    """
    return bool(
        re.match(r'\s*(?:\[\s*\{|\{\s*"|\[\s*\]|\{\s*\})', text)
        and not re.search(r'^\s*[^\s\[{\]}",:\d]', text[:2000], re.MULTILINE)
    )


def load(text: str, name: str) -> object:
    """Return the value that *text* holds: one JSON value, or the list of the values on its lines.

    Raises
    ------
    ReadError
        If it is no JSON, with the line where it stops being so.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        data = _of_lines(text)
        if data is None:
            raise ReadError(name, f"its JSON is broken: {error.msg}", error.lineno) from error
    except RecursionError as error:
        raise ReadError(name, "its JSON is nested too deeply") from error
    except ValueError as error:  # Python refuses numbers of thousands of digits
        raise ReadError(name, "its JSON holds too long a number") from error
    return without_half_pairs(data, text)


def without_half_pairs(data: object, text: str) -> object:
    """Return what was read from *text*, halves of surrogate pairs, which nothing but JSON can hold, as question marks.

    >>> text = '["half \\\\ud800 a pair"]'
    >>> without_half_pairs(json.loads(text), text)
    ['half ? a pair']
    """
    if "\\ud" not in text.lower():
        return data
    return json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"))


def _of_lines(text):
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return None


def items_of(data: object, text: str) -> list[Item]:
    """Return the works in *data*, out of whatever it wraps them in.

    >>> text = '{"meta": {}, "results": [\\n{"id": 1},\\n{"id": 2}]}'
    >>> [(item.value, item.line) for item in items_of(json.loads(text), text)]
    [({'id': 1}, 2), ({'id': 2}, 3)]
    """
    depth = 0
    while isinstance(data, dict) and depth < _DEEPEST:
        inner = next((data[key] for key in _LISTS if _wraps(data, key)), None)
        if inner is None:
            break
        data, depth = inner, depth + 1
    values = data if isinstance(data, list) else [data]
    lines = _lines_of_items(text, len(values))
    return [Item(_unwrapped(value), line) for value, line in zip(values, lines, strict=True)]


def _wraps(data, key):
    value = data.get(key)
    if key == "message" and isinstance(value, dict):
        return True
    works = isinstance(value, list) and (not value or isinstance(value[0], dict))
    return works and not (data.keys() & {"title", "DOI", "doi", "paperId", "display_name"})


def _unwrapped(value):
    if isinstance(value, dict):
        for key in _WRAPS:
            if isinstance(value.get(key), dict) and "title" not in value:
                return value[key]
    return value


def _lines_of_items(text, number):
    """The lines on which *number* items begin: those of the outermost list that has so many, or of objects in no list."""
    open_lists, line, best = [[]], 1, (0, [])
    for match in re.finditer(r'"(?:[^"\\]|\\.)*"|[][{}\n]', text):
        mark = match[0]
        if mark == "\n":
            line += 1
        elif mark == "{":
            if open_lists and open_lists[-1] is not None:
                open_lists[-1].append(line)
            open_lists.append(None)
        elif mark == "[":
            open_lists.append([])
        elif mark in "]}" and len(open_lists) > 1:
            starts = open_lists.pop()
            if starts and len(starts) == number and (not best[1] or len(open_lists) < best[0]):
                best = (len(open_lists), starts)
    starts = open_lists[0] if open_lists[0] is not None and len(open_lists[0]) == number else best[1]
    return starts or [1] * number


def text_in(value: object, *path: str) -> str | None:
    """Return the text at *path* in *value*, the first where there are several; `None` where there is none.

    Markup is taken out of it.

    >>> text_in({"title": ["<i>Co</i>-citation"]}, "title"), text_in({"ids": None}, "ids", "doi"), text_in({"n": 7}, "n")
    ('Co-citation', None, '7')
    """
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**18 else None
    if not isinstance(value, str) or not value.strip():
        return None
    return re.sub(r"</?[a-zA-Z]+[^<>]*>", "", value) if "<" in value else value


def objects_in(value: object, *path: str) -> list[dict]:
    """Return the objects of the list at *path* in *value*.

    >>> objects_in({"authors": [{"name": "A"}, None]}, "authors"), objects_in({}, "authors")
    ([{'name': 'A'}], [])
    """
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
