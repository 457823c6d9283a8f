"""The commands and their manual cannot drift apart."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from citegraph.cli import COMMANDS, cli

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def leaves(command, path=()):
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            yield from leaves(command.get_command(context, name), (*path, name))
    else:
        yield " ".join(path), command


ALL = dict(leaves(cli))


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_help_with_an_example_to_paste(name):
    text = CliRunner().invoke(cli, [*name.split(), "--help"], terminal_width=120).output

    assert re.search(rf"Examples?:\n\s+citegraph {name}\b", text)


@pytest.mark.parametrize("name", ALL)
def test_every_option_says_what_it_does(name):
    options = [p for p in ALL[name].params if isinstance(p, click.Option) and not p.is_eager]

    assert [option.name for option in options if not option.help and option.name != "format_"] == []


@pytest.mark.parametrize("name", ALL)
def test_every_example_in_the_help_parses(name):
    examples = re.findall(r"^\s+citegraph (.+)$", ALL[name].help, re.MULTILINE)
    known = {option for parameter in ALL[name].params for option in getattr(parameter, "opts", ())}

    assert examples
    assert {word for example in examples for word in example.split() if re.match(r"--?[a-z]", word)} <= known


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_readme(name):
    assert f"citegraph {name}" in README


def test_help_answers_at_once():
    import time

    def seconds():
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "citegraph", "--help"], check=True, capture_output=True)
        return time.perf_counter() - begun

    assert min(seconds() for _ in range(5)) < 0.4


def test_help_loads_nothing_heavy():
    script = "import sys; from citegraph.cli import cli; cli(['--help'], standalone_mode=False); print(*sys.modules, file=sys.stderr)"
    loaded = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stderr.split()

    assert {"pyvis", "networkx", "numpy", "scipy", "habanero", "httpx2", "rich", "tantivy", "IPython"} & set(loaded) == set()
