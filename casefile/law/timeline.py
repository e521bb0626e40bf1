"""The timeline of one item: its facts in legal order, and the states that follow from them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from casefile.errors import Refused
from casefile.law.deadlines.limitation import last_days
from casefile.law.fact import Fact
from casefile.law.item import DISMISSED, LAST_OPEN, LIFECYCLES, NONE, SAME, Item
from casefile.law.placing import Placed
from casefile.law.refusals import BeforeIncident, InFuture, OutOfOrder, WrongState
from casefile.law.setting import Setting

CERTAIN = "certain"
POSSIBLE = "possible"
RECORD = "record"
REPORTED = "reported"


class Breach(NamedTuple):
    """A rule that a fact breaks where it stands, and the events that make it so."""

    fact: Fact
    refusal: type[Refused]
    sentence: str
    conflicts: tuple[str, ...]
    day: date


class Span(NamedTuple):
    """One state of an item over a half-open span of days, and the events that it rests on."""

    basis: str
    certainty: str
    ordinal: int
    item: Item
    valid_from: date
    valid_to: date
    evidence: tuple[str, ...]


class Step:
    """An item after some of its facts, what the last of them broke, and the steps from there."""

    __slots__ = ("breach", "evidence", "following", "item")

    def __init__(self, item: Item, evidence: tuple[str, ...], breach: Breach | None) -> None:
        self.item = item
        self.evidence = evidence
        self.breach = breach
        self.following: dict[Hashable, Step] = {}


class Fold:
    """The fold of one item's placed facts: every state that they lead to, together or in part.

    `earlier` is an earlier fold of the same item: where it began with the same state and in the
    same setting, what was folded then is not folded again.
    """

    def __init__(
        self, placed: Sequence[Placed], setting: Setting, earlier: Fold | None = None
    ) -> None:
        self.placed = placed
        self.setting = setting
        # What tells each fact, as it is placed, from every other one.
        self._marks = [(one.fact, one.field, one.latest, one.out_of_order) for one in placed]
        unfiled = _unfiled(placed)
        self.begun: Step
        if earlier and earlier.setting == setting and earlier.begun.item == unfiled:
            self.begun = earlier.begun
        else:
            self.begun = Step(unfiled, (), None)
        self._last: tuple[tuple[int, ...], Step] = ((), self.begun)

    def after(self, chosen: tuple[int, ...]) -> Step:
        """Return the item after the chosen facts, given by their places in legal order."""
        taken, step = self._last
        if chosen[: len(taken)] != taken:
            taken, step = (), self.begun
        for number in chosen[len(taken) :]:
            step = self._follow(step, number)
        self._last = (chosen, step)
        return step

    def _follow(self, step: Step, number: int) -> Step:
        """Return the step that the fact at a place makes of another step."""
        following = step.following.get(self._marks[number])
        if following is None:
            following = _step(step, self.placed[number], self.setting)
            step.following[self._marks[number]] = following
        return following

    @cached_property
    def breaches(self) -> list[Breach]:
        """What is illegal on the whole timeline, in its order."""
        filing = next((one for one in self.placed if one.files), None)
        found, step = [], self.begun
        for number in range(len(self.placed)):
            step = self._follow(step, number)
            if step.breach:
                found.append(_explained(step.breach, filing))
        return found


def _explained(breach: Breach, filing: Placed | None) -> Breach:
    """Return a breach that a later filing explains as one with that filing."""
    if filing is None or filing.fact.event_id in breach.conflicts or breach.conflicts:
        return breach
    if breach.fact is filing.fact or breach.day > filing.latest:
        return breach
    sentence = (
        f"{breach.fact.type} of {breach.fact.when.text}: {filing.written} was filed only later "
        f"({filing.fact.when.text})."
    )
    return breach._replace(sentence=sentence, conflicts=filing.fact.evidence)


def _unfiled(placed: Sequence[Placed]) -> Item:
    """Return the item before anything has happened: what it will be filed as, and no state."""
    filing = next((one for one in placed if one.files), None)
    if filing is None:
        return Item()
    filed = filing.fact.data.change(Item(), filing.field, filing.written)
    return Item(
        track=str(filing.fact.data.track),
        kind=filed.kind,
        group=filed.group,
        attaches_to=filed.attaches_to,
    )


def _step(step: Step, placed: Placed, setting: Setting) -> Step:
    """Apply one fact; an illegal one has its effect all the same and leaves its breach."""
    item, fact, event = step.item, placed.fact, placed.fact.data
    moves = event.moves_on(placed.field, placed.written)
    breach = date_breach(placed, setting)
    state = item.state
    if moves:
        fitting = [move for move in moves if move.when(event, item)]
        foreign = bool(event.track and item.track and event.track != item.track)
        late_filing = placed.files and not item.filed and state != NONE
        legal = late_filing or (not foreign and any(state in move.sources for move in fitting))
        if not legal:
            breach = breach or _illegal(step, placed)
        if foreign:  # an override cannot put a charge into a state of claims
            return Step(item, step.evidence, breach)
        move = next((move for move in fitting if state in move.sources), (fitting or moves)[0])
        state = {SAME: state, LAST_OPEN: item.last_open}.get(move.to, move.to) or NONE
        state = item.state if late_filing else state
    changed = event.change(item, placed.field, placed.written)
    if not moves and changed is item:
        return Step(item, step.evidence, breach)
    return Step(_settle(changed, state, placed, setting), (*step.evidence, *fact.evidence), breach)


def _settle(item: Item, state: str, placed: Placed, setting: Setting) -> Item:
    """Return the changed item in its new state, with all that follows from that."""
    track = item.track or placed.fact.data.track or ""
    since = item.since
    if state != item.state:
        since = (placed.fact.when.text, placed.latest.isoformat())
    opened = track in LIFECYCLES and state in LIFECYCLES[track].open
    following = tuple(
        placed.fact.item_key(successor) for successor in placed.fact.data.successors(placed.field)
    )
    settled = item.having(
        state=state,
        track=str(track),
        since=since,
        last_open=state if opened else item.last_open,
        successors=(*item.successors, *(one for one in following if one not in item.successors)),
        refilable=None,
    )
    if state == DISMISSED and track == "criminal" and settled.prejudice != "with":
        return settled.having(refilable=refilable(settled, setting))
    return settled


def refilable(item: Item, setting: Setting) -> tuple[str, str]:
    """Return the (earliest, latest) last day for filing a charge, as ISO text; "" is no end."""
    incident = setting.incident.when if setting.incident else None
    tolled = [(stay.begins, stay.ends) for stay in setting.stays if stay.tolls]
    first, last = last_days(setting.jurisdiction, item.severity, item.degree, incident, tolled)
    return (first.isoformat() if first else "", last.isoformat() if last else "")


def date_breach(placed: Placed, setting: Setting) -> Breach | None:
    """Return what is wrong with a fact's dates: before the incident, ahead, out of order."""
    fact, incident = placed.fact, setting.incident
    _, latest = fact.bounds(None)
    if incident and setting.incident_on and latest < setting.incident_on:
        sentence = (
            f"It is dated {fact.when.text}, wholly before the incident ({incident.when.text})."
        )
        return Breach(fact, BeforeIncident, sentence, (incident.event_id,), placed.latest)
    if placed.out_of_order:
        sentence = f"It is dated {fact.when.text}, before an event that its links put before it."
        return Breach(fact, OutOfOrder, sentence, fact.after, placed.latest)
    return future_breach(fact)


