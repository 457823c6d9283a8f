"""``python -m citegraph``."""

from citegraph.cli import cli

cli(prog_name="citegraph")
