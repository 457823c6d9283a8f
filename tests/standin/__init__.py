"""The parts of the Crossref stand-in; `tests.crossref_server` puts them together."""
