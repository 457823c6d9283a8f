"""Everything citegraph raises on purpose, sorted by what the caller can do.

::

    CitegraphError
    ├── ReadError                 an input cannot be understood: mend the file
    │   └── InvalidDOI            a text holds no DOI
    ├── SourceError               a service or a file of works failed us
    │   ├── SourceUnavailable     it did not answer, after retries: try again later
    │   └── SourceBroken          a file cannot be read, or a service refuses us: mend that
    ├── GraphError                a graph breaks the written contract
    │   └── CyclicGraphError      a measure needs an acyclic graph and got a cycle
    └── OutputError               a file cannot be written

Parts raise kinds of these too: `citegraph.sources.politeness.TooBusy` is a
`SourceUnavailable`.  That a work does not exist is an answer, not an error: see
`citegraph.sources.protocol.Absent`.
"""


class CitegraphError(Exception):
    """The root of the family; catch this to catch everything citegraph raises.

    The fields of an error are its arguments, so that errors survive pickling.
    """


class ReadError(CitegraphError):
    """An input cannot be understood.

    >>> str(ReadError("refs.bib", "an entry has no closing brace", line=12))
    'refs.bib:12: an entry has no closing brace'
    """

    def __init__(self, path, problem, line=None):
        super().__init__(path, problem, line)
        self.path, self.problem, self.line = path, problem, line

    def __str__(self):
        where = f"{self.path}:{self.line}" if self.line else f"{self.path}"
        return f"{where}: {self.problem}"


class InvalidDOI(ReadError, ValueError):
    """A text holds no DOI.

    >>> str(InvalidDOI("Small 1973"))
    "no DOI in 'Small 1973'"
    """

    def __init__(self, text):
        CitegraphError.__init__(self, text)
        self.text = text

    def __str__(self):
        return f"no DOI in {self.text!r}"


class SourceError(CitegraphError):
    """A service or a file that knows about works failed us."""

    def __init__(self, source, problem):
        super().__init__(source, problem)
        self.source, self.problem = source, problem

    def __str__(self):
        return f"{self.source}: {self.problem}"


class SourceUnavailable(SourceError):
    """It did not answer, after retries.  The same question may succeed later."""


class SourceBroken(SourceError):
    """A file of works cannot be read, or a service refuses us for good."""


class GraphError(CitegraphError):
    """A graph, or a graph file, breaks the contract of `citegraph.graph`."""


class CyclicGraphError(GraphError):
    """A measure that needs an acyclic graph got a cycle, kept in `cycle`."""

    def __init__(self, cycle):
        super().__init__(cycle)
        self.cycle = cycle

    def __str__(self):
        return f"the graph has a cycle of {len(self.cycle)} citations, starting at {self.cycle[0][0]}"


class OutputError(CitegraphError):
    """A file cannot be written."""

    def __init__(self, path, problem):
        super().__init__(path, problem)
        self.path, self.problem = path, problem

    def __str__(self):
        return f"{self.path}: cannot be written: {self.problem}"
