"""Status: how a party stands on each track, and how it has stood, as of any day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

import msgspec
from msgspec import UNSET, Struct, UnsetType
from sqlalchemy import Connection, and_, bindparam, case, or_, select

from casefile.answers import received
from casefile.answers.asking import AnswerByAxis, Asking, At, check_basis, check_matter
from casefile.answers.names.naming import AlreadyRead
from casefile.answers.people.parties import OF_PERSON, PERSON, Party, party_group, who
from casefile.answers.people.stances import MatterStance, stances_of
from casefile.answers.question import POSITION, Question
from casefile.answers.standing.late import late_as_one
from casefile.law.flags import LISTED, Flag
from casefile.law.item import NONE, Item
from casefile.law.seen import Seen, told_once
from casefile.law.status import TrackStatus, by_track
from casefile.law.stays import STAYED, UNCERTAIN
from casefile.law.succession import Succession
from casefile.law.timeline import CERTAIN, RECORD
from casefile.projections.matters import matters
from casefile.projections.names import names
from casefile.projections.spans import FLAG, Events, flag_detail, item_spans
from casefile.projections.tables import known_at
from casefile.store.statement import Row, Statement, found_by


class SourceConflict(Struct, frozen=True, kw_only=True):
    """An item of which sources say what the record does not."""

    item_id: str
    matter_id: str
    events: Sequence[str]


class Tracks(Struct, frozen=True, kw_only=True):
    """The tracks on which the party has any item; they are never merged."""

    civil: TrackStatus | UnsetType = UNSET
    criminal: TrackStatus | UnsetType = UNSET
    regulatory: TrackStatus | UnsetType = UNSET

    def each(self) -> Iterator[tuple[str, TrackStatus]]:
        """Yield the name and the status of each of them."""
        for name in self.__struct_fields__:
            if track := getattr(self, name):
                yield name, track


class PartyStatus(AnswerByAxis, frozen=True, kw_only=True):
    """A party's status as of a day, as known at a moment, on a basis.

    `matter` stands in it where only the items of one matter were asked for. `stances` has the
    matters of which it is known for whom the office is there, and how the party stands to it.
    """

    party: Party
    matter: str | UnsetType = UNSET
    as_of: str
    known_at: str
    position: int
    past_head: bool
    basis: str
    stances: Sequence[MatterStance]
    tracks: Tracks
    conflicts: Sequence[SourceConflict]


def of_party(
    asking: Asking,
    party_id: str,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    basis: str = RECORD,
    matter: str | None = None,
    known_by: str | None = None,
) -> PartyStatus:
    """Return a party's status on each track; one that was not known then has no tracks.

    With a matter only the items of that one count; raises Unknown where there is none.
    """
    with received.about_party(
        asking, party_id, known_at, known_by, as_of=as_of, matter=matter
    ) as at:
        found, rows = at.ask(_STATUS, party=party_id, day=at.on.isoformat())
        party = who(at, [row[:-2] for row in found], party_id)
        check_basis(basis)
        seen = as_seen(rows) if party.known else []
        here = [one for one in seen if matter in (None, one.matter_id)]
        check_scope(at, matter, here)
        elsewhere = [one for one in seen if matter not in (None, one.matter_id)]
        tracks = by_track(here, at.on, basis, elsewhere)
        ids = (party_id, *(party.merged or ()))
        clients = {one for *_, one, client in found if client and matter in (None, one)}
        stances = stances_of(at, ids, clients) if clients else None
        return at.named(
            PartyStatus(
                party=party,
                matter=matter or UNSET,
                as_of=at.on.isoformat(),
                **at.said(),
                **at.said_by(),
                basis=basis,
                stances=stances.of_person(ids) if stances else (),
                tracks=Tracks(**tracks),
                conflicts=[
                    SourceConflict(
                        item_id=flag.item_id, matter_id=flag.matter_id, events=flag.events
                    )
                    for track in tracks.values()
                    for flag in track.flags
                    if flag.code == "source_conflict"
                ],
            ),
            ids,
            AlreadyRead(seen, stances.called, stances.items) if stances else AlreadyRead(seen),
        )


def check_scope(at: At, matter_id: str | None, found: Sequence[object]) -> None:
    """Refuse a matter that there is not, where nothing was found in it; raises Unknown."""
    if matter_id is not None and not found:
        check_matter(at.connection, matter_id)


LATE = "recorded_late"
# Flags that can be about some parties of an item, and tell by themselves about whom.
OF_SOME = frozenset({"announced_not_filed", STAYED, UNCERTAIN})
item_of = msgspec.json.Decoder(Item).decode


class _OnDay(NamedTuple):
    """What is read of a row of item_spans to say how an item stands on a day."""

    matter_id: str
    item_id: str
    party_id: str
    part: str
    track: str
    basis: str
    certainty: str
    state: str
    valid_from: str
    valid_to: str
    detail: str | None  # nothing where it no longer holds, and only its evidence goes on
    evidence: str
    goes_on_from: int | None
    ordinal: int


_in_days = attrgetter("matter_id", "item_id", "part", "party_id", "ordinal", "valid_from")
_holds = item_spans.c.valid_to > bindparam("day")
_evidence_goes_on = item_spans.c.certainty == CERTAIN, item_spans.c.state == "source_conflict"
ON_DAY = select(
    *(
        case((_holds, item_spans.c.detail)).label(name) if name == "detail" else item_spans.c[name]
        for name in _OnDay._fields
    )
).where(
    known_at(item_spans, POSITION),
    item_spans.c.valid_from <= bindparam("day"),
    or_(_holds, *_evidence_goes_on),
)
OF_THE_PERSON = found_by(item_spans.c.party_id, OF_PERSON)
# Who a party is, and for whom the office is in each of its matters, where that is known.
_AND_CLIENTS = PERSON.add_columns(matters.c.matter_id, matters.c.for_).outerjoin(
    matters, and_(matters.c.matter_id == names.c.matter_id, known_at(matters, POSITION))
)
_STATUS = Question(_AND_CLIENTS, ON_DAY.where(OF_THE_PERSON))
_OF_PARTY = Statement(ON_DAY.where(item_spans.c.party_id == bindparam("party")))
# The items of a matter as they stand on a day.
IN_MATTER = ON_DAY.where(item_spans.c.matter_id == bindparam("matter"))


def status_of_party(
    connection: Connection, party_id: str, on: date, position: int, basis: str = RECORD
) -> dict[str, TrackStatus]:
    """Return a party's status on each track, as of a day, as known at a position."""
    group = party_group(connection, party_id, position)
    return status_of_ids(connection, group, on, position, basis)


