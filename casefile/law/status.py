"""The status rule: one headline for a party on each track, and all that stands behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from msgspec import UNSET, Struct, UnsetType

from casefile.law import placeholders
from casefile.law.criminal import REVOKED, SENTENCED, not_denied
from casefile.law.flags import OF_STATE, REFILABLE, Flag
from casefile.law.headline import HeadlineInWords, candidates, headline_of, leading
from casefile.law.headline_codes import headline_code
from casefile.law.item import ABATED, EARLIER_APPEAL, NONE, ON_APPEAL, Item, has_abated
from casefile.law.item_labels import ENHANCEMENT, PERHAPS_REFILED
from casefile.law.onward import otherwise, unread_ahead
from casefile.law.seen import Seen
from casefile.law.succession import Standing, counted_on
from casefile.law.timeline import RECORD, REPORTED
from casefile.law.track_names import called


class Since(Struct, frozen=True, kw_only=True):
    """From when a state holds: as its event says, and from which day that is certain.

    `again` stands in it where the item was so before, and what ended that is taken back.
    """

    effective: str
    certain_from: str
    again: bool | UnsetType = UNSET


# What says how a part of an item stands, and not against whom.
OF_ONE_PART = ("kind", "state", "prejudice", "since", "severity", "side", "detail")


class ItemStatus(Struct, frozen=True, kw_only=True):
    """A charge, claim or citation as it stands, with the events that this rests on."""

    item_id: str
    matter_id: str
    kind: str
    state: str
    prejudice: str | None
    label: str
    since: Since | None
    evidence: Sequence[str]
    severity: str | None
    side: str | None
    opposite: Sequence[str] | UnsetType = UNSET
    attaches_to: str | None
    marks: Sequence[str]
    detail: dict[str, Any]

    def stands_as(self, other: ItemStatus) -> bool:
        """Tell whether it stands as another part of the item does, or did, whoever that is of."""
        alike = all(getattr(self, name) == getattr(other, name) for name in OF_ONE_PART)
        return alike and [*self.marks] == [*other.marks]

    @property
    def has_sentence(self) -> bool:
        """Tell whether it is a charge that stands sentenced."""
        return self.state == SENTENCED

    @property
    def untold_since(self) -> Since | None:
        """Return since when the state holds, where the label does not say that day itself."""
        if not self.since:
            return None
        told = rf"\b(?:on|{REVOKED}) {re.escape(self.since.effective)}(?![\w/-])"
        return None if re.search(told, self.label) else self.since

    @property
    def holds_since(self) -> str:
        """Return the state that holds `since`, where the label says what came later as well."""
        if not self.since:
            return ""
        later = self.marks or any(one in self.label for one in (ON_APPEAL, EARLIER_APPEAL))
        state = self.state.replace("_", " ") if later else ""
        return f"{state} again".strip() if self.since.again else state


class PossibleStates(Struct, frozen=True, kw_only=True):
    """The states in which an item may be as well, for all that is known of its dates."""

    item_id: str
    matter_id: str
    states: Sequence[str]
    evidence: Sequence[str]


class Until(Struct, frozen=True, kw_only=True):
    """A day, or the range in which it lies."""

    earliest: str | None
    latest: str | None


class FlagRaised(Struct, frozen=True, kw_only=True):
    """What must be known beside a status."""

    code: str
    sentence: str
    item_id: str
    matter_id: str
    events: Sequence[str]
    until: Until | UnsetType = UNSET


One = TypeVar("One", bound=ItemStatus)


def there_by_then(
    items: Iterable[One], possible: Iterable[PossibleStates], flags: Iterable[FlagRaised]
) -> list[One]:
    """Return the items that are there, or of which something is told beside."""
    said = {(one.matter_id, one.item_id) for one in possible}
    said |= {(one.matter_id, one.item_id) for one in flags}
    return [one for one in items if one.state != NONE or (one.matter_id, one.item_id) in said]


class TrackStatus(Struct, frozen=True, kw_only=True):
    """A party's status on one track: the headline, and all that stands behind it.

    `name` is what the track is called: that of criminal matters is one of delinquency where they
    are juvenile, which are no criminal cases (18 U.S.C. 5032; NMSA 1978, 32A-2-18), and one of
    infractions where the charges are such, which are no crimes in many states (RCW 46.63.020; Fla.
    Stat. 318.13(3)); a charge by ticket of which nobody has said how grave it is, is a ticket,
    unless its offense is a crime by the law of the place, or its sentence shows it; and one in a
    matter of traffic of which nobody has said even that is one of traffic. What is claimed
    before an agency is no civil action.
    """

    name: str
    status: str
    label: str
    prejudice: str | None
    certain: bool
    items: Sequence[ItemStatus]
    breakdown: dict[str, int]
    enhancements: Sequence[ItemStatus]
    possible: Sequence[PossibleStates]
    flags: Sequence[FlagRaised]
    as_reported: HeadlineInWords | None

    @property
    def every(self) -> Sequence[ItemStatus]:
        """Return the items, and the enhancements behind them."""
        return (*self.items, *self.enhancements)

    @property
    def by_then(self) -> Sequence[ItemStatus]:
        """Return those of `every` that are there, or of which something is told.

        Where there are none, it is those of which more is said than that they are none yet.
        """
        there = there_by_then(self.every, self.possible, self.flags)
        return there or [one for one in self.every if one.label != NONE]

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many count in each state, of those that are there."""
        return {state: count for state, count in self.breakdown.items() if state != NONE}


