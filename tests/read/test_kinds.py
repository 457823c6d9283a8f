"""What sort of work a printed reference means, and the identifiers it carries however they are spelt."""

import pytest

from citegraph.read.strings import read_reference

KINDS = {
    "Byrne L. A grounded theory study [PhD thesis]. Rockhampton: Central Queensland University; 2014.": "thesis",
    "Müller, K. (2009). Netze im Alltag (Dissertation). Universität Bern.": "thesis",
    "Silva, A. Redes no campo. 2010. Tese (Doutorado) – Universidade de São Paulo, São Paulo, 2010.": "thesis",
    "SAMHSA. (2015). Core competencies for peer workers [Report]. Rockville, MD: SAMHSA.": "report",
    "Rao P. Coastal erosion: final report. Geneva: World Health Organization; 2012.": "report",
    "Rivera J. Peer support in schools. medRxiv 2021; doi: https://doi.org/10.1101/2021.03.04.21252938": "article",
    "Vaswani A, Shazeer N. Attention is all you need. arXiv:1706.03762, 2017.": "article",
    "Tidal Trust. Living by water. https://www.example.org/living (accessed 3 May 2021).": "webpage",
    "Bloor, M. (2016). Addressing problems. In D. Silverman (Ed.), Qualitative research (pp. 15–30). Sage.": "chapter",
    "Putnam RD. Bowling alone: the collapse of community. New York: Simon & Schuster; 2000.": "book",
    "Mead S, Hilton D. Peer support. Psychiatr Rehabil J. 2001;25(2):134–41.": "article-journal",
    "Devlin J, Lee K. BERT: deep transformers. In: Proceedings of NAACL 2019. Minneapolis: ACL; 2019. p. 71–86.": "paper-conference",
    "Kamal M, Boraey A. A 3D model. In 2019 IEEE International Conference on Big Data, pp. 256–263. IEEE, 2019.": "paper-conference",
}


@pytest.mark.parametrize(("text", "kind"), KINDS.items(), ids=[f"{kind}: {text[:30]}" for text, kind in KINDS.items()])
def test_kind_is_told(text, kind):
    assert read_reference(text).kind == kind


DOI = "10.1007/s10597-015-9970-5"
SPELT = {
    "plain": DOI,
    "a blank after the slash": "doi: 10.1007/ s10597-015-9970-5",
    "a blank before the slash": "doi: 10.1007 /s10597-015-9970-5",
    "said twice": f"doi:{DOI} https://doi.org/{DOI}",
    "label and address": f"doi:https://doi.org/{DOI}",
    "label said twice": f"DOI DOI {DOI}",
    "a full stop and a bracket after it": f"(doi: {DOI}).",
    "angle brackets": f"<https://doi.org/{DOI}>",
    "percent-encoded": "https://doi.org/10.1007%2Fs10597-015-9970-5",
    "a library's proxy in the name": f"https://doi-org.proxy.example.edu/{DOI}",
    "a library's proxy before it": f"https://proxy.example.edu/login?url=https://doi.org/{DOI}",
    "a publisher's page": f"https://link.springer.com/article/{DOI}",
    "a tracking tail": f"https://doi.org/{DOI}?utm_source=x&utm_medium=y",
    "capitals": "DOI: 10.1007/S10597-015-9970-5",
    "a zero-width blank inside": "doi: 10.1007/\u200bs10597-015-9970-5",
}


@pytest.mark.parametrize("printed", SPELT.values(), ids=SPELT)
def test_doi_is_found_however_it_is_printed(printed):
    reference = read_reference(f"Asad S, Chreim S. Roles on teams. Community Ment Health J. 2016;52(7):767-74. {printed}")

    assert reference.doi == DOI
    assert (reference.title, reference.pages) == ("Roles on teams", "767-774")
