"""How well printed articles are read: ``python -m tests.benchmarks.pdf [-v] [NUMBER...]``.

The reader was written with the articles in `TUNED`.  `HELD` and `LATER` were
looked at once their first figures were known; `FRESH` check it.  These last
two are set by lot, from lists that no other articles use.  Where pdflatex is
installed, `LATEX` is tried as well.  An entry is whole where its
letters and digits are those of the truth, and exact where, blanks apart, all
its characters are.
"""

import random
import sys
import time

from playwright.sync_api import sync_playwright

from citegraph.read.pdf.reader import read_pdf
from tests.benchmarks.latex import LATEX, can_be_set, set_by_latex
from tests.benchmarks.lists import letters
from tests.read.articles import AUTHORS, DOI, HELD, TITLE, TUNED, Article, expected, open_browser, printed


def by_lot(count: int, seed: int, others: tuple[Article, ...]) -> tuple[Article, ...]:
    """Articles from lists that *others* do not use, each set as the dice fall."""
    choose = random.Random(seed)
    taken = {article.number for article in others}
    numbers = choose.sample([number for number in range(1, 121) if number not in taken], count)
    made = []
    for number in sorted(numbers):
        columns = choose.choice([1, 1, 2, 2, 2, 3])
        tool = choose.choice(["typst", "chromium"])
        made.append(
            Article(
                number, tool, columns,
                marks=choose.choice(["", "", "", "[n]", "n.", "(n)", "n", "sup"]),
                set=choose.choice(["hang", "hang", "hang", "spaced", "indent", "flush"]),
                paper=choose.choice(["a4", "letter" if tool == "chromium" else "us-letter"]),
                size=choose.choice([8, 9, 10]) if columns > 1 else choose.choice([9, 10, 11]),
                justify=choose.random() < 0.75, hyphenate=choose.random() < 0.75,
                head=choose.random() < 0.8, foot=choose.random() < 0.8,
                lines_numbered=tool == "typst" and columns == 1 and choose.random() < 0.4,
                after=choose.choice(["", "appendix", "authors", "table", "figure", "second"]),
                body=choose.choice([3, 8, 14, 25]), fancy=choose.choice(["", "smallcaps", "italic"]),
            )
        )  # fmt: skip
    return tuple(made)


LATER = by_lot(40, 1, (*TUNED, *HELD))
FRESH = by_lot(32, 2, (*TUNED, *HELD, *LATER))


def measure(article, browser, verbose=False):
    """Entries expected, whole and in order, exact, found beside them; and whether the work itself was told."""
    content = set_by_latex(article) if article.tool == "latex" else printed(article, browser)
    wanted = expected(article)
    start = time.perf_counter()
    reading = read_pdf(content, name=article.name, sha256="")
    seconds = time.perf_counter() - start
    found = [entry.text for entry in reading.references]
    keys, place, whole, missing = [letters(text) for text in found], 0, 0, []
    for text in wanted:
        if letters(text) in keys[place:]:
            place = keys.index(letters(text), place) + 1
            whole += 1
        else:
            missing.append(text)
    exact = len({" ".join(text.split()) for text in found} & {" ".join(text.split()) for text in wanted})
    known = {letters(text) for text in wanted}
    extra = [text for text, key in zip(found, keys, strict=True) if key not in known]
    claim = reading.about.claim if reading.about else None
    told = bool(claim) and (claim.title, claim.doi, "; ".join(a.family for a in claim.authors)) == (TITLE, DOI, FAMILIES)
    if missing or extra or not told or verbose:
        print(f"{article.name:46}{whole}/{len(wanted)}, {len(extra)} extra{'' if told else ', work not told'}, {seconds:.1f} s")
    if verbose:
        print(*(f"  - {text}" for text in missing), *(f"  + {text}" for text in extra), sep="\n")
    return len(wanted), whole, exact, len(extra), told


FAMILIES = "; ".join(name.partition(" ")[2] for name in AUTHORS.replace("and ", "").split(", "))


def main():
    only = {int(argument) for argument in sys.argv[1:] if argument.isdigit()}
    with sync_playwright() as playwright:
        browser = open_browser(playwright)
        sets = (("tuned on", TUNED), ("held out first", HELD), ("held out later", LATER), ("fresh", FRESH), ("by LaTeX", LATEX))
        for name, articles in sets:
            outcomes = [
                measure(article, browser, "-v" in sys.argv)
                for article in articles
                if (not only or article.number in only) and (article.tool != "latex" or can_be_set(article))
            ]
            if outcomes:
                entries, whole, exact, extra, told = map(sum, zip(*outcomes, strict=True))
                print(
                    f"{name}: {len(outcomes)} articles, {entries} entries, whole {whole / entries:.4f}, "
                    f"exact {exact / entries:.4f}, beside them {extra}, works told {told}"
                )


if __name__ == "__main__":
    main()
