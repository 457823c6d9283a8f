"""From a messy pile of references to the works that matter."""

__version__ = "0.1.0"
