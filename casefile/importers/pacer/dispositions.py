"""Dispositions: what the text of a federal count says became of it, by one table of rules.

A rule reads a whole clause or nothing. What no rule reads is handed back, and where a clause that
is not read could take away what the others say, nothing is read at all: there is no guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from casefile.importers.pacer.disposition_words import (
    AMOUNT,
    BY,
    CUSTODY,
    LEAD,
    MONEY,
    PREJUDICE,
    TERM,
    clauses,
    counts_at,
    counts_named,
    duration,
    money,
    sections,
)


class Disposition(NamedTuple):
    """What a disposition says: its events in their order, each a type and data, and the rest.

    `unread` are the clauses that no rule reads.
    """

    events: tuple[tuple[str, dict[str, Any]], ...]
    unread: tuple[str, ...]


class _Phrase(NamedTuple):
    """What one clause says: penalties, how the charge ended, or nothing that lasts."""

    penalties: tuple[dict[str, Any], ...] = ()
    ending: tuple[tuple[str, dict[str, Any]], ...] = ()
    basis: str = ""
    relation: str = ""


_Said = Callable[[re.Match[str]], "_Phrase | None"]
_NOTHING = _Phrase()


def _penalty(kind: str) -> _Said:
    def said(found: re.Match[str]) -> _Phrase | None:
        given = found.groupdict()
        component: dict[str, Any] = {"kind": kind}
        if given.get("number"):
            term = duration(given)
            if not term:
                return None
            component["term"] = term
        if given.get("amount"):
            component["amount"] = money(given["amount"])
        return _Phrase(penalties=(component,))

    return said


def _sum(found: re.Match[str]) -> _Phrase | None:
    """Return a sum of money; one that is waived or remitted is not imposed."""
    if re.search(r"\b(?:waived|remitted|deferred|suspended)\b", found[0]):
        return _NOTHING
    kind = {"fine": "fine", "restitution": "restitution"}.get(found["what"].split()[-1], "fee")
    return _penalty(kind)(found)


def _dismissed(found: re.Match[str]) -> _Phrase | None:
    given = found.groupdict()
    who = next((given[key] for key in ("by1", "by2", "by3") if given.get(key)), "")
    by = next((code for words, code in BY if who in words), "unknown")
    if given.get("plea"):
        by = "agreement"
    said = {given[key] for key in ("prejudice1", "prejudice2") if given.get(key)}
    if len(said) > 1:
        return None
    return _ended("charge.dismissed", by=by, prejudice=said.pop() if said else "unknown")


def _ended(type_: str, **data: Any) -> _Phrase:
    return _Phrase(ending=((type_, data),))


def _tried(type_: str, **data: Any) -> _Phrase:
    """Return what only a trial can bring, after the trial."""
    return _Phrase(ending=(("charge.trial_commenced", {}), (type_, data)))


def _found_guilty(found: re.Match[str]) -> _Phrase:
    by = found.groupdict().get("by") or ""
    return _Phrase(basis="jury" if "jury" in by else "bench" if by else "unknown")


_who = "|".join(word for words, _ in BY for word in words)
_moved = (
    rf"(?: (?:up)?on (?:the )?(?P<by1>{_who})(?:'?s)?(?: own)?(?: oral| written)? motion"
    r"| (?:up)?on (?:the )?(?:oral |written )?motion (?:of|by) (?:the )?"
    rf"(?P<by2>{_who})"
    rf"| by (?:the )?(?P<by3>{_who})| (?:pursuant to|per) (?:the )?(?P<plea>plea agreement))?"
)
_for = r"(?: for| of)?(?: a)?(?: total)?(?: term(?: of imprisonment)?(?: of)?)? ?[-:]? ?"
_paid = r"(?: \(?(?:paid|imposed|waived|remitted)\)?)?"
_not_imposed = r"\(?(?:is )?(?:waived|remitted|deferred|none|n/a)\)?"
_is = r"(?:is |are |was |were )?(?:hereby )?"

# The table: what a clause may be, as a whole, and what it says. Counts may be named before or
# behind each, and what is said of other counts says nothing of this one.
RULES: tuple[tuple[str, _Said], ...] = (
    # What is imposed.
    (rf"(?:{CUSTODY}){_for}{TERM}(?: (?:of )?imprisonment)?", _penalty("incarceration")),
    (rf"{TERM} (?:of |in )?(?:the )?(?:{CUSTODY})", _penalty("incarceration")),
    (rf"(?:(?:{CUSTODY}) ?[-:]? ?)?(?:for )?time served", _penalty("time_served")),
    (rf"supervised release{_for}(?:{TERM}|life(?:time)?)", _penalty("supervised_release")),
    (rf"(?:{TERM}|lifetime) (?:of )?supervised release", _penalty("supervised_release")),
    (rf"probation{_for}{TERM}", _penalty("probation")),
    (rf"{TERM} (?:of )?probation", _penalty("probation")),
    (rf"(?P<what>{MONEY})(?: in the amount)?(?: of)? ?[-:]? ?{AMOUNT}{_paid}", _sum),
    (rf"{AMOUNT}(?: \(?paid\)?)?(?: in)? (?P<what>{MONEY}){_paid}", _sum),
    (
        r"(?:all )?(?:to )?(?:be served |run )?(?P<how>concurrent|consecutive)(?:ly)?",
        lambda found: _Phrase(relation=found["how"]),
    ),
    # What is said not to be imposed, and advice.
    (rf"no (?:{MONEY})(?: imposed| ordered)?", lambda _: _NOTHING),
    (rf"(?:{MONEY}) ?[-:]? ?{_not_imposed}", lambda _: _NOTHING),
    (r"right to appeal ?-? ?w/in \d+ days", lambda _: _NOTHING),
    # How guilt was found.
    (
        rf"{_is}(?:found|adjudicated|adjudged) guilty(?: by (?P<by>(?:a )?jury|(?:the )?court))?",
        _found_guilty,
    ),
    (r"(?:(?P<by>jury) )?verdict(?: of|:)? guilty", _found_guilty),
    (rf"{_is}convicted", lambda _: _Phrase(basis="unknown")),
    (r"(?:pleaded|pled|plea of|plea:) guilty|guilty plea", lambda _: _Phrase(basis="plea_guilty")),
    (
        r"(?:pleaded|pled|plea of|plea:) (?:nolo contendere|no contest)",
        lambda _: _Phrase(basis="plea_no_contest"),
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
        r"(?:case )?transferred to (?P<to>(?:the )?\S.{2,100})",
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
_front, _behind = counts_at("front"), counts_at("behind")
_compiled = tuple(
    (
        re.compile(rf"(?:{LEAD} )?(?:{counts_at('front')} )?(?:{body})(?:{counts_at('behind')})?"),
        said,
    )
    for body, said in RULES
)
# A clause with one of these may take back what another one says.
_takes_back = re.compile(
    r"vacat|revers|set aside|denied|\bnot\b|suspend|withdr|stay|rescind|quash|void|strick|acquit"
    r"|dismiss|amend|correct|reduc|modif|resentenc|mistrial|guilty"
)


def read(text: str, label: str = "") -> Disposition:
    """Read the disposition of the count with this label, like 2s."""
    first, later = sections(text)
    said: list[_Phrase] = []
    unread: list[str] = []
    for clause in clauses(first):
        one = _read_clause(clause, label)
        if one is None:
            unread.append(clause)
        else:
            said.append(one)
    rest = (*unread, *(body for _, body in later))
    events = tuple((type_, _in_case(data, first)) for type_, data in _events(said))
    ended = not any(one.penalties or one.basis for one in said)
    if any(_takes_back.search(clause) for clause in unread) or (ended and unread):
        events = ()
    if not events:
        return Disposition((), rest or (text,))
    if any(type_ == "sentence.imposed" for type_, _ in events):
        # What comes in place of the sentence is not read.
        events += tuple(
            ("sentence.modified", {"kind": kind, "partly_read": bool(body)}) for kind, body in later
        )
        return Disposition(events, rest)
    return Disposition(events, (*rest, *(kind for kind, _ in later)))


def _in_case(data: dict[str, Any], text: str) -> dict[str, Any]:
    """Return the data with a place in the letters in which the text writes it."""
    found = re.search(re.escape(data.get("to", "")), text, re.IGNORECASE)
    return data | {"to": found[0]} if "to" in data and found else data


def _read_clause(clause: str, label: str) -> _Phrase | None:
    for pattern, said in _compiled:
        if found := pattern.fullmatch(clause):
            named = counts_named(found.groupdict())
            one = said(found)
            if one and label and named and label.lower() not in named:
                # What is imposed on another count says nothing of this one; that another count
                # was dismissed or found proven does not belong here, so it is not read.
                return _NOTHING if one.penalties else None
            return one
    return None


def _events(said: list[_Phrase]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what the clauses say together; nothing where they contradict one another."""
    penalties: list[dict[str, Any]] = []
    for one in said:
        penalties += one.penalties
        if one.relation and penalties:
            penalties[-1] = penalties[-1] | {"relation": one.relation}
    bases = {one.basis for one in said if one.basis}
    endings = [one.ending for one in said if one.ending]
    if (endings and (bases or penalties)) or len(bases) > 1:
        return
    if any(ending != endings[0] for ending in endings):
        return
    if endings:
        yield from endings[0]
    elif bases or penalties:
        yield from _convicted(bases.pop() if bases else "unknown", bool(penalties))
        if penalties:
            yield "sentence.imposed", {"components": penalties}


def _convicted(basis: str, sentenced: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield how a conviction came about, as far as the words say."""
    if basis.startswith("plea_"):
        yield "charge.plea_entered", {"plea": basis.removeprefix("plea_")}
        if not sentenced:
            return  # a plea that was tendered is no conviction yet
    if basis == "jury":
        yield "charge.trial_commenced", {"jury": True}
        yield "charge.verdict_returned", {"verdict": "guilty"}
        return
    if basis == "bench":
        yield "charge.trial_commenced", {"jury": False}
    yield "charge.conviction_entered", {"basis": basis}
