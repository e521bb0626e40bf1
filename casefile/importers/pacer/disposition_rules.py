"""Disposition rules: what one clause of a disposition may be, as a whole, and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from casefile.importers.pacer.disposition_words import (
    AMOUNT,
    BY,
    CUSTODY,
    LEAD,
    MONEY,
    PREJUDICE,
    TERM,
    counts_at,
    counts_named,
    duration,
    money,
)
from casefile.law.fields import LIFE


class Phrase(NamedTuple):
    """What one clause says: penalties, how the charge ended, or nothing that lasts.

    Where it is not `whole`, there is more to it than that.
    """

    penalties: tuple[dict[str, Any], ...] = ()
    ending: tuple[tuple[str, dict[str, Any]], ...] = ()
    basis: str = ""
    relation: str = ""
    whole: bool = True

    @property
    def says_something(self) -> bool:
        """Tell whether the clause says anything of a count."""
        return bool(self.penalties or self.ending or self.basis)


_Said = Callable[[re.Match[str]], "Phrase | None"]
NOTHING = Phrase()
_TO_COME = Phrase(whole=False)


def _penalty(kind: str) -> _Said:
    def said(found: re.Match[str]) -> Phrase | None:
        given = found.groupdict()
        component: dict[str, Any] = {"kind": kind}
        if given.get("number"):
            term = duration(given)
            if not term:
                return None
            component["term"] = term
        if given.get("amount"):
            component["amount"] = money(given["amount"])
        return Phrase(penalties=(component,))

    return said


def _sum(found: re.Match[str]) -> Phrase | None:
    """Return a sum of money; one that is waived or remitted is not imposed."""
    if re.search(r"\b(?:waived|remitted)\b", found[0]):
        return NOTHING
    kind = {"fine": "fine", "restitution": "restitution"}.get(found["what"].split()[-1], "fee")
    return _penalty(kind)(found)


def _dismissed(found: re.Match[str]) -> Phrase | None:
    given = found.groupdict()
    who = next((given[key] for key in ("by1", "by2", "by3") if given.get(key)), "")
    by = next((code for words, code in BY if who in words), "unknown")
    if given.get("plea"):
        by = "agreement"
    said = {given[key] for key in ("prejudice1", "prejudice2") if given.get(key)}
    if len(said) > 1:
        return None
    return _ended("charge.dismissed", by=by, prejudice=said.pop() if said else "unknown")


def _ended(type_: str, **data: Any) -> Phrase:
    return Phrase(ending=((type_, data),))


def _tried(type_: str, **data: Any) -> Phrase:
    """Return what only a trial can bring, after the trial."""
    return Phrase(ending=(("charge.trial_commenced", {}), (type_, data)))


def _found_guilty(found: re.Match[str]) -> Phrase:
    by = found.groupdict().get("by") or ""
    return Phrase(basis="jury" if "jury" in by else "bench" if by else "unknown")


_who = "|".join(word for words, _ in BY for word in words)
_moved = (
    rf"(?: (?:up)?on (?:the )?(?P<by1>{_who})(?:'?s)?(?: own)?(?: oral| written)? motion"
    r"| (?:up)?on (?:the )?(?:oral |written )?motion (?:of|by) (?:the )?"
    rf"(?P<by2>{_who})"
    rf"| by (?:the )?(?P<by3>{_who})| (?:pursuant to|per) (?:the )?(?P<plea>plea agreement))?"
)
_for = r"(?: for| of)?(?: a)?(?: total)?(?: term(?: of imprisonment)?(?: of)?)? ?[-:]? ?"
_paid = r"(?: \(?(?:paid|imposed|waived|remitted)\)?)?"
_not_imposed = r"\(?(?:is )?(?:waived|remitted|none|n/a)\)?"
_is = r"(?:is |are |was |were )?(?:hereby )?"
# What is transferred to anything but a court, like a program or a judge, is not moved.
_place = r"(?!(?:for|under|pursuant|per|on|by|and|where)\b)[a-z]+"
_district = (
    r"(?:the )?(?:northern |southern |eastern |western |middle |central )?"
    rf"district of {_place}(?: {_place}){{0,2}}"
)
_by_rule = r"(?: (?:pursuant to|under|per) rule 20)?"

# The table: what a clause may be, as a whole, and what it says. Counts may be named before or
# behind each, and what is said of other counts says nothing of this one.
RULES: tuple[tuple[str, _Said], ...] = (
    # What is imposed.
    (rf"(?:{CUSTODY}){_for}{TERM}(?: (?:of )?imprisonment)?", _penalty("incarceration")),
    (rf"{TERM} (?:of |in )?(?:the )?(?:{CUSTODY})", _penalty("incarceration")),
    (rf"(?:(?:{CUSTODY}) ?[-:]? ?)?(?:for )?time served", _penalty("time_served")),
    (rf"supervised release{_for}{TERM}", _penalty("supervised_release")),
    (rf"{TERM} (?:of )?supervised release", _penalty("supervised_release")),
    (
        rf"supervised release{_for}life(?:time)?|lifetime (?:of )?supervised release",
        lambda _: Phrase(penalties=({"kind": "supervised_release", "term": LIFE},)),
    ),
    (rf"probation{_for}{TERM}", _penalty("probation")),
    (rf"{TERM} (?:of )?probation", _penalty("probation")),
    (rf"(?P<what>{MONEY})(?: in the amount)?(?: of)? ?[-:]? ?{AMOUNT}{_paid}", _sum),
    (rf"{AMOUNT}(?: \(?paid\)?)?(?: in)? (?P<what>{MONEY}){_paid}", _sum),
    (
        r"(?:to )?(?:be served |run )?(?P<how>concurrent|consecutive)(?:ly)?",
        lambda found: Phrase(relation=found["how"]),
    ),
    # What is said not to be imposed, and advice.
    (rf"no (?:{MONEY})(?: imposed| ordered)?", lambda _: NOTHING),
    (rf"(?:{MONEY}) ?[-:]? ?{_not_imposed}", lambda _: NOTHING),
    # It is determined later (18 U.S.C. 3664(d)(5)), so there is more to the sentence than is said.
    (r"restitution ?[-:]? ?\(?(?:is )?deferred\)?", lambda _: _TO_COME),
    (r"right to appeal ?-? ?w/in \d+ days", lambda _: NOTHING),
    # How guilt was found.
    (
        rf"{_is}(?:found|adjudicated|adjudged) guilty(?: by (?P<by>(?:a )?jury|(?:the )?court))?",
        _found_guilty,
    ),
    (r"(?:(?P<by>jury) )?verdict(?: of|:)? guilty", _found_guilty),
    (rf"{_is}convicted", lambda _: Phrase(basis="unknown")),
    (r"(?:pleaded|pled|plea of|plea:) guilty|guilty plea", lambda _: Phrase(basis="plea_guilty")),
    (
        r"(?:pleaded|pled|plea of|plea:) (?:nolo contendere|no contest)",
        lambda _: Phrase(basis="plea_no_contest"),
    ),
    # How a charge ended otherwise.
    (
        (
            rf"{_is}dismissed(?: (?P<prejudice1>{PREJUDICE}) prejudice)?{_moved}"
            rf"(?: (?P<prejudice2>{PREJUDICE}) prejudice)?"
        ),
        _dismissed,
    ),
    (
        r"nolle pros(?:equi|sed|'d)?",
        lambda _: _ended("charge.dismissed", by="prosecution", prejudice="unknown"),
    ),
    (
        (
            rf"{_is}(?:found )?not guilty(?: by (?:a |the )?(?:jury|court))?"
            r"|acquitted(?: by (?:a )?jury)?|(?:jury )?verdict(?: of|:)? not guilty"
        ),
        lambda _: _tried("charge.verdict_returned", verdict="not_guilty"),
    ),
    (
        rf"{_is}(?:found )?not guilty by reason of insanity",
        lambda _: _tried("charge.verdict_returned", verdict="not_guilty_insanity"),
    ),
    (
        r"judgment of acquittal(?: pursuant to rule 29)?",
        lambda _: _tried("charge.verdict_returned", verdict="directed_acquittal"),
    ),
    (r"mistrial(?: declared)?", lambda _: _tried("charge.mistrial_declared")),
    (
        rf"(?:case )?transferred to (?P<to>{_district}){_by_rule}",
        lambda found: _ended("charge.moved", how="transferred", to=found["to"]),
    ),
    (
        r"merged (?:with|into) counts? (?P<merged>\d+s*r?)",
        lambda found: _ended("charge.moved", how="merged", to=found["merged"]),
    ),
    (
        (
            r"superseded(?: by (?:the )?(?:second |third )?(?:superseding )?"
            r"(?:indictment|information))?"
        ),
        lambda _: _ended("charges.superseded"),
    ),
)
_compiled = tuple(
    (
        re.compile(rf"(?:{LEAD} )?(?:{counts_at('front')} )?(?:{body})(?:{counts_at('behind')})?"),
        said,
    )
    for body, said in RULES
)


def read_clause(clause: str, label: str, named: list[set[str]]) -> Phrase | None:
    """Return what a clause says of the count with this label; None where no rule reads it.

    `named` are the counts at each place where the text names some.
    """
    for pattern, said in _compiled:
        if found := pattern.fullmatch(clause):
            one = said(found)
            return one and _of_count(one, found, label.lower(), named)
    return None


def _of_count(
    one: Phrase, found: re.Match[str], label: str, named: list[set[str]]
) -> Phrase | None:
    """Return a phrase where it surely is about this count.

    What is imposed on another count says nothing of this one; that another one was dismissed or
    found proven does not belong here, and is not read. A sum or a term of several counts may be
    that of all of them together, unless it is that of each.
    """
    given = found.groupdict()
    own = counts_named(given)
    if own and label not in own:
        return NOTHING if one.penalties and label else None
    if given.get("merged"):
        return one  # the count that it names is the other one
    if all(counts == {label} for counts in named) or not (own or one.says_something):
        return one
    if not one.penalties:
        sure = bool(own) or all(label in counts for counts in named)
    elif own:
        sure = len(own) == 1 or " each " in found[0]
    else:
        alike = all(label in counts for counts in named) and " total " not in found[0]
        sure = alike and not any("amount" in penalty for penalty in one.penalties)
    return one if sure else None
