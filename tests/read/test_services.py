"""References as services and standards of their own print them: Web of Science, PubMed, Scopus, GB/T 7714."""

import pytest

from citegraph.model import Author
from citegraph.read import read_input
from citegraph.read.strings import read_reference
from tests.shared_data import shared

FORMS = {
    "Web of Science, titled, names after the title": (
        "Rhythms of shared work: a diary study Gruhl, Karen L. Rebeiro Calixte, Shana "
        "[J]. JOURNAL OF MENTAL HEALTH, 2016, 25 (01) : 78 - 86",
        {
            "authors": (Author("Gruhl", "Karen L. Rebeiro"), Author("Calixte", "Shana")),
            "title": "Rhythms of shared work: a diary study",
            "container": "JOURNAL OF MENTAL HEALTH",
            "year": 2016,
            "volume": "25",
            "issue": "01",
            "pages": "78-86",
            "kind": "article-journal",
        },
    ),
    "Web of Science, a title that begins with words in quotation marks": (
        "\"Never again\": what crews say of peers Collins, Rachael Firth, Lucy [J]. SAFETY SCIENCE, 2018, 25 (03) : 27 - 83",
        {"title": "\"Never again\": what crews say of peers", "container": "SAFETY SCIENCE", "issue": "03"},
    ),
    "Web of Science, cited reference": (
        "Korsbek L, 2017, J RECOVERY MENTAL HL, V1, P25",
        {
            "authors": (Author("Korsbek", "L"),),
            "title": None,
            "container": "J RECOVERY MENTAL HL",
            "year": 2017,
            "volume": "1",
            "pages": "25",
        },
    ),
    "Web of Science, cited reference with its DOI said twice": (
        "Braun Virginia., 2012, J TRANSFORM EDUC, V2, P57, DOI DOI 10.1177/1541344618777367",
        {"container": "J TRANSFORM EDUC", "volume": "2", "pages": "57", "doi": "10.1177/1541344618777367"},
    ),
    "Web of Science, two DOIs in brackets": (
        "Mead S, 2001, PSYCHIATR REHABIL J, V25, P134, DOI [10.1037/h0095032, 10.1037/h0095033]",
        {"container": "PSYCHIATR REHABIL J", "volume": "25", "doi": "10.1037/h0095032"},
    ),
    "Web of Science, a body with a star": ("*WHO, 2005, MENT HLTH ATL", {"authors": (Author("WHO"),), "year": 2005}),
    "PubMed": (
        "Repper J, Carter T. Peer support in services. J Ment Health. 2011 Aug;20(4):392-411. "
        "doi: 10.3109/09638237.2011.583947. Epub 2011 Jul 18. PMID: 21770786; PMCID: PMC1234567.",
        {
            "authors": (Author("Repper", "J"), Author("Carter", "T")),
            "title": "Peer support in services",
            "container": "J Ment Health",
            "year": 2011,
            "volume": "20",
            "issue": "4",
            "pages": "392-411",
            "doi": "10.3109/09638237.2011.583947",
            "pmid": "21770786",
            "pmcid": "PMC1234567",
        },
    ),
    "PubMed, the line that says where": (
        "Community Ment Health J. 2016 Oct;52(7):767-74. doi: 10.1007/s10597-015-9970-5. Epub 2015 Dec 14.",
        {"authors": (), "title": None, "container": "Community Ment Health J", "year": 2016, "pages": "767-774"},
    ),
    "Scopus": (
        "Asad, S., Chreim, S. Roles on teams (2016) Community Mental Health Journal, 52 (7), pp. 767-774. Cited 45 times.",
        {"title": "Roles on teams", "container": "Community Mental Health Journal", "volume": "52", "pages": "767-774"},
    ),
    "arXiv after a title in quotation marks": (
        "T. Mikolov and J. Dean, “Estimation of word vectors,” arXiv preprint arXiv:1301.3781, 2013.",
        {"title": "Estimation of word vectors", "arxiv": "1301.3781", "year": 2013, "kind": "article"},
    ),
    "GB/T 7714, journal": (
        "刘伟, 张三, 王五. 同伴支持在精神康复中的应用[J]. 中国心理卫生杂志, 2019, 33(5): 350-355.",
        {
            "authors": (Author("刘伟"), Author("张三"), Author("王五")),
            "title": "同伴支持在精神康复中的应用",
            "container": "中国心理卫生杂志",
            "year": 2019,
            "volume": "33",
            "issue": "5",
            "pages": "350-355",
            "kind": "article-journal",
        },
    ),
    "GB/T 7714, full-width marks": (
        "KANAMORI H．Shaking without quaking［J］．Science，1998，279（5359）：2063－2064．",
        {"title": "Shaking without quaking", "container": "Science", "volume": "279", "pages": "2063-2064"},
    ),
    "GB/T 7714, book": (
        "陈登原. 国史旧闻：第1卷[M]. 北京: 中华书局, 2000: 29.",
        {"title": "国史旧闻：第1卷", "container": None, "publisher": "中华书局", "year": 2000, "kind": "book"},
    ),
    "GB/T 7714, thesis": (
        "CALMS R B. Infrared spectroscopic studies on solid oxygen[D]. Berkeley: Univ. of California, 1965.",
        {"container": None, "publisher": "Univ. of California", "year": 1965, "kind": "thesis"},
    ),
    "GB/T 7714, report": (
        "World Health Organization. Factors regulating the immune response[R]. Geneva: WHO, 1970.",
        {"title": "Factors regulating the immune response", "publisher": "WHO", "kind": "report"},
    ),
    "GB/T 7714, newspaper with its date": (
        "丁文祥. 数字革命与竞争国际化[N]. 中国青年报, 2000-11-20(15).",
        {"container": "中国青年报", "year": 2000, "volume": None, "kind": "article-newspaper"},
    ),
    "GB/T 7714, page of the web": (
        "萧钰. 出版业信息化迈入快车道[EB/OL]. (2001-12-19) [2002-04-15]. http://www.example.com/news/20011219.html.",
        {"title": "出版业信息化迈入快车道", "year": 2001, "volume": None, "pages": None, "kind": "webpage"},
    ),
    "GB/T 7714, proceedings": (
        "LI P, ZHANG D. Towards a flow policy[C]//2022 IEEE 35th Computer Security Symposium. IEEE, 2022: 1-9.",
        {"title": "Towards a flow policy", "year": 2022, "pages": "1-9", "kind": "paper-conference"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS)
def test_service_form_is_read(text, expected):
    reference = read_reference(text)

    assert {field: getattr(reference, field) for field in expected} == expected


def test_every_reference_of_a_web_of_science_page_says_who_when_and_where():
    references = read_input(shared("seeds", "002_df1e2d4910ef9cb1.txt")).references

    assert len(references) == 10
    for reference in references:
        titled = "[J]" in reference.text
        assert reference.authors and reference.year and reference.container and reference.volume and reference.pages
        assert bool(reference.title) == bool(reference.issue) == titled
        assert titled or reference.container.isupper()
