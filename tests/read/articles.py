"""Articles made from real reference lists, printed by Chromium and set by Typst: what the PDF reader is tried on.

Each is a title page, some running text, the list, and what journals put
around and after it.  The odd lists of ``reading/lists_dev`` make the articles
that the reader was written with, the even ones those that check it.
"""

import html
import json
import random
import re
import shutil
from dataclasses import dataclass

from tests.shared_data import shared

TITLE = "What holds a literature together: links between works and the people who print them"
AUTHORS = "Maria Andersen, Tom van Dam, and Anna Werning"
DOI = "10.1234/holds.2024.0117"
HEAD = "Andersen et al. · What holds a literature together"
JOURNAL = "Journal of Listed Works 12 (2024) 117-140"
NUMBERED = {"[n]": "[{}]", "n.": "{}.", "(n)": "({})", "n": "{}", "sup": "{}"}


@dataclass(frozen=True, slots=True)
class Article:
    """How one article is set.

    Attributes
    ----------
    number
        Of the list in ``lists_dev``.
    tool
        ``chromium`` or ``typst``.
    marks
        How entries are numbered: a key of `NUMBERED`, or ``""``.
    set
        ``hang`` (lines after the first indented), ``flush`` (no indent, no space between), ``spaced`` (space between
        entries), ``indent`` (first lines indented).
    after
        What follows the list: ``appendix``, ``authors``, ``table``, ``figure``, ``second`` (another list), or nothing.
    """

    number: int
    tool: str
    columns: int = 1
    marks: str = ""
    set: str = "hang"
    paper: str = "a4"
    size: float = 9.5
    justify: bool = True
    hyphenate: bool = True
    head: bool = True
    foot: bool = True
    lines_numbered: bool = False
    after: str = ""
    body: int = 14
    heading: str = "References"
    fancy: str = ""

    @property
    def name(self):
        words = (f"{self.number:03}", self.tool, f"{self.columns}col", self.marks or "names", self.set, self.after)
        return "-".join(filter(None, words))

    @property
    def entries(self):
        return [entry["text"] for entry in self._list["entries"]]

    @property
    def lang(self):
        return self._list["locale"][:2]

    @property
    def _list(self):
        return json.loads(shared("reading", "lists_dev", f"{self.number:03}.json").read_text(encoding="utf-8"))