def by_track(
    seen: Iterable[Seen], on: date, basis: str = RECORD, elsewhere: Sequence[Seen] = ()
) -> dict[str, TrackStatus]:
    """Return a party's status on each track on which it has any item.

    `elsewhere` are its items that are out of scope, in which those in scope may go on.
    """
    return {track: _status(some, on, basis, elsewhere) for track, some in _parted(seen)}


class Headline(NamedTuple):
    """The headline of a party on a track, without its words: what a report counts.

    `name` is what the track is called for the item that sets it. `unread` tells whether something
    has ended in words that nobody has read.
    """

    name: str
    code: str
    certain: bool
    unread: bool


def headlines(
    seen: Iterable[Seen], on: date, basis: str = RECORD, elsewhere: Sequence[Seen] = ()
) -> dict[str, Headline]:
    """Return the headline of a party on each track, by the same rule as `by_track`."""
    found = {}
    for track, some in _parted(seen):
        stands = [one.on(basis) for one in some]
        best = leading(candidates(counted_on(some, elsewhere, basis), on), on)
        code = headline_code(best.item, on, went_on=best.went_on) if best else NONE
        unread = any(one.unread for one in _without_enhancements(stands))
        name = called([best.seen] if best else some)
        certain = _is_certain(stands) and not (
            otherwise(some, elsewhere, basis) or unread_ahead(some, elsewhere, basis)
        )
        found[track] = Headline(name, code, certain, unread)
    return found


def _parted(seen: Iterable[Seen]) -> Iterator[tuple[str, list[Seen]]]:
    """Yield each track with its items, in the order of their ids."""
    tracks: dict[str, list[Seen]] = {}
    for one in sorted(seen, key=lambda one: (one.key, one.parts)):
        tracks.setdefault(one.track, []).append(one)
    for track in sorted(tracks):
        yield track, tracks[track]


def _without_enhancements(stands: Iterable[Seen]) -> Iterator[Seen]:
    return (one for one in stands if one.item.kind != ENHANCEMENT)


def _is_certain(stands: Iterable[Seen]) -> bool:
    return not any(one.possible or one.unread for one in _without_enhancements(stands))


def _status(seen: Sequence[Seen], on: date, basis: str, elsewhere: Sequence[Seen]) -> TrackStatus:
    stands = [one.on(basis) for one in seen]
    counted = _with_sides(counted_on(seen, elsewhere, basis))
    counting = candidates(counted, on)
    headline, as_reported = headline_of(counted, counting, on), None
    if basis == RECORD and any(one.reported for one in seen):
        told = _with_sides(counted_on(seen, elsewhere, REPORTED))
        counting_told = candidates(told, on)
        if headline_of(told, counting_told, on) != headline:
            as_reported = headline_of(told, counting_told, on, each=True)
    items = [one for one in counted if one.item.kind != ENHANCEMENT]
    may, unread = otherwise(seen, elsewhere, basis), unread_ahead(seen, elsewhere, basis)
    return TrackStatus(
        name=called(seen),
        status=headline.status,
        label=headline.label,
        prejudice=headline.prejudice,
        certain=_is_certain(stands) and not (may or unread),
        items=[item_status(one, on) for one in items],
        breakdown=dict(sorted(Counter(stands_as(one.item) for one in counting).items())),
        enhancements=[item_status(one, on) for one in counted if one.item.kind == ENHANCEMENT],
        possible=[possible_states(one) for one in (*stands, *may) if one.possible],
        flags=[
            *flags_once(seen, counted),
            *(flag_raised(one, flag) for one in unread for flag in one.unread),
            *_alternative_convictions(stands),
        ],
        as_reported=as_reported,
    )


