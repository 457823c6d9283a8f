"""Anything a researcher holds → what it says.  Nothing is asked of a service here."""

from citegraph.read.reading import Mention, Reading, Record, Skipped

__all__ = ["Mention", "Reading", "Record", "Skipped"]
