"""How many requests and minutes a build would take, told before anything is asked."""

import math

from citegraph.wording import counted

# Requests a second that the REST API allowed when this was written, by pool;
# for this estimate only, the source itself paces by what each answer says.
_LISTS_A_SECOND = {"public": 1, "polite": 3}
_WORKS_A_REQUEST = 50


def estimate(claims, sources, depth, max_works, polite) -> list[str]:
    """Return the estimate in sentences.

    The inputs' own questions are counted; what the works found will cite
    cannot be known, so the rest is an upper bound set by the budget.
    """
    if "crossref" not in sources:
        return ["0 requests: every source is a file on this machine."]
    with_doi = len({claim.reference.doi for claim in claims if claim.reference.doi})
    searches = len({claim.reference.text for claim in claims if not claim.reference.doi})
    lists = math.ceil(with_doi / _WORKS_A_REQUEST)
    rest = max(0, max_works - with_doi - searches) if depth else 0
    pool = "polite" if polite else "public"
    rate = _LISTS_A_SECOND[pool]
    sentences = [
        f"References and works named: {len(claims)}; {with_doi} with a DOI ({counted(lists, 'request')}), "
        f"{searches} to search for ({counted(searches, 'request')}): about {_minutes((lists + searches) / rate)}."
    ]
    if depth:
        fewest = math.ceil(rest / _WORKS_A_REQUEST)
        sentences.append(
            f"Then, to depth {depth}, at most {rest} more works within --max-works {max_works}: "
            f"from {counted(fewest, 'request')} (all by DOI, about {_minutes(fewest / rate)}) "
            f"to {counted(rest, 'request')} (all searched for, about {_minutes(rest / rate)})."
        )
    sentences.append(f"At the limits of Crossref's {pool} pool; answers in the cache cost nothing.")
    return sentences


def _minutes(seconds):
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{max(1, seconds):.0f} s"