def future_breach(fact: Fact) -> Breach | None:
    """Return the breach of what is dated wholly more than a day after it was recorded."""
    first = fact.when.earliest
    ahead = fact.envelope.assertion in ("scheduled", "announced")
    if first is None or ahead or first <= fact.known_on + timedelta(days=1):
        return None
    sentence = (
        f"It is dated {fact.when.text}, after the day it was recorded; only what is scheduled or "
        "announced can lie ahead."
    )
    return Breach(fact, InFuture, sentence, (), first)


def _illegal(step: Step, placed: Placed) -> Breach:
    item, event = step.item, placed.fact.data
    lifecycle = LIFECYCLES.get(item.track or event.track or "")
    if lifecycle and item.state == NONE:
        refusal = lifecycle.unfiled
    elif lifecycle and item.state in lifecycle.barred:
        refusal = lifecycle.barred[item.state]
    elif event.track and item.track and event.track != item.track:
        refusal = WrongState
    else:
        refusal = event.refusal_on(item)
    name = placed.written or "the item"
    stands = item.state.replace("_", " ")
    where = f"{name} has not been filed" if item.state == NONE else f"{name} is {stands}"
    since = f" (since {item.since[0]})" if item.since else ""
    sentence = (
        f"{event.tag} of {placed.fact.when.text}: {where}{since} then. "
        f"{(refusal.__doc__ or '').splitlines()[0]}"
    )
    return Breach(placed.fact, refusal, sentence, step.evidence[-1:], placed.latest)
