"""Done: what the words for an event say is done to a motion, a hearing or a deadline."""

from __future__ import annotations

import re
from typing import NamedTuple

from casefile.law.entry import DEADLINE, HEARING, MOTION
from casefile.words.what.event_words import (
    begins_with_done,
    forms,
    tells_act,
    tells_two,
    without_article,
)

# What is held at an hour, beside hearings and conferences, as its last word says it.
HEARD = (
    r"(?:arraignment|sentencing|appearance|(?:re-?)?trial|mediation|inspection|depositions?"
    r"|site visit|jury selection|voir dire|docket call)"
)
# Of which kind a hearing is, in the words before what all of its kind are called.
OF_KIND = (
    r"(?:(?:first|initial|video|preliminary|status|pre-?trial|detention|bond|bail|plea|change[- ]of"
    r"[- ]plea|motion|restitution|probation|revocation|suppression|competency|final|scheduling"
    r"|evidentiary|show cause|informal|settlement|guilty plea|sentencing|review|custody|arraignment"
    r"|adjudicatory|disposition(?:al)?"
    r") )*"
)
KIND = rf"{OF_KIND}(?:(?:jury|bench) )?(?:hearing|conference|{HEARD})"
# How people call a hearing by what it is: sentencing set, status conference held, mediation.
_HEARING = re.compile(
    r"(?P<kind>(?:.+ )?(?:hearing(?: on .+?)?|court date|conference|argument(?: on .+?)?"
    rf"|{HEARD}|depositions? of .+?|(?<!under )advisement))(?: date)?"
    r"(?: (?:is |was )?"
    r"(?P<done>set|scheduled|noticed|held|taken|took place|happened|cancelled|canceled|vacated|"
    r"moved|rescheduled|continued|reset|postponed|adjourned)(?: to)?)?"
)
# How people call a deadline by what becomes of it: answer deadline met, deadline vacated.
_DEADLINE = re.compile(
    r"(?:(?P<kind>.+) )?(?:deadline|cut ?off)"
    r"(?: (?:has |was |is )?(?P<done>met|missed|vacated|closed|cancelled|"
    r"canceled|waived|passed|expired|lapsed|moved|extended|continued|reset|set)(?: to)?)?"
)
# How people call one by what is to be done by then, behind which its day may be said.
_SETS = re.compile(r"(?:(?:the|our) )?deadline (?:to|for) (?P<kind>.+)")
_DATED = re.compile(
    r" (?:is|was) | (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d| tomorrow\b"
)
# A motion that is called by a hearing, or by a trial: that one alone is a hearing itself.
MOVES = re.compile(r"(?:an? |the )?(?:[a-z]+ )?motion (?:to|for|in) ")
# What was done after a hearing is no hearing: adjudicated after a trial.
_AFTER = re.compile(
    r"\w (?:after|following) (?:an? |the )?[^0-9]*(?:hearing|trial|argument|conference)$"
)
_HEARD = re.compile(r"\b(?:hearing|argument)\b")
_ARGUED = re.compile(r" (?:argued|heard)$")
# A motion of which more is said than that it was ruled on: granted as to the car.
_RULED_ON = re.compile(
    r" (?:granted|denied|overruled|sustained|withdrawn|vacated|continued|extended|approved|rejected"
    r"|accepted|reinstated|lifted|stayed|cancelled|entered|and \w+ed)\b"
)
RULED = ("decided", "ruled on", "ruled upon", "resolved")  # which do not say how
# What answers a motion, and is none; and that somebody files one.
_BESIDE = (
    r"(?:response|responses|reply|opposition|objections?|answer|brief|memorandum"
    r"|filed|files|made|makes)"
)
# How people call a motion by what it asks for: motion to suppress, motion to dismiss denied.
_MOTION = re.compile(
    rf"(?P<kind>(?!{_BESIDE} )(?:[a-z]+ )?motion (?:to|for|in) .+?)"
    r"(?: (?:is |was )?(?P<done>filed|"
    r"(?:partly |partially )?(?:granted|denied|dismissed|sustained|overruled|stricken)"
    r"(?: in part| as moot| with(?:out)? prejudice)?"
    r"(?:(?: and)? denied in part)?|(?:as )?moot(?:ed)?|withdrawn|taken under advisement|"
    rf"{'|'.join(RULED)}))?"
)
# How people call a deadline by what is due: witness list due.
_DUE = re.compile(r"(?P<kind>.+?) (?:is |are |was |were )?due(?: date)?")
# What ends on its day, and is called by what it is an end of: discovery closes.
_CLOSES = re.compile(
    r"(?P<kind>(?:(?:fact|expert|written|all|pretrial) )*discovery|amendments?|joinder|briefing)"
    r"(?: (?:period|phase))? (?:closes|ends|completed by|cuts off)"
)
AGAIN = frozenset(
    ("moved", "rescheduled", "continued", "reset", "postponed", "adjourned", "extended")
)  # what is done to a hearing or deadline in whose place another one is set


# What somebody asks for, of which nothing is set yet.
ASKED = re.compile(
    r"(?:.+ (?<!the )requested|(?:.+ )?(?:asked for|demanded)) (?:an? |the )?(?:[a-z]+ ){0,3}"
    r"(?:hearing|conference|trial|mediation|arraignment|argument)(?: .+)?"
)


class Done(NamedTuple):
    """What the words for an event say is done to a motion, hearing or deadline of a kind."""

    entry: str
    kind: str
    done: str


def read_done(typed: str) -> Done | None:
    """Return what the words for an event say is done to a hearing or a deadline, if they do."""
    if tells_two(typed):
        return None
    every = list(forms(typed))
    asked = any(map(ASKED.fullmatch, every))
    return None if asked else next(filter(None, map(done_of, every)), None)


def done_of(wanted: str) -> Done | None:
    """Return what words in one of their forms say is done to a hearing or a deadline."""
    if ASKED.fullmatch(wanted) or _AFTER.search(wanted):
        return None
    sets = _SETS.fullmatch(wanted)
    if sets and not _DATED.search(sets["kind"]):
        return Done(DEADLINE, sets["kind"], "")
    if closes := _CLOSES.fullmatch(wanted):
        return Done(DEADLINE, f"close of {closes['kind']}", "due")
    if due := _DUE.fullmatch(wanted):
        return Done(DEADLINE, due["kind"], "due")
    for entry, words in ((DEADLINE, _DEADLINE), (HEARING, _HEARING), (MOTION, _MOTION)):
        found = words.fullmatch(without_article(wanted))
        kind = found["kind"] or "" if found else ""
        if not found or (entry == HEARING and _is_moved_for(kind, found["done"])):
            continue
        heard = kind if entry == HEARING or found["done"] else f"{kind} {entry}"
        if entry == MOTION and (_ARGUED.search(kind) or _RULED_ON.search(kind)):
            continue
        if not begins_with_done(kind) and not tells_act(heard):
            return Done(entry, found["kind"] or entry, found["done"] or "")
    return None


def _is_moved_for(kind: str, done: str | None) -> bool:
    """Tell whether words that end as a hearing does are a motion: one for a new trial."""
    return not done and bool(MOVES.match(kind)) and not _HEARD.search(kind)
