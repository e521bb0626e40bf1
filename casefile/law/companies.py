"""Companies: the words at the end of a name that say in what form one is organized."""

from __future__ import annotations

from collections.abc import Iterable

# A point stands where one may be written: L.L.C. is LLC.
# No person's name has one of these.
SURE = (
    *("inc", "incorporated", "corp", "corporation", "ltd", "gmbh"),
    *("l.l.c", "l.l.p", "l.l.l.p", "p.l.l.c"),
)
# Each of these can be a name, initials or a state too, so that it says so only behind a name.
BEHIND = (
    *("co", "company", "limited", "plc", "chartered"),
    *("l.p", "l.c", "p.c", "p.a", "n.a", "a.g", "s.a", "n.v", "b.v"),
)


def plain(forms: Iterable[str]) -> frozenset[str]:
    """Return forms as they are written without points."""
    return frozenset(form.replace(".", "") for form in forms)


def pattern(forms: Iterable[str]) -> str:
    """Return a regular expression for any of these forms, with its points or without."""
    return "|".join(form.replace(".", r"\.?") for form in forms)
