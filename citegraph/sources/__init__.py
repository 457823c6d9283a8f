"""Services and files that know about works.  The only part that uses a network."""

from collections.abc import Sequence
from pathlib import Path

from citegraph.sources.protocol import Source

CROSSREF = "crossref"

__all__ = ["CROSSREF", "cache_folder", "open_sources"]


def cache_folder(given: str | Path | None = None) -> Path:
    """Return the folder for answers and indexes: the one given, or the platform's.

    >>> cache_folder("answers").name
    'answers'
    """
    if given:
        return Path(given)
    from platformdirs import user_cache_path

    return user_cache_path("citegraph")


def open_sources(
    specs: Sequence[str | Path] = (CROSSREF,),
    *,
    crossref_url: str | None = None,
    mailto: str | None = None,
    cache_dir: str | Path | None = None,
    offline: bool = False,
) -> Source:
    """Open the sources named by *specs*, in order of trust, as one.

    Parameters
    ----------
    specs
        ``"crossref"`` for the REST API, anything else a path to a file or
        folder of Crossref-format records; each once.
    crossref_url, mailto
        Another address of the API; the contact it asks for.
    cache_dir
        Where answers and indexes are kept; the platform's cache folder by default.
    offline
        Answer from the cache and files alone.

    Raises
    ------
    SourceBroken
        If a path leads to nothing, or an address cannot be one.
    """
    folder = cache_folder(cache_dir)
    opened: list[Source] = []
    for spec in dict.fromkeys(map(str, specs)):
        if spec == CROSSREF:
            from citegraph.sources.cache import Cache
            from citegraph.sources.crossref import CrossrefSource

            opened.append(CrossrefSource(crossref_url or None, mailto or None, Cache(folder), offline=offline))
        else:
            from citegraph.sources.local import LocalSource

            opened.append(LocalSource(spec, folder))
    if len(opened) == 1:
        return opened[0]
    from citegraph.sources.several import Several

    return Several(opened)
