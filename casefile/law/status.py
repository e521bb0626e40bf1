"""The status rule: one headline for a party on each track, and all that stands behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from msgspec import UNSET, Struct, UnsetType

from casefile.law.codes import Severity
from casefile.law.flags import Flag
from casefile.law.headline_codes import headline_code
from casefile.law.item import LIFECYCLES, NONE, Item, exposure_name

ENHANCEMENT = "enhancement"
LEFT_OUT = ("superseded", "moved")
_severities = list(Severity)


class Seen(Struct, kw_only=True):
    """One item of a party, as it is seen on a day with what was known at a position.

    `reported` is the item as sources report it, where that differs from the record.
    """

    matter_id: str
    item_id: str
    track: str
    item: Item = Item()
    evidence: Sequence[str] = ()
    possible: list[tuple[Item, Sequence[str]]] = []
    reported: Item | None = None
    reported_evidence: Sequence[str] = ()
    reported_possible: list[tuple[Item, Sequence[str]]] = []
    flags: list[Flag] = []

    @property
    def key(self) -> str:
        """Return the item's id across all matters."""
        return f"{self.matter_id}/{self.item_id}"

    def on(self, basis: str) -> Seen:
        """Return the item as it stands on a basis."""
        if basis == "record" or self.reported is None:
            return self
        return Seen(
            matter_id=self.matter_id,
            item_id=self.item_id,
            track=self.track,
            item=self.reported,
            evidence=self.reported_evidence,
            possible=self.reported_possible,
            flags=self.flags,
        )


class Since(Struct, frozen=True, kw_only=True):
    """From when a state holds: as its event says, and from which day that is certain."""

    effective: str
    certain_from: str


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
    attaches_to: str | None
    marks: Sequence[str]
    detail: dict[str, Any]


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


class HeadlineInWords(Struct, frozen=True, kw_only=True):
    """A headline: the status, how it reads, and the prejudice of a dismissal."""

    status: str
    label: str
    prejudice: str | None


class TrackStatus(Struct, frozen=True, kw_only=True):
    """A party's status on one track: the headline, and all that stands behind it."""

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


def by_track(seen: Iterable[Seen], on: date, basis: str = "record") -> dict[str, TrackStatus]:
    """Return a party's status on each track on which it has any item."""
    return {track: _status(track, some, on, basis) for track, some in _parted(seen)}


class Headline(NamedTuple):
    """The headline of a party on a track, without its words: what a report counts."""

    code: str
    certain: bool


def headlines(seen: Iterable[Seen], on: date, basis: str = "record") -> dict[str, Headline]:
    """Return the headline of a party on each track, by the same rule as `by_track`."""
    found = {}
    for track, some in _parted(seen):
        stands = [one.on(basis) for one in some]
        best = _leading(track, _candidates(track, stands, on), on)
        code = headline_code(best.item, on) if best else NONE
        found[track] = Headline(code, _is_certain(stands))
    return found


def _parted(seen: Iterable[Seen]) -> Iterator[tuple[str, list[Seen]]]:
    """Yield each track with its items, in the order of their ids."""
    tracks: dict[str, list[Seen]] = {}
    for one in sorted(seen, key=lambda one: one.key):
        tracks.setdefault(one.track, []).append(one)
    for track in sorted(tracks):
        yield track, tracks[track]


def _is_certain(stands: Iterable[Seen]) -> bool:
    return not any(one.possible for one in stands if one.item.kind != ENHANCEMENT)


def _status(track: str, seen: Sequence[Seen], on: date, basis: str) -> TrackStatus:
    stands = [one.on(basis) for one in seen]
    headline, as_reported = _headline(track, stands, on), None
    if basis == "record" and any(one.reported for one in seen):
        said = _headline(track, [one.on("reported") for one in seen], on)
        as_reported = said if said != headline else None
    counted = [one for one in stands if one.item.kind != ENHANCEMENT]
    return TrackStatus(
        status=headline.status,
        label=headline.label,
        prejudice=headline.prejudice,
        certain=_is_certain(stands),
        items=[item_status(one, on) for one in counted],
        breakdown=dict(sorted(Counter(one.item.state for one in counted).items())),
        enhancements=[item_status(one, on) for one in stands if one.item.kind == ENHANCEMENT],
        possible=[possible_states(one) for one in stands if one.possible],
        flags=[
            *(flag_raised(one, flag) for one in seen for flag in one.flags),
            *_alternative_convictions(stands),
        ],
        as_reported=as_reported,
    )


