"""The smaller lists beside the works: types, prefixes, members, journals, funders, licences."""

from collections import Counter

from tests.standin.json_text import dumps

TYPES = {
    name: name.replace("-", " ").title()
    for name in (
        "book-section monograph report-component report peer-review book-track journal-article"
        " book-part other book journal-volume book-set reference-entry proceedings-article journal"
        " component book-chapter proceedings-series report-series proceedings database standard"
        " reference-book posted-content journal-issue dissertation grant dataset book-series edited-book"
    ).split()
} | {"book-part": "Part"}


class Registers:
    """What the catalogue's works say about their publishers, journals and funders."""

    def __init__(self, catalogue, empty_prefixes=()):
        self._catalogue = catalogue
        self._empty_prefixes = set(empty_prefixes)

    def works_of(self, collection, name):
        """Positions of the works under one entry, or `None` where there is no such entry."""
        if collection == "types":
            return self._catalogue.by_type.get(name, []) if name in TYPES else None
        if collection == "prefixes" and name in self._empty_prefixes:
            return self._catalogue.by_prefix.get(name, [])
        groups = {
            "prefixes": self._catalogue.by_prefix,
            "members": self._catalogue.by_member,
            "journals": self._catalogue.by_issn,
            "funders": self._catalogue.by_funder,
        }[collection]
        return groups.get(name.upper() if collection == "journals" else name)

    def entry(self, collection, name):
        """One entry as a dictionary, or `None`."""
        numbers = self.works_of(collection, name)
        if numbers is None:
            return None
        works = [self._catalogue.works[number] for number in numbers]
        return _DESCRIBE[collection](name, works)

    def entries(self, collection, text=None):
        """All entries of *collection* whose description has every word of *text*."""
        names = {
            "types": TYPES,
            "members": self._catalogue.by_member,
            "journals": self._catalogue.by_issn,
            "funders": self._catalogue.by_funder,
        }[collection]
        entries = (self.entry(collection, name) for name in (names if collection == "types" else sorted(names)))
        if not text or collection == "types":
            return list(entries)
        words = text.lower().split()
        return [entry for entry in entries if all(word in dumps(entry).lower() for word in words)]

    def licenses(self, text=None):
        """Licence addresses and how many works carry each."""
        counts = Counter(
            licence["URL"]
            for work in self._catalogue.works
            for licence in work.get("license") or ()
            if licence.get("URL") and (not text or text.lower() in licence["URL"].lower())
        )
        return [{"URL": url, "work-count": count} for url, count in sorted(counts.items())]


def _type(name, _works):
    return {"id": name, "label": TYPES[name]}


def _prefix(name, works):
    first = works[0] if works else {"member": "0", "publisher": f"Publisher {name}"}
    return {
        "member": f"https://id.crossref.org/member/{first['member']}",
        "name": first["publisher"],
        "prefix": f"https://id.crossref.org/prefix/{name}",
    }


def _counted(works):
    """What journals and members share: sizes by year, and coverage measures left empty."""
    years = Counter(work["issued"]["date-parts"][0][0] for work in works if work["issued"]["date-parts"][0])
    years.pop(None, None)
    return {
        "last-status-check-time": 1_780_000_000_000,
        "counts": {"current-dois": 0, "backfile-dois": len(works), "total-dois": len(works)},
        "breakdowns": {"dois-by-issued-year": [list(pair) for pair in years.most_common()]},
        "coverage": {},
        "coverage-type": {},
        "flags": {"deposits": bool(works)},
    }


def _journal(name, works):
    title = next((work["container-title"][0] for work in works if work.get("container-title")), None)
    kinds = {i["value"]: i for work in works for i in work.get("issn-type") or () if i["value"].upper() == name.upper()}
    return {
        **_counted(works),
        "publisher": works[0]["publisher"],
        "title": title,
        "subjects": [],
        "ISSN": [name.upper()],
        "issn-type": list(kinds.values()),
    }


def _member(name, works):
    prefixes = sorted({work["prefix"] for work in works})
    publisher = works[0]["publisher"]
    return {
        **_counted(works),
        "id": int(name),
        "primary-name": publisher,
        "names": [publisher],
        "tokens": publisher.lower().split(),
        "prefixes": prefixes,
        "prefix": [{"value": prefix, "name": publisher} for prefix in prefixes],
        "counts-type": {},
        "location": "",
    }


def _funder(name, works):
    title = next(
        funder.get("name", "")
        for work in works
        for funder in work["funder"]
        if str(funder.get("DOI", "")).lower().endswith(name)
    )
    return {
        "id": name,
        "name": title,
        "alt-names": [],
        "location": "",
        "uri": f"https://doi.org/10.13039/{name}",
        "tokens": title.lower().split(),
        "work-count": len(works),
        "descendant-work-count": len(works),
        "descendants": [],
        "hierarchy": {},
        "hierarchy-names": {},
        "replaces": [],
        "replaced-by": [],
    }


_DESCRIBE = {
    "types": _type,
    "prefixes": _prefix,
    "journals": _journal,
    "members": _member,
    "funders": _funder,
}
