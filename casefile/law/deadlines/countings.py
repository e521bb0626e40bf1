"""Countings: how a body of rules counts time; each step cites what says so."""

from __future__ import annotations

from msgspec import Struct

MOST = 36_525  # of any unit: a hundred years of days


class Counting(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a body of rules counts time; each text cites the rule that says so.

    An empty text is a step that these rules do not have, or of which casefile is not sure; what
    needs it is refused. A period of at most `short` days leaves out Saturdays, Sundays and legal
    holidays. `mailed` are the ways of service to which `mail` adds days: to the period itself where
    `mail_lengthens`, and else after it would end. `holidays` is the jurisdiction whose legal
    holidays count; with `state`, those of the state where the court sits count as well when time
    runs after an event.
    """

    code: str
    jurisdiction: str
    title: str
    excludes: str
    counts: str = ""
    rolls: str = ""
    hours: str = ""
    before: str = ""
    closed: str = ""
    mail: str = ""
    mailed: tuple[str, ...] = ("mail", "clerk", "consented")
    mail_lengthens: bool = False
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


CALENDAR = Counting(
    code="calendar",
    jurisdiction="",
    title="Every day counts, and the last one stands whatever day it is",
    excludes="by the calendar",
    counts="by the calendar",
    rolls="",
    hours="by the calendar",
    before="by the calendar",
)
