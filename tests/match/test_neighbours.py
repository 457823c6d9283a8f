"""Which work a reference means: any style, near neighbours, and the traps."""

import csv
import json
import random
from dataclasses import replace

import pytest

from citegraph.match import decide
from citegraph.model import Author, Verdict, Work
from citegraph.read.strings import read_reference
from tests.match.works import DAVIDSON, FORTUNA, GILLARD_2013, GILLARD_2015, REPPER, SOLOMON, authors
from tests.shared_data import shared


@pytest.mark.parametrize(
    "printed",
    [
        "Repper, J., & Carter, T. (2011). A review of the literature on peer support in mental health services. Journal of Mental Health, 20(4), 392–411.",
        "Repper J, Carter T. A review of the literature on peer support in mental health services. J Ment Health. 2011;20(4):392-411.",
        "Repper J, 2011, J MENT HEALTH, V20, P392",
        "A review of the literature on peer support in mental health services Repper, Julie Carter, Tim [J]. JOURNAL OF MENTAL HEALTH, 2011, 20 (04) : 392 - 411",
        "Repper, A review of the literature on peer support in mental health services, Journal of Mental Health, № 20, с. 392",
        "REPPER J, CARTER T (2010): A reveiw of the literature on peer support in mental health services. J. Ment. Health 20, 392-11",
        "Repper J, Carter T. A review of the literature on peer sup- port in mental health services. J Ment Health 2011a; XX: 392411",
    ],
)
def test_reference_in_any_style_is_accepted(printed):
    outcome = decide(read_reference(printed), [REPPER, SOLOMON, *DAVIDSON.values()])

    assert (outcome.verdict, outcome.doi) == (Verdict.ACCEPTED, REPPER.doi)


@pytest.mark.parametrize(
    ("printed", "meant", "neighbour"),
    [
        (
            "Solomon P. Peer support/peer provided services underlying processes, benefits, and critical ingredients. "
            "Psychiatr Rehabil J. 2004;27(4):392-401.",
            SOLOMON,
            FORTUNA,
        ),
        (
            "Fortuna KL, Solomon P, Rivera J. An update of peer support/peer provided services underlying processes, benefits, "
            "and critical ingredients. Psychiatr Q. 2022;93(2):571-86.",
            FORTUNA,
            SOLOMON,
        ),
        (
            "Gillard SG, Edwards C. Introducing peer worker roles into UK mental health service teams: a qualitative analysis "
            "of the organisational benefits and challenges. BMC Health Serv Res. 2013;13:188.",
            GILLARD_2013,
            GILLARD_2015,
        ),
        (
            "Gillard, S., & Holley, J. (2015). Introducing new peer worker roles into mental health services in England: "
            "comparative case study research across a range of organisational contexts. Adm Policy Ment Health 42(6), 682-694",
            GILLARD_2015,
            GILLARD_2013,
        ),
        (
            "Davidson L. Peer support among persons with severe mental illnesses: a review of evidence and experience. "
            "World Psychiatry. 2012;11:123-8.",
            DAVIDSON[2012],
            DAVIDSON[1999],
        ),
        (
            "Davidson L. Peer support among adults with serious mental illness: a report from the field. Schizophr Bull 2006;32:44350",
            DAVIDSON[2006],
            DAVIDSON[2012],
        ),
    ],
)
def test_near_neighbour_is_told_apart(printed, meant, neighbour):
    reference = read_reference(printed)

    assert decide(reference, [meant, neighbour]).doi == meant.doi
    assert decide(reference, [neighbour]).doi is None


def changed(work, **fields):
    return replace(work, doi="10.9999/other", **fields)


TRAPS = {
    "same title by others in another journal": changed(
        REPPER,
        authors=authors("Walker, Gill"),
        year=2013,
        years=(2013,),
        container="Nursing",
        containers=(),
        volume="3",
        issue=None,
        pages="12-20",
    ),
    "same title and authors in another year and volume": changed(
        REPPER, year=2016, years=(2016,), volume="25", issue="2", pages="31-44"
    ),
    "erratum": changed(
        REPPER,
        title="Erratum: A review of the literature on peer support in mental health services",
        year=2012,
        years=(2012,),
        volume="21",
        issue="1",
        pages="104-104",
    ),
    "reply": changed(
        REPPER,
        title="Reply to: A review of the literature on peer support in mental health services",
        authors=authors("Lawn, Sharon"),
        volume="20",
        issue="6",
        pages="612-613",
    ),
    "second part": changed(
        REPPER, title="A review of the literature on peer support in mental health services: Part II", pages="412-430"
    ),
    "review of it as a book": changed(
        REPPER,
        authors=authors("Hill, Ann"),
        year=2012,
        years=(2012,),
        container="Social Work",
        containers=(),
        volume="9",
        pages="77",
    ),
    "same page of another volume": changed(
        REPPER, title="Sleep and the ageing brain", authors=authors("Moore, Ann"), volume="19", year=2010, years=(2010,)
    ),
    "same author, journal and year, another title": changed(
        REPPER, title="Sleep and the ageing brain", issue="1", pages="12-19"
    ),
}


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS)
def test_wrong_neighbour_is_refused(trap):
    printed = (
        "Repper, J., & Carter, T. (2011). A review of the literature on peer support in mental health services. "
        "Journal of Mental Health, 20(4), 392–411."
    )

    assert decide(read_reference(printed), [trap]).doi is None
    assert decide(read_reference(printed), [REPPER, trap]).doi == REPPER.doi


def test_part_one_is_not_part_two():
    second = Work(
        "10.1/b",
        "Peer work in hospitals. II. Outcomes of care",
        authors("Lee, A", "Kim, B"),
        1999,
        (1999,),
        "Psychiatry",
        ("Psychiatry",),
        "62",
        "3",
        "764-765",
    )
    first = "Lee A, Kim B. Peer work in hospitals. I. Outcomes of care. Psychiatry 1999;62(3):763-764."

    assert decide(read_reference(first), [second]).doi is None


def test_gold_strings_of_the_founding_question_find_their_works():
    """Real strings against the corpus's own records; none may find another work."""
    works = corpus()
    rows = [
        row
        for row in csv.DictReader(shared("peer-support", "gold_references.tsv").open(encoding="utf-8"), delimiter="\t")
        if row["gold_doi"] in works
    ]
    wrong, right = [], 0
    for row in rows:
        rivals = random.Random(row["gold_doi"]).sample(sorted(works), 40)
        outcome = decide(read_reference(row["reference_string"]), [works[doi] for doi in {row["gold_doi"], *rivals}])
        right += outcome.doi == row["gold_doi"]
        if outcome.doi not in (None, row["gold_doi"]):
            wrong.append((row["reference_string"], outcome.doi))

    assert not wrong
    assert right >= 0.9 * len(rows) > 80


def corpus():
    works = {}
    for line in shared("peer-support", "works.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        if "DOI" in record:
            issued = (record.get("issued") or {}).get("date-parts") or [[None]]
            works[record["DOI"].lower()] = Work(
                record["DOI"].lower(),
                (record.get("title") or [None])[0],
                tuple(Author(a.get("family") or a.get("name") or "", a.get("given")) for a in record.get("author", ())),
                issued[0][0],
                container=(record.get("container-title") or [None])[0],
                volume=record.get("volume"),
                issue=record.get("issue"),
                pages=record.get("page"),
                article_number=record.get("article-number"),
            )
    return works
