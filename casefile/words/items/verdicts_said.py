"""Verdicts said: what is found on each of several counts, as each would be told by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from casefile.words.forms.dated import DAY_SAID
from casefile.words.items.counts_said import Said
from casefile.words.typed.asides import NOTE

_HUNG = (
    r"(?:hung|hangs|deadlock(?:ed|s)|(?:could not|cannot|couldn't|can't|unable to|did not|didn't)"
    r" (?:agree|reach (?:a |any )?(?:verdict|agreement|decision))|(?:reached |reaches )?no verdict"
    r"|no (?:agreement|decision)|undecided)"
)
_HOW = (
    rf"(?:not guilty|guilty|{_HUNG}|acquit(?:ted|s|tal)|convict(?:ed|s|ion)|clear(?:ed|s)(?! that)"
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
            r"(?:an? |the )?(?P<finder>jury )?verdicts?(?: of|(?: (?:was |were )?(?:returned|in)))?"
            r"(?: (?:as to|against|for) (?P<whom>.+?))?[:,]?"
        ),
        r"(?:(?P<whom>.+?) (?:(?:is|was|were) )?)?found",
        rf"{_FINDER}(?: (?:has|was|is))?",
        (
            r"(?P<whom>(?!not\b)[^\d:;]+?)(?: (?:has|was|is)|:)?"
            r"(?= (?:acquitted|convicted|guilty|not guilty))"
        ),
    )
)
# A trial by whose it is, with its verdicts, from its first day to its last.
_trial = re.compile(
    rf"(?:(?:to|till|until|through|-|\u2013) ?(?P<end>{DAY_SAID}) ?[:,;]? ?)?"
    r"(?:(?P<whom>[^:;,]+?)(?:'s|(?<=s)') )?(?:(?:jury|bench) )?trial"
    rf"(?:,? (?:(?:on|from) )?(?:(?P<begin>{DAY_SAID})(?: ?(?:to|till|until|through|-|\u2013) ?"
    rf"(?P<till>{DAY_SAID}))?))?(?:[:;,]| ended(?: in| with)?:?) (?P<rest>.+)",
    re.IGNORECASE,
)
# One that began on a day, and on another one the verdicts.
_began = re.compile(
    r"(?:the )?(?:(?P<whose>[^:;,]+?)(?:'s|(?<=s)') )?(?:(?:jury|bench) )?trial "
    r"(?:(?:of|against) (?P<whom>[^:;,]+?) )?(?:began|started|commenced|was held|took place)"
    r"(?: (?:against|of) (?P<who>[^:;,]+?))?"
    rf"(?: (?:on|from) (?P<begin>{DAY_SAID}))?(?:[;,.] (?:and )?| and )"
    rf"(?:(?:it )?(?:ended )?on (?P<end>{DAY_SAID})|(?:it )?ended)"
    r",? (?:(?:with|in|and) )?(?P<rest>.+)",
    re.IGNORECASE,
)
# One that ran from day to day, with the verdicts on the last one.
_ran = re.compile(
    r"(?:the )?(?:(?P<whose>[^:;,]+?)(?:'s|(?<=s)') )?(?:(?:jury|bench) )?trial "
    r"(?:(?:of|against) (?P<whom>[^:;,]+?) )?(?:ran|lasted|went on|was held|took place|was) "
    rf"(?:from )?(?P<begin>{DAY_SAID}) ?(?:to|till|until|through|-|\u2013) ?(?P<till>{DAY_SAID})"
    rf"(?:[;,.] (?:and )?| and )(?:(?:it ended )?on (?P<end>{DAY_SAID}),? )?(?P<rest>.+)",
    re.IGNORECASE,
)
_in_brackets = re.compile(rf",? \((?P<said>[^()]*\b{_HOW}\b[^()]*)\)", re.IGNORECASE)
_by_number = re.compile(
    r"\b(?P<small>on|of|as to) (?:counts? )?(?=\d{1,2}(?:(?:,? and |, )\d{1,2})*(?:[,;)]|$| ))",
    re.IGNORECASE,
)
_next = re.compile(rf"(?:[,;] (?:and |but )?| and | but )(?:was |is )?(?={_HOW}\b)", re.IGNORECASE)
_clause = re.compile(
    rf"(?P<how>{_HOW})(?: (?P<own>(?!(?:on|of|as|by)\b).+?))?(?: (?:on|of|as to) (?P<item>.+?))?"
    r"(?P<by> by (?:the|a) (?:jury|court|judge))?",
    re.IGNORECASE,
)
_hung = re.compile(_HUNG, re.IGNORECASE)
_pronoun = re.compile(r"him|her|them", re.IGNORECASE)
_same = re.compile(r"(?:that|the same|this) (?:one|count|charge)|it", re.IGNORECASE)


def plain_verdicts(typed: str) -> str:
    """Return a sentence of several verdicts in the words by which each is told."""
    plain = _in_brackets.sub(r", \g<said>", typed)
    if not re.search(r"\b(?:guilty|acquit|convict)", plain, re.IGNORECASE):
        return plain

    def counted(found: re.Match[str]) -> str:
        several = re.match(r"\d{1,2}(?:,| and)(?=.{0,5}\d)", plain_hung[found.end() :])
        return f"{found['small']} {'counts' if several else 'count'} "

    plain_hung = _hung.sub("hung", plain)
    return _by_number.sub(counted, plain_hung)


def counts_of(verdicts: Sequence[tuple[str, Said]]) -> list[str]:
    """Return the numbers of the counts of which some verdicts are; nothing where one has none."""
    numbers = [re.findall(r"\d+", words.rpartition(" on ")[2]) for words, _ in verdicts]
    return [one for some in numbers for one in some] if all(numbers) else []


class TriedActs(NamedTuple):
    """A trial as it is told with its verdicts: of whom it is, and the days of both."""

    whom: str
    rest: str
    begin: str
    end: str


def trial_said(typed: str, given: str = "") -> TriedActs | None:
    """Return what is told of a trial with its verdicts; None where it is told otherwise.

    The day that is `given` is the one on which it ended, where that has no other.
    """
    began = _began.fullmatch(typed)
    if began and (end := began["end"] or given):
        whom = began["whose"] or began["whom"] or began["who"] or ""
        return TriedActs(whom, began["rest"], began["begin"] or "", end)
    if ran := _ran.fullmatch(typed):
        whom = ran["whose"] or ran["whom"] or ""
        return TriedActs(whom, ran["rest"], ran["begin"], ran["end"] or ran["till"])
    found = _trial.fullmatch(typed)
    if found is None:
        return None
    whom = re.sub("^the ", "", found["whom"] or "", flags=re.IGNORECASE)
    return TriedActs(whom, found["rest"], found["begin"] or "", found["end"] or found["till"] or "")


def verdicts_said(typed: str, whom: str = "", *, alone: bool = False) -> list[tuple[str, Said]]:
    """Return the words for each verdict that a sentence tells of several, with its fields.

    `whom` they are on where nobody is named. One `alone` is returned only if it is asked for. A
    jury that is hung ends the trial of its count; that a mistrial is declared on it says no more.
    """
    plain = plain_verdicts(typed)
    for head in _HEADS:
        found = head.fullmatch(plain)
        clauses = [_clause.fullmatch(one) for one in _next.split(found["found"])] if found else []
        if found and (alone or clauses[1:]) and all(clauses):
            parts = found.groupdict()
            finder = parts.get("finder") or ""
            named = parts.get("whom") or ""
            own = whom if not named or (whom and _pronoun.fullmatch(named)) else named
            return _each(typed, finder, own, [one for one in clauses if one])
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
        elif _hung.fullmatch(how):
            found.append((f"jury hung as to {whom or 'him'} on {item}", {}))
        else:
            if not how.endswith("guilty"):
                how = "guilty" if how.startswith("convict") else "not guilty"
            by = clause["by"] or (f" by {finder.strip()}" if finder else "")
            by = re.sub(r"^ by (?:a )?(?=jury|court|judge)", " by the ", by)
            found.append((f"{whom or 'he'} was found {how}{by} on {item}", {}))
        hung = item if _hung.fullmatch(how) else ""
        if not item:
            return []
    return found
