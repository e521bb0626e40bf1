"""The timeline of one item: its facts in legal order, and the states that follow from them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct

from casefile.errors import Refused
from casefile.law import placeholders
from casefile.law.codes import Track
from casefile.law.criminal import PLEA_TENDERED
from casefile.law.edtf import FIRST_DAY, LAST_DAY
from casefile.law.evidence import Evidence
from casefile.law.fact import Fact
from casefile.law.item import (
    ABATED,
    DECISIONS,
    DISMISSED,
    LIFECYCLES,
    NAMED_BY,
    NONE,
    SAME,
    Item,
    Replaced,
    leaves_behind,
)
from casefile.law.placing import REFILES, Mark, Placed
from casefile.law.refilable import refilable
from casefile.law.refusals import (
    BeforeIncident,
    GoesOn,
    InFuture,
    JeopardyBar,
    NotLive,
    NotOnItem,
    OutOfOrder,
    WrongState,
)
from casefile.law.setting import Setting

CERTAIN = "certain"
POSSIBLE = "possible"
RECORD = "record"
REPORTED = "reported"
CRIMINAL = Track.CRIMINAL
# How an item stands, in whose state's name that cannot be said.
STANDS = {NONE: "has not been filed", PLEA_TENDERED: "has a plea that is not accepted yet"}


class Breach(NamedTuple):
    """A rule that a fact breaks where it stands, and the events that make it so."""

    fact: Fact
    refusal: type[Refused]
    sentence: str
    conflicts: tuple[str, ...]
    day: date


class Span(Struct, frozen=True, eq=False):
    """One state of an item over a half-open span of days, and the events that it rests on.

    `before` is the evidence of the span before it, where its own goes on from that.
    """

    basis: str
    certainty: str
    ordinal: int
    item: Item
    valid_from: date
    valid_to: date
    evidence: Evidence
    before: Evidence | None = None


class Step:
    """An item after some of its facts, what the last one broke, and other steps from there.

    `skipped` says that the last one is not for these parties: it was not legal for them, and need
    not be. `said` is the item as a mere report has it that cannot be true after an acquittal.
    """

    __slots__ = ("breach", "evidence", "item", "others", "said", "skipped")

    def __init__(
        self,
        item: Item,
        evidence: Evidence,
        breach: Breach | None = None,
        *,
        skipped: bool = False,
        said: Item | None = None,
    ) -> None:
        self.item = item
        self.evidence = evidence
        self.breach = breach
        self.skipped = skipped
        self.said = said
        self.others: dict[Mark, Step] | None = None


class Fold:
    """The fold of one item's placed facts: a step for each of them, from the unfiled item on.

    `earlier` is an earlier fold of the same item: where it began with the same item and in the same
    setting, this one goes on from the first fact that changed. On the days before `changed_on`
    nothing differs between the two. `unfiled` is the item before anything has happened, where the
    facts are not all that were placed.
    """

    def __init__(
        self,
        placed: Sequence[Placed],
        setting: Setting,
        earlier: Fold | None = None,
        unfiled: Item | None = None,
    ) -> None:
        self.placed = placed
        self.setting = setting
        self._breaches: list[Breach] | None = None
        self.latest = [one.latest for one in placed]
        self.marks = [one.mark for one in placed]
        unfiled = unfiled or unfiled_item(placed, setting)
        if earlier and earlier.setting == setting and earlier.steps[0].item == unfiled:
            same = _common(self.marks, earlier.marks)
            self.steps: list[Step] = earlier.steps[: same + 1]
            changed = [one.earliest for one in (*placed[same:], *earlier.placed[same:])]
            self.changed_on = min(changed, default=LAST_DAY)
        else:
            same, self.changed_on = 0, FIRST_DAY
            self.steps = [Step(unfiled, Evidence())]
        for one in placed[same:]:
            self.steps.append(step_of(self.steps[-1], one, setting))

    @property
    def last(self) -> Step:
        """Return the item after all of its facts but those that are only perhaps of it."""
        return self.steps[bisect_left(self.latest, LAST_DAY)]

    def certain_by(self, day: date) -> int:
        """Return how many facts are certain by a day: the first ones, as they stand in order."""
        return bisect_right(self.latest, day)

    def follow(self, step: Step, place: int) -> Step:
        """Return the step that the fact at a place makes of another step."""
        if step is self.steps[place]:
            return self.steps[place + 1]
        step.others = step.others or {}
        following = step.others.get(self.marks[place])
        if following is None:
            following = step_of(step, self.placed[place], self.setting)
            step.others[self.marks[place]] = following
        return following

    @property
    def theirs(self) -> Iterator[Placed]:
        """Yield the facts that concern the parties whose item it is, and not others alone."""
        for one, step in zip(self.placed, self.steps[1:], strict=True):
            if not (step.skipped or one.astray):
                yield one

    @property
    def breaches(self) -> list[Breach]:
        """Return what is illegal on the whole timeline, in its order."""
        if self._breaches is None:
            filing = next((one for one in self.placed if one.files), None)
            self._breaches = [_explained(one.breach, filing) for one in self.steps if one.breach]
        return self._breaches


def _common(marks: Sequence[Mark], others: Sequence[Mark]) -> int:
    """Return how many facts are placed alike, from the first one on."""
    for place, (one, other) in enumerate(zip(marks, others, strict=False)):
        if not placed_alike(one, other):
            return place
    return min(len(marks), len(others))


def placed_alike(one: Mark, other: Mark) -> bool:
    """Tell whether two facts are the same event, as it stands, at the same place."""
    return one == other or (one[0].same_as(other[0]) and one[1:] == other[1:])


def _explained(breach: Breach, filing: Placed | None) -> Breach:
    """Return a breach that a later filing explains as one with that filing."""
    if filing is None or filing.fact.event_id in breach.conflicts or breach.conflicts:
        return breach
    if breach.fact is filing.fact or breach.day > filing.latest:
        return breach
    sentence = (
        f"{breach.fact.type} of {breach.fact.when.shown}: {_item(filing)} was filed only later "
        f"({filing.fact.when.shown})."
    )
    return breach._replace(sentence=sentence, conflicts=filing.fact.evidence)


def unfiled_item(placed: Sequence[Placed], setting: Setting) -> Item:
    """Return the item before anything has happened: what it will be filed as, and no state."""
    told = setting.category if setting.category in NAMED_BY else ""
    around = Item(jurisdiction=setting.jurisdiction, category=told)
    filing = next((one for one in placed if one.files), None)
    if filing is None:
        return around
    filed = filing.fact.data.change(Item(), filing.field, filing.written)
    return around.having(
        track=str(filing.fact.data.track),
        kind=filed.kind,
        group=filed.group,
        attaches_to=filed.attaches_to,
    )


def step_of(step: Step, placed: Placed, setting: Setting) -> Step:
    """Apply one fact; an illegal one has its effect all the same and leaves its breach.

    Nothing that is merely reported moves what has ended in an acquittal.

    One that names nobody but those who are no parties of the item has none: it is nobody's here.
    One that stands on acts which did not concern these parties does not concern them either.
    """
    item, fact, event = step.item, placed.fact, placed.fact.data
    moves = event.moves_on(placed.field, placed.written)
    breach = date_breach(placed, setting)
    if placed.astray:
        breach = breach or _astray(placed)
    if placed.nobodys:
        return Step(item, step.evidence, breach)
    if placed.shared and placed.follows and step.evidence.lacks(placed.follows):
        return Step(item, step.evidence, breach, skipped=True)
    state, anew, to, again = item.state, False, SAME, item.again
    if moves:
        fitting = [move for move in moves if move.when(event, item)]
        foreign = bool(event.track and item.track and event.track != item.track)
        late_filing = placed.files and not item.filed and state != NONE
        legal = late_filing or (not foreign and any(state in move.sources for move in fitting))
        if not legal and placed.shared:
            return Step(item, step.evidence, breach, skipped=True)
        if not legal:
            breach = breach or _illegal(step, placed)
        if foreign:  # an override cannot put a charge into a state of claims
            return Step(item, step.evidence, breach)
        move = next((move for move in fitting if state in move.sources), (fitting or moves)[0])
        state, anew = item.state if late_filing else item.goes_to(move), move.anew
        to, again = move.to, again if state == item.state else move.goes_back
    changed = event.change(item, placed.field, placed.written)
    if not moves and changed is item:
        return Step(item, step.evidence, breach)
    settled = _settle(item, changed.having(again=again), state, placed, setting)
    if anew and state == item.state:
        settled = settled.having(since=_since(placed))
    if fact.reported and breach and breach.refusal is JeopardyBar:
        return Step(item, step.evidence, breach, said=settled)
    if settled.appeals != settled.interlocutory and leaves_behind(item, settled, to):
        settled = settled.having(interlocutory=settled.appeals)
    return Step(settled, Evidence(fact.evidence, step.evidence), breach)


def _settle(before: Item, item: Item, state: str, placed: Placed, setting: Setting) -> Item:
    """Return the changed item in its new state, with all that follows from that."""
    track = item.track or placed.fact.data.track or ""
    since, taken_back, stood = item.since, item.taken_back, item.stood
    if state != item.state:
        since = _since(placed)
        # What was taken back is of no more use once something else has moved the item.
        taken_back = item.taken_back if item.taken_back != before.taken_back else ""
        anew = track == CRIMINAL or before.taken_back in DECISIONS
        if anew and stood is before.stood:
            stood = None
    opened = track in LIFECYCLES and state in LIFECYCLES[track].open
    replaced = item.replaced
    if track != CRIMINAL and (substitution := placed.fact.data.substitution()):
        replaced = (*replaced, Replaced(*substitution, placed.fact.when.text, placed.fact.event_id))
    following = tuple(
        placed.fact.item_key(successor) for successor in placed.fact.data.successors(placed.field)
    )
    settled = item.having(
        state=state,
        track=str(track),
        since=since,
        replaced=replaced,
        filed_on=placed.latest.isoformat() if placed.files else item.filed_on,
        taken_back=taken_back,
        stood=stood,
        prejudice="" if item.state == DISMISSED != state else item.prejudice,
        last_open=state if opened else item.last_open,
        successors=(*item.successors, *(one for one in following if one not in item.successors)),
        returned=tuple(one for one in item.returned if one not in following),
        refilable=None,
    )
    may_follow = settled.prejudice != "with" and settled.last_open != ABATED
    if state == DISMISSED and track == CRIMINAL and may_follow:
        return settled.having(refilable=refilable(settled, setting))
    return settled


def _since(placed: Placed) -> tuple[str, str]:
    return placed.fact.when.text, placed.latest.isoformat()


def date_breach(placed: Placed, setting: Setting) -> Breach | None:
    """Return what is wrong with a fact's dates: before the incident, ahead, out of order."""
    fact, incident, incident_on = placed.fact, setting.incident, setting.incident_on
    if incident and incident_on and fact.bounds(None)[1] < incident_on:
        sentence = (
            f"It is dated {fact.when.shown}, wholly before the incident ({incident.when.shown})."
        )
        return Breach(fact, BeforeIncident, sentence, (incident.event_id,), placed.latest)
    if placed.out_of_order:
        sentence = f"It is dated {fact.when.shown}, before an event that its links put before it."
        return Breach(fact, OutOfOrder, sentence, fact.after, placed.latest)
    return future_breach(fact)


