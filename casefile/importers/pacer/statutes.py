"""What the words of a federal charge say: its statutes, its kind and how grave it is."""

from __future__ import annotations

import re

_first = re.compile(
    r"(?<![\d$:])(?P<title>\d{1,2}):(?P<section>\d+[A-Za-z]{0,2}(?:-\d{1,3}(?!\d))?)"
    r"(?P<parts>(?:\([A-Za-z0-9]{1,5}\))*)"
)
# What goes on with the same title, or with the same section: "21:952 and 960", "18:2251(a) & (e)".
_next = re.compile(
    r"(?:-\d{4})?(?:\.[A-Z])?\s*(?:,|and\b|&)\s*"
    r"(?:(?P<section>\d+[A-Za-z]{0,2})(?P<own>(?:\([A-Za-z0-9]{1,5}\))*)"
    r"|(?P<parts>(?:\([A-Za-z0-9]{1,5}\))+))(?=\s*(?:$|[-;,&.]|and\b))"
)
_KINDS = (
    (re.compile(r"\bconspir", re.IGNORECASE), "conspiracy"),
    (re.compile(r"\battempt", re.IGNORECASE), "attempt"),
    (re.compile(r"\bsolicit", re.IGNORECASE), "solicitation"),
    (re.compile(r"\baccessory\b", re.IGNORECASE), "accessory"),
    # A forfeiture allegation is numbered like a count and is no offense.
    (re.compile(r"\bforfeiture", re.IGNORECASE), "unknown"),
)
_LEVELS = (
    (re.compile(r"\bpetty\b", re.IGNORECASE), "petty"),
    (re.compile(r"\bmisdemeanor", re.IGNORECASE), "misdemeanor"),
    (re.compile(r"\bfelony\b", re.IGNORECASE), "felony"),
    (re.compile(r"\binfraction", re.IGNORECASE), "infraction"),
)


def statutes(text: str) -> list[str]:
    """Return the sections of the United States Code that a charge names, like 18 U.S.C. § 371.

    The clerk's own additions, as in 18:1956-4999.F, are no part of a section.
    """
    found: dict[str, None] = {}
    at = 0
    while start := _first.search(text, at):
        title, section = start["title"], start["section"]
        found[f"{title} U.S.C. § {section}{start['parts']}"] = None
        at = start.end()
        while more := _next.match(text, at):
            section = more["section"] or section
            found[f"{title} U.S.C. § {section}{more['own'] or more['parts'] or ''}"] = None
            at = more.end()
    return list(found)


def charge_kind(text: str) -> str:
    """Return what kind of charge the words name."""
    return next((kind for words, kind in _KINDS if words.search(text)), "offense")


def severity(text: str) -> str:
    """Return how grave an offense is, where the words in brackets behind it say; else unknown."""
    said = " ".join(re.findall(r"\(([^()]*)\)", text))
    return level(said)


def level(text: str) -> str:
    """Return the severity that a word stands for; unknown where it is none."""
    return next((code for words, code in _LEVELS if words.search(text)), "unknown")