def _headline(track: str, stands: Sequence[Seen], on: date) -> HeadlineInWords:
    """Return the highest remaining legal exposure."""
    lifecycle = LIFECYCLES[track]
    candidates = _candidates(track, stands, on)
    best = _leading(track, candidates, on)
    if best is None:
        return HeadlineInWords(status=NONE, label=NONE, prejudice=None)
    label = lifecycle.label(best.item, on)
    place = lifecycle.rank(best.item, on)
    if "dismissed:barred" in lifecycle.exposure[place]:
        ties = sorted(
            (one for one in candidates if lifecycle.rank(one.item, on) == place),
            key=lambda one: _order(track, one, on),
        )
        label = " and ".join(dict.fromkeys(lifecycle.label(one.item, on) for one in ties))
    status = exposure_name(best.item, on).partition(":")[0]
    return HeadlineInWords(status=status, label=label, prejudice=best.item.prejudice or None)


def _candidates(track: str, stands: Sequence[Seen], on: date) -> list[Seen]:
    """Return the items among which the headline is chosen."""
    return _groups_as_one(track, _left_in(stands), on)


def _leading(track: str, candidates: Sequence[Seen], on: date) -> Seen | None:
    """Return the item that sets the headline; None where there is none."""
    return min(candidates, key=lambda one: _order(track, one, on), default=None)


def _order(track: str, one: Seen, on: date) -> tuple[int, int, int, str]:
    """Return what decides between items: exposure, severity, the latest certain day, the id."""
    day = date.fromisoformat(one.item.since[1]).toordinal() if one.item.since else 0
    known = one.item.severity in _severities
    severity = _severities.index(Severity(one.item.severity)) if known else len(_severities)
    return (LIFECYCLES[track].rank(one.item, on), severity, -day, one.key)


def _left_in(stands: Sequence[Seen]) -> list[Seen]:
    """Return the items that can set the headline.

    Enhancements never do; a superseded, moved or refiled item does unless what it lives on in
    is among the party's items and filed.
    """
    live = {one.key for one in stands if one.item.state != NONE}

    def lives_on(one: Seen) -> bool:
        gone = one.item.state in LEFT_OUT or "refiled" in one.item.marks
        return gone and any(successor in live for successor in one.item.successors)

    return [one for one in stands if one.item.kind != ENHANCEMENT and not lives_on(one)]


def _groups_as_one(track: str, candidates: Sequence[Seen], on: date) -> list[Seen]:
    """Return the candidates, of each alternative group only its member in the highest state."""
    chosen: dict[str, Seen] = {}
    for one in candidates:
        group = f"{one.matter_id}//{one.item.group}" if one.item.group else one.key
        held = chosen.get(group)
        if held is None or _order(track, one, on) < _order(track, held, on):
            chosen[group] = one
    return list(chosen.values())


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


def item_status(one: Seen, on: date) -> ItemStatus:
    """Return one item as it stands: its state in words and codes, and what it rests on."""
    item = one.item
    return ItemStatus(
        item_id=one.item_id,
        matter_id=one.matter_id,
        kind=item.kind,
        state=item.state,
        prejudice=item.prejudice or None,
        label=LIFECYCLES[one.track].label(item, on),
        since=Since(effective=item.since[0], certain_from=item.since[1]) if item.since else None,
        evidence=one.evidence,
        severity=item.severity or None,
        side=item.side or None,
        attaches_to=item.attaches_to or None,
        marks=item.marks,
        detail={key: value for key, value in item.detail.items() if not key.endswith("_label")},
    )


def possible_states(one: Seen) -> PossibleStates:
    """Return the states in which an item may be as well, and the events that make them possible."""
    return PossibleStates(
        item_id=one.item_id,
        matter_id=one.matter_id,
        states=list(dict.fromkeys(item.state for item, _ in one.possible)),
        evidence=list(dict.fromkeys(name for _, names in one.possible for name in names)),
    )


def flag_raised(one: Seen, flag: Flag) -> FlagRaised:
    """Return one flag with the item that it stands on."""
    until: Until | UnsetType = UNSET
    if flag.until:
        earliest, latest = flag.until
        until = Until(earliest=earliest or None, latest=latest or None)
    return FlagRaised(
        code=flag.code,
        sentence=flag.sentence,
        item_id=one.item_id,
        matter_id=one.matter_id,
        events=flag.events,
        until=until,
    )
