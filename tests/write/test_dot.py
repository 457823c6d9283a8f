import re

from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.write.dot import dot
from tests.write.examples import TEXTS, library, titled

_ID = r'(?:"(?:[^"\\]|\\.)*"|[A-Za-z_]\w*|-?\d+(?:\.\d+)?|true|false)'
_LIST = rf"(?: \[{_ID}={_ID}(?:, {_ID}={_ID})*\])?"
_STATEMENT = re.compile(rf"  (?:{_ID}|{_ID} -> {_ID}){_LIST};")


def test_every_work_and_citation_is_a_statement():
    _, first, *statements, last = dot(library())[0].splitlines()

    assert (first, last) == ("digraph {", "}")
    assert len(statements) == 9 and all(_STATEMENT.fullmatch(statement) for statement in statements)
    assert '"doi:10.1000/a" -> "doi:10.1000/d" [sources="crossref; input", score=0.97];' in statements[6]


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_no_text_breaks_out_of_its_quotes(titles):
    _, _, *statements, _ = dot(titled(*titles))[0].rstrip("\n").split("\n")

    assert all(_STATEMENT.fullmatch(statement) for statement in statements)
