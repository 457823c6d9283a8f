"""What every test is run with."""

from hypothesis import settings

# An example may take long on a busy machine, or for the imports of the first; speed is for tests/benchmarks to judge.
settings.register_profile("citegraph", deadline=None)
settings.load_profile("citegraph")