def future_breach(fact: Fact) -> Breach | None:
    """Return the breach of what is dated wholly more than a day after it was recorded."""
    first = fact.when.earliest
    ahead = fact.envelope.assertion in ("scheduled", "announced")
    if first is None or ahead or first <= fact.known_on + timedelta(days=1):
        return None
    sentence = (
        f"It is dated {fact.when.shown}, after the day it was recorded; only what is scheduled or "
        "announced can lie ahead."
    )
    return Breach(fact, InFuture, sentence, (), first)


def _astray(placed: Placed) -> Breach:
    fact = placed.fact
    named = " and ".join(placeholders.party_in(fact.matter_id, one) for one in placed.astray)
    sentence = (
        f"{fact.type} of {fact.when.shown}: {named} "
        f"{'is' if len(placed.astray) == 1 else 'are'} no party of {_item(placed)} then."
    )
    return Breach(fact, NotOnItem, sentence, (), placed.latest)


def _item(placed: Placed) -> str:
    """Return the item as the matter of a placed fact speaks of it."""
    fact = placed.fact
    if not placed.written:
        return "the item"
    return placeholders.item_from(fact.matter_id, fact.item_key(placed.written))


def _illegal(step: Step, placed: Placed) -> Breach:
    item, event = step.item, placed.fact.data
    lifecycle = LIFECYCLES.get(item.track or event.track or "")
    if lifecycle and item.state == NONE:
        refusal = lifecycle.unfiled
    elif lifecycle and item.state in lifecycle.barred:
        barred = lifecycle.barred[item.state]
        refusal = GoesOn if barred is NotLive and placed.field == REFILES else barred
    elif event.track and item.track and event.track != item.track:
        refusal = WrongState
    else:
        refusal = event.refusal_on(item)
    where = STANDS.get(item.state) or f"is {item.state.replace('_', ' ')}"
    since = f" (since {item.since[0]})" if item.since else ""
    sentence = (
        f"{event.tag} of {placed.fact.when.shown}: {_item(placed)} {where}{since} then. "
        f"{(refusal.__doc__ or '').splitlines()[0]}"
    )
    return Breach(placed.fact, refusal, sentence, step.evidence.added[-1:], placed.latest)
