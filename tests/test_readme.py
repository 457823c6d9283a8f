"""The README's transcript is what citegraph prints."""

import doctest
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")

RECORDS = [
    {
        "DOI": "10.3109/09638237.2011.583947", "type": "journal-article",
        "title": ["A review of the literature on peer support in mental health services"],
        "author": [{"given": "Julie", "family": "Repper"}, {"given": "Tim", "family": "Carter"}],
        "container-title": ["Journal of Mental Health"], "issued": {"date-parts": [[2011, 7]]},
        "volume": "20", "issue": "4", "page": "392-411", "reference": [{"key": "1", "DOI": "10.1037/h0095032"}],
    },
    {
        "DOI": "10.1037/h0095032", "type": "journal-article", "title": ["Peer support: A theoretical perspective."],
        "author": [{"given": "Shery", "family": "Mead"}, {"given": "David", "family": "Hilton"}, {"given": "Laurie", "family": "Curtis"}],
        "container-title": ["Psychiatric Rehabilitation Journal"], "issued": {"date-parts": [[2001]]},
        "volume": "25", "issue": "2", "page": "134-141",
    },
    {
        "DOI": "10.2975/27.2004.392.401", "type": "journal-article",
        "title": ["Peer Support/Peer Provided Services Underlying Processes, Benefits, and Critical Ingredients."],
        "author": [{"given": "Phyllis", "family": "Solomon"}], "container-title": ["Psychiatric Rehabilitation Journal"],
        "issued": {"date-parts": [[2004]]}, "volume": "27", "issue": "4", "page": "392-401",
    },
    {
        "DOI": "10.1007/s10597-015-9970-5", "type": "journal-article",
        "title": ["Peer Support Providers’ Role Experiences on Interprofessional Mental Health Care Teams: A Qualitative Study"],
        "author": [{"given": "Sarah", "family": "Asad"}, {"given": "Samia", "family": "Chreim"}],
        "container-title": ["Community Mental Health Journal"], "issued": {"date-parts": [[2016, 10]]},
        "volume": "52", "issue": "7", "page": "767-774",
    },
]  # fmt: skip


@pytest.fixture
def place(tmp_path):
    records = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS)
    (tmp_path / "records.jsonl").write_text(records, encoding="utf-8")
    shown = re.search(r"^\$ cat references.txt\n(.*?)^\$ ", README, re.DOTALL | re.MULTILINE)[1]
    (tmp_path / "references.txt").write_text(shown, encoding="utf-8")
    command = tmp_path / "bin" / "citegraph"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m citegraph "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return tmp_path


def steps():
    blocks = re.findall(r"^```console\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    return [step for block in blocks for step in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)]


def test_the_transcript_runs_as_printed(place):
    environment = {
        **os.environ, "COLUMNS": "100", "CITEGRAPH_CACHE": str(place / "cache"), "PYTHONPATH": os.pathsep.join(sys.path),
        "PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip
    assert len(steps()) >= 4
    for command, printed in steps():
        ended = subprocess.run(
            command, shell=True, cwd=place, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60
        )
        got = re.sub(r"[ \t]+$", "", ended.stdout, flags=re.MULTILINE).strip()
        want = re.sub(r"[ \t]+$", "", printed, flags=re.MULTILINE).strip()
        assert doctest.OutputChecker().check_output(want + "\n", got + "\n", doctest.ELLIPSIS), f"$ {command}\n{got}"


def test_the_picture_is_there():
    for name in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (Path(__file__).parents[1] / name).is_file()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_nothing_names_a_registry_or_a_machine():
    root = Path(__file__).parents[1]
    if not (root / ".git").exists():
        pytest.skip("not a checkout")
    files = subprocess.run(["git", "ls-files", "*.py", "*.cfg", "*.md", "*.js", "*.toml", ".ci/*"], cwd=root, capture_output=True, text=True, check=True)
    host = "api." + "crossref.org"
    for name in files.stdout.split():
        text = (root / name).read_text(encoding="utf-8")
        assert host not in text, name
        for path in (f"{root.parent}{os.sep}", f"{Path.home()}{os.sep}"):
            assert path == os.sep or path not in text, name
