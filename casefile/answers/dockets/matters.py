"""Matters: the list of them, and one as of a day: what it is, who is in it, how its items stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace
from sqlalchemy import bindparam, func, select

from casefile.answers import received
from casefile.answers.asking import Answer, AnswerByAxis, Asking, At, check_matter
from casefile.answers.dockets.access import open_to
from casefile.answers.dockets.docket_numbers import DocketNumber, numbers_by, so_far
from casefile.answers.paging import LIMIT, check_limit
from casefile.answers.people.acting import acting_by
from casefile.answers.people.matter_parties import MatterParty, parties_in
from casefile.answers.people.parties import NAMES_IN_MATTER, in_matter
from casefile.answers.people.stances import in_place_of
from casefile.answers.question import POSITION, Question
from casefile.answers.remembered import remembered
from casefile.answers.searching import keys_of
from casefile.answers.standing.status import (
    IN_MATTER,
    as_seen,
    sides_among,
    sides_of,
    succession_in,
)
from casefile.law import subjects
from casefile.law.civil import CLAIMANT, JUDGMENT, NEITHER
from casefile.law.codes import Track
from casefile.law.events.matter import MatterIncidentOccurred, MatterRelated
from casefile.law.fact import Fact, of_class
from casefile.law.known import Known
from casefile.law.matter import Matter
from casefile.law.names import Called
from casefile.law.own_successors import goes_on_within
from casefile.law.presence import stands_for
from casefile.law.seen import Seen
from casefile.law.setting import fold_matter, setting_of, standing_still
from casefile.law.status import (
    FlagRaised,
    ItemStatus,
    PossibleStates,
    flags_once,
    item_status,
    possible_states,
    there_by_then,
)
from casefile.law.succession import Standing, Succession
from casefile.projections.matters import matters
from casefile.projections.names import COUNSEL, OFFICIAL
from casefile.projections.search_keys import MATTER as KEYED
from casefile.projections.subjects import known_in
from casefile.projections.tables import known_at
from casefile.store.tables import events


class MatterSummary(Struct, frozen=True, kw_only=True):
    """What a matter is and where it stands in the books; `opened` is in EDTF.

    `time_zone` is null where nobody has said it, and so is `for`, the party for whom the office is
    in it; `stands_for_it` is who stands in that party's place by the day, where anybody does.
    Where it is `stayed` it stands still for all but `not_stayed_for`; it does for those in
    `stayed_for` whether it is or not.
    """

    matter_id: str
    title: str
    category: str
    jurisdiction: str
    time_zone: str | None
    court_id: str | None
    docket_no: str | None
    status: str
    access: str
    stayed: bool
    stayed_for: Sequence[str]
    not_stayed_for: Sequence[str]
    for_: str | None = msgspec.field(name="for")
    stands_for_it: str | UnsetType = UNSET
    opened: str

    @property
    def open_to(self) -> str:
        """Return to whom it is open, as it is said of it."""
        return open_to(self.access, self.category)


class MatterPage(Answer, frozen=True, kw_only=True):
    """A page of matters, by id; `next` is what to give as `after` for the next one."""

    matters: Sequence[MatterSummary]
    next: str | None
    known_at: str
    position: int
    past_head: bool


class Incident(Struct, frozen=True, kw_only=True):
    """What the matter is about, from which limitation runs, and the matter that records it."""

    effective: str
    place: str | None
    matter_id: str
    event_id: str


class RelatedMatter(Struct, frozen=True, kw_only=True):
    """Another matter, what it is to this one, and which of the two says so."""

    matter_id: str
    relation: str
    said_by: str
    event_id: str


class MatterCounsel(Struct, frozen=True, kw_only=True):
    """Counsel, or a firm, who acts or has acted for a party in this matter."""

    for_: str = msgspec.field(name="for")
    name: str | None
    role: str


class MatterOfficial(Struct, frozen=True, kw_only=True):
    """Somebody in an office of this matter."""

    office: str
    name: str | None
    role: str


class ItemParty(Struct, frozen=True, kw_only=True):
    """A party of an item, and its side."""

    party_id: str
    side: str


class MatterItem(ItemStatus, frozen=True, kw_only=True):
    """A charge, claim or citation of this matter, with its parties."""

    track: str
    parties: Sequence[ItemParty]


class MatterView(AnswerByAxis, frozen=True, kw_only=True):
    """A matter as of a day; `matter` is null where it was not known then."""

    matter_id: str
    as_of: str
    known_at: str
    position: int
    past_head: bool
    version: int
    matter: MatterSummary | None
    docket_numbers: Sequence[DocketNumber]
    incident: Incident | None
    related: Sequence[RelatedMatter]
    parties: Sequence[MatterParty]
    counsel: Sequence[MatterCounsel]
    officials: Sequence[MatterOfficial]
    items: Sequence[MatterItem]
    possible: Sequence[PossibleStates]
    flags: Sequence[FlagRaised]

    @property
    def by_then(self) -> Sequence[MatterItem]:
        """Return the items that are there, or of which something is told beside."""
        return there_by_then(self.items, self.possible, self.flags)


_parties = msgspec.json.Decoder(list[str]).decode
_SUMMARY = [one for one in MatterSummary.__struct_fields__ if one in matters.c]
_version = select(func.max(events.c.version)).where(
    events.c.matter_id == bindparam("matter"), events.c.position <= POSITION
)
_VIEW = Question(_version, NAMES_IN_MATTER, IN_MATTER)


def page(
    asking: Asking,
    *,
    status: str | None = None,
    category: str | None = None,
    q: str | None = None,
    known_at: str | None = None,
    after: str | None = None,
    limit: int = LIMIT,
) -> MatterPage:
    """Return a page of the office's matters, with the words in title, docket number or id.

    A word may be the beginning of theirs, or the end of a docket number; each of them counts.
    """
    listed = ("matters", status, category, q)
    with asking.gate(known_at, after=after, listed=listed) as at:
        wanted = {"status": status, "category": category}
        found = _next_matters(at, wanted, q, check_limit(limit) + 1)
        page_of, following = at.page(found, limit, lambda one: one.matter_id)
        now = in_place_of(at, {one.matter_id: one.for_ for one in page_of if one.for_})
        some = [replace(one, stands_for_it=now.get(one.matter_id, UNSET)) for one in page_of]
        return at.named(MatterPage(matters=some, next=following, **at.said()))


@remembered
def view(
    asking: Asking,
    matter_id: str,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    known_by: str | None = None,
) -> MatterView:
    """Return a matter with its people, items and flags, and its `version`."""
    with received.about_matter(asking, matter_id, known_at, known_by, as_of=as_of) as at:
        on = at.on.isoformat()
        [(version,)], named, rows = at.ask(_VIEW, matter=matter_id, day=on)
        if version is None:
            check_matter(at.connection, matter_id)
        people, seen, sides = in_matter(named), as_seen(rows), sides_among(rows)
        succession = succession_in(seen, sides)
        known = known_in(at.connection, upto=at.position)
        facts = known.facts(subjects.matter(matter_id))
        incident = setting_of(matter_id, known).incident
        acting = list(acting_by(at.on, matter_id, people, known))
        return at.named(
            MatterView(
                matter_id=matter_id,
                as_of=on,
                **at.said(),
                **at.said_by(),
                version=version or 0,
                matter=summary_by(at.on, matter_id, facts, known),
                docket_numbers=numbers_by(at.on, matter_id, facts),
                incident=_incident(incident) if incident and _begun(incident, at.on) else None,
                related=[
                    _relation(fact, related, matter_id)
                    for fact, related in of_class(facts, MatterRelated)
                    if related.relation.is_timeless or _begun(fact, at.on)
                ],
                parties=parties_in(at, matter_id, people, known),
                counsel=_counsel(acting),
                officials=_officials(acting),
                items=[_item(at, one, sides_of(one, sides), succession) for one in seen],
                possible=[possible_states(one) for one in seen if one.possible],
                flags=flags_once(seen, map(succession.stands, seen)),
            )
        )


def _counsel(acting: Iterable[tuple[str, str, Called]]) -> list[MatterCounsel]:
    return [
        MatterCounsel(for_=party_id, name=one.name or None, role=one.role)
        for who, party_id, one in acting
        if who == COUNSEL
    ]


def _officials(acting: Iterable[tuple[str, str, Called]]) -> list[MatterOfficial]:
    return [
        MatterOfficial(office=office, name=one.name or None, role=one.role)
        for who, office, one in acting
        if who == OFFICIAL
    ]


def check(asking: Asking, matter_id: str) -> None:
    """Check that a matter has any event; raises Unknown."""
    with asking.gate() as at:
        check_matter(at.connection, matter_id)


def _next_matters(
    at: At, wanted: dict[str, str | None], words: str | None, limit: int
) -> list[MatterSummary]:
    """Return the next matters by id; `wanted` gives the values that columns must have."""
    columns = [matters.c[name] for name in _SUMMARY]
    query = select(*columns).where(known_at(matters, at.position), matters.c.matter_id > at.after)
    for name, value in wanted.items():
        if value:
            query = query.where(matters.c[name] == value)
    if words:
        found = keys_of(KEYED, "matter_id", words, at.position)
        query = query.where(matters.c.matter_id.in_(found))
    rows = at.connection.execute(query.order_by(matters.c.matter_id).limit(limit)).mappings()
    return [_of_row(**row) for row in rows]


def summaries(at: At, matter_ids: Iterable[str]) -> dict[str, MatterSummary]:
    """Return what those of these matters are that were known then, but for who stands there now."""
    columns = [matters.c[name] for name in _SUMMARY]
    query = select(*columns).where(
        matters.c.matter_id.in_(list(matter_ids)), known_at(matters, at.position)
    )
    rows = at.connection.execute(query.order_by(matters.c.matter_id)).mappings()
    return {row["matter_id"]: _of_row(**row) for row in rows}


def jurisdictions(at: At) -> list[str]:
    """Return the jurisdictions of the matters known then, that of most of them first."""
    query = (
        select(matters.c.jurisdiction)
        .where(known_at(matters, at.position))
        .group_by(matters.c.jurisdiction)
        .order_by(func.count().desc(), matters.c.jurisdiction)
    )
    return list(at.connection.scalars(query))


def summary_by(
    on: date, matter_id: str, facts: Sequence[Fact], known: Known
) -> MatterSummary | None:
    """Return what a matter was by the day; it is opened whenever that took effect."""
    by_then = so_far(on, matter_id, facts)
    found: Matter | None = fold_matter(matter_id, by_then)
    if found is None:
        return None
    found = standing_still(found, matter_id, by_then, known)
    for last in numbers_by(on, matter_id, facts)[-1:]:
        court_id = last.court_id or found.court_id
        found = found._replace(docket_no=last.docket_no, court_id=court_id)
    told = _summary(matter_id=matter_id, **found._asdict())
    now = stands_for(matter_id, told.for_, on, known) if told.for_ else None
    return replace(told, stands_for_it=now or UNSET)


def _of_row(*, stayed_for: str, not_stayed_for: str, **row: Any) -> MatterSummary:
    """Return the summary that a row of the matter list holds."""
    row |= {"stayed_for": _parties(stayed_for), "not_stayed_for": _parties(not_stayed_for)}
    return _summary(**row)


def _summary(
    *, time_zone: str, court_id: str, docket_no: str, for_: str, **said: Any
) -> MatterSummary:
    """Return a matter's summary, in which an absent text is null."""
    return MatterSummary(
        time_zone=time_zone or None,
        court_id=court_id or None,
        docket_no=docket_no or None,
        for_=for_ or None,
        **said,
    )


