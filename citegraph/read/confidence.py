"""How far each field of a printed reference can be trusted.

A field carries the sign by which it was read (a mark, a label, a sure or an
unsure cut); each sign has the share of fields that were right where it stood,
counted by `python -m tests.benchmarks.cutting --fit` on styles unknown to the
model that cuts.
"""

from citegraph.read.confidence_table import TABLE

# The least sureness of a cut that deserves each sign, and the least lead of one list of names over the next.
_CUTS = ((0.99, "cut, sure"), (0.9, "cut, likely"), (0.6, "cut, open"), (0.0, "cut, doubtful"))
_LEADS = ((2.5, "names, sure"), (1.0, "names, likely"), (0.3, "names, open"), (0.0, "names, doubtful"))


def signs_of(fields, *, lead, sureness, found, year_from, repaired) -> dict[str, str]:
    """The sign by which each field that is there was read.

    *lead* is by how much the list of names believed outdoes the next, `None`
    if no list was read; *sureness* the probability of the cut between title
    and container, `None` if marks made it; *found* the numbers by name, and
    *year_from* where the year was taken.
    """
    cut = "marks" if sureness is None else _first(_CUTS, sureness)
    signs = dict.fromkeys(("title", "container"), cut)
    signs["authors"] = "a body or a lone name" if lead is None else _first(_LEADS, lead)
    signs["year"] = year_from
    signs["publisher"] = "words"
    whole = {"volume", "pages"} <= found.keys()
    for name in ("volume", "issue", "pages"):
        if name in found:
            signs[name] = "label" if found[name].label else "among others" if whole else "alone"
    if "pages" not in found and "article" in found:
        signs["article_number"] = "label"
    elif "pages" in signs and fields.get("article_number"):
        signs["article_number"] = signs.pop("pages")
    there = {name: sign for name, sign in signs.items() if fields.get(name)}
    return {name: f"{sign}, repaired" for name, sign in there.items()} if repaired else there


def confidence(signs: dict[str, str]) -> tuple[tuple[str, float], ...]:
    """The share of right fields behind each sign.

    >>> sure, doubtful = (dict(confidence({"title": sign}))["title"] for sign in ("cut, sure", "cut, doubtful"))
    >>> sure > 0.9 > doubtful
    True
    """
    return tuple((name, _share(name, sign)) for name, sign in signs.items())


def _share(name, sign):
    shares = TABLE[name]
    return shares.get(sign, shares["any"])


def _first(steps, value):
    return next((sign for least, sign in steps if value >= least), steps[-1][1])
