"""Data flows one way, and this is where that is enforced."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "citegraph"

ORDER = [
    "errors",
    "garbage",
    "wording",
    "identifiers",
    "model",
    "read",
    "sources",
    "match",
    "resolve",
    "mentions",
    "snowball",
    "graph",
    "write",
    "networks",
    "decisions",
    "merging",
    "assembly",
    "measure",
    "ranking",
    "selection",
    "pipeline",
    "view",
    "examples",
    "cli",
]


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def files_of(part):
    return [file for file in (PACKAGE / f"{part}.py", *(PACKAGE / part).glob("**/*.py")) if file.exists()]


@pytest.mark.parametrize("part", ORDER)
def test_part_imports_only_earlier_parts(part):
    imported = {
        name.split(".")[1]
        for file in files_of(part)
        for name in imports_of(file)
        if name.startswith("citegraph.") and name.split(".")[1] != "__version__"
    }

    assert imported - {part} <= set(ORDER[: ORDER.index(part)])


def test_every_part_has_a_place_in_the_order():
    parts = {path.stem for path in PACKAGE.iterdir() if not path.name.startswith("_")}

    assert parts == set(ORDER)


@pytest.mark.parametrize(
    ("package", "home"),
    [
        ("habanero", "sources/crossref.py"),
        ("pyvis", "view/"),
        ("httpx2", "sources/"),
        ("sqlite3", "sources/"),
        ("pylatexenc", "read/exports/latex.py"),
        ("pypdfium2", "read/pdf/glyphs.py"),
        ("zipfile", "read/"),
        ("pyarrow", ("read/networks/parquet.py", "write/tables.py")),
        ("numba", "measure/compiled.py"),
        ("sknetwork", "measure/communities.py"),
    ],
)
def test_only_its_home_imports_it(package, home):
    importing = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        for name in imports_of(file)
        if name.split(".")[0] == package
    }

    assert importing and all(file.startswith(home) for file in importing)


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_no_module_outgrows_one_sitting(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 450
