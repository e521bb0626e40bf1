"""Near types: the types of which words that mean none may tell, by what they say is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casefile.law.catalogue import CATALOGUE
from casefile.words.what.event_words import as_key, done_word
from casefile.words.what.unsure import is_unsure

FEWEST = 2  # words, which are as often what a paper is called
FEW = 3  # of which it can be asked whether one was meant


def near_types(typed: str, track: str | None, every: Iterable[str]) -> Sequence[str]:
    """Return the types that are called by what words say is done; none of what was not done."""
    if is_unsure(typed):
        return ()
    words = {done_word(one) for one in as_key(typed).split()}
    if len(words) <= FEWEST:
        return ()
    found = [
        tag
        for tag in every
        if set(as_key(tag.partition(".")[2]).split()) <= words
        and CATALOGUE[tag].track in (None, track)
    ]
    return found if len(found) <= FEW else ()
