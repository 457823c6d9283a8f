"""References as services print them: Web of Science, PubMed, Scopus, GB/T 7714."""

import pytest

from citegraph.read.lists import read_entries
from citegraph.read.strings import read_reference
from tests.shared_data import shared
