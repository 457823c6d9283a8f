"""How properties are searched: alike in every run, and however slow a busy machine is.

``pytest --hypothesis-profile=search`` looks further, at random.
"""

from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile("repeatable")
