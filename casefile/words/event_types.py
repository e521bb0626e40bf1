"""Types of events as people call them: "charge dismissed", or as they are stored."""

from __future__ import annotations

import re

from casefile.law.catalogue import posted_types
from casefile.law.nearest import did_you_mean, nearest
from casefile.words.misread import Misread


def read_type(typed: str) -> str:
    """Return the stored name of the type that a text means; raises Misread.

    The words behind the family are enough where one family alone has them.
    """
    every = [tag for tag, _ in posted_types()]
    wanted = _key(typed)
    for called in ({tag: _key(tag) for tag in every}, {tag: _key(_behind(tag)) for tag in every}):
        found = [tag for tag in every if called[tag] == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            raise Misread(f"{typed!r} can be {' or '.join(found)}; say which.", found)
    near = nearest(typed, every)
    raise Misread(f"There is no type of event called {typed!r}.{did_you_mean(near)}", near)


def _behind(tag: str) -> str:
    return tag.partition(".")[2]


def _key(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
