"""The embedded example: a reading list on peer support work in mental health, and records to resolve it offline.

Three inputs, as a reviewer would hold them: a reading list in mixed styles
(entries without a DOI, one with the DOI of another work, two that have no
record), and two pasted pages with reference lists.  `works.jsonl` holds
bibliographic facts in Crossref's format.  Most reference lists in it are
partial: only their beginnings could be read.  Some entries were read without
author and title, or cut off; where their work was identified all the same,
author and title of that work stand in their place.
"""

from importlib.resources import as_file, files

INPUTS = ("reading-list.txt", "peer-trial.txt", "walker-2024.txt")
RECORDS = "works.jsonl"
CAUTION = "The reference lists of this example are partial: of most of them only the beginning could be read."


def folder():
    """Return a context manager whose value is the folder of the example's files.

    >>> with folder() as path:
    ...     sorted(file.name for file in path.iterdir() if file.suffix == ".txt")
    ['peer-trial.txt', 'reading-list.txt', 'walker-2024.txt']
    """
    return as_file(files(__name__))
