"""What a person is asked on a terminal, what is kept of the answers, and how it is undone."""

import json
import os
import re
import select
import sys
import time

import click
import pytest
from click.testing import CliRunner

from citegraph.cli import cli
from citegraph.cli import review as asking
from citegraph.cli.evidence import SYMBOLS, WORDS, compared, fitted
from citegraph.graph import load_graph

HOSTILE = "Journal \x1b[31m of\u202e Things\nand more"


def record(doi, title, container, year=1973, volume="24", page="265-269"):
    return {
        "DOI": doi, "type": "journal-article", "title": [title], "author": [{"family": "Small", "given": "Henry"}],
        "container-title": [container], "issued": {"date-parts": [[year]]}, "volume": volume, "page": page,
    }  # fmt: skip


RECORDS = [
    record("10.1000/a", "Co-citation in the scientific literature", "JASIS"),
    record("10.1000/c", "Co-citation in the scientific literature", HOSTILE, volume="9", page="1-3"),
    record("10.1000/d", "On the shoulders of giants in science", "Isis", 1985, "3", "7-9"),
    record("10.1000/e", "On the shoulders of giants in science", "Osiris", 1985, "5", "1-2"),
]
LINES = [
    "Small, H. (1973). Co-citation in the scientific literature.",
    "Small, H. (1985). On the shoulders of giants in science.",
    "Kuhn T. A book about something else altogether. University Press; 1962.",
]


