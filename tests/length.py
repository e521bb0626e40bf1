"""How much is done by tests that are long by nature.

`make test` runs each of them in short, and `make test-long` in full.
"""

import os
from typing import TypeVar

LONG = bool(os.environ.get("CASEFILE_TEST_LONG"))

T = TypeVar("T")


def at_length(*, short: T, long: T) -> T:
    """Return how much this run does: how many kills, examples or pairs, or one case of how many."""
    return long if LONG else short
