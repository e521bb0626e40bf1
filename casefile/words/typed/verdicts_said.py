"""Verdicts said: what is found on each of several counts, as each would be told by itself."""

from __future__ import annotations

import re

from casefile.words.typed.asides import NOTE
from casefile.words.typed.counts_said import Said

_HOW = (
    r"(?:not guilty|guilty|hung|deadlocked|acquitted|convicted"
    r"|(?:a )?mistrial(?: (?:was )?declared)?)"
)
_FINDER = r"(?P<finder>(?:the |a )?(?:jury|court|judge))"
_HEADS = tuple(
    re.compile(rf"{form} (?P<found>{_HOW}(?: (?!and ).+?)? (?:on|of|as to) .+)", re.IGNORECASE)
    for form in (
        rf"{_FINDER} (?:has )?(?:found|finds)(?: (?P<whom>(?:(?!guilty).)+?))?[:,]?",
        (
            rf"{_FINDER} (?:has )?(?:returned|returns|reached) (?:an? |its )?(?:split )?"
            r"verdicts?(?: of)?"
            r"(?: (?:as to|against|for) (?P<whom>.+?))?[:,]?"
        ),
        (
            r"(?P<finder>jury )?verdicts?(?: (?:was |were )?(?:returned|in))?"
            r"(?: (?:as to|against|for) (?P<whom>.+?))?[:,]?"
        ),
        r"(?:(?P<whom>.+?) (?:(?:is|was|were) )?)?found",
        rf"{_FINDER}(?: (?:has|was|is))?",
    )
)
_next = re.compile(rf"(?:[,;] (?:and |but )?| and | but )(?:was |is )?(?={_HOW}\b)", re.IGNORECASE)
_clause = re.compile(
    rf"(?P<how>{_HOW})(?: (?P<own>(?!(?:on|of|as|by)\b).+?))?(?: (?:on|of|as to) (?P<item>.+?))?"
    r"(?P<by> by (?:the|a) (?:jury|court|judge))?",
    re.IGNORECASE,
)
_pronoun = re.compile(r"him|her|them", re.IGNORECASE)
_same = re.compile(r"(?:that|the same|this) (?:one|count|charge)|it", re.IGNORECASE)


def verdicts_said(typed: str) -> list[tuple[str, Said]]:
    """Return the words for each verdict that a sentence tells of several, with its fields.

    Nothing is returned for one alone. A jury that is hung ends the trial of its count; that a
    mistrial is declared on it says no more.
    """
    for head in _HEADS:
        found = head.fullmatch(typed)
        clauses = [_clause.fullmatch(one) for one in _next.split(found["found"])] if found else []
        if found and clauses[1:] and all(clauses):
            parts = found.groupdict()
            finder = parts.get("finder") or ""
            return _each(typed, finder, parts.get("whom") or "", [one for one in clauses if one])
    return []


def _each(
    typed: str, finder: str, whom: str, clauses: list[re.Match[str]]
) -> list[tuple[str, Said]]:
    """Return each verdict as it is told by itself; nothing where one is of no count."""
    found: list[tuple[str, Said]] = []
    hung = ""
    for clause in clauses:
        how, item = clause["how"].casefold(), clause["item"] or ""
        own = clause["own"] or ""
        whom = own if own and not _pronoun.fullmatch(own) else whom
        if "mistrial" in how:
            if hung and (not item or _same.fullmatch(item) or item == hung):
                found[-1] = (found[-1][0], {NOTE: [typed[:1].upper() + typed[1:]]})
                continue
            found.append((f"mistrial on {item}", {}))
        elif how in ("hung", "deadlocked"):
            found.append((f"jury hung as to {whom or 'him'} on {item}", {}))
        else:
            how = {"acquitted": "not guilty", "convicted": "guilty"}.get(how, how)
            by = clause["by"] or (f" by {finder.strip()}" if finder else "")
            by = re.sub(r"^ by (?:a )?(?=jury|court|judge)", " by the ", by)
            found.append((f"{whom or 'he'} was found {how}{by} on {item}", {}))
        hung = item if how in ("hung", "deadlocked") else ""
        if not item:
            return []
    return found