ARTICLES = (
    Article(1, "chromium", 1, "", "spaced", justify=False),
    Article(3, "typst", 2, "", "hang", after="appendix"),
    Article(5, "chromium", 2, "[n]", "hang", after="authors"),
    Article(7, "typst", 1, "", "hang", "us-letter", lines_numbered=True, justify=False),
    Article(11, "typst", 2, "[n]", "hang", size=8, after="authors", fancy="smallcaps"),
    Article(13, "chromium", 3, "n.", "hang", "letter", 8),
    Article(17, "chromium", 2, "", "hang", "letter", after="table", fancy="italic"),
    Article(19, "typst", 1, "", "flush"),
    Article(21, "typst", 2, "n.", "spaced", after="table"),
    Article(23, "chromium", 1, "n.", "hang", after="appendix", body=5),
    Article(27, "chromium", 2, "", "spaced", justify=False, fancy="smallcaps"),
    Article(33, "typst", 2, "[n]", "flush", heading="参考文献"),
    Article(41, "typst", 1, "sup", "flush", after="appendix"),
    Article(45, "chromium", 2, "", "flush", after="figure"),
    Article(49, "typst", 3, "", "hang", size=8, fancy="italic"),
    Article(53, "chromium", 1, "(n)", "flush", "letter", lines_numbered=False, fancy="italic"),
    Article(55, "typst", 2, "", "indent", after="authors"),
    Article(63, "typst", 1, "", "hang", heading="Список литературы"),
    Article(65, "chromium", 2, "n", "hang", "letter", 8.5, after="second"),
    Article(73, "typst", 1, "n.", "hang", lines_numbered=True, after="figure"),
    Article(79, "typst", 2, "[n]", "hang", after="second", body=40),
    Article(101, "chromium", 1, "", "hang", hyphenate=False),
    Article(103, "chromium", 2, "n.", "hang", heading="引用文献", size=9),
    Article(115, "chromium", 1, "", "indent", head=False, foot=False),
    Article(2, "typst", 2, "n.", "hang", after="appendix", heading="Références"),
    Article(4, "chromium", 2, "[n]", "flush", heading="Literatur"),
    Article(6, "chromium", 1, "", "hang", after="authors", heading="Bibliografia"),
    Article(10, "chromium", 3, "n.", "hang", "letter", 8, after="table", fancy="italic"),
    Article(12, "typst", 2, "", "hang", size=9, fancy="smallcaps", after="figure"),
    Article(14, "typst", 1, "[n]", "hang", "us-letter", lines_numbered=True, justify=False),
    Article(16, "typst", 2, "", "spaced", heading="Literaturverzeichnis"),
    Article(18, "typst", 2, "", "hang", size=8, after="authors", fancy="italic"),
    Article(20, "chromium", 2, "(n)", "hang", after="table", body=30),
    Article(26, "typst", 2, "(n)", "hang", "us-letter", 8.5, after="second"),
    Article(30, "chromium", 1, "sup", "flush", "letter"),
    Article(34, "chromium", 2, "", "flush", heading="Referências", after="appendix"),
    Article(38, "typst", 1, "", "hang", heading="Literatur", justify=False, after="table"),
    Article(50, "chromium", 1, "n.", "hang", after="figure", body=4, heading="Bibliografía"),
    Article(54, "chromium", 2, "", "hang", "letter", 8.5, after="second"),
    Article(58, "typst", 2, "n", "hang", after="authors"),
    Article(62, "typst", 1, "", "hang", lines_numbered=True, after="appendix", heading="Bibliography"),
    Article(66, "chromium", 2, "", "indent", heading="Literatur"),
    Article(80, "typst", 3, "", "hang", "us-letter", 8),
    Article(82, "chromium", 1, "", "spaced", head=False, after="authors"),
    Article(94, "typst", 1, "", "flush", after="figure"),
    Article(102, "typst", 2, "n.", "hang", heading="参考文献", after="appendix"),
    Article(112, "typst", 2, "", "indent", size=9, after="table"),
    Article(118, "chromium", 1, "[n]", "spaced", justify=False, hyphenate=False, after="authors"),
)
TUNED = tuple(article for article in ARTICLES if article.number % 2)
HELD = tuple(article for article in ARTICLES if not article.number % 2)


def printed(article: Article, browser=None) -> bytes:
    """The article as a PDF; *browser* is a Chromium of Playwright for those that it prints."""
    if article.tool == "typst":
        import typst

        return typst.compile(typst_source(article).encode("utf-8"))
    page = browser.new_page()
    try:
        page.set_content(page_source(article))
        return page.pdf(prefer_css_page_size=True)
    finally:
        page.close()


def open_browser(playwright):
    """Chromium as installed, or `None`."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"]) if path else None


def sentences(article, count, seed=0):
    """Running text about nothing, from the words of the list's titles, citing its authors now and then."""
    choose = random.Random(article.number * 100 + seed)
    text = " ".join(article.entries)
    words = sorted(set(re.findall(r"\b[^\W\d_]{5,14}\b", text)), key=str) or ["evidence"]
    made = []
    for _ in range(count):
        some = [choose.choice(words).lower() for _ in range(choose.randint(9, 20))]
        cited = choose.choice(["", "", f" ({choose.choice(words).title()}, {choose.randint(1970, 2023)})", " [3]"])
        made.append(f"We found that the {' '.join(some[:6])} of {' '.join(some[6:])} was seen{cited}.")
    return " ".join(made)


def _rest(article):
    """Heading and paragraphs of what follows the list."""
    return {
        "appendix": ("Appendix A. Further analyses", [sentences(article, 9, seed) for seed in (71, 72)]),
        "authors": ("", [f"{name} teaches the history of lists. {sentences(article, 3, seed)}" for seed, name in
                         enumerate(("Maria Andersen", "Tom van Dam", "Anna Werning"), start=81)]),
        "table": ("", ["Table 2. Works by decade"]),
        "figure": ("", ["Figure 3. Links among works, by year of print."]),
        "second": ("Supplementary references", []),
    }.get(article.after, ("", []))  # fmt: skip


