"""Deadlines: from the day of an event to the day on which something is due, with every step said.

The method is that of Fed. R. Civ. P. 6(a); what other rules do otherwise stands in the table of
countings. Of a day that is not known exactly both ends are counted.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from typing import Annotated, NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Meta

from casefile.errors import Refused
from casefile.event import Code, Part, plain
from casefile.law.deadlines.countings import MOST, Counting
from casefile.law.deadlines.holiday import name_of
from casefile.law.edtf import When

MAILED = timedelta(days=3)
WEEKEND = {5: "is a Saturday", 6: "is a Sunday"}  # by the number of the weekday


class Unit(Code):
    """What a period is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Direction(Code):
    """Whether a period runs from an event on, or back from it."""

    AFTER = "after"
    BEFORE = "before"


class ServedBy(Code):
    """How a paper was served, where that adds days; other ways add none and are left out."""

    MAIL = "mail"
    CLERK = "clerk", "leaving it with the clerk"
    CONSENTED = "consented", "other means consented to"


class Period(Part):
    """A period that no rule of the table has: ordered, agreed, or of another law.

    `counting` is a line of the table of countings; by default that of the matter's court.
    """

    number: Annotated[int, Meta(ge=1, le=MOST)]
    unit: Unit
    direction: Direction = Direction.AFTER
    counting: Annotated[str, plain("a way of counting", max_length=40)] | None = None

    @property
    def label(self) -> str:
        """Return the period in words, like 10 days after."""
        unit = self.unit.label.removesuffix("s") if self.number == 1 else self.unit.label
        return f"{self.number} {unit} {self.direction.label}"


class Terms(NamedTuple):
    """All that decides on a count beside the day it begins with."""

    number: int
    unit: Unit
    before: bool
    law: Counting
    holidays: tuple[str, ...] = ()
    served_by: ServedBy | None = None
    closed_on: tuple[date, ...] = ()
    zone: str = ""
    closings: tuple[str, ...] = ()  # a court with holidays of its own, which move a last day


class Due(NamedTuple):
    """When something is due, in EDTF, and the steps that led there."""

    due: str
    steps: tuple[str, ...]


class NotCountable(Refused):
    """The rules of counting do not say how to count this, or the calendar ends before it does."""

    code = "deadline.not_countable"


def count(what: str, when: When, terms: Terms) -> Due:
    """Count from the day of an event, which `what` names; raises NotCountable.

    An end that `when` leaves open stays open.
    """
    _check(terms)
    try:
        exact = when.earliest is not None and when.earliest == when.latest
        if exact and when.earliest and (when.clock or terms.unit is not Unit.HOURS):
            return Due(*_counted(what, when.earliest, when.clock + when.offset, terms))
        return _ends(what, when, terms)
    except OverflowError as error:
        raise NotCountable("The period ends beyond the calendar.") from error


def _ends(what: str, when: When, terms: Terms) -> Due:
    """Count from the first and from the last day that is possible."""
    first = when.earliest.isoformat() if when.earliest else "any earlier day"
    last = when.latest.isoformat() if when.latest else "any later day"
    span = f"it is written {when.text}, which can be {first} to {last}"
    steps = [f"The time of {what} is not known exactly: {span}. Both ends are counted."]
    found = []
    for name, day, clock in (
        ("Earliest", when.earliest, "00:00"),
        ("Latest", when.latest, "23:59"),
    ):
        if day is None:
            found.append("..")
            steps.append(f"{name}: this end is open.")
            continue
        due, said = _counted(what, day, clock, terms)
        found.append(due.partition("T")[0])
        steps += [f"{name}: {step[0].lower() + step[1:]}" for step in said]
    due = found[0] if found[0] == found[1] else "/".join(found)
    return Due(due, (*steps, f"So the day is written {due}."))


def _check(terms: Terms) -> None:
    law, served_by = terms.law, terms.served_by
    adds = law.mail if served_by in law.mailed else ""
    needed = [
        (terms.unit is Unit.HOURS, law.hours, "hours"),
        (terms.before, law.before, "time before an event"),
        (
            served_by and not terms.before,
            adds,
            f"service by {served_by.label if served_by else ''}",
        ),
        (terms.closed_on, law.closed, "days on which the court is closed"),
    ]
    for asked, cited, words in needed:
        if asked and not cited:
            raise NotCountable(
                f"How to count {words} is not in the table of {law.code}: the text of the rule "
                "was not at hand. Give the day that is due, as the court or a lawyer counts it."
            )
    if terms.before and terms.served_by:
        raise NotCountable("Days are added to time after an event, not to time before one.")
    if terms.unit is Unit.HOURS and terms.served_by:
        raise NotCountable("Days are added to a period of days, not to one of hours.")


def _counted(what: str, day: date, clock: str, terms: Terms) -> tuple[str, tuple[str, ...]]:
    """Count from one day, or from a time of it where hours are counted.

    That time can have its offset from UTC with it; so has the end where its clock leaves it open.
    """
    steps: list[str] = []
    if len(terms.holidays) > 1:
        steps.append(f"Legal holidays are those of {_listed(terms.holidays)} ({terms.law.state}).")
    if terms.unit is Unit.HOURS:
        ends = _hours(what, datetime.combine(day, time.fromisoformat(clock)), terms, steps)
        rolled = _rolled(ends.date(), terms, steps)
        if rolled != ends.date():
            steps.append(f"The time of day stays {ends:%H:%M} ({terms.law.hours}).")
            ends = datetime.combine(rolled, ends.time())
        return ends.isoformat(timespec="seconds" if ends.second else "minutes"), tuple(steps)
    steps.append(f"Day 0 is {day} ({what}); it is not counted ({terms.law.excludes}).")
    ends_on = _days(day, terms, steps)
    if not (terms.served_by and terms.law.mail_lengthens):
        ends_on = _rolled(ends_on, terms, steps)
    if terms.served_by:
        ends_on += MAILED
        said = f"Service by {terms.served_by.label} adds 3 days ({terms.law.mail})"
        steps.append(f"{said}: {_named(ends_on)}.")
        ends_on = _rolled(ends_on, terms, steps)
    return ends_on.isoformat(), tuple(steps)


