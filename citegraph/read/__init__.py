"""Read whatever a researcher holds: pages, bibliographies, DOIs and library exports."""

from importlib import import_module

__all__ = [
    "Mention", "Reading", "Record", "Skipped", "iter_records", "read_bytes", "read_input", "read_inputs", "read_reference",
]  # fmt: skip

# Looked up when first used: the readers' patterns take a fifth of a second to compile, and most commands read nothing.
_HOMES = {
    **dict.fromkeys(("Mention", "Reading", "Record", "Skipped"), "citegraph.read.reading"),
    **dict.fromkeys(("read_bytes", "read_input", "read_inputs"), "citegraph.read.files"),
    "iter_records": "citegraph.read.streaming",
    "read_reference": "citegraph.read.strings",
}


def __getattr__(name):
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__():
    return __all__
