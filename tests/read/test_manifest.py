"""Every real export file, held against what it is known to hold."""

import pytest

from tests.benchmarks.exports import alike, counted, expected_fields, manifest, read_fields, zotero_cases

# Where the manifest counts something else: what it counts, and what is read instead.
OTHERWISE = {
    "csv/bibliometrix_management.csv.gz": ((898, 896, None), "parts of references with a semicolon inside"),
    "csv/litstudy_scopus.csv.gz": ((58, 48, None), "cells under the wrong head: its rows have one cell more than the head"),
    "csv/metaknowledge_scopus_testing.csv.gz": ((220, 175, None), "parts of references with a semicolon inside"),
    "json/argo_deep-learning.json": ((14, None, 25), "6 edges between works of one year, in no direction: told"),
    "json/localcitationnetwork_examples.json": ((107, 71, 686), "3 networks: each holds a work and those it lists, one of which names none"),
    "opencitations/citations_data.csv": ((5, None, 6), "citations: these are the works that cite"),
    "opencitations/crossref_citations.csv": ((2, None, 40), "citations: these are the works that cite"),
    "zotero_cases/PubMed_XML_11.xml": ((1, 1, 84), "2 lists of one record"),
}
# Items of which Zotero's own importer keeps less, or else, than the file says; see the file.
HABITS = {
    "BibTeX_19.bib", "Endnote_XML_01.xml", "MEDLINEnbib_05.nbib", "MEDLINEnbib_07.nbib", "MEDLINEnbib_08.nbib",
    "PubMed_XML_10.xml", "PubMed_XML_11.xml", "RIS_02.ris", "RIS_04.ris", "RIS_05.ris",
    "RefWorks_Tagged_04.txt", "ReferBibIX_01.enw", "Web_of_Science_Tagged_04.txt", "Web_of_Science_Tagged_05.txt",
}  # fmt: skip


def test_every_real_export_gives_the_records_and_lists_it_holds():
    rows, wrong = manifest(), {}
    for name, row in rows.items():
        expected = [int(row[field]) if row[field] else None for field in ("record_count", "records_with_references", "total_references")]
        expected = OTHERWISE.get(name, (expected,))[0]
        read = counted(name)[:3]
        if any(known is not None and known != found for known, found in zip(expected, read, strict=True)):
            wrong[name] = (read, tuple(expected))

    assert len(rows) == 140
    assert not wrong


def test_the_items_that_zotero_expects_are_read_alike():
    compared, wrong = 0, []
    for name, items, claims in zotero_cases():
        assert len(items) == len(claims), name
        if name in HABITS:
            continue
        for item, claim in zip(items, claims, strict=True):
            expected, read = expected_fields(item), read_fields(claim)
            compared += len(expected)
            wrong += [(name, field) for field in expected if not alike(expected[field], read[field])]

    assert compared > 200
    assert not wrong


@pytest.mark.parametrize("name", sorted(HABITS))
def test_no_more_than_known_habits_part_us_from_zotero(name):
    cases = {case: (items, claims) for case, items, claims in zotero_cases() if case == name}
    items, claims = cases[name]
    differing = sum(
        not alike(expected_fields(item)[field], read_fields(claim)[field])
        for item, claim in zip(items, claims, strict=True)
        for field in expected_fields(item)
    )

    assert differing <= (6 if name == "RIS_05.ris" else 2)