def _begun(fact: Fact, on: date) -> bool:
    """Tell whether a fact can have taken effect by a day."""
    return fact.bounds(None)[0] <= on


def _incident(fact: Fact) -> Incident:
    place = fact.data.place if isinstance(fact.data, MatterIncidentOccurred) else None
    return Incident(
        effective=fact.when.text, place=place, matter_id=fact.matter_id, event_id=fact.event_id
    )


def _relation(fact: Fact, related: MatterRelated, matter_id: str) -> RelatedMatter:
    return RelatedMatter(
        matter_id=related.other if fact.matter_id == matter_id else fact.matter_id,
        relation=str(related.relation),
        said_by=fact.matter_id,
        event_id=fact.event_id,
    )


def _item(at: At, one: Seen, sides: dict[str, str], succession: Succession) -> MatterItem:
    """Return an item as it stands in its matter: a claim is told as it stands to the claimant.

    One that was sent on within the matter may still be faced, as in a status. A claim
    is seen as its first party has it, which may be either side. A judgment says for whom it is,
    because nobody is there from whose side "for" could be read.
    """
    item = one.item
    here = goes_on_within(item, one.matter_id)
    told = item_status(succession.stands(one) if here else succession.by_itself(one), at.on)
    if one.track == Track.CIVIL and item.side:
        theirs = tuple(party_id for party_id, side in sides.items() if side == item.side)
        against = theirs if item.opposite and item.side != CLAIMANT else item.opposite
        side = NEITHER if item.state == JUDGMENT and not against else CLAIMANT
        turned = item.having(side=side, opposite=against)
        claimants = [party_id for party_id, side in sides.items() if side == CLAIMANT]
        claimant = claimants[0] if len(claimants) == 1 else ""
        told = replace(
            told, label=item_status(Standing(replace(one, party_id=claimant), turned), at.on).label
        )
    return MatterItem(
        **msgspec.structs.asdict(told),
        track=one.track,
        parties=[ItemParty(party_id=party_id, side=side) for party_id, side in sides.items()],
    )