def stands_as(item: Item) -> str:
    """Return the state of an item by which it is counted: nobody is said to deny who has not."""
    return not_denied(item).replace(" ", "_") or item.state


def _with_sides(counted: list[Standing]) -> list[Standing]:
    """Return the items with the side of each, where the party stands on both."""
    sides = {one.item.side for one in counted if one.item.side and one.item.state != NONE}
    return [one._replace(side=one.item.side) for one in counted] if len(sides) > 1 else counted


def _alternative_convictions(stands: Sequence[Seen]) -> list[FlagRaised]:
    groups: dict[tuple[str, str], list[Seen]] = {}
    for one in stands:
        if one.item.group and one.item.state in ("convicted", "sentenced", "sentence_completed"):
            groups.setdefault((one.matter_id, one.item.group), []).append(one)
    return [
        flag_raised(
            members[0],
            Flag(
                "alternative_convictions",
                f"There are {len(members)} convictions on alternative charges ({group}).",
                tuple(dict.fromkeys(name for one in members for name in one.evidence)),
                date.min,
            ),
        )
        for (_, group), members in groups.items()
        if len(members) > 1
    ]


def _since(item: Item) -> Since | None:
    if item.since is None:
        return None
    effective, certain_from = item.since
    return Since(effective=effective, certain_from=certain_from, again=item.again or UNSET)


def item_status(one: Standing, on: date) -> ItemStatus:
    """Return one item as it counts: its state in words and codes, and what it rests on."""
    item = one.item
    return ItemStatus(
        item_id=one.seen.item_id,
        matter_id=one.seen.matter_id,
        kind=item.kind,
        state=item.state,
        prejudice=item.prejudice or None,
        label="; ".join((one.label(on), *one.seen.endings)),
        since=_since(item),
        evidence=one.evidence,
        severity=item.severity or None,
        side=item.side or None,
        opposite=item.opposite or UNSET,
        attaches_to=item.attaches_to or None,
        marks=item.marks,
        detail={key: value for key, value in item.detail.items() if not key.endswith("_label")},
    )


def possible_states(one: Seen) -> PossibleStates:
    """Return the states in which an item may be as well, and the events that make them possible."""
    return PossibleStates(
        item_id=one.item_id,
        matter_id=one.matter_id,
        states=list(
            dict.fromkeys(ABATED if has_abated(item) else item.state for item, _ in one.possible)
        ),
        evidence=list(dict.fromkeys(name for _, names in one.possible for name in names)),
    )


def flags_once(seen: Iterable[Seen], counted: Iterable[Standing] = ()) -> list[FlagRaised]:
    """Return the flags on some items; what stands on several parts of one is told once.

    A charge that is dismissed, and `counted` as what went on as another, is not filed again itself;
    one that was perhaps filed again is only perhaps to be.
    """
    stand = {one.seen.place: one.item for one in counted}
    told: dict[tuple[str, ...], FlagRaised] = {}
    for one in seen:
        item = stand.get(one.place, one.item)
        for flag in one.flags:
            if flag.code == REFILABLE and not item.refilable and one.place in stand:
                continue
            said = (one.key, flag.code, flag.sentence, *flag.events)
            told.setdefault(said, flag_raised(one, _unless_refiled(flag, item)))
    return list(told.values())


def _unless_refiled(flag: Flag, item: Item) -> Flag:
    """Return a flag that a charge can be filed again, unless it perhaps was."""
    perhaps = item.detail.get(PERHAPS_REFILED)
    if flag.code != REFILABLE or not perhaps:
        return flag
    then = f"{flag.sentence[0].lower()}{flag.sentence[1:]}"
    return flag._replace(sentence=f"Unless it was filed again as {perhaps}: {then}")


def _about(one: Seen, flag: Flag) -> str:
    """Return the sentence of a flag, with the item of whose state it tells."""
    if flag.code not in OF_STATE:
        return flag.sentence
    return f"{flag.sentence.removesuffix('.')}: {placeholders.item(one.key)}."


def flag_raised(one: Seen, flag: Flag) -> FlagRaised:
    """Return one flag with the item that it stands on."""
    until: Until | UnsetType = UNSET
    if flag.until:
        earliest, latest = flag.until
        until = Until(earliest=earliest or None, latest=latest or None)
    return FlagRaised(
        code=flag.code,
        sentence=_about(one, flag),
        item_id=one.item_id,
        matter_id=one.matter_id,
        events=flag.events,
        until=until,
    )
