"""The ``citegraph`` command.  Each command parses, calls one function, prints."""
