"""Building many small records without stopping to look for garbage among them."""

import gc
from contextlib import contextmanager


@contextmanager
def no_collection():
    """Do not look for garbage: a million small records hold no cycles, and looking costs a third of the time.

    >>> import gc
    >>> with no_collection():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
