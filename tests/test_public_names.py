"""What programs may rely on: the names, their docstrings, and nothing more than promised."""

import inspect
import subprocess
import sys

import pytest

import citegraph


def test_the_public_names_are_listed_and_sorted():
    assert citegraph.__all__ == sorted(citegraph.__all__)
    assert {
        "build", "core_works", "write_html", "read_inputs", "resolve_references", "load_graph", "save_graph", "check_graph",
        "measure",
    } <= set(citegraph.__all__)  # fmt: skip


@pytest.mark.parametrize("name", citegraph.__all__)
def test_every_public_name_is_there_and_documented(name):
    assert inspect.getdoc(getattr(citegraph, name))


@pytest.mark.parametrize("name", citegraph.measure.__all__)
def test_every_measure_has_an_example(name):
    assert ">>>" in inspect.getdoc(getattr(citegraph.measure, name)) or inspect.isclass(getattr(citegraph.measure, name))


@pytest.mark.parametrize(
    "name", [name for name in citegraph.__all__ if inspect.isfunction(getattr(citegraph, name))]
)
def test_public_functions_take_few_positional_arguments(name):
    positional = [
        parameter
        for parameter in inspect.signature(getattr(citegraph, name)).parameters.values()
        if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
    ]

    assert len(positional) <= 4


def test_importing_citegraph_is_quick_and_light():
    script = "import sys, citegraph; print(len(sys.modules), 'networkx' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    assert told.split()[1] == "False"


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        citegraph.nothing  # noqa: B018
