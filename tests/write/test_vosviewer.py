import csv
import io
import json
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.write.vosviewer import map_and_network, vosviewer_json
from tests.write.examples import HOSTILE, TEXTS, library, titled

ITEM = {"id": int, "label": str, "description": str, "url": str, "weights": dict, "scores": dict}


def test_the_json_has_the_structure_vosviewer_documents():
    told = json.loads(vosviewer_json(library())[0])
    items, links = told["network"]["items"], told["network"]["links"]

    assert set(told) == {"network", "config"} and set(told["network"]) == {"items", "links"}
    assert all(isinstance(value, ITEM[name]) for item in items for name, value in item.items())
    assert all(value >= 0 for item in items for value in item["weights"].values())
    assert all(set(link) == {"source_id", "target_id", "strength"} for link in links)
    assert {link[end] for link in links for end in ("source_id", "target_id")} <= {item["id"] for item in items}


def test_works_are_named_and_scored():
    item = json.loads(vosviewer_json(library())[0])["network"]["items"][0]

    assert (item["label"], item["url"]) == ("Asad 2016", "https://doi.org/10.1000/a")
    assert item["weights"] == {"Local citation score": 0}
    assert item["scores"] == {"Year": 2016, "Global citation score": 140}


def test_map_and_network_tell_the_same():
    items, network = map_and_network(library())
    read = list(csv.DictReader(io.StringIO(items), delimiter="\t"))
    links = [tuple(map(int, line.split("\t"))) for line in network.splitlines()]

    assert [row["label"] for row in read][:2] == ["Asad 2016", "Mead 2001"]
    assert read[0]["weight<Local citation score>"] == "0" and read[2]["score<Year>"] == ""
    assert links == [(1, 2, 1), (1, 3, 1), (1, 5, 1), (2, 3, 1)]


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_map_has_a_line_a_work_whatever_its_title(titles):
    text = map_and_network(titled(*titles))[0]

    assert len(text.split("\n")) == len(titles) + 2
    assert {len(row) for row in csv.reader(io.StringIO(text), delimiter="\t")} == {7}


def test_descriptions_hold_no_markup_of_a_title():
    class Tags(HTMLParser):
        seen = set()

        def handle_starttag(self, tag, attrs):
            self.seen.add((tag, tuple(attrs)))

    for item in json.loads(vosviewer_json(titled(*HOSTILE))[0])["network"]["items"]:
        Tags().feed(item["description"])

    assert Tags.seen == {("table", ()), ("tr", ()), ("td", ())}