@pytest.fixture
def place(tmp_path, monkeypatch):
    (tmp_path / "records.jsonl").write_text("".join(json.dumps(r) + "\n" for r in RECORDS), encoding="utf-8")
    (tmp_path / "refs.txt").write_text("\n".join(LINES) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITEGRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setattr(asking, "need_terminal", lambda: None)


def run(*arguments, answers=""):
    return CliRunner().invoke(cli, arguments, input=answers)


def build(*more, answers=""):
    return run("build", "refs.txt", "--lines", "--source", "records.jsonl", "-o", "g.json", *more, answers=answers)


def decisions(name="g.decisions.json"):
    return {d["text"]: d["decision"] for d in json.loads(open(name, encoding="utf-8").read())["references"]}


def verdicts():
    return {name: number for name, number in load_graph("g.json").graph["counts"]["verdicts"].items() if number}


def test_a_decision_is_applied_on_the_next_run_and_gives_the_same_bytes(place, terminal):
    assert build("--review", answers="1\nn\n").exit_code == 0
    reviewed = (place / "g.json").read_bytes()
    again = build()

    assert decisions() == {LINES[0]: "10.1000/a", LINES[1]: "none"}
    assert (place / "g.json").read_bytes() == reviewed
    assert "A person decided 2 references of these." in again.stderr
    assert load_graph("g.json").nodes["doi:10.1000/a"]["status"] == "resolved"


def test_a_decision_is_undone_by_taking_it_out_of_the_file(place, terminal):
    build()
    before = (place / "g.json").read_bytes()
    build("--review", answers="1\nn\n")
    assert (place / "g.json").read_bytes() != before
    (place / "g.decisions.json").write_text('{"references": []}', encoding="utf-8")
    build()

    assert (place / "g.json").read_bytes() == before


def test_what_was_decided_is_not_asked_again(place, terminal):
    build("--review", answers="1\ns\n")
    second = build("--review", answers="2\n")
    third = build("--review")

    assert "1 of 1, ambiguous" in second.stderr
    assert decisions() == {LINES[0]: "10.1000/a", LINES[1]: "10.1000/e"}
    assert "Nothing to review" in third.stderr


def test_each_answer_is_kept_at_once_so_that_an_interruption_loses_nothing(place, terminal):
    ended = build("--review", answers="2\n")  # and the input ends

    assert ended.exit_code == 1
    assert decisions() == {LINES[0]: "10.1000/c"}
    assert not (place / "g.json").exists()


def test_quitting_keeps_what_was_decided_and_goes_on(place, terminal):
    assert build("--review", answers="2\nq\n").exit_code == 0
    assert verdicts() == {"accepted": 1, "ambiguous": 1, "no_candidate": 1}


def test_going_back_changes_the_answer_before(place, terminal):
    build("--review", answers="b\n1\nb\nn\n2\n")

    assert decisions() == {LINES[0]: "none", LINES[1]: "10.1000/e"}


def test_skipping_on_the_way_back_takes_an_answer_away(place, terminal):
    build("--review", answers="1\nb\ns\nq\n")

    assert decisions() == {LINES[0]: None}
    assert verdicts()["ambiguous"] == 2


def test_another_doi_is_looked_up_before_it_is_taken(place, terminal):
    ended = build("--review", answers="10.1000/nobody\nhttps://doi.org/10.1000/D\nq\n")

    assert "Nobody who was asked knows 10.1000/nobody." in ended.stderr
    assert "10.1000/d: On the shoulders of giants in science" in ended.stderr
    assert decisions() == {LINES[0]: "10.1000/d"}


def test_links_are_shown_and_nonsense_is_asked_again(place, terminal):
    ended = build("--review", answers="o\n9\nperhaps\nq\n")

    assert "1  https://doi.org/10.1000/a" in ended.stderr
    assert "'9' is no answer here." in ended.stderr and "'perhaps' is no answer here." in ended.stderr


def test_what_comes_from_outside_commands_no_terminal(place, terminal):
    ended = build("--review", answers="o\nq\n")
    shown = click.unstyle(ended.stderr)

    assert "\x1b" not in shown and "\u202e" not in shown
    assert "Journal [31m of Things and more" in shown


def test_questions_fit_eighty_columns(place, terminal):
    shown = click.unstyle(build("--review", answers="q\n").stderr)

    assert max(map(len, shown.splitlines())) <= 80


def test_resolve_keeps_decisions_in_the_file_named_and_data_on_standard_output(place, terminal):
    arguments = ("resolve", "refs.txt", "--lines", "--source", "records.jsonl", "--format", "json", "--decisions", "mine.json")
    asked = run(*arguments, "--review", answers="1\n2\n")
    again = run(*arguments)
    reports = [json.loads(line) for line in again.stdout.splitlines()]

    assert asked.stdout == again.stdout
    assert [(r["doi"], r["method"], r["score"]) for r in reports[:2]] == [("10.1000/a", "decision", 1.0), ("10.1000/e", "decision", 1.0)]
    assert {e["field"] for e in reports[0]["evidence"]} >= {"title", "year"}


def test_a_decision_on_a_reference_of_a_list_is_told_on_its_edge(place, terminal):
    (place / "page.txt").write_text(
        "Peer review in mental health services: a study of its own\nAda Miller, Bert Jones\n"
        "https://doi.org/10.1000/zzz\n\nReferences\n\n" + "".join(f"{n}. {line}\n" for n, line in enumerate(LINES, 1)), encoding="utf-8"
    )  # fmt: skip
    assert run("build", "page.txt", "--source", "records.jsonl", "-o", "g.json", "--review", answers="1\nn\n").exit_code in (0, 3)
    G = load_graph("g.json")
    methods = {cited: edge.get("method") for _, cited, edge in G.edges(data=True)}
    told = run("explain", "g.json", "10.1000/a").output

    assert methods["doi:10.1000/a"] == "decision"
    assert "decision" in [method for cited, method in methods.items() if cited.startswith("ref:")]
    assert "matched by a person" in told and "Decided by a person: " in told
    assert "rejected by a person" in run("explain", "g.json", "shoulders").output
    assert all(d["citing"] for d in json.loads((place / "g.decisions.json").read_text(encoding="utf-8"))["references"])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("resolve", "refs.txt", "--review"), "--review needs --decisions FILE"),
        (("resolve", "refs.txt", "--review", "--decisions", "d.json"), "needs a terminal"),
        (("build", "refs.txt", "-o", "g.json", "--review"), "needs a terminal"),
    ],
)
def test_review_without_a_terminal_is_misuse_and_never_waits(place, arguments, sentence):
    ended = run(*arguments)

    assert ended.exit_code == 2
    assert sentence in ended.stderr.splitlines()[-1]


