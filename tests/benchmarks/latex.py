"""Articles of `tests.read.articles` set by LaTeX, for those who have it: CI has not."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.read.articles import AUTHORS, DOI, JOURNAL, NUMBERED, TITLE, Article, sentences

# Lists whose letters pdfLaTeX has.  Of its first fonts, accents are glyphs of their own.
LATEX = (
    Article(39, "latex", 1, "[n]", "flush", size=10),
    Article(61, "latex", 2, "[n]", "flush", size=10),
    Article(62, "latex", 1, "", "hang", size=11),
    Article(67, "latex", 2, "", "hang", size=10),
    Article(87, "latex", 2, "n.", "flush", size=9, body=25),
    Article(96, "latex", 1, "n.", "flush", "letter", size=12, after="appendix"),
    Article(98, "latex", 2, "", "spaced", size=10, after="appendix"),
    Article(99, "latex", 2, "[n]", "flush", "letter", size=9, justify=False, body=30),
)
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}", '"': r"\textquotedbl{}",
    "–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "’": "'", "…": r"\ldots{}", "\u00a0": "~", "-": "{-}", "'": "'",
}  # fmt: skip
_LETTERS = re.compile(r"[\x20-\x7e\xa0-\xff–—“”‘’…ŒœŠšŽžĆćČčĐđŁłńęąŚśżźŻřěŘůőűğışŞ]*")


def can_be_set(article: Article) -> bool:
    """Whether LaTeX is there, and has the letters of *article*."""
    return bool(shutil.which("pdflatex")) and all(map(_LETTERS.fullmatch, article.entries))


def set_by_latex(article: Article) -> bytes:
    """The article as a PDF."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.tex").write_text(_source(article), encoding="utf-8")
        command = ["pdflatex", "-interaction=batchmode", "-no-shell-escape", "a.tex"]
        for _ in range(2):
            subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
        return Path(folder, "a.pdf").read_bytes()


def _source(article):
    columns = "twocolumn" if article.columns == 2 else "onecolumn"
    size = article.size if article.size in (10, 11, 12) else 10
    paragraphs = "\n\n".join(_text(sentences(article, 6, seed)) for seed in range(article.body))
    after = f"\\section*{{Appendix A. Further analyses}}\n{_text(sentences(article, 9, 71))}" if article.after else ""
    return rf"""\documentclass[{size}pt,{columns},{article.paper.replace("a4", "a4paper").replace("letter", "letterpaper")}]{{article}}
\usepackage[utf8]{{inputenc}}\usepackage{{textcomp}}
\title{{{_text(TITLE)}}}\author{{{_text(AUTHORS)}}}\date{{{_text(JOURNAL)}\\https://doi.org/{DOI}}}
\begin{{document}}\maketitle
{"" if article.justify else chr(92) + "raggedright"}
\section{{Introduction}}
{paragraphs}
{_listed(article)}
{after}
\end{{document}}
"""


def _listed(article):
    entries = [_text(entry) for entry in article.entries]
    small = "\\small\n" if article.size == 9 else ""
    if article.marks:
        label = rf"\makeatletter\renewcommand\@biblabel[1]{{{NUMBERED[article.marks].format('#1')}}}\makeatother"
        items = "\n".join(f"\\bibitem{{r{number}}} {entry}" for number, entry in enumerate(entries, start=1))
        return f"{small}{label}\n\\begin{{thebibliography}}{{99}}\n{items}\n\\end{{thebibliography}}"
    indent, space = ("1.5em", "0pt") if article.set == "hang" else ("0pt", "8pt")
    items = "\n".join(f"\\item {entry}" for entry in entries)
    # As natbib and apalike set a list without labels.
    return rf"""{small}\section*{{References}}
\begin{{list}}{{}}{{\setlength\leftmargin{{{indent}}}\setlength\itemindent{{-\leftmargin}}\setlength\labelwidth{{0pt}}\setlength\labelsep{{0pt}}\setlength\itemsep{{{space}}}\setlength\parsep{{0pt}}}}
{items}
\end{{list}}"""


def _text(text):
    return "".join(_SPECIAL.get(letter, letter) for letter in text)