SECOND = (
    "Garfield E. Citation indexes for science. Science 1955; 122: 108-111.",
    "Kessler MM. Bibliographic coupling between scientific papers. American Documentation 1963; 14: 10-25.",
    "Price DJ de S. Networks of scientific papers. Science 1965; 149: 510-515.",
    "Small H. Co-citation in the scientific literature: a new measure of the relationship between two documents. "
    "Journal of the American Society for Information Science 1973; 24: 265-269.",
)


def expected(article):
    """The texts of every entry printed, in order."""
    return article.entries + (list(SECOND) if article.after == "second" else [])


def _soft(text, lang):
    """*text* with places to divide its longer words at, addresses apart."""
    def divided(match):
        return re.sub(r"([aeiou][^\Waeiou\d_])(?=[^\Waeiou\d_][aeiou])", "\\1\u00ad", match[0])

    parts = re.split(r"(\S*(?:://|10\.\d{4}|www\.)\S*)", text)
    return "".join(part if index % 2 else re.sub(r"\b[a-z]{7,}\b", divided, part) for index, part in enumerate(parts))


def _fancied(article, text, wrap):
    """*text* with its first words in small capitals, or words in its middle in italics, each part through *wrap*."""
    words = text.split(" ")
    if article.fancy == "smallcaps" and len(words) > 3:
        return wrap(words[0], "smallcaps") + wrap(" " + " ".join(words[1:]), "")
    if article.fancy == "italic" and len(words) > 9:
        first, last = len(words) // 2, len(words) // 2 + 3
        ends = " ".join(words[:first]) + " ", " " + " ".join(words[last:])
        return wrap(ends[0], "") + wrap(" ".join(words[first:last]), "italic") + wrap(ends[1], "")
    return wrap(text, "")


def page_source(article) -> str:
    """The article as HTML."""
    def wrap(text, kind):
        shown = html.escape(_soft(text, article.lang) if article.hyphenate else text)
        tags = {"smallcaps": "<span style='font-variant:small-caps'>{}</span>", "italic": "<i>{}</i>"}
        return tags.get(kind, "{}").format(shown)

    def listed(entries):
        made = []
        for number, entry in enumerate(entries, start=1):
            mark = NUMBERED.get(article.marks, "").format(number)
            if article.marks == "sup":
                mark = f"<sup>{mark}</sup>"
            elif mark and article.set == "hang":
                mark = f"<span class=mark>{mark}</span>"
            elif mark:
                mark += " "
            made.append(f"<p class='{article.set}{' marked' if article.marks else ''}'>{mark}{_fancied(article, entry, wrap)}</p>")
        return "".join(made)

    heading, paragraphs = _rest(article)
    after = f"<h2>{heading}</h2>" if heading else ""
    after += "".join(f"<p class=body>{html.escape(text)}</p>" for text in paragraphs)
    if article.after == "second":
        after += listed(SECOND)
    if article.after == "table":
        after += "<table>" + "".join(f"<tr><td>{year}s</td><td>{year % 97}</td><td>{year % 13}</td></tr>" for year in range(1950, 2020, 10)) + "</table>"
    body = "".join(f"<p class=body>{html.escape(sentences(article, 6, seed))}</p>" for seed in range(article.body))
    top = f"@top-center {{ content: '{HEAD}'; font-size: 7pt }}" if article.head else ""
    foot = f"@bottom-left {{ content: '{JOURNAL}'; font-size: 7pt }} @bottom-right {{ content: counter(page) }}" if article.foot else ""
    return f"""<!DOCTYPE html><html lang={article.lang}><head><meta charset=utf-8><title>proof_{article.number}.html</title><style>
@page {{ size: {article.paper}; margin: 22mm 18mm; {top} {foot} }}
@page:first {{ @top-center {{ content: '{JOURNAL}' }} }}
body {{ font: {article.size}pt/1.25 "Liberation Serif", "Noto Serif", "Noto Sans CJK JP", "Noto Naskh Arabic", serif; margin: 0;
  text-align: {"justify" if article.justify else "left"}; overflow-wrap: break-word }}
h1 {{ font-size: 17pt; text-align: left }} h2 {{ font-size: 11pt; margin: 10pt 0 4pt; break-after: avoid }}
.columns {{ columns: {article.columns}; column-gap: 7mm }}
p {{ margin: 0; orphans: 1; widows: 1 }} .body {{ text-indent: 1em; font-size: {article.size + 1}pt }}
.hang {{ padding-left: 1.6em; text-indent: -1.6em }} .hang.marked {{ padding-left: 2.6em; text-indent: -2.6em }}
.mark {{ display: inline-block; width: 2.6em; text-indent: 0 }} .spaced {{ margin-bottom: .7em }} .indent {{ text-indent: 1.5em }}
</style></head><body><h1>{html.escape(TITLE)}</h1><p>{AUTHORS}</p><p>University of Listing, Department of Works</p>
<p>https://doi.org/{DOI}</p><p><b>Abstract</b> {html.escape(sentences(article, 4, 99))}</p>
<div class=columns><h2>1. Introduction</h2>{body}<h2>{html.escape(article.heading)}</h2>{listed(article.entries)}{after}</div></body></html>"""


