"""Announcements: what somebody has said is to come, and until when it is open."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from casefile.event import Assertion
from casefile.law import placeholders
from casefile.law.catalogue import CATALOGUE
from casefile.law.codes import Prejudice, Track
from casefile.law.criminal import (
    ACQUITTED,
    DEFERRAL_COMPLETED,
    LIABLE,
    NOT_LIABLE,
    REJECTED,
    TICKET_PAID,
)
from casefile.law.edtf import FIRST_DAY, LAST_DAY, parse
from casefile.law.events.dismissal import ChargeDismissed
from casefile.law.events.ending import ClaimDismissed
from casefile.law.events.record import IntentAnnounced, IntentWithdrawn, Occasion
from casefile.law.fact import Fact, of_class
from casefile.law.item import ABATED, DISMISSED, SAME, is_undecided
from casefile.law.occasions import ACTS
from casefile.law.rank import Rank
from casefile.law.regulatory import WITHDRAWN
from casefile.law.timeline import Fold
from casefile.law.wording import announced_as, capital

ANNOUNCEMENT_LIVES = timedelta(days=30)
ONE_DAY = timedelta(days=1)
ANYBODY = ""  # takes back what was announced without an actor
# Where an item has ended, so that no act on its way to that is to come any more.
ENDED = frozenset(
    (
        *(DISMISSED, ACQUITTED, REJECTED, ABATED, DEFERRAL_COMPLETED, WITHDRAWN),
        *(TICKET_PAID, LIABLE, NOT_LIABLE),
    )
)


class Announcement(NamedTuple):
    """An event that was announced, from the day of the announcement until it is moot.

    Once the day has passed by which it was expected, it is overdue.
    """

    fact: Fact
    intended: str
    begins: date
    ends: date
    overdue: date = LAST_DAY

    @property
    def said(self) -> str:
        """Return what is to come, in words, with the prejudice that is announced for it."""
        match self.fact.data:
            case (
                IntentAnnounced(prejudice=Prejudice() as prejudice)
                | ChargeDismissed(prejudice=prejudice)
                | ClaimDismissed(prejudice=prejudice)
            ) if prejudice != Prejudice.UNKNOWN:
                return f"{capital(self._act)} {prejudice.label}"
        return capital(self._act)

    @property
    def _act(self) -> str:
        return announced_as(CATALOGUE[self.intended])

    @property
    def as_to(self) -> str:
        """Return in brackets as to whom it is to come, where a claim may be of others as well."""
        if CATALOGUE[self.intended].track != Track.CIVIL or not self.fact.data.whom():
            return ""
        ids = self.fact.data.whom()
        named = (placeholders.party_in(self.fact.matter_id, one) for one in ids)
        return f" (as to {' and '.join(named)})"

    @property
    def when(self) -> str:
        """Return when it was announced, and for what occasion or by which day."""
        said = [self.fact.when.shown]
        if occasion := _occasion(self.fact):
            said.append(f"to come {occasion.label}")
        if isinstance(self.fact.data, IntentAnnounced) and (by := self.fact.data.expected):
            said.append(f"expected {parse(by).shown}")
        return ", ".join(said)


OnDays = Callable[[Occasion], Sequence[date]]  # when there were such occasions, in order


def announcements(facts: Sequence[Fact], record: Fold, held_on: OnDays) -> Iterator[Announcement]:
    """Yield what the facts that name an item announce for it.

    What is announced for an occasion, in place of a day, is awaited until that is over, and a trial
    for as long as the item is yet to be decided: it is set for months ahead.
    """
    announced = [(fact, intended) for fact in facts if (intended := _intended(fact))]
    if not announced:
        return
    incident_on = record.setting.incident_on
    occurred: dict[str, list[date]] = {}
    for one in record.theirs:
        occurred.setdefault(one.fact.type, []).append(one.latest)
    withdrawn = _withdrawals(facts, incident_on)
    for fact, intended in announced:
        actor = fact.data.actor if isinstance(fact.data, IntentAnnounced) else ANYBODY
        # What is announced may lie ahead, but its announcement is no later than its record.
        announced_for = fact.bounds(incident_on)
        first, begins = (min(on, fact.recorded_on) for on in announced_for)
        # An item is filed once: a filing dated before its announcement is what was announced.
        since = FIRST_DAY if CATALOGUE[intended].files_item else first
        moot = [
            *first_from(since, occurred.get(intended, ())),
            *first_from(begins, withdrawn.get(actor, ())),
            *_ended(record, begins, intended),
        ]
        last, overdue = max(begins, announced_for[1]), LAST_DAY
        if expected := _expected(fact):
            last = max(last, expected)
            overdue = max(begins, expected + ONE_DAY)
        if occasion := _occasion(fact):
            last = next(iter(first_from(first, held_on(occasion))), LAST_DAY)
        lives = _days_after(last)
        if intended in ACTS[Occasion.TRIAL]:
            lives = max(lives, _decided_on(record, begins))
        yield Announcement(fact, intended, begins, min([lives, *moot]), overdue)


def _days_after(day: date) -> date:
    """Return the day on which what was announced by a day, or for it, is no longer awaited."""
    return day + min(ANNOUNCEMENT_LIVES, LAST_DAY - day)


def _decided_on(record: Fold, begins: date) -> date:
    """Return the first day from one on on which the item is not to be decided any more, or not yet.

    Of one of which it is not certain that it is filed by then nothing is said.
    """
    sure = record.certain_by(begins)
    days = [begins, *(one.latest for one in record.placed[sure:])]
    each = zip(days, record.steps[sure:], strict=True)
    return next((day for day, step in each if not is_undecided(step.item)), LAST_DAY)


def borne_out_by(told: Fact, acting: Sequence[Fact], on: date) -> Fact | None:
    """Return the act on record by a day that was announced, or that another source reports.

    What was announced comes no earlier than its announcement, but for a filing.
    """
    intended = told.type if told.reported else _intended(told)
    if not intended:
        return None
    since = FIRST_DAY
    if not (told.reported or CATALOGUE[intended].files_item):
        since = min(told.bounds(None)[0], told.recorded_on)
    last = [
        (one.bounds(None)[1], one.position, one)
        for one in acting
        if one.occurred and one.type == intended and one.items.keys() & told.items.keys()
    ]
    return next((one for day, _, one in sorted(last) if since <= day <= on), None)


def _ended(record: Fold, begins: date, intended: str) -> Iterator[date]:
    """Yield the days from one on on which the item has ended, so that what was announced is moot.

    An act that moves it from there, an appeal, and what takes the end back can still come.
    """
    act = CATALOGUE[intended]
    from_there = {state for move in act.moves if move.to != SAME for state in move.sources}
    if not from_there or act.undoes or act.rank >= Rank.COMPLETED:
        return
    sure = record.certain_by(begins)
    days = [begins, *(one.latest for one in record.placed[sure:])]
    for day, step in zip(days, record.steps[sure:], strict=True):
        if step.item.state in ENDED and step.item.state not in from_there:
            yield day


def _intended(fact: Fact) -> str:
    """Return the type of the event that a fact announces; "" where it announces none."""
    if isinstance(fact.data, IntentAnnounced):
        return fact.data.intended_event
    announced = fact.envelope.assertion is Assertion.ANNOUNCED and fact.data.acts
    return fact.type if announced else ""


def _occasion(fact: Fact) -> Occasion | None:
    """Return at what a fact says that something is to come, where it does."""
    return fact.data.occasion if isinstance(fact.data, IntentAnnounced) else None


def _expected(fact: Fact) -> date | None:
    """Return the last day by which a fact says that something is expected, where it does."""
    said = fact.data.expected if isinstance(fact.data, IntentAnnounced) else None
    latest = parse(said).latest if said else None
    return latest if latest and latest < LAST_DAY else None


def _withdrawals(facts: Sequence[Fact], incident_on: date | None) -> dict[str, list[date]]:
    """Return the days on which anything announced was withdrawn, by who withdrew it, in order."""
    found: dict[str, list[date]] = {}
    for fact, said in of_class(facts, IntentWithdrawn):
        if fact.occurred:
            for actor in (said.actor, ANYBODY):
                found.setdefault(actor, []).append(fact.bounds(incident_on)[1])
    return {actor: sorted(days) for actor, days in found.items()}


def first_from(day: date, days: Sequence[date]) -> Sequence[date]:
    """Return the first of some days in order that is no earlier than a day, if there is one."""
    place = bisect_left(days, day)
    return days[place : place + 1]
