"""Custody said: arrest, bail, warrants and probable cause, clause by clause, each of its own day.

None of it has a type but the hearing at which it was and what is turned down there: the rest is a
note of the day that its clause tells, and no part of what is told beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from casefile.answers.dockets import matters
from casefile.law.codes import Track
from casefile.law.criminal import CHARGED
from casefile.words.forms.dated import DAY_SAID, its_day
from casefile.words.told.parted import as_note
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs, on_their_days
from casefile.words.told.whose_hearing import whose_hearing
from casefile.words.what.courts import COURT
from casefile.words.what.done import OF_KIND
from casefile.words.when.days import read_day
from casefile.words.when.here import here_in
from casefile.words.which.whom import parties_named, parties_said

_NAME = r"(?-i:[A-Z])[\w.'-]*(?: (?-i:[A-Z])[\w.'-]*)*"
_WHO = (
    rf"(?:{_NAME}(?:(?:, {_NAME})*,? and {_NAME})?|he|she|they|both(?: of them| defendants)?"
    r"|(?:the|our) (?:client|defendants?))"
)
_FIRST = rf"(?P<who>{_WHO})"
_WAS = r"(?:(?:was|were|is|are|has been|have been) )?"
_BAIL = r"(?:(?:the|an?|his|her|their|its) )?(?:[a-z]+ )?(?:bond|bail)"
_SUM = r"(?:(?: at| to| of|,)? \$\d[\d,]*(?:\.\d\d)?)?"
_WARRANT = r"(?:(?:the|an?|his|her) )?(?:(?:bench|arrest) )?warrants?"
_KIND = rf"{OF_KIND}(?:hearing|conference|arraignment|appearance)"
_HEARING = rf"(?:(?:the|an?|his|her|their) )?(?P<kind>{_KIND})"
_APPEARED = r"appeared(?: before (?:(?! for )[^;,])+?)?"
_CAUSE = r"(?:probable cause)"
_ENDED = r"(?:quashed|recalled|cancell?ed|withdrawn|lifted|cleared|vacated)"
# Words of an act, which no circumstance of a clause tells.
_act = re.compile(
    r"\b(?:dismiss\w*|plead\w*|pled|guilty|convict\w*|acquit\w*|sentenced|charged|indicted|moved"
    r"|granted|denied|filed|served|appeal\w*|settled|verdict|judgment|amended|continued|reset"
    r"|vacated|scheduled|probation|parole|prison|sentence|supervision|will|may|might|not)\b",
    re.IGNORECASE,
)
_MORE = r"(?P<more>(?: (?:on|for|in|at|by|to|from|with|without|after|of|over|until|pending)\b.*)?)"
# Each clause alone, with nothing of what is told beside it.
_NOTED = tuple(
    re.compile(rf"{one}{_MORE}", re.IGNORECASE)
    for one in (
        rf"{_FIRST} {_WAS}(?:re-?arrested|arrested|booked|jailed|picked up|taken into custody)",
        rf"{_FIRST} {_WAS}(?:released|detained|remanded|held)",
        rf"{COURT} (?:has )?(?:released|detained|remanded) (?:him|her|them|{_WHO})",
        rf"{_FIRST} {_WAS}bound over",
        rf"(?:{COURT} )?bound {_WHO} over",
        rf"{_FIRST} (?:has )?(?:self-?)?surrendered(?: (?:him|her|them)sel(?:f|ves))?",
        rf"{_FIRST} (?:has )?turned (?:him|her|them)sel(?:f|ves) in",
        rf"{_FIRST} (?:has )?(?:failed to appear|did not appear|missed (?:his|her|their|the) \w+)",
        rf"{_FIRST} (?:has )?(?:posted|made) (?:it|{_BAIL}){_SUM}",
        rf"{_FIRST} (?:has )?bonded out",
        rf"{_BAIL} {_WAS}(?:re)?(?:set|posted|revoked|forfeited|exonerated|reduced|raised){_SUM}",
        rf"{COURT} (?:has )?(?:set|revoked|forfeited|reduced|raised) {_BAIL}{_SUM}",
        rf"{_WARRANT} (?:{_WAS}issued|went out)",
        rf"{COURT} (?:has )?issued {_WARRANT}",
        rf"{_WARRANT} {_WAS}{_ENDED}",
        rf"{COURT} (?:has )?{_ENDED} {_WARRANT}",
        rf"(?:{COURT} )?(?:has )?found {_CAUSE}",
        rf"{_CAUSE} {_WAS}found",
    )
)
_held = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"(?P<who>{_WHO}) (?:had|made|attended|{_APPEARED} (?:for|at)) {_HEARING}",
        rf"{_HEARING} (?:of|for) (?P<who>{_WHO}) {_WAS}(?:held|took place)",
        rf"(?P<who>{_NAME})(?:'s|s') (?P<kind>{_KIND}) {_WAS}(?:held|took place)",
        rf"{_HEARING} {_WAS}(?:held|took place)",
    )
)
_waived = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"{_FIRST} (?:has )?waived {_HEARING}",
        rf"{_HEARING} was waived(?: by {_FIRST})?",
    )
)
_issued = re.compile(
    rf"{_WARRANT} {_WAS}issued\b|{COURT} (?:has )?issued {_WARRANT}", re.IGNORECASE
)
_of_warrant = re.compile(_WARRANT, re.IGNORECASE)
_AND_LET_GO = (
    r"(?:(?:,? and|[,;]) (?:(?:he|she|they|the (?:court|judge|magistrate)) )?(?:was |were )?"
    r"(?:discharged|released)(?: (?:him|her|them))?)?"
)
_rejected = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        (
            rf"{COURT} (?:has )?found no {_CAUSE}"
            r" (?:as to|against|for|on) (?P<of>(?:(?! and discharged)[^,;])+?)"
            rf"{_AND_LET_GO}"
        ),
        rf"no {_CAUSE} {_WAS}found (?:as to|against|for|on) (?P<of>[^,;]+?){_AND_LET_GO}",
        (
            rf"(?P<of>{_NAME}) {_WAS}discharged (?:for (?:lack|want) of|on no|because there was no)"
            rf" {_CAUSE}"
        ),
        (rf"{COURT} (?:has )?discharged (?P<of>{_NAME}) (?:for (?:lack|want) of|on no) {_CAUSE}"),
    )
)
_after = re.compile(
    rf"(?P<at>after|following|at) (?:the |an? )?(?P<kind>{_KIND})(?: on (?P<day>{DAY_SAID}))?,? "
    r"(?P<rest>.+)",
    re.IGNORECASE,
)
_apart = re.compile(
    r"[;,.] (?!\d{3,4}\b)(?:and |but |where |when |then )*| (?:and|but|where|when) (?:then )?",
    re.IGNORECASE,
)
_unnamed = re.compile(r"(?:he|she|they|both|the|our)\b", re.IGNORECASE)
_next_day = re.compile(r",? (?:on )?the (?:next|following) day\b", re.IGNORECASE)
_done_to = re.compile(
    r"(?:re-?arrested|arrested|booked|jailed|released|detained|remanded|held|bound over)\b",
    re.IGNORECASE,
)
_it = re.compile(r"\b(?P<done>posted|made) it\b", re.IGNORECASE)
_of_charge = re.compile(
    rf"(?:the )?(?P<what>.+?)(?: charges?)?(?: against (?P<who>{_NAME}))?", re.IGNORECASE
)


class _CustodyClause(NamedTuple):
    """What one clause tells: its words without their day, that, and what act it is, if any."""

    words: str
    day: str
    act: ToldAct | None = None


def custody_said(telling: Telling) -> ToldActs | None:
    """Return a note of each day on which somebody was held or let go, and the hearings there.

    None is returned for any other sentence, and for one that tells of more than that.
    """
    if telling.track != Track.CRIMINAL:
        return None
    clauses = _clauses(telling, telling.words)
    alone = not clauses[1:] and _of_warrant.match(telling.words)
    if not clauses or alone or _issued.match(clauses[0].words):
        return None  # a warrant that is told first is a paper
    acts: list[ToldAct] = []
    day = who = ""
    for clause in clauses:
        day, named = clause.day or day, _who(telling, clause.words)
        if clause.act:
            acts.append(clause.act._replace(day=day))
            who = named or who
            continue
        last = acts[-1] if acts and acts[-1].words == "note" else None
        if last and last.day == day:
            text = f"{last.fields['text'][0]}; {clause.words}"
            acts[-1] = last._replace(fields={"text": [text]})
        else:
            whose = f" ({who})" if who and not named else ""
            acts.append(ToldAct("note", {"text": [as_note(f"{clause.words}{whose}")]}, day=day))
        who = named or who
    return on_their_days(acts, telling.given)


def _clauses(
    telling: Telling, words: str, before: Sequence[_CustodyClause] = ()
) -> list[_CustodyClause]:
    """Return the clauses of words, each of which is one of those that are known; else nothing."""
    found = _after.fullmatch(words) if not before else None
    if found and (rest := _clauses(telling, found["rest"])):
        day = found["day"] or next((one.day for one in rest if one.day), "")
        return [_CustodyClause(found["kind"], day, ToldAct(f"{found['kind']} held")), *rest]
    for cut in [*_apart.finditer(words), None]:
        for one in _one(telling, words[: cut.start() if cut else None], before):
            rest = _clauses(telling, words[cut.end() :], [*before, one]) if cut else []
            if cut is None or rest:
                return [one, *rest]
    return []


def _one(
    telling: Telling, words: str, before: Sequence[_CustodyClause]
) -> Iterator[_CustodyClause]:
    """Yield what a clause is by itself, and with who was told of before it."""
    who = next(filter(None, (_who(telling, one.words) for one in reversed(before))), "")
    last = next((one.day for one in reversed(before) if one.day), telling.given)
    if last and _next_day.search(words):
        words = _next_day.sub(_after_day(telling, last), words)
    own = its_day(words)
    if own is None:
        return
    said, day = own
    said = _it.sub(r"\g<done> the bond", said) if before else said
    named = _named(said, who)
    was = ("were " if " and " in who else "was ") if _done_to.match(said) else ""
    for way in dict.fromkeys((named, f"{who} {was}{said}" if who else named)):
        act = _act_of(telling, way)
        if act or any(_is_noted(telling, one.fullmatch(way)) for one in _NOTED):
            yield _CustodyClause(way, day, act)
            return


def _after_day(telling: Telling, day: str) -> str:
    """Return on which day something was that was on the one after a day that is told."""
    of = read_day(day, here_in(telling.asking, telling.matter_id)).meant
    if of is None or of.latest is None or of.earliest != of.latest:
        return " on the next day"
    return f" on {(of.latest + timedelta(days=1)).isoformat()}"


def _named(said: str, who: str) -> str:
    """Return a clause with who was told of before it in place of the pronoun in front of it."""
    several = " and " in who
    pronoun = re.match(r"(?:they|both) " if several else r"(?:he|she) ", said, re.IGNORECASE)
    return f"{who} {said[pronoun.end() :]}" if pronoun and who else said


def _who(telling: Telling, words: str) -> str:
    """Return who alone is named in words, or are together in front of them; nothing for none."""
    names = parties_named(telling.asking, telling.matter_id, words)
    return " and ".join(names)


def _is_noted(telling: Telling, found: re.Match[str] | None) -> bool:
    """Tell whether a clause is no more than a circumstance, of people who are there."""
    if found is None or _act.search(found["more"]):
        return False
    who = found.groupdict().get("who") or ""
    somebody = not who or _unnamed.match(who)
    return bool(somebody or parties_said(telling.asking, telling.matter_id, who))


def _act_of(telling: Telling, words: str) -> ToldAct | None:
    """Return the hearing that a clause tells as held, or what is turned down by it."""
    if hearing := _hearing(telling, words):
        return hearing
    for form in _rejected:
        if (found := form.fullmatch(words)) and (items := _charges(telling, found["of"])):
            return ToldAct("no probable cause", {"item": items})
    return None


def _hearing(telling: Telling, words: str) -> ToldAct | None:
    """Return a hearing that was held or waived, with whose it is where that has to be told."""
    for form in (*_held, *_waived):
        found = form.fullmatch(words)
        who = (found.groupdict().get("who") or "") if found else ""
        if found is None or (who and not parties_said(telling.asking, telling.matter_id, who)):
            continue
        called = f"{who}'s {found['kind']}" if who else found["kind"]
        if form in _waived:
            return ToldAct("hearing held", {"kind": [called], "waived": ["yes"]})
        held = f"{called} held"
        whose = whose_hearing(telling.asking, telling.matter_id, held) if who else None
        return whose or ToldAct(held)
    return None


def _charges(telling: Telling, of: str) -> list[str]:
    """Return the charges that words name, or that are against whom they name; nothing for none."""
    there = [
        one
        for one in matters.view(telling.asking, telling.matter_id).items
        if one.track == Track.CRIMINAL and one.state == CHARGED
    ]
    who = parties_said(telling.asking, telling.matter_id, of)
    if who:
        return [one.item_id for one in there if {two.party_id for two in one.parties} <= set(who)]
    found = _of_charge.fullmatch(of)
    whose = found["who"] if found else ""
    who = parties_said(telling.asking, telling.matter_id, whose) if whose else []
    named = [
        one.item_id
        for one in there
        if found and found["what"].casefold() in str(one.detail.get("offense", "")).casefold()
        if not who or {two.party_id for two in one.parties} <= set(who)
    ]
    return named if len(named) == 1 else []