def typst_source(article) -> str:
    """The article in Typst's language."""
    def quoted(text):
        return json.dumps(text, ensure_ascii=False).replace("\\u", "\\u")

    def wrap(text, kind):
        called = {"smallcaps": "#smallcaps({})", "italic": "#emph({})"}.get(kind, "#({})")
        return called.format(quoted(text))

    def listed(entries):
        made = []
        for number, entry in enumerate(entries, start=1):
            mark = NUMBERED.get(article.marks, "").format(number)
            text = _fancied(article, entry, wrap)
            if article.marks == "sup":
                text = f"#super({quoted(mark)})" + text
            elif mark and article.set == "hang":
                text = f"#box(width: 2.4em, {quoted(mark)})" + text
            elif mark:
                text = f"#({quoted(mark + ' ')})" + text
            made.append(f"#par(hanging-indent: {hanging}, first-line-indent: (amount: {first}, all: true), spacing: {spacing})[{text}]")
        return "\n".join(made)

    hanging = ("2.4em" if article.marks else "1.4em") if article.set == "hang" else "0em"
    first = "1.5em" if article.set == "indent" else "0em"
    spacing = "1.3em" if article.set == "spaced" else "0.6em"
    heading, paragraphs = _rest(article)
    after = f"= {heading}\n" if heading else ""
    after += "\n\n".join(f"#par(first-line-indent: 1em)[#({quoted(text)})]" for text in paragraphs)
    if article.after == "second":
        after += listed(SECOND)
    if article.after == "table":
        after += "#table(columns: 3, " + ", ".join(f"[{year}s], [{year % 97}], [{year % 13}]" for year in range(1950, 2020, 10)) + ")"
    body = "\n\n".join(f"#({quoted(sentences(article, 6, seed))})" for seed in range(article.body))
    head = f"context if counter(page).get().first() > 1 [#text(7pt)[#({quoted(HEAD)}) #h(1fr) #counter(page).display()]] else [#text(7pt)[#({quoted(JOURNAL)})]]" if article.head else "none"
    foot = f"context [#align(center)[#text(8pt)[#({quoted(JOURNAL)}) #h(1fr) #counter(page).display()]]]" if article.foot else "none"
    numbered = '#set par.line(numbering: "1")' if article.lines_numbered else ""
    return f"""
#set page(paper: "{article.paper}", columns: {article.columns}, margin: (x: 2cm, y: 2.4cm), header: {head}, footer: {foot})
#set text(size: {article.size}pt, lang: "{article.lang}", hyphenate: {str(article.hyphenate).lower()}, font: ("Libertinus Serif", "Noto Serif", "Noto Sans CJK JP"))
#set par(justify: {str(article.justify).lower()}, leading: 0.6em, spacing: 0.6em)
{numbered}
#place(top, scope: "parent", float: true)[#text(17pt, weight: "bold", hyphenate: false)[#({quoted(TITLE)})]

#({quoted(AUTHORS)})

University of Listing, Department of Works

#({quoted("https://doi.org/" + DOI)})

*Abstract* #({quoted(sentences(article, 4, 99))})
]
= 1. Introduction
#set text(size: {article.size + 1}pt)
{body}

#set text(size: {article.size}pt)
= {article.heading}
{listed(article.entries)}

{after}
"""