def status_of_ids(
    connection: Connection, group: Iterable[str], on: date, position: int, basis: str = RECORD
) -> dict[str, TrackStatus]:
    """Return the status of one person, whose ids are given, as `status_of_party` does."""
    # One id at a time, which is the common case and the one that every planner reads by the index.
    rows = [
        row
        for party_id in sorted(group)
        for row in _OF_PARTY.rows(connection, party=party_id, position=position, day=on.isoformat())
    ]
    return by_track(as_seen(rows), on, basis)


def sides_among(rows: Iterable[Row]) -> dict[tuple[str, str], dict[str, str]]:
    """Return the parties of each part of a matter's items that is certain, and their sides.

    Once an item is filed, those are not among them whose it is no more, or not yet.
    """
    certain = [
        row
        for row in sorted(map(_OnDay._make, rows), key=_in_days)
        if row.certainty == CERTAIN and row.party_id and row.detail
    ]
    filed = {(row.item_id, row.part) for row in certain if row.state != NONE}
    sides: dict[tuple[str, str], dict[str, str]] = {}
    for row in certain:
        part = row.item_id, row.part
        if row.detail and (row.state != NONE or part not in filed):
            sides.setdefault(part, {})[row.party_id] = item_of(row.detail).side
    return sides


def as_seen(rows: Iterable[Row], *, listed: bool = False) -> list[Seen]:
    """Gather the rows of ON_DAY into one Seen for each part of an item, as its first party has it.

    That is one on whom the record has something, where there is any; what is announced about the
    others, and that they are stayed, is told beside it. With `listed`, flags that only the worklist
    tells are among them.
    """
    found: dict[Key, Seen] = {}
    in_order = sorted(map(_OnDay._make, rows), key=_in_days)
    first, beside = _first_parties(in_order), set[tuple[str | None, ...]]()
    events = Events()
    for row in in_order:
        key = (row.matter_id, row.item_id, row.part)
        if row.certainty == FLAG and row.state in OF_SOME:
            told = (*key, row.state, row.detail, row.evidence)
            if told in beside:
                continue
            beside.add(told)
        elif first[key] != row.party_id:
            continue
        kind = row.state if row.certainty == FLAG else row.certainty
        evidence = events.of(key, row.basis, kind, row.evidence, row.goes_on_from)
        if row.detail is None:
            continue
        one = found.get(key)
        if one is None:
            one = found[key] = Seen(
                matter_id=row.matter_id,
                item_id=row.item_id,
                parts=(row.part,),
                track=row.track,
                party_id=row.party_id,
            )
        if row.certainty == FLAG and row.state in LISTED and not listed:
            continue
        if row.certainty == FLAG:
            one.flags.append(_flag(row, row.detail, evidence))
            continue
        item = item_of(row.detail)
        if row.certainty == CERTAIN and row.basis == RECORD:
            one.item, one.evidence = item, evidence
        elif row.certainty == CERTAIN:
            one.reported, one.reported_evidence = item, evidence
        elif row.basis == RECORD:
            one.possible.append((item, evidence))
        else:
            one.reported_possible.append((item, evidence))
    seen = told_once(found.values())
    _tell_late_as_one(seen)
    return seen


