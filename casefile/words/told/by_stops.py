"""By stops: several sentences that are told in one post, as the clauses of one."""

from __future__ import annotations

import re

from casefile.words.what.full_stop import SHORT

# What is written with a full stop within a sentence alone, beside what always is.
_SHORT = SHORT | frozenset(
    (
        *("hon", "rev", "capt", "sgt", "det", "cir", "mag", "app", "stat", "art", "sec", "fed"),
        *("crim", "civ", "proc", "cts", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep"),
        *("sept", "oct", "nov", "dec", "univ"),
    )
)
# Words that begin a sentence and are no names.
_SMALL = frozenset(
    (
        *("the", "a", "an", "he", "she", "they", "it", "we", "his", "her", "their", "its", "our"),
        *("on", "at", "in", "then", "both", "all", "no", "count", "counts", "trial", "hearing"),
        *("judgment", "default", "sentencing", "motion", "bail", "bond"),
    )
)
_stop = re.compile(r"(?P<last>[\w'-]{3,}|\d+|\S+\))\. (?P<next>[A-Z][\w'-]*)")


def by_stops(typed: str) -> str:
    """Return sentences that full stops part as clauses that semicolons do."""

    def joined(found: re.Match[str]) -> str:
        last, word = found["last"], found["next"]
        if last.casefold() in _SHORT:
            return found[0]
        return f"{last}; {word.casefold() if word.casefold() in _SMALL else word}"

    return _stop.sub(joined, typed)
