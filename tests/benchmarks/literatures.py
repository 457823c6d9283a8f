"""Published citation networks as arrays with years, and questions to put to a ranking of them."""

import csv
import gzip
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from citegraph.measure import CitationArrays
from citegraph.mentions import group_mentions
from citegraph.read import read_input
from tests.measure.networks import pajek
from tests.shared_data import shared

# Of which works a part of the list is hidden: those with so many references, so that seeds and hidden are not too few.
LONG_LISTS = {
    "cit-HepTh": 40, "statisticians": 8, "Zewail": 30, "Kohonen": 15, "SciMet": 12, "SmallW": 10, "Cora": 5,
}  # fmt: skip
# At the end of which years the network is frozen.
FROZEN = {"cit-HepTh": (1996, 1998, 2000), "statisticians": (2007, 2009), "Zewail": (1995, 1998), "Kohonen": (1995, 1999),
          "SciMet": (1990, 1995)}  # fmt: skip
# Exports with reference lists, at which nobody had looked when the rules were fitted.
EXPORTS = {
    "management": "csv/bibliometrix_management.csv.gz", "JOI": "wos/crexplorer_savedrecs_JOI1.txt.gz",
    "MCDA (Scopus)": "bibtex/pybibx_mcda_scopus.bib.gz", "MCDA (WoS)": "bibtex/pybibx_mcda_wos.bib.gz",
    "scientometrics": "wos/bibliometrix_scientometrics_text.txt.gz", "truss": "csv/bavla_scopus-truss2.csv.gz",
}  # fmt: skip
HISTCITE = {"Zewail": ("Zewail.net.gz", "ZewailPY.clu"), "Kohonen": ("Kohonen.net", "KohPY.clu"),
            "SciMet": ("SciMet.net", "SciMetPY.clu"), "SmallW": ("SmallW.net", "SmallPY.clu")}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Question:
    """A part of a network whose seeds are known, and rows that a ranking should find.

    `sought` counts those hidden, also where the part does not reach them.
    """

    a: CitationArrays
    hidden: np.ndarray
    sought: int


def literature(name) -> CitationArrays:
    """A network by its name in `LONG_LISTS`, works that list themselves left as they are."""
    if name == "cit-HepTh":
        with gzip.open(shared("networks", "cit-hepth.nodes.csv.gz"), "rt") as lines:
            years = {row["id"]: int(row["year"]) for row in csv.DictReader(lines)}
        with gzip.open(shared("networks", "cit-hepth.edges.csv.gz"), "rt") as lines:
            return _arrays(years, ((row["citing"], row["cited"]) for row in csv.DictReader(lines)))
    if name == "Cora":
        pairs = [line.split() for line in shared("networks", "cora", "cora.cites").read_text().splitlines()]
        return _arrays({work: None for pair in pairs for work in pair}, ((citing, cited) for cited, citing in pairs))
    if name == "statisticians":
        G = pajek("..", "statisticians_jijin", "paperCite.net")
        years = shared("networks", "statisticians_jijin", "year.clu").read_text(encoding="latin-1")
    else:
        network, clusters = HISTCITE[name]
        G = pajek(name, network)
        years = shared("networks", "pajek", name, clusters).read_text(encoding="latin-1")
    numbers = [int(line) for line in years.splitlines() if line.strip().lstrip("-").isdigit()]
    known = {work: year if year > 0 else None for work, year in zip(sorted(G, key=int), numbers, strict=True)}
    return _arrays(known, G.edges)


def exported(name) -> CitationArrays:
    """The records of a library export of `EXPORTS`, and what they cite, as citegraph tells their references apart."""
    records = read_input(str(shared("exports", EXPORTS[name]))).records
    references = [reference for record in records for reference in record.references or ()]
    names = group_mentions([*(record.claim for record in records), *references])
    claims = [*(record.claim for record in records), *references]
    years = dict.fromkeys(names)
    years.update((work, claim.year) for work, claim in zip(names, claims, strict=True) if claim.year)
    citing = [at for at, record in enumerate(records) for _ in record.references or ()]
    return _arrays(years, ((names[at], cited) for at, cited in zip(citing, names[len(records) :], strict=True)))


def titles_of_statisticians():
    """Title by work."""
    lines = shared("networks", "statisticians_jijin", "title.txt").read_text(encoding="latin-1").splitlines()
    start = next(place for place, line in enumerate(lines) if line.lower().startswith("*vertices"))
    return {str(number): line for number, line in enumerate(lines[start + 1 :], start=1)}


def _arrays(years, citations):
    works = tuple(sorted(years))
    row = {work: number for number, work in enumerate(works)}
    pairs = np.array(sorted({(row[citing], row[cited]) for citing, cited in citations}))
    cites = csr_array((np.ones(len(pairs)), pairs.T), shape=(len(works), len(works)))
    return _with(works, cites, [{"year": years[work]} if years[work] else {} for work in works])


def _with(works, cites, attributes):
    cites.sort_indices()
    cited_by = cites.T.tocsr()
    cited_by.sort_indices()
    return CitationArrays(tuple(works), cites, cited_by, tuple(attributes))


def hidden_lists(whole: CitationArrays, least, sample, *, share=0.3, newer=True, nearest=True, most=2000, seed=1):
    """Hide a *share* of the list of each sampled work, and make what is left the seeds.

    The works within two citations of the seeds are kept, up to *most* of
    them, without the work whose list it is: those with most citations to and
    from the step before first or, unless *nearest*, in any order.  Unless
    *newer*, works newer than that work are left out, too.
    """
    random = np.random.default_rng(seed)
    lists = np.diff(whole.cites.indptr) - whole.loops
    chosen = random.permutation(np.flatnonzero(lists >= least))[:sample]
    for work in chosen:
        entries = whole.cites.indices[whole.cites.indptr[work] : whole.cites.indptr[work + 1]]
        entries = random.permutation(entries[entries != work])
        number = max(1, round(share * len(entries)))
        barred = np.zeros(len(whole), dtype=bool)
        barred[work] = True
        if not newer:
            barred |= whole.years > whole.years[work]
        seeds = entries[number:][~barred[entries[number:]]]
        rows = _around(whole, seeds, barred, most, random if not nearest else None)
        part = set(seeds.tolist())
        a = _with(
            [whole.works[row] for row in rows],
            whole.cites[rows][:, rows],
            [{**whole.attributes[row], "seed": row in part} for row in rows.tolist()],
        )
        yield Question(a, np.flatnonzero(np.isin(rows, entries[:number])), number)


def _around(whole, seeds, barred, most, random):
    there = barred.copy()
    there[seeds] = True
    found, front = [seeds], np.zeros(len(whole))
    front[seeds] = 1
    for _ in range(2):
        links = whole.cites @ front + whole.cited_by @ front
        near = np.flatnonzero((links > 0) & ~there)
        near = random.permutation(near) if random else near[np.argsort(-links[near], kind="stable")]
        near = near[: most - sum(map(len, found))]
        found.append(near)
        there[near] = True
        front = np.zeros(len(whole))
        front[near] = 1
    return np.sort(np.concatenate(found))


def frozen(whole: CitationArrays, year):
    """The network as it was at the end of *year*, and each work's citations in the next three years."""
    past = np.flatnonzero(whole.years <= year)
    coming = np.flatnonzero((whole.years > year) & (whole.years <= year + 3))
    a = _with([whole.works[row] for row in past], whole.cites[past][:, past], [whole.attributes[row] for row in past])
    return a, np.asarray(whole.cites[coming][:, past].sum(axis=0)).ravel()
