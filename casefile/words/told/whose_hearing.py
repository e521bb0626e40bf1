"""Whose hearing: the name of a party before a hearing, which is no part of what that is called."""

from __future__ import annotations

import re

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.answers.meaning.meant_entries import entries
from casefile.errors import Several, Unknown
from casefile.law.codes import Track
from casefile.law.entry import HEARING
from casefile.projections.names import name_key
from casefile.words.misread import Misread
from casefile.words.told.hearing_of_day import none_set
from casefile.words.told.told_act import ToldAct
from casefile.words.what.done import KIND
from casefile.words.when.dates import MONTH
from casefile.words.when.days import read_day
from casefile.words.when.here import here_in

_of = re.compile(
    r"(?!.*[:;] )(?:(?P<who>(?:the )?[A-Z].*?)(?:'s|(?<=s)')?|[Tt]he(?= \d)) "
    r"(?:(?P<day>\d{1,2}/\d{1,2}(?:/\d{2,4})?) )?"
    rf"(?P<kind>(?i:{KIND}))(?P<rest>(?:,? (?:(?:is|was|has been|on|at|set|scheduled|held|moved"
    rf"|continued|reset|rescheduled|postponed|vacated|cancell?ed|taken)\b|\d|(?i:{MONTH})\b).*)?)",
)


def whose_hearing(asking: Asking, matter_id: str, typed: str) -> ToldAct | None:
    """Return a hearing without whose it is; None where nobody stands before one.

    Where the matter is about others as well it keeps the name, so that a calendar says whose it is.
    A hearing that is on record under the name stays, and of whom a deposition is taken is what it
    is.
    """
    found = _of.fullmatch(typed)
    if not found or (found["who"] and not _is_somebody(asking, matter_id, found["who"])):
        return None
    called = name_key(typed[: found.end("kind")])
    if called in {name_key(one.kind) for one in entries(asking, matter_id, HEARING)}:
        return None
    kind, rest, who = found["kind"], found["rest"], found["who"]
    if found["day"] and re.fullmatch(" (?:was )?held", rest):
        rest = f" held on {found['day']}"
    elif found["day"]:
        _check_day(asking, matter_id, found["day"])
    if who and "deposition" in kind.casefold():
        alone = re.match(rf" (?:on )?(?=\d|(?i:{MONTH}))", rest)
        rest = f" set for {rest[alone.end() :]}" if alone else rest
        return ToldAct(f"{kind} of {who}{rest}")
    if who and not is_about(asking, matter_id, who):
        return None  # of several it is told whose it is
    return ToldAct(f"{kind}{rest}")


def _is_somebody(asking: Asking, matter_id: str, who: str) -> bool:
    """Tell whether a party of a matter is called so, or several are."""
    try:
        return meant.party_in(asking, matter_id, meant.party(asking, who, matter_id=matter_id).id)
    except Several:
        return True
    except Unknown:
        return False


def _check_day(asking: Asking, matter_id: str, day: str) -> None:
    """Raise Misread of a hearing that is called by a day for which none is set."""
    of = read_day(day, here_in(asking, matter_id)).meant
    there = [one.at for one in entries(asking, matter_id, HEARING) if one.open]
    if not of or not any(one.startswith(of.edtf) for one in there):
        raise Misread(none_set("hearing", day))


def is_about(asking: Asking, matter_id: str, who: str) -> bool:
    """Tell whether a matter is about somebody: its client, or the only one who is accused."""
    try:
        own = meant.party(asking, who, matter_id=matter_id).id
    except Several:
        return False
    accused = {
        party.party_id
        for one in matters.view(asking, matter_id).items
        if one.track == Track.CRIMINAL
        for party in one.parties
    }
    return accused == {own} if accused else own == meant.client_of(asking, matter_id)