def _hours(what: str, begins: datetime, terms: Terms, steps: list[str]) -> datetime:
    """Return the time some hours later by the clock of the court; every hour that passes counts.

    It has its offset from UTC where that clock shows it twice, or where nobody knows the court's.
    """
    zone = ZoneInfo(terms.zone) if terms.zone else begins.tzinfo or UTC
    law = terms.law
    span = timedelta(hours=-terms.number if terms.before else terms.number)
    local = begins.astimezone(zone) if begins.tzinfo else begins.replace(tzinfo=zone)
    ends = (local.astimezone(UTC) + span).astimezone(zone)
    turned = " The clocks were changed in between." if ends.utcoffset() != local.utcoffset() else ""
    if not terms.zone:
        turned = " The court's time zone is not known: no change of its clocks is counted."
    steps.append(f"Hour 0 is {local:%Y-%m-%dT%H:%M} ({what}); counting begins at once.")
    steps.append(
        f"{_period(terms)} is {ends:%Y-%m-%dT%H:%M}, {_weekday(ends.date())}; every hour counts "
        f"({law.hours}).{turned}"
    )
    twice = ends.replace(fold=0).utcoffset() != ends.replace(fold=1).utcoffset()
    alone = not twice and (terms.zone or not begins.tzinfo)
    return ends.replace(tzinfo=None) if alone else ends


def _days(day: date, terms: Terms, steps: list[str]) -> date:
    """Return the last day of a period, before it is asked what day that is."""
    law, cited = terms.law, terms.law.counts
    short = terms.unit is Unit.DAYS and terms.number <= law.short
    if short or terms.unit is Unit.WORKING_DAYS:
        return _working_days(day, terms, steps)
    step = -terms.number if terms.before else terms.number
    match terms.unit:
        case Unit.WEEKS:
            ends = day + timedelta(weeks=step)
        case Unit.MONTHS | Unit.YEARS:
            ends = months_later(day, step * (12 if terms.unit is Unit.YEARS else 1))
        case _:
            ends = day + timedelta(days=step)
    steps.append(f"{_period(terms)} is {_named(ends)}; every day counts ({cited}).")
    if terms.unit in (Unit.MONTHS, Unit.YEARS) and ends.day != day.day:
        steps.append(f"That month has no day {day.day}, so the period ends with the month.")
    return ends


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last of a month that has no such day.

    Raises OverflowError beyond the calendar.
    """
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= years <= MAXYEAR:
        raise OverflowError
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def _working_days(day: date, terms: Terms, steps: list[str]) -> date:
    law = terms.law
    step = timedelta(days=-1 if terms.before else 1)
    left, holidays = terms.number, []
    while left:
        day += step
        if not (idle := _idle(day, terms.holidays)):
            left -= 1
        elif day.weekday() not in WEEKEND:
            holidays.append(f"{day} ({idle.removeprefix('is ')})")
    omitted = "Saturdays, Sundays and legal holidays"
    named = f": {_listed(holidays)}" if holidays else ""
    cited = law.omits or law.counts
    steps.append(f"{_period(terms)} is {_named(day)}; {omitted} are left out{named} ({cited}).")
    return day


def _rolled(day: date, terms: Terms, steps: list[str]) -> date:
    """Move a last day that is no working day on, or back where time is counted back."""
    law, unit = terms.law, terms.unit
    if not law.rolls:
        return day
    cited = [
        law.hours if unit is Unit.HOURS else law.rolls,
        *([law.before] if terms.before else []),
    ]
    day = _moved(day, terms, (), cited, steps)
    if day not in terms.closed_on:
        return day
    # A closed office always gives more time, also where time is counted back.
    return _moved(day, terms._replace(before=False), terms.closed_on, [law.closed], steps)


def _moved(
    day: date, terms: Terms, closed_on: Sequence[date], cited: Sequence[str], steps: list[str]
) -> date:
    """Return the first day from this one on, or back, that can be a last one, and say why."""
    step, idle = timedelta(days=-1 if terms.before else 1), []
    closed = "is a day on which the clerk's office is inaccessible"
    while why := _idle(day, (*terms.holidays, *terms.closings)) or (
        closed if day in closed_on else ""
    ):
        idle.append(f"{day} {why}")
        day += step
    if idle:
        turn = "back" if terms.before else "on"
        said = f"{_listed(idle)}; the period runs {turn} to {_named(day)} ({', '.join(cited)})."
        steps.append(said)
    return day


def _idle(day: date, holidays: Sequence[str]) -> str:
    """Return what keeps a day from being a last one: "is Memorial Day", or nothing."""
    if name := name_of(day, holidays):
        return f"is {name}"
    return WEEKEND.get(day.weekday(), "")


def _period(terms: Terms) -> str:
    unit = terms.unit.label.removesuffix("s") if terms.number == 1 else terms.unit.label
    return f"{terms.number} {unit} {'earlier' if terms.before else 'later'}"


def _weekday(day: date) -> str:
    return f"a {day:%A}"


def _named(day: date) -> str:
    return f"{day}, {_weekday(day)}"


def _listed(words: Sequence[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last
