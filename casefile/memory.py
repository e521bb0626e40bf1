"""Memory: how often Python looks for objects that hold one another in a circle."""

import gc

YOUNG, MIDDLE, OLD = 100_000, 20, 100


def collect_seldom() -> None:
    """Look for circles a hundred times less often than Python does by itself.

    Events, facts and rows form none, and looking through them took half of the time of a load.
    What has been imported by now is never looked at again.
    """
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
