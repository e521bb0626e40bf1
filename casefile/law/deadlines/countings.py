"""Countings: how each body of rules counts time, as a table; each step cites what says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

ANY = ""  # every category that is not named beside it


class Counting(NamedTuple):
    """How a body of rules counts time; each text cites the rule that says so.

    An empty text is a step that these rules do not have, or of which casefile is not sure; what
    needs it is refused. A period of at most `short` days leaves out Saturdays, Sundays and legal
    holidays. `mailed` are the ways of service to which `mail` adds days. `holidays` is the
    jurisdiction whose legal holidays count; with `state`, those of the state where the court sits
    count as well when time runs after an event.
    """

    code: str
    jurisdiction: str
    title: str
    excludes: str
    counts: str
    rolls: str
    hours: str = ""
    before: str = ""
    closed: str = ""
    mail: str = ""
    mailed: tuple[str, ...] = ("mail", "clerk", "consented")
    state: str = ""
    short: int = 0
    omits: str = ""

    @property
    def holidays(self) -> tuple[str, ...]:
        """Return the jurisdictions whose legal holidays count in every case."""
        return (self.jurisdiction,) if self.rolls or self.omits else ()

    @property
    def cited(self) -> dict[str, str]:
        """Return what says so at each step, as far as a step is said."""
        steps = ("excludes", "counts", "omits", "rolls", "hours", "before", "closed", "mail")
        return {name: said for name in steps if (said := getattr(self, name))}


def _federal(code: str, rule: str, mail: str, title: str) -> Counting:
    """Return a counting of the federal rules, which share one text since 2009."""
    return Counting(
        code=code,
        jurisdiction="US",
        title=title,
        excludes=f"{rule}(1)(A)",
        counts=f"{rule}(1)(B)",
        rolls=f"{rule}(1)(C)",
        hours=f"{rule}(2)",
        before=f"{rule}(5)",
        closed=f"{rule}(3)",
        mail=mail,
        state=f"{rule}(6)(C)",
    )


def _new_mexico(code: str, rule: str, title: str) -> Counting:
    """Return a counting of New Mexico's rules, which share one text since 2014.

    What they say of service by mail and of counting backward is left out. Their amendment of 31
    December 2024 was not at hand.
    """
    return Counting(
        code=code,
        jurisdiction="US-NM",
        title=title,
        excludes=f"{rule}(A) NMRA",
        counts=f"{rule}(A)(1) NMRA",
        rolls=f"{rule}(A) NMRA",
        hours=f"{rule}(A)(3) NMRA",
        closed=f"{rule}(A)(4) NMRA",
        short=10,
        omits=f"{rule}(A)(2) NMRA",
    )


COUNTINGS: Mapping[str, Counting] = {
    one.code: one
    for one in (
        _federal("frcp", "Fed. R. Civ. P. 6(a)", "Fed. R. Civ. P. 6(d)", "Federal civil cases"),
        _federal("frcrp", "Fed. R. Crim. P. 45(a)", "Fed. R. Crim. P. 45(c)", "Federal crimes"),
        # A paper cannot be left with the clerk there (Fed. R. App. P. 25(c)).
        _federal(
            "frap", "Fed. R. App. P. 26(a)", "Fed. R. App. P. 26(c)", "Federal appeals"
        )._replace(mailed=("mail",)),
        _federal("frbp", "Fed. R. Bankr. P. 9006(a)", "Fed. R. Bankr. P. 9006(f)", "Bankruptcy"),
        Counting(
            code="osha",
            jurisdiction="US",
            title="Working days of the Occupational Safety and Health Act",
            excludes="29 C.F.R. 1903.22(c)",
            counts="",
            rolls="",
            omits="29 C.F.R. 1903.22(c)",
        ),
        _new_mexico("nm-civil", "Rule 1-006", "New Mexico, civil cases in the district courts"),
        _new_mexico("nm-crim", "Rule 5-104", "New Mexico, crimes in the district courts"),
        _new_mexico("nm-app", "Rule 12-308", "New Mexico, appeals"),
        _new_mexico("nm-magistrate", "Rule 6-104", "New Mexico, crimes in the magistrate courts"),
        _new_mexico("nm-metro", "Rule 7-104", "New Mexico, crimes in the metropolitan courts"),
        Counting(
            code="calendar",
            jurisdiction="",
            title="Every day counts, and the last one stands whatever day it is",
            excludes="by the calendar",
            counts="by the calendar",
            rolls="",
            hours="by the calendar",
            before="by the calendar",
        ),
    )
}

# How a period counts that names no counting: by the matter's jurisdiction and category.
USUAL: Mapping[str, Mapping[str, str]] = {
    "US": {"criminal": "frcrp", "appeal": "frap", ANY: "frcp"},
    "US-NM": {"criminal": "nm-crim", "appeal": "nm-app", ANY: "nm-civil"},
}
