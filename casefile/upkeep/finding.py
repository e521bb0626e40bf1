"""A finding: one thing that was looked at, what it is like, and what to do about it."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """What was looked at, what it is like in a sentence, and what to do where it is not right.

    `do` is empty where nothing has to be done. `wrong` is false where it is only good to know.
    """

    about: str
    sentence: str
    do: str = ""
    wrong: bool = False


def right(about: str, sentence: str) -> Finding:
    """Return a finding about which nothing has to be done."""
    return Finding(about, sentence)


def wrong(about: str, sentence: str, do: str) -> Finding:
    """Return a finding that has to be mended."""
    return Finding(about, sentence, do, wrong=True)