# The matter, the item and the part of it.
Key = tuple[str, str, str]


def _first_parties(rows: Iterable[_OnDay]) -> dict[Key, str]:
    """Return the first party of each part, those first on whom the record has something."""
    first: dict[Key, tuple[bool, str]] = {}
    for row in rows:
        if row.certainty == CERTAIN and row.basis == RECORD and row.detail:
            key, place = (row.matter_id, row.item_id, row.part), (row.state == NONE, row.party_id)
            first[key] = min(first.get(key, place), place)
    return {key: party_id for key, (_, party_id) in first.items()}


def _tell_late_as_one(seen: Sequence[Seen]) -> None:
    """Join the flags of late events into one a track, on the first item that has any."""
    first: dict[str, Seen] = {}
    late: dict[str, list[Flag]] = {}
    for one in seen:
        if found := [flag for flag in one.flags if flag.code == LATE]:
            first.setdefault(one.track, one)
            late.setdefault(one.track, []).extend(found)
            one.flags = [flag for flag in one.flags if flag.code != LATE]
    for track, one in first.items():
        one.flags.append(late_as_one(late[track]))


def _flag(row: _OnDay, detail: str, evidence: list[str]) -> Flag:
    said = flag_detail(detail)
    return Flag(
        code=row.state,
        sentence=said.sentence,
        rests_on=tuple(evidence),
        valid_from=date.fromisoformat(row.valid_from),
        valid_to=date.fromisoformat(row.valid_to),
        until=said.until,
        as_written=said.as_written,
        possible=said.possible,
    )


def sides_of(one: Seen, sides: Mapping[tuple[str, str], Mapping[str, str]]) -> dict[str, str]:
    """Return the parties of some parts of an item with their sides."""
    found: dict[str, str] = {}
    for part in one.parts:
        found |= sides.get((one.item_id, part), {})
    return found


def succession_in(
    seen: Sequence[Seen], sides: Mapping[tuple[str, str], Mapping[str, str]]
) -> Succession:
    """Return how the items of a matter go on in each other, each in what is against the same."""
    return Succession(seen, parties={one.key: sides_of(one, sides) for one in seen})
