"""By stops: several sentences that are told in one post, as the clauses of one."""

from __future__ import annotations

import re

# What is written with a full stop and ends no sentence; shorter words are left out as such.
_SHORT = frozenset(
    (
        *("inc", "llc", "ltd", "corp", "mrs", "hon", "esq", "dept", "ave", "blvd", "rev", "capt"),
        *("sgt", "det", "dist", "cir", "mag", "app", "div", "stat", "art", "sec", "fed", "crim"),
        *("civ", "proc", "nos", "cts", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep"),
        *("sept", "oct", "nov", "dec", "assn", "bros", "univ"),
    )
)
_COMPANY = ("inc", "ltd", "corp", "co", "jr", "sr")
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


def without_stop(typed: str) -> str:
    """Return a sentence without the full stop at its end, which a company's name keeps."""
    plain = typed.rstrip(" .")
    last = plain.rpartition(" ")[2].casefold()
    return f"{plain}." if last in _COMPANY and typed.rstrip().endswith(".") else plain