def test_a_broken_file_of_decisions_is_one_sentence_with_its_line(place):
    (place / "g.decisions.json").write_text('{"references": [\n{"text": 1}]}', encoding="utf-8")
    ended = build()

    assert (ended.exit_code, ended.stderr) == (1, "Error: g.decisions.json:2: a decision lacks the text of its reference\n")
    assert not (place / "g.json").exists()


def test_a_file_of_decisions_that_is_not_there_is_told(place):
    assert "mine.json does not exist, so no decision was applied." in build("--decisions", "mine.json").stderr
    assert "does not exist" not in build().stderr


def test_a_file_that_cannot_be_written_is_told_before_anybody_is_asked(place, terminal):
    ended = build("--review", "--decisions", "nowhere/d.json", answers="1\n")

    assert ended.exit_code == 1
    assert "nowhere/d.json: cannot be written" in ended.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_real_terminal_is_asked_and_answered(place):
    import pty

    child, terminal_ = pty.fork()
    if child == 0:
        arguments = ["build", "refs.txt", "--lines", "--source", "records.jsonl", "-o", "g.json", "--review"]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm"}
        os.execve(sys.executable, [sys.executable, "-m", "citegraph", *arguments], environment)
    shown, answers, until = b"", [b"2\n", b"n\n"], time.monotonic() + 60
    while time.monotonic() < until and select.select([terminal_], [], [], 60)[0]:
        try:
            piece = os.read(terminal_, 4096)
        except OSError:  # Linux says so when the other side has closed
            break
        if not piece:
            break
        shown += piece
        if shown.endswith(b"or a DOI: ") and answers:
            os.write(terminal_, answers.pop(0))
    _, status = os.waitpid(child, 0)

    assert (os.waitstatus_to_exitcode(status), answers) == (0, [])
    assert decisions() == {LINES[0]: "10.1000/c", LINES[1]: "none"}
    assert "✓" in shown.decode() and not re.search(rb"\x1b\[31m of", shown)


def test_wide_letters_take_two_columns():
    from rich.cells import cell_len

    evidence = [
        {"field": "title", "claimed": "同僚支援の実践に関する研究と展望" * 4, "found": "精神保健サービスにおける文献 review " * 4, "agreement": 0.2},
        {"field": "year", "claimed": "2012", "found": "2012", "agreement": 1.0},
    ]  # fmt: skip
    for signs in (SYMBOLS, WORDS):
        lines = [click.unstyle(line) for line in compared(evidence, signs, width=60, indent=4)]
        bars = {cell_len(line.partition(signs.bar)[0]) for line in lines if signs.bar in line}

        assert all(cell_len(line) <= 60 for line in lines) and len(bars) == 1
    assert cell_len(fitted("同僚支援の実践", 9, SYMBOLS)) <= 9


def test_a_terminal_without_symbols_gets_words(place, monkeypatch):
    from tests.cli.test_streams import citegraph

    ended = citegraph("resolve", "refs.txt", "--lines", "--source", "records.jsonl", PYTHONIOENCODING="ascii", CITEGRAPH_CACHE="cache")

    assert ended.returncode == 0
    assert b"same title, first author Small" in ended.stdout
    assert b"= agrees ~ nearly x differs" in ended.stdout


def test_the_table_says_why_not_and_names_the_runner_up(place):
    told = run("resolve", "refs.txt", "--lines", "--source", "records.jsonl").stdout

    assert "1  ambiguous: 10.1000/a and 10.1000/c are too close to call" in told
    assert re.search(r"nearest 0\.\d\d 10\.1000/a .*\n(.*\n)+?   then 0\.\d\d 10\.1000/c ", told)
    assert max(map(len, told.splitlines())) <= 80
