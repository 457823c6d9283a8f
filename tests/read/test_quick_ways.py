"""What makes reading quick changes nothing of what is read."""

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from citegraph.model import Draft, Reference, finished
from citegraph.read.dates import ACCESS_DATE, ACCESS_SIGNS
from citegraph.read.exports.bibtex_entries import entries
from citegraph.read.kinds import _KIND_WORDS
from citegraph.read.strings import _SOURCE_NOTE, _SOURCE_SIGNS
from citegraph.read.vocabulary import holds_any, one_case

VISITS = (
    "Acesso em|consulté le|accessed on|retrieved|Tilgået|henvist|cited|cité|citado|consultado el|abgerufen am|Zugriff am|"
    "zugegriffen|eingesehen|gesehen am|dostęp|vid.|geraadpleegd op|bezocht op|дата обращения|erişim tarihi|visited|viewed|"
    "Accesso|ultimo accesso|hämtad|besökt|luettu|viitattu|hentet|lest|访问日期|引用日期|閲覧日|参照|consultato il"
).split("|")
NOTES = (
    "PMID: 21770786|PMCID 3363389|PubMed 21770786|ISBN 9783161484100|ISSN 0036-8075|arXiv:1001.1234|Available at|"
    "Available online from|Retrieved from|Accessed|Disponível em|Disponible en|Dostupné z|En ligne|Online|URL|"
    "Verfügbar unter|Dostęp|Consultado|consulté le|Zugegriffen|[online]|[en línea]|[s. l.]|Epub 2011|Published online 2011"
).split("|")
KINDS = ("PhD thesis|Dissertation|Thèse|Tesis|Tese|Diss.|дис.|preprint|arXiv|bioRxiv|PsyArXiv|SSRN|Research Square|U.S. Patent").split("|")


@pytest.mark.parametrize("case", [str, str.upper, str.lower, str.title])
def test_a_text_with_a_day_of_access_has_a_sign_of_it(case):
    for visit in VISITS:
        text = f"A title. {case(visit)} 2011-05-21"
        assert case is not str or ACCESS_DATE.search(text), visit
        assert holds_any(one_case(text), ACCESS_SIGNS) or not ACCESS_DATE.search(text), visit


@pytest.mark.parametrize("case", [str, str.upper, str.lower, str.title])
def test_a_text_with_a_note_of_its_source_has_a_sign_of_it(case):
    for note in NOTES:
        text = f"A title. {case(note)}"
        assert case is not str or _SOURCE_NOTE.search(text), note
        assert holds_any(one_case(text), _SOURCE_SIGNS) or not _SOURCE_NOTE.search(text), note


@pytest.mark.parametrize("case", [str, str.upper, str.lower])
def test_a_text_that_says_what_kind_it_is_has_a_sign_of_it(case):
    for said in KINDS:
        text = f"A title. {case(said)}, Prague"
        found = [signs for _, words, signs in _KIND_WORDS if words.search(text)]
        assert case is not str or found, said
        assert all(holds_any(one_case(text), signs) for signs in found), said


def test_a_finished_draft_is_a_reference_in_every_way():
    reference = finished(Draft("Small 1973", year=1973, confidence=(("year", 0.9),)))

    assert (reference, hash(reference), repr(reference)) == (
        made := Reference("Small 1973", year=1973, confidence=(("year", 0.9),)), hash(made), repr(made),
    )  # fmt: skip
    assert replace(reference, year=1974) == Reference("Small 1973", year=1974)
    assert pickle.loads(pickle.dumps(reference)).confidence == reference.confidence
    with pytest.raises(FrozenInstanceError):
        reference.year = 1974


@pytest.mark.parametrize("value", ["{x}" * 2000, r"\&" * 2000, "{a{b{c}}}" * 300, r"C:\{a\} and \} and \{"])
def test_values_of_many_braces_end_where_they_close(value):
    found = list(entries(f"@article{{k, title = {{{value}}}, year = 1999}}"))

    assert (found[0].fields["title"], found[0].fields["year"]) == (value, "1999")
