"""An item: one charge, claim or citation, its lifecycle, and the moves between its states."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from casefile.errors import Refused
from casefile.law.codes import Track

ON_APPEAL = "on appeal"  # what a label says beside the state
EARLIER_APPEAL = "an earlier appeal pending"
NONE = "none"
DISMISSED = "dismissed"
DISCHARGED = "discharged in bankruptcy"
# Marks that stay whatever becomes of the state: who may see it, and that nobody has to pay it.
LASTING = ("confidential", "sealed", "expunged", DISCHARGED)
# What a finding of guilt leaves: a conviction, or in a juvenile matter an adjudication.
GUILTY = ("convicted", "sentenced", "sentence_completed", "adjudicated")
IN_TRIAL = "in_trial"
ABATED = "abated"  # ended by the death of the party charged
SAME = "(same)"  # a move that leaves the state as it is
LAST_OPEN = "(last open)"  # a move back to the last state in which the item was open
STOOD = "(stood)"  # a move back to what the last act that may be taken back put aside
BELOW = "(below)"  # a move back to what an appeal de novo put aside
REVIEWED = "(reviewed)"  # a move back to what an act put aside that was appealed from
# What is taken back of a claim or a citation, and stands again where that is reversed at once.
AMENDMENT = "amendment"  # of a judgment for one side into one for the other
DECISIONS = ("judgment", "order", "dismissal", "settlement", AMENDMENT)
RESTORED = "vacatur"  # what is taken back where a decision stands again
FOUND = "(found)"  # a move to what a finding of guilt makes of a charge: convicted, or adjudicated
BACK = (LAST_OPEN, STOOD, BELOW, REVIEWED)  # moves that decide nothing anew


# The categories of a matter by which its items are called otherwise than by their track.
JUVENILE, REGULATORY, TRAFFIC = NAMED_BY = ("juvenile", "regulatory", "traffic")


class Stood(Struct, frozen=True, omit_defaults=True):
    """A state, and what went with it, that an act put aside and that comes back without it.

    `appeals` are those that were pending by then, and are: none of them is from that act. `taken`
    is what that act took back, where an appeal is pending that is from it.
    """

    state: str
    detail: dict[str, Any] = {}
    severity: str = ""
    degree: str = ""
    marks: tuple[str, ...] = ()
    appeals: int = 0
    prejudice: str = ""
    taken: str = ""


class Replaced(NamedTuple):
    """A party in whose place another one stands, since a day as it is written, by an event."""

    party: str
    by: str
    since: str
    event_id: str


class Item(Struct, frozen=True, omit_defaults=True):
    """How one item stands after some of its events.

    `detail` holds what only labels and readers need; the rest is what rules look at.
    `refilable` is (earliest, latest) of the last day on which it may be filed again, as ISO text;
    "" stands for an end that the law leaves open. `since` is (effective date as written, first
    certain day) of the state, `again` whether it has come back to that, `filed_on` the first day on
    which it is certain that it was filed. `jurisdiction` is that of its matter, `category`
    too, where what it is called, or can come to, goes by that (`NAMED_BY`).
    `taken_back` says what the act that brought it into its state took back (conviction, sentence,
    dismissal, judgment, order, ...), which a lower court may still carry out. `reviewed` is how it
    stood before an act from which an appeal is pending, whatever has become of it since.
    `interlocutory` are those of the appeals pending that were filed before it was decided as it is,
    so that none of them is from that. `successors` are what the item lives on in, `returned` what
    it has come back from, both as matter_id/item_id.
    `opposite` are those on the other side, where the item stands otherwise against others;
    `replaced` are parties in whose place others stand by now.
    """

    state: str = NONE
    track: str = ""
    filed: bool = False
    filed_on: str = ""
    kind: str = ""
    severity: str = ""
    degree: str = ""
    group: str = ""
    attaches_to: str = ""
    side: str = ""
    opposite: tuple[str, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    prejudice: str = ""
    last_open: str = ""
    jurisdiction: str = ""
    category: str = ""
    appeals: int = 0
    interlocutory: int = 0
    taken_back: str = ""
    stood: Stood | None = None
    below: Stood | None = None
    reviewed: Stood | None = None
    successors: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    refilable: tuple[str, str] | None = None
    since: tuple[str, str] | None = None
    again: bool = False
    detail: dict[str, Any] = {}

    @property
    def juvenile(self) -> bool:
        """Tell whether it is a charge of delinquency."""
        return self.category == JUVENILE

    @property
    def about(self) -> tuple[str, ...]:
        """Return what it is about, in the words of its filing: an offense, a cause, what is cited.

        The first one is what it is called.
        """
        told = (
            self.detail.get(one) for one in ("offense", "cause", "statute", "standards", "agency")
        )
        said = (", ".join(one) if isinstance(one, list | tuple) else one for one in told if one)
        return tuple(map(str, said))

    @property
    def offenses(self) -> frozenset[str]:
        """Return the offense of a charge, and that which was charged at first, without case."""
        return offenses_of(self.detail)

    def having(self, *, detail: Mapping[str, Any] | None = None, **changes: Any) -> Item:
        """Return the item with these changes; a detail of None is taken away."""
        if detail is not None:
            merged = {**self.detail, **detail}
            changes["detail"] = {key: value for key, value in merged.items() if value is not None}
        return replace(self, **changes)

    def marked(self, mark: str) -> Item:
        """Return the item with one more mark beside its state."""
        return self if mark in self.marks else replace(self, marks=(*self.marks, mark))

    def unmarked(self, *marks: str) -> Item:
        """Return the item without some of the marks beside its state."""
        left = tuple(mark for mark in self.marks if mark not in marks)
        return self if left == self.marks else replace(self, marks=left)

    def holder(self, party_id: str, persons: Mapping[str, str] = {}) -> str:
        """Return who stands where a party stood, who may have been replaced by now.

        `persons` gives the one id by which somebody with several is told.
        """
        for one in self.replaced:
            same = persons.get(one.party, one.party) == persons.get(party_id, party_id)
            party_id = one.by if same else party_id
        return party_id

    def come_back(self, *others: str) -> Item:
        """Return the item as one that lives on in itself again, and not in what it went on in."""
        every = dict.fromkeys((*self.returned, *self.successors, *others))
        return replace(self, successors=(), returned=tuple(every))

    def put_aside(self, *names: str) -> Stood:
        """Return the state of the item with these of its details, to come back to."""
        detail = {name: self.detail.get(name) for name in names}
        said = (self.severity, self.degree, self.marks, self.appeals, self.prejudice)
        return Stood(self.state, detail, *said)

    def restored(self, stood: Stood) -> Item:
        """Return the item with what was put aside with an earlier state."""
        marks = self.marks_with(stood)
        return self.having(
            severity=stood.severity, degree=stood.degree, marks=marks, detail=stood.detail
        )

    def marks_with(self, stood: Stood) -> tuple[str, ...]:
        """Return the marks that went with an earlier state, with those that go with none."""
        went = (mark for mark in stood.marks if mark not in LASTING)
        return (*went, *(mark for mark in self.marks if mark in LASTING))

    def goes_to(self, move: Move) -> str:
        """Return the state to which a move takes the item."""
        to = move.to
        if to == SAME:
            return self.state
        if to == LAST_OPEN:
            return self.last_open or NONE
        if to == FOUND:
            return "adjudicated" if self.juvenile else "convicted"
        if to in (STOOD, BELOW, REVIEWED):
            stood = {STOOD: self.stood, BELOW: self.below, REVIEWED: self.reviewed}[to]
            if stood is None or self.last_open == ABATED:
                return self.last_open or NONE
            return stood.state
        return to


ALONE = 2  # how far a move is from what is ordinarily said, where True is nearer


class Move(Struct, frozen=True):
    """One row of a lifecycle table: from these states, to that one, when the event says so.

    Where it is `anew` the item is in that state since then, also where it was so before; where it
    leads `back` the item was in that state before something that is taken back. One that is `named`
    is of those whom the event names: without names it is not said of them, while it can be of
    others. One of those who are `ALONE` is said without names of nobody else at all.
    """

    sources: tuple[str, ...]
    to: str
    when: Callable[[Any, Item], bool] = lambda _event, _item: True
    anew: bool = False
    back: bool = False
    named: int = False

    @property
    def goes_back(self) -> bool:
        """Tell whether it leads to where the item was before."""
        return self.back or self.to in BACK


class Lifecycle(Struct, frozen=True):
    """The states of one track: which are open, how exposed each leaves a party, how it reads.

    `exposure` lists groups of standings from the highest legal exposure to the lowest; a standing
    is a state, or `state:variant` where prejudice, time or side decide (see `exposure_name`).
    """

    track: Track
    open: frozenset[str]
    exposure: tuple[tuple[str, ...], ...]
    unfiled: type[Refused]
    barred: Mapping[str, type[Refused]]
    label: Callable[[Item, date], str]

    @property
    def states(self) -> tuple[str, ...]:
        """Return every state of the track, that of an item not yet filed among them."""
        return tuple(sorted({name.partition(":")[0] for group in self.exposure for name in group}))

    def rank(self, item: Item, on: date) -> int:
        """Return the item's place in the order of exposure, 0 being the highest.

        A state of another track, which a corrected filing can leave behind, is the lowest.
        """
        found = exposure_name(item, on)
        places = (place for place, group in enumerate(self.exposure) if found in group)
        return next(places, len(self.exposure) - 1)


LIFECYCLES: dict[str, Lifecycle] = {}


def lifecycle(**parts: Any) -> Lifecycle:
    """Make a lifecycle and enter it in the register."""
    made = Lifecycle(**parts)
    LIFECYCLES[made.track] = made
    return made


def exposure_name(item: Item, on: date) -> str:
    """Return what the headline rule calls the item on a day: its state with what qualifies it."""
    if item.state == DISMISSED:
        if "settled" in item.marks:
            return "settled"
        if item.prejudice == "without":
            return "dismissed:refilable" if still_refilable(item, on) else "dismissed:barred"
        unknown = item.prejudice == "unknown" and item.last_open != ABATED
        return "dismissed:unknown" if unknown else "dismissed:barred"
    if item.state == "judgment":
        return (
            "judgment:for" if item.detail.get("judgment_for") == item.side else "judgment:against"
        )
    return item.state


def is_on_appeal(item: Item) -> bool:
    """Tell whether an appeal is pending; one of somebody charged who has died has abated, too.

    What a court says of it afterwards is still its decision.
    """
    return item.appeals > 0 and ABATED not in (item.state, item.last_open)


def appeal_label(item: Item) -> list[str]:
    """Return that an appeal is pending in words; one that is not from what was decided says so.

    What it is from has been taken back, or came before the decision. Where a conviction stands of
    which the sentence alone was taken back, it may be from that. From an acquittal that set no
    verdict aside there is no appeal (Ball v. United States, 163 U.S. 662, 671 (1896)).
    """
    if not is_on_appeal(item):
        return []
    undone = item.stood is not None and item.appeals <= item.stood.appeals
    gone = undone and item.state not in GUILTY
    before = not is_undecided(item) and not is_appealed(item)
    final = item.state == "acquitted" and "set_aside" not in item.detail
    return [EARLIER_APPEAL if gone or before or final else ON_APPEAL]


def has_abated(item: Item) -> bool:
    """Tell whether a charge has ended with the life of the party, wherever it has gone on."""
    return ABATED in (item.state, item.last_open) and item.state not in (DISMISSED, "acquitted")


def appealed_since(item: Item) -> bool:
    """Tell whether an appeal may be from the act that put aside how the item stood.

    An appeal that was pending by then is from what that act took back. Where no filing is on
    record, nothing says which act is appealed from.
    """
    return item.stood is not None and (not item.appeals or item.appeals > item.stood.appeals)


def is_undecided(item: Item) -> bool:
    """Tell whether an item is yet to be decided; what is put off after guilt was is decided."""
    lifecycle = LIFECYCLES.get(item.track)
    return bool(lifecycle and item.state in lifecycle.open and not item.detail.get("guilt"))


def leaves_behind(before: Item, after: Item, to: str) -> bool:
    """Tell whether an item leaves behind what was appealed by then, by a move to some state.

    It does when it comes to trial, or is decided without one; a notice from the trial on is from
    what that comes to (Fed. R. App. P. 4(a)(2)).
    """
    first = is_undecided(before) and before.state != IN_TRIAL and to not in BACK
    return first and (after.state == IN_TRIAL or not is_undecided(after))


def is_appealed(item: Item) -> bool:
    """Tell whether an appeal may be from how the item was decided last.

    Where no filing is on record, nothing says what is appealed from.
    """
    return not item.appeals or item.appeals > item.interlocutory


def still_refilable(item: Item, on: date) -> bool:
    """Tell whether the item could be filed again on a day: at or before the latest possible end.

    Against somebody who has died nothing can.
    """
    if item.last_open == ABATED:
        return False
    return not item.refilable or not item.refilable[1] or on.isoformat() <= item.refilable[1]


def offenses_of(detail: Mapping[str, Any]) -> frozenset[str]:
    """Return of the facts of a charge its offense, and that which was charged at first."""
    told = (detail.get(one) for one in ("offense", "charged_as"))
    return frozenset(str(one).casefold() for one in told if one)
